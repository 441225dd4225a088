// Inside of the store: its kinds, and the queue that lets concurrent writes share one commit.
#pragma once

#include <array>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <future>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "common/storage/store.h"

namespace gilde::storage {

// A kind with what reflection knows of its message, looked up once.
struct KindInfo {
  Kind kind;
  std::string id;          // profiles.goals
  std::string collection;  // goals
  bool below_organization = false;
  const google::protobuf::FieldDescriptor* name;
  const google::protobuf::FieldDescriptor* etag;
  const google::protobuf::FieldDescriptor* create_time;
  const google::protobuf::FieldDescriptor* update_time;
};

// One write waiting for its turn; lives on the caller's stack.
struct WriteTask {
  const base::Call* call;
  google::protobuf::Message* answer;
  std::function<absl::Status(Writer&, google::protobuf::Message&)> work;
  absl::Status result;
  std::promise<void> done;
};

// What the writes of one transaction share. They are sent to the database together, many rows a statement, before something else is
// asked of it, and at the end.
class Batch {
 public:
  // organization, kind, key, value, name.
  using Key = std::array<std::string, 5>;

  // The body of a resource as it now stands, empty when there is none; nullptr when it was neither read nor written.
  const std::string* Find(std::string_view name) const;
  void Remember(std::string_view name, std::string body) { bodies_.insert_or_assign(std::string(name), std::move(body)); }
  void Put(const KindInfo& kind, std::string_view name, bool fresh, const Keys& keys, std::string body);
  void SetKey(const Keys::Entry& entry, const KindInfo& kind, std::string_view name, bool held);
  // Deletes at once.
  absl::Status Delete(Session& session, const KindInfo& kind, std::string_view name);
  // An error stays and comes again.
  absl::Status Flush(Session& session);
  const absl::Status& status() const { return status_; }
  // Ids of the kinds of which something was written.
  const absl::flat_hash_set<std::string>& changed_kinds() const { return changed_kinds_; }
  // Whether changes of a kind wait to be sent.
  bool Waits(const std::string& kind) const { return waiting_kinds_.contains(kind); }
  // What a query found, as long as nothing of its kind has changed since; nullptr when it was not asked.
  const std::vector<std::string>* Answer(const std::string& kind, const std::string& query) const;
  void RememberAnswer(const std::string& kind, const std::string& query, std::vector<std::string> bodies) {
    answers_[kind].insert_or_assign(query, std::move(bodies));
  }

 private:
  struct Change {
    bool fresh;
    std::string kind;
    Value due;
  };
  absl::flat_hash_map<std::string, std::string> bodies_;
  absl::flat_hash_map<std::string, absl::flat_hash_map<std::string, std::vector<std::string>>> answers_;  // by kind and query
  absl::flat_hash_set<std::string> waiting_kinds_, changed_kinds_;
  std::map<std::string, Change> changes_;   // by name
  std::map<Key, bool> keys_, unique_keys_;  // whether it is held from now on
  absl::Status status_;
};

struct Store::Impl {
  absl::flat_hash_map<const google::protobuf::Descriptor*, KindInfo> kinds;
  std::string page_key;

  std::mutex mutex;
  std::condition_variable work_arrived;
  std::deque<WriteTask*> waiting;
  bool writing = false;  // somebody runs a transaction
  bool stopping = false;
  std::string last_organization;  // that was written for; whoever runs a transaction has it
  std::thread writer;

  std::mutex events_mutex;
  std::condition_variable events_arrived;
  std::int64_t published = 0;
  std::map<std::string, std::atomic<std::int64_t>> changes;  // commits that changed something of a kind, by its id
};

}  // namespace gilde::storage
