// Turns reminders whose time has come into notifications, each once: the reminder and its notification change in one transaction.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/feed/follower.h"
#include "common/storage/store.h"
#include "gilde/notification/v1/reminder.pb.h"
#include "services/notification/feeds/reminder_queue.h"

namespace gilde::notification::feeds {

class ReminderWorker : public feed::Job {
 public:
  // `redis` may be null. `can_mail`: whether there is a mail server to send by. `people` is the feed from which recipients are known.
  ReminderWorker(storage::Store& store, redis::Redis* redis, bool can_mail, const feed::Follower& people)
      : store_(store), redis_(redis), can_mail_(can_mail), people_(people) {}
  std::string name() const override { return "notification.reminders"; }
  absl::StatusOr<int> Step(absl::Time now) override;
  bool Drained() const override { return drained_; }
  const google::protobuf::Descriptor* Sweeps() const override { return v1::Reminder::descriptor(); }
  absl::Time NextDue() override { return store_.NextDue<v1::Reminder>(); }

 private:
  // Names of due reminders that are this worker's to deal with.
  absl::StatusOr<std::vector<std::string>> Claim(const base::Call& call);
  absl::Status TellOrNot(storage::Writer& writer, v1::Reminder reminder);

  storage::Store& store_;
  redis::Redis* redis_;
  bool can_mail_;
  const feed::Follower& people_;
  std::optional<ReminderQueue> queue_;
  bool drained_ = false;
};

}  // namespace gilde::notification::feeds
