#include "services/notification/feeds/reminder_queue.h"

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"

namespace gilde::notification::feeds {

namespace {

// KEYS: due, leased. ARGV: now, limit, end of the lease, score of the first to be added, then their names in order. Times in microseconds.
const redis::Script& ClaimScript() {
  static const auto& script = *new redis::Script(R"lua(
for i = 5, #ARGV do
  if not redis.call('ZSCORE', KEYS[2], ARGV[i]) then
    redis.call('ZADD', KEYS[1], 'NX', ARGV[4] + i, ARGV[i])
  end
end
for _, name in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', ARGV[1], 'LIMIT', 0, ARGV[2])) do
  redis.call('ZADD', KEYS[1], ARGV[1], name)
  redis.call('ZREM', KEYS[2], name)
end
local names = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, ARGV[2])
for _, name in ipairs(names) do
  redis.call('ZREM', KEYS[1], name)
  redis.call('ZADD', KEYS[2], ARGV[3], name)
end
return names
)lua");
  return script;
}

}  // namespace

ReminderQueue::ReminderQueue(redis::Redis& redis, const std::string& id)
    : redis_(redis), due_(absl::StrCat("gilde:{", id, "}:reminders")), leased_(absl::StrCat("gilde:{", id, "}:leases")) {}

absl::StatusOr<std::vector<std::string>> ReminderQueue::Claim(const std::vector<std::string>& due, absl::Time now, int limit,
                                                              absl::Duration lease) {
  // Scores count up to now, so that the order stays and all of them are due.
  std::int64_t before_first = absl::ToUnixMicros(now) - static_cast<std::int64_t>(due.size()) - 4;
  std::vector<std::string> arguments{absl::StrCat(absl::ToUnixMicros(now)), absl::StrCat(limit),
                                     absl::StrCat(absl::ToUnixMicros(now + lease)), absl::StrCat(before_first)};
  arguments.insert(arguments.end(), due.begin(), due.end());
  GILDE_ASSIGN_OR_RETURN(redis::Reply reply, redis_.Eval(ClaimScript(), {due_, leased_}, arguments));
  std::vector<std::string> names;
  for (redis::Reply& item : reply.list) names.push_back(std::move(item.text));
  return names;
}

absl::Status ReminderQueue::Done(const std::vector<std::string>& names) {
  if (names.empty()) return absl::OkStatus();
  redis::Command command{"ZREM", leased_};
  command.insert(command.end(), names.begin(), names.end());
  return redis_.Run(command).status();
}

}  // namespace gilde::notification::feeds
