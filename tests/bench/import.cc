// ImportProfiles of an enterprise, and again when nothing has changed; against SQLite taking as many rows in one transaction.
#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "gilde/profile/v1/profile_service.pb.h"
#include "tests/bench/people.h"
#include "tests/bench/plain_sqlite.h"
#include "tests/bench/servers.h"
#include "tests/bench/timer.h"

namespace gilde::bench {
namespace {

constexpr int kRows = 100'000;
constexpr int kMostRows = 1000;

std::vector<grpc::ByteBuffer> Messages(int count) {
  std::vector<grpc::ByteBuffer> messages;
  for (int first = 0; first < count; first += kMostRows) {
    profile::v1::ImportProfilesRequest message;
    message.set_parent(kOrganization);
    for (int i = first; i < std::min(first + kMostRows, count); ++i) *message.add_rows()->mutable_profile() = SomePerson(i);
    messages.push_back(Bytes(message));
  }
  return messages;
}

// Rows a second; ABORTED unless the service says that `count` rows were created, or unchanged.
absl::StatusOr<Figure> ImportAll(const Target& target, const std::vector<grpc::ByteBuffer>& messages, int created, int unchanged) {
  GILDE_ASSIGN_OR_RETURN(Streamed streamed, Stream(target, messages));
  profile::v1::ImportProfilesResponse last;
  if (!last.ParseFromString(streamed.last) || last.summary().created_count() != created || last.summary().unchanged_count() != unchanged) {
    return absl::AbortedError("the import says: " + last.ShortDebugString());
  }
  return Figure{(created + unchanged) / streamed.seconds};
}

absl::StatusOr<Figure> OneTransaction(const std::string& file, int count) {
  GILDE_ASSIGN_OR_RETURN(std::unique_ptr<PlainSqlite> sqlite, PlainSqlite::Open(file));
  std::vector<std::pair<std::string, std::string>> rows;
  rows.reserve(static_cast<size_t>(count));
  for (int i = 0; i < count; ++i) rows.emplace_back(Person(absl::StrCat("e", i)), SomePerson(i).SerializeAsString());
  Timer timer;
  GILDE_RETURN_IF_ERROR(sqlite->Run("BEGIN"));
  for (const auto& [name, body] : rows) GILDE_RETURN_IF_ERROR(sqlite->Insert(name, body));
  GILDE_RETURN_IF_ERROR(sqlite->Run("COMMIT"));
  return Figure{count / timer.seconds()};
}

}  // namespace

absl::StatusOr<Lines> Import(const Setup& setup) {
  GILDE_ASSIGN_OR_RETURN(std::unique_ptr<Gilde> gilde, Gilde::Start(setup, "sqlite:" + setup.folder + "/import", {"profile"}));
  int count = setup.Count(kRows);
  std::vector<grpc::ByteBuffer> messages = Messages(count);
  Target target = gilde->As("gilde.profile.v1.ProfileService/ImportProfiles", "platform");
  Line first{.what = absl::StrCat("ImportProfiles, ", count, " rows"), .against = "SQLite, one transaction", .to_reach = 0.1};
  GILDE_ASSIGN_OR_RETURN(first.peer, OneTransaction(setup.folder + "/bulk.db", count));
  GILDE_ASSIGN_OR_RETURN(first.own, ImportAll(target, messages, count, 0));
  Line again{.what = "  again, unchanged", .against = "  the first time", .peer = first.own, .to_reach = 5};
  GILDE_ASSIGN_OR_RETURN(again.own, ImportAll(target, messages, 0, count));
  return Lines{first, again};
}

}  // namespace gilde::bench
