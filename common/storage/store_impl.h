// Inside of the store: its kinds, and the queue that lets concurrent writes share one commit.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

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
  bool done = false;
};

struct Store::Impl {
  absl::flat_hash_map<const google::protobuf::Descriptor*, KindInfo> kinds;
  std::string page_key;

  std::mutex mutex;
  std::condition_variable work_arrived;
  std::condition_variable work_done;
  std::deque<WriteTask*> waiting;
  bool stopping = false;
  std::thread writer;

  std::mutex events_mutex;
  std::condition_variable events_arrived;
  std::int64_t published = 0;
};

}  // namespace gilde::storage
