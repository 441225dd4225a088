// Group commit: one thread per store takes all writes that wait, runs them one after another in one transaction, and commits once. A write
// that finds nobody else there is run by its caller, without a switch of threads.
// A write that fails after having written, or that breaks the transaction, sends all of them back to run alone, so that no write
// suffers from its neighbour. Concurrent writers thus share one fsync, and on PostgreSQL one lock and one pipeline.

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "common/storage/store_impl.h"
#include "google/protobuf/empty.pb.h"

namespace gilde::storage {

using google::protobuf::Message;

namespace {

constexpr size_t kMostWaiting = 4096;
constexpr size_t kMostTogether = 32;

// Whether running the writes one by one can come out differently.
bool WorthRunningAlone(const absl::Status& status) {
  return status.code() != absl::StatusCode::kUnavailable && status.code() != absl::StatusCode::kResourceExhausted;
}

std::string AnswerKey(const base::Call& call) { return call.caller + ":" + call.request_id; }

}  // namespace

// What the requests of a batch were answered before, by their ids: read in one query, and kept up to date while the batch runs.
class Answers {
 public:
  struct Answer {
    std::string fingerprint;
    absl::Time time;
    std::string body;
  };

  static absl::StatusOr<Answers> Read(Session& session, const std::vector<WriteTask*>& batch) {
    std::vector<Value> ids;
    for (const WriteTask* task : batch) {
      if (task->call->request_id.empty()) continue;
      ids.insert(ids.end(), {task->call->organization, AnswerKey(*task->call)});
    }
    Answers answers;
    if (ids.empty()) return answers;
    FillUp(ids, 2);
    std::string sql = absl::StrCat("WITH asked (o, r) AS (VALUES ", Placeholders(ids.size() / 2, 2),
                                   ") SELECT organization, request_id, fingerprint, time, body FROM asked JOIN answer ON organization = o "
                                   "AND request_id = r");
    GILDE_RETURN_IF_ERROR(session.Query(sql, ids, [&](const Row& row) {
      answers.known_.insert_or_assign({std::string(row.Text(0)), std::string(row.Text(1))},
                                      Answer{std::string(row.Text(2)), absl::FromUnixMicros(row.Int(3)), std::string(row.Text(4))});
      return true;
    }));
    return answers;
  }

  // Null when there is none that is younger than a day.
  const Answer* Find(const base::Call& call) const {
    auto found = known_.find({call.organization, AnswerKey(call)});
    return found == known_.end() || found->second.time + kAnswersKept <= call.now ? nullptr : &found->second;
  }

  void Keep(const base::Call& call, const Message& message) {
    std::pair key(call.organization, AnswerKey(call));
    known_.insert_or_assign(key, Answer{call.fingerprint, call.now, message.SerializeAsString()});
    fresh_.insert(std::move(key));
  }

  // Writes what was kept.
  absl::Status Append(Session& session) {
    std::vector<Value> rows;
    for (const auto& key : fresh_) {
      Answer& answer = known_.at(key);
      rows.insert(rows.end(),
                  {key.first, key.second, std::move(answer.fingerprint), absl::ToUnixMicros(answer.time), Blob{std::move(answer.body)}});
    }
    return ForRows(session, "INSERT INTO answer (organization, request_id, fingerprint, time, body) VALUES ", 5, rows,
                   " ON CONFLICT (organization, request_id) DO UPDATE SET fingerprint = excluded.fingerprint, time = excluded.time, body = "
                   "excluded.body");
  }

 private:
  absl::flat_hash_map<std::pair<std::string, std::string>, Answer> known_;  // by organization and key
  absl::flat_hash_set<std::pair<std::string, std::string>> fresh_;
};

absl::Status Store::WriteMessage(const base::Call& call, Message& answer, std::function<absl::Status(Writer&, Message&)> work) {
  WriteTask task{&call, &answer, std::move(work), absl::OkStatus(), {}};
  std::future<void> done = task.done.get_future();
  {
    std::unique_lock lock(impl_->mutex);
    if (impl_->waiting.size() >= kMostWaiting || impl_->stopping) {
      return base::TryAgain(absl::StatusCode::kResourceExhausted, "WRITE_QUEUE_FULL", "too many writes wait: try again shortly",
                            absl::Milliseconds(200));
    }
    if (!impl_->writing && impl_->waiting.empty()) {
      impl_->writing = true;
      lock.unlock();
      RunTogether({&task});
      lock.lock();
      impl_->writing = false;
      if (!impl_->waiting.empty() || impl_->stopping) impl_->work_arrived.notify_one();
      return std::move(task.result);
    }
    impl_->waiting.push_back(&task);
  }
  done.wait();
  return std::move(task.result);
}

absl::Status Store::Apply(const base::Call& call, std::function<absl::Status(Writer&)> work) {
  google::protobuf::Empty nothing;
  return WriteMessage(call, nothing, [&](Writer& writer, Message&) { return work(writer); });
}

void Store::RunWriter() {
  std::vector<WriteTask*> batch;
  while (true) {
    {
      std::unique_lock lock(impl_->mutex);
      impl_->writing = false;
      impl_->work_arrived.wait(lock, [&] { return !impl_->writing && (!impl_->waiting.empty() || impl_->stopping); });
      if (impl_->waiting.empty()) return;
      impl_->writing = true;
      while (!impl_->waiting.empty() && batch.size() < kMostTogether) {
        batch.push_back(impl_->waiting.front());
        impl_->waiting.pop_front();
      }
    }
    RunTogether(batch);
    // Moved out first: the task is gone as soon as its caller knows.
    for (WriteTask* task : batch) std::promise<void>(std::move(task->done)).set_value();
    batch.clear();
  }
}

void Store::RunTogether(const std::vector<WriteTask*>& batch) {
  absl::Time real_now = base::SystemClock().Now();
  bool alone = batch.size() == 1;
  bool run_alone = false;
  bool published = false;
  absl::flat_hash_set<std::string> changed;
  absl::Status status = database_.Write([&](Session& session) -> absl::Status {
    run_alone = published = false;
    changed.clear();
    Entries entries;
    Batch shared;
    GILDE_ASSIGN_OR_RETURN(std::shared_ptr<Heads> heads, Heads::AskAhead(session, LikelyOrganizations(batch)));
    GILDE_ASSIGN_OR_RETURN(Answers answers, Answers::Read(session, batch));
    for (WriteTask* task : batch) {
      if (task->call->deadline < real_now) {
        task->result =
            base::Refusal(absl::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED", "the deadline passed before the write began");
        continue;
      }
      Writer writer(*this, *task->call, session, shared);
      task->result = RunOne(*task, writer, answers);
      GILDE_RETURN_IF_ERROR(shared.status());
      if (!task->result.ok() && writer.wrote_) {
        run_alone = !alone;
        return task->result;
      }
      std::move(writer.entries_.events.begin(), writer.entries_.events.end(), std::back_inserter(entries.events));
      std::move(writer.entries_.audit.begin(), writer.entries_.audit.end(), std::back_inserter(entries.audit));
    }
    published = !entries.events.empty();
    changed = shared.changed_kinds();
    GILDE_RETURN_IF_ERROR(shared.Flush(session));
    GILDE_RETURN_IF_ERROR(answers.Append(session));
    if (!entries.audit.empty()) impl_->last_organization = entries.audit.back().first;
    return Append(session, entries, *heads);
  });
  // When it failed too: an answer to a commit can be lost on its way.
  for (const std::string& kind : changed) ++impl_->changes.at(kind);
  if (published) NoteEvents();
  if (!status.ok() && !alone && (run_alone || WorthRunningAlone(status))) {
    for (WriteTask* task : batch) RunTogether({task});
    return;
  }
  if (status.ok()) return;
  // Refusals too: they may rest on what a neighbour wrote and nobody will ever see.
  for (WriteTask* task : batch) task->result = status;
}

// Jobs work for all organizations: for that of the last write, as like as not.
std::set<std::string> Store::LikelyOrganizations(const std::vector<WriteTask*>& batch) const {
  std::set<std::string> likely;
  for (const WriteTask* task : batch) likely.insert(task->call->organization == "-" ? impl_->last_organization : task->call->organization);
  likely.erase("");
  return likely;
}

absl::Status Store::RunOne(WriteTask& task, Writer& writer, Answers& answers) {
  const base::Call& call = *task.call;
  task.answer->Clear();
  if (call.request_id.empty()) return task.work(writer, *task.answer);
  if (const Answers::Answer* answer = answers.Find(call); answer != nullptr) {
    if (answer->fingerprint != call.fingerprint) {
      return base::AlreadyExists("REQUEST_ID_REUSED", "this request_id came with another request within 24 hours");
    }
    task.answer->ParseFromString(answer->body);
    return absl::OkStatus();
  }
  GILDE_RETURN_IF_ERROR(task.work(writer, *task.answer));
  writer.wrote_ = true;
  answers.Keep(call, *task.answer);
  return absl::OkStatus();
}

void Store::NoteEvents() {
  {
    std::lock_guard lock(impl_->events_mutex);
    ++impl_->published;
  }
  impl_->events_arrived.notify_all();
}

}  // namespace gilde::storage
