// Shares due reminders among workers through Redis: a sorted set of what is due and one of what is leased. Redis is fast, never right: the
// database says what is due, and a queue that was lost is filled from it again. Thread-safe.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/redis/redis.h"

namespace gilde::notification::feeds {

class ReminderQueue {
 public:
  // `id` tells queues of different databases apart; it is the hash tag of every key.
  ReminderQueue(redis::Redis& redis, const std::string& id);

  // Adds those of `due`, earliest first, that are neither queued nor leased; then leases up to `limit` names to the caller, earliest first.
  // Leases that ran out are given out again. UNAVAILABLE while Redis is away.
  absl::StatusOr<std::vector<std::string>> Claim(const std::vector<std::string>& due, absl::Time now, int limit, absl::Duration lease);
  // Ends the leases of names that were dealt with.
  absl::Status Done(const std::vector<std::string>& names);

 private:
  redis::Redis& redis_;
  std::string due_, leased_;
};

}  // namespace gilde::notification::feeds
