// Resources in a database: each write is one transaction with its events, its audit entries and its idempotent answer.
//
// A service declares its kinds of resources once, and then reads and writes protobuf messages by name:
//
//   store.Write(call, [&](Writer& writer) -> absl::StatusOr<Goal> {
//     GILDE_ASSIGN_OR_RETURN(Goal goal, writer.Get<Goal>(request.name()));
//     GILDE_RETURN_IF_ERROR(CheckEtag(goal, request.etag()));
//     GILDE_ASSIGN_OR_RETURN(goal, domain::Reach(goal, call.now));
//     return writer.Update(goal, "goal.reached");
//   });
//
// Every resource message has `string name`, `string etag`, `Timestamp create_time`, `Timestamp update_time`: the store sets the last three.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "common/base/call.h"
#include "common/base/clock.h"
#include "common/base/errors.h"
#include "common/storage/database.h"
#include "common/storage/journal.h"
#include "google/protobuf/message.h"

namespace gilde::storage {

// What a resource can be found by, apart from its name and its parent. Filled by a kind's index function.
class Keys {
 public:
  // Findable by (key, value); values compare bytewise, so fold words and zero-pad numbers.
  void Add(std::string_view key, std::string_view value);
  // The same, and taken: a second resource of the kind in the organization with it is ALREADY_EXISTS.
  void Unique(std::string_view key, std::string_view value);
  // When the sweeper must look at it.
  void Due(absl::Time time);

  struct Entry {
    std::string key, value;
    bool unique;
    bool operator==(const Entry& o) const { return key == o.key && value == o.value && unique == o.unique; }
    bool operator<(const Entry& o) const { return std::tie(key, value, unique) < std::tie(o.key, o.value, o.unique); }
  };
  const std::vector<Entry>& entries() const { return entries_; }
  std::optional<absl::Time> due() const { return due_; }

 private:
  std::vector<Entry> entries_;
  std::optional<absl::Time> due_;
};

// A kind of resource. The message type identifies it; `pattern` is its resource name pattern.
struct Kind {
  const google::protobuf::Descriptor* type;
  std::string pattern;  // organizations/*/profiles/*/goals/*
  std::function<void(const google::protobuf::Message&, Keys&)> index;
};
template <class M>
Kind KindOf(std::string_view pattern, std::function<void(const M&, Keys&)> index = nullptr) {
  return {M::descriptor(), std::string(pattern), [index](const google::protobuf::Message& m, Keys& keys) {
            if (index) index(static_cast<const M&>(m), keys);
          }};
}

// Which resources of a kind, in order of their names. Fields left empty do not restrict.
struct Query {
  std::string parent;      // only those below it
  std::string key, value;  // exact key, as declared by the kind
  bool prefix = false;     // `value` is a prefix
  // With `key`: any of these instead of `value`, at most 10,000; not with `prefix`.
  std::vector<std::string> any_of;
  std::string after;  // only names after this one
  int limit = 0;      // 0: all
};

// Names of resources, of kinds that may differ.
class Names {
 public:
  template <class M>
  void Add(std::string name) {
    names_.emplace(std::move(name), M::descriptor());
  }

 private:
  friend class Writer;
  std::map<std::string, const google::protobuf::Descriptor*> names_;
};

class Reader {
 public:
  // NOT_FOUND / RESOURCE_NOT_FOUND when absent.
  template <class M>
  absl::StatusOr<M> Get(std::string_view name) {
    M message;
    GILDE_RETURN_IF_ERROR(GetInto(name, message));
    return message;
  }
  // The same, or nullopt when absent.
  template <class M>
  absl::StatusOr<std::optional<M>> GetOptional(std::string_view name) {
    absl::StatusOr<M> found = Get<M>(name);
    if (absl::IsNotFound(found.status())) return std::optional<M>();
    GILDE_RETURN_IF_ERROR(found.status());
    return std::optional<M>(*std::move(found));
  }
  // Those of `names` that exist, in the order of `names`.
  template <class M>
  absl::StatusOr<std::vector<M>> GetAll(absl::Span<const std::string> names) {
    std::vector<M> found;
    GILDE_RETURN_IF_ERROR(LoadAll(names, *M::descriptor(), [&](std::string_view bytes) {
      found.emplace_back().ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
    }));
    return found;
  }
  template <class M>
  absl::StatusOr<std::vector<M>> Find(const Query& query) {
    std::vector<M> found;
    GILDE_RETURN_IF_ERROR(Scan(*M::descriptor(), query, [&](std::string_view bytes) {
      found.emplace_back().ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
      return true;
    }));
    return found;
  }
  // The first match, or nullopt.
  template <class M>
  absl::StatusOr<std::optional<M>> FindOne(Query query) {
    query.limit = 1;
    GILDE_ASSIGN_OR_RETURN(std::vector<M> found, Find<M>(query));
    if (found.empty()) return std::optional<M>();
    return std::optional<M>(std::move(found[0]));
  }
  // Names of resources of type M whose due time is at or before `now`, earliest first, across organizations.
  template <class M>
  absl::StatusOr<std::vector<std::string>> Due(absl::Time now, int limit) {
    return DueOf(*M::descriptor(), now, limit);
  }
  // For tables of the service's own; only store/ rooms may use it. What was written before is there, unless it failed:
  // then the whole write fails.
  Session& session();
  const base::Call& call() const { return call_; }

 protected:
  friend class Store;
  Reader(class Store& store, const base::Call& call, Session& session) : store_(store), call_(call), session_(session) {}
  absl::Status GetInto(std::string_view name, google::protobuf::Message& message);
  absl::Status Scan(const google::protobuf::Descriptor& type, const Query& query, absl::FunctionRef<bool(std::string_view)> each);
  absl::StatusOr<std::vector<std::string>> DueOf(const google::protobuf::Descriptor& type, absl::Time now, int limit);

  absl::Status Ask(const struct KindInfo& kind, const std::string& organization, const Query& query,
                   absl::FunctionRef<bool(std::string_view name, std::string_view body)> each);
  absl::Status AskOnce(const struct KindInfo& kind, const std::string& organization, const Query& query,
                       absl::FunctionRef<bool(std::string_view name, std::string_view body)> each);
  absl::Status Load(std::string_view name, const google::protobuf::Descriptor& type, std::string& body);
  absl::Status LoadAll(absl::Span<const std::string> names, const google::protobuf::Descriptor& type,
                       absl::FunctionRef<void(std::string_view)> each);
  // Whether there can be a resource of this kind and name that the caller may see.
  bool IsVisible(std::string_view name, const struct KindInfo& kind) const;
  // Asks the database for the bodies of some, in few queries.
  struct Wanted;
  absl::Status Fetch(absl::Span<const Wanted> wanted, absl::FunctionRef<void(std::string_view name, std::string_view body)> each);

  class Store& store_;
  const base::Call& call_;
  Session& session_;
  // What is known of the transaction, when it writes: nobody else does meanwhile.
  class Batch* batch_ = nullptr;
};

class Writer : public Reader {
 public:
  // What was read once is known from then on and asking again costs nothing, for nobody else writes meanwhile. This reads many at once,
  // whether they exist or not.
  absl::Status ReadAhead(const Names& names);
  // Inserts; ALREADY_EXISTS / RESOURCE_EXISTS, at the latest at the commit, when the name or a unique key is taken. Publishes `event`
  // (`goal.created`); empty publishes none. Returns the resource as stored, with etag and times.
  template <class M>
  absl::StatusOr<M> Create(M message, std::string_view event) {
    GILDE_RETURN_IF_ERROR(CreateRaw(message, event));
    return message;
  }
  // Replaces; NOT_FOUND when absent. Writing an equal resource changes nothing and publishes nothing.
  template <class M>
  absl::StatusOr<M> Update(M message, std::string_view event) {
    GILDE_RETURN_IF_ERROR(UpdateRaw(message, event));
    return message;
  }
  absl::Status Delete(const google::protobuf::Message& message, std::string_view event);
  // How far `follower` has read another feed: asked ahead, and there when anything else was answered, or Arrive has returned.
  absl::StatusOr<std::shared_ptr<const std::optional<std::string>>> AskCursor(std::string_view follower) {
    return LoadCursorAhead(session_, follower);
  }
  absl::Status Arrive() { return session_.Arrive(); }
  // Remembers, with this write, how far `follower` has read another feed.
  absl::Status MoveCursor(std::string_view follower, std::string_view cursor) {
    wrote_ = true;
    return SaveCursor(session_, follower, cursor);
  }
  // Publishes an event about `subject` without changing it; `payload` is any message.
  void Publish(std::string_view event, std::string_view subject, const google::protobuf::Message& payload);

 private:
  friend class Store;
  Writer(class Store& store, const base::Call& call, Session& session, class Batch& batch) : Reader(store, call, session) {
    batch_ = &batch;
  }
  absl::Status CreateRaw(google::protobuf::Message& message, std::string_view event);
  absl::Status UpdateRaw(google::protobuf::Message& message, std::string_view event);
  void WriteKeys(const struct KindInfo& kind, std::string_view name, const Keys& before, const Keys& after);
  void Record(std::string_view event, std::string_view name, const google::protobuf::Message& payload, std::string_view before,
              std::string_view after);

  bool wrote_ = false;
  Entries entries_;
};

// ABORTED / ETAG_MISMATCH unless `etag` is empty or the resource's own.
absl::Status CheckEtag(const google::protobuf::Message& resource, std::string_view etag);

// Thread-safe.
class Store {
 public:
  // `database` must outlive the store. Call Open before use.
  Store(Database& database, const base::Clock& clock, std::vector<Kind> kinds);
  ~Store();
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  // Migrates the store's own tables (numbers below 1000) and then the service's (1000 and more).
  absl::Status Open(absl::Span<const Migration> migrations);

  absl::Status Read(const base::Call& call, absl::FunctionRef<absl::Status(Reader&)> work);
  // The same for work that asks one query: Database::ReadOne.
  absl::Status ReadOne(const base::Call& call, absl::FunctionRef<absl::Status(Reader&)> work);
  template <class M>
  absl::StatusOr<M> Get(const base::Call& call, std::string_view name) {
    M message;
    GILDE_RETURN_IF_ERROR(GetMessage(call, name, message));
    return message;
  }
  template <class M>
  absl::StatusOr<std::vector<M>> Find(const base::Call& call, const Query& query) {
    std::vector<M> found;
    GILDE_RETURN_IF_ERROR(Read(call, [&](Reader& reader) -> absl::Status {
      GILDE_ASSIGN_OR_RETURN(found, reader.Find<M>(query));
      return absl::OkStatus();
    }));
    return found;
  }

  // Runs `work` and commits what it wrote, together with its result as the answer to call.request_id: within 24 hours the same id and
  // body gets that answer without running `work`; another body is ALREADY_EXISTS / REQUEST_ID_REUSED. `work` may run more than once
  // and sees no other writer between its reads and its writes. A non-OK result writes nothing.
  // RESOURCE_EXHAUSTED with retry info when too many writes wait.
  template <class Work>
  auto Write(const base::Call& call, Work work) -> decltype(work(std::declval<Writer&>())) {
    using M = typename decltype(work(std::declval<Writer&>()))::value_type;
    M answer;
    GILDE_RETURN_IF_ERROR(WriteMessage(call, answer, [&](Writer& writer, google::protobuf::Message& out) -> absl::Status {
      auto result = work(writer);
      if (!result.ok()) return std::move(result).status();
      static_cast<M&>(out) = *std::move(result);
      return absl::OkStatus();
    }));
    return answer;
  }
  // The same without an answer.
  absl::Status Apply(const base::Call& call, std::function<absl::Status(Writer&)> work);

  // A value of the store's own, kept across restarts: a secret, the sandbox clock. Empty when never set.
  absl::StatusOr<std::string> Setting(std::string_view name);
  absl::Status SetSetting(std::string_view name, std::string_view value);

  // Counts the commits of this process that published events, or may have; waits until it is above `seen` or `timeout` is over, and returns
  // it.
  std::int64_t WaitForEvents(std::int64_t seen, absl::Duration timeout);
  // Whether resources of this type are among its kinds.
  bool Has(const google::protobuf::Descriptor& type) const;
  // Counts the commits of this process that changed a resource of this type, or may have.
  std::int64_t ChangesOf(const google::protobuf::Descriptor& type) const;

  // Earliest due time of all resources of type M.
  template <class M>
  absl::Time NextDue() {
    return NextDueOf(*M::descriptor());
  }

  // Page tokens: bound to the organization, the method and the request's own filter; a forged or foreign one is
  // INVALID_ARGUMENT / PAGE_TOKEN_INVALID. `position` is where the page ended.
  std::string PageToken(const base::Call& call, std::string_view filter, std::string_view position) const;
  absl::StatusOr<std::string> PagePosition(const base::Call& call, std::string_view filter, std::string_view token) const;

  // Lists one page: size clamped to [1, maximum], default when 0, INVALID_ARGUMENT when negative.
  template <class M>
  absl::Status Page(const base::Call& call, Query query, int page_size, std::string_view page_token, int default_size, int maximum,
                    std::vector<M>& page, std::string& next_page_token);

  Database& database() { return database_; }
  const base::Clock& clock() const { return clock_; }

 private:
  friend class Reader;
  friend class Writer;
  struct Impl;
  absl::Status GetMessage(const base::Call& call, std::string_view name, google::protobuf::Message& message);
  absl::Status WriteMessage(const base::Call& call, google::protobuf::Message& answer,
                            std::function<absl::Status(Writer&, google::protobuf::Message&)> work);
  void RunWriter();
  void RunTogether(const std::vector<struct WriteTask*>& batch);
  std::set<std::string> LikelyOrganizations(const std::vector<struct WriteTask*>& batch) const;
  absl::Status RunOne(struct WriteTask& task, Writer& writer, class Answers& answers);
  void NoteEvents();
  absl::Time NextDueOf(const google::protobuf::Descriptor& type);
  absl::StatusOr<int> PageSize(int page_size, int default_size, int maximum) const;
  Database& database_;
  const base::Clock& clock_;
  std::unique_ptr<Impl> impl_;
};

template <class M>
absl::Status Store::Page(const base::Call& call, Query query, int page_size, std::string_view page_token, int default_size, int maximum,
                         std::vector<M>& page, std::string& next_page_token) {
  GILDE_ASSIGN_OR_RETURN(int size, PageSize(page_size, default_size, maximum));
  std::string filter = query.parent + '\n' + query.key + '\n' + query.value;
  GILDE_ASSIGN_OR_RETURN(query.after, PagePosition(call, filter, page_token));
  query.limit = size + 1;
  GILDE_ASSIGN_OR_RETURN(page, Find<M>(call, query));
  if (static_cast<int>(page.size()) > size) {
    page.pop_back();
    next_page_token = PageToken(call, filter, page.back().name());
  }
  return absl::OkStatus();
}

}  // namespace gilde::storage
