// CreateProfile: a person with event, audit entry and idempotent answer in one durable transaction, by 64 callers at once; against one row
// a commit in the same engine with nothing around it.
#include <libpq-fe.h>

#include <atomic>
#include <thread>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "gilde/profile/v1/profile_service.pb.h"
#include "tests/bench/people.h"
#include "tests/bench/plain_sqlite.h"
#include "tests/bench/servers.h"
#include "tests/bench/timer.h"
#include "tests/support/databases.h"

namespace gilde::bench {
namespace {

constexpr int kCreations = 20'000;
constexpr int kSingleCommits = 3'000;

// Creates as many people as never before.
class Creations {
 public:
  Creations(const Gilde& gilde, int count)
      : target_(gilde.As("gilde.profile.v1.ProfileService/CreateProfile", "platform")), count_(count) {}

  absl::StatusOr<Figure> Run() {
    std::vector<grpc::ByteBuffer> requests;
    for (int i = 0; i < count_; ++i, ++made_) {
      profile::v1::CreateProfileRequest request;
      request.set_parent(kOrganization);
      request.set_profile_id(absl::StrCat("p", made_));
      request.set_request_id(absl::StrCat("r", made_));
      *request.mutable_profile() = SomePerson(made_);
      requests.push_back(Bytes(request));
    }
    return Drive(target_, requests, count_);
  }

 private:
  Target target_;
  int count_;
  int made_ = 0;
};

absl::StatusOr<Figure> SingleCommits(PlainSqlite& sqlite, int count, int& made) {
  std::vector<double> took;
  Timer all;
  for (int i = 0; i < count; ++i, ++made) {
    Timer one;
    GILDE_RETURN_IF_ERROR(sqlite.Insert(Person(absl::StrCat("p", made)), SomePerson(made).SerializeAsString()));
    took.push_back(one.milliseconds());
  }
  return FigureOf(all.seconds(), std::move(took));
}

using Postgres = std::unique_ptr<PGconn, void (*)(PGconn*)>;

// 64 clients on connections of their own, each a prepared INSERT and its commit after the other.
class PlainPostgres {
 public:
  static absl::StatusOr<std::unique_ptr<PlainPostgres>> Open(const std::string& url) {
    auto clients = std::make_unique<PlainPostgres>();
    for (int i = 0; i < kInFlight; ++i) {
      PGconn* connection = clients->connections_.emplace_back(PQconnectdb(url.c_str()), PQfinish).get();
      bool ready = PQstatus(connection) == CONNECTION_OK;
      if (i == 0) ready = ready && Done(PQexec(connection, "CREATE TABLE person (name TEXT NOT NULL PRIMARY KEY, body BYTEA NOT NULL)"));
      ready = ready && Done(PQprepare(connection, "insert", "INSERT INTO person (name, body) VALUES ($1, $2)", 2, nullptr));
      if (!ready) return absl::UnavailableError(PQerrorMessage(connection));
    }
    return clients;
  }

  absl::StatusOr<Figure> Run(int count) {
    int end = made_ + count;
    std::atomic<bool> failed = false;
    std::vector<std::vector<double>> took(connections_.size());
    std::vector<std::thread> threads;
    Timer all;
    for (size_t i = 0; i < connections_.size(); ++i) {
      threads.emplace_back([&, i] {
        for (int number = made_++; number < end; number = made_++) {
          Timer one;
          if (!Insert(connections_[i].get(), number)) failed = true;
          took[i].push_back(one.milliseconds());
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
    double seconds = all.seconds();
    made_ = end;
    if (failed) return absl::AbortedError("a plain INSERT failed");
    std::vector<double> together;
    for (const auto& some : took) together.insert(together.end(), some.begin(), some.end());
    return FigureOf(seconds, std::move(together));
  }

 private:
  static bool Insert(PGconn* connection, int number) {
    std::string name = Person(absl::StrCat("p", number));
    std::string body = SomePerson(number).SerializeAsString();
    const char* values[] = {name.c_str(), body.data()};
    int lengths[] = {static_cast<int>(name.size()), static_cast<int>(body.size())};
    int formats[] = {0, 1};
    return Done(PQexecPrepared(connection, "insert", 2, values, lengths, formats, 1));
  }
  static bool Done(PGresult* result) {
    bool done = PQresultStatus(result) == PGRES_COMMAND_OK;
    PQclear(result);
    return done;
  }

  std::vector<Postgres> connections_;
  std::atomic<int> made_ = 0;
};

}  // namespace

absl::StatusOr<Lines> CreateProfileOnSqlite(const Setup& setup) {
  GILDE_ASSIGN_OR_RETURN(std::unique_ptr<Gilde> gilde, Gilde::Start(setup, "sqlite:" + setup.folder + "/create", {"profile"}));
  Creations creations(*gilde, setup.Count(kCreations));
  Lines lines;
  auto against = [&](const std::string& journal, Line line) -> absl::Status {
    GILDE_ASSIGN_OR_RETURN(std::unique_ptr<PlainSqlite> sqlite, PlainSqlite::Open(setup.folder + "/" + journal + ".db", journal));
    int made = 0;
    GILDE_ASSIGN_OR_RETURN(
        line, Compare(
                  setup, line, [&] { return SingleCommits(*sqlite, setup.Count(kSingleCommits), made); }, [&] { return creations.Run(); }));
    lines.push_back(line);
    return absl::OkStatus();
  };
  GILDE_RETURN_IF_ERROR(
      against("DELETE", {.what = "CreateProfile on SQLite, 64 in flight", .against = "plain SQLite, a row a commit", .to_reach = 4}));
  GILDE_RETURN_IF_ERROR(against("WAL", {.what = "  the same", .against = "  with a write-ahead log"}));
  return lines;
}

absl::StatusOr<Lines> CreateProfileOnPostgres(const Setup& setup) {
  Line line{.what = "CreateProfile on PostgreSQL, 64 in flight", .against = "libpq, 64 clients, a row a commit", .to_reach = 0.5};
  if (setup.postgres.empty()) {
    line.note = "not measured: GILDE_TEST_POSTGRES does not name a server";
    return Lines{line};
  }
  test::TestDatabase database(test::Engine::kPostgres);
  test::TestDatabase plain(test::Engine::kPostgres);
  GILDE_ASSIGN_OR_RETURN(std::unique_ptr<Gilde> gilde, Gilde::Start(setup, database.url(), {"profile"}));
  GILDE_ASSIGN_OR_RETURN(std::unique_ptr<PlainPostgres> clients, PlainPostgres::Open(plain.url()));
  int count = setup.Count(kCreations);
  Creations creations(*gilde, count);
  GILDE_ASSIGN_OR_RETURN(line, Compare(
                                   setup, line, [&] { return clients->Run(count); }, [&] { return creations.Run(); }));
  return Lines{line};
}

}  // namespace gilde::bench
