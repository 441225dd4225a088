#include "services/notification/domain/decide.h"

#include <algorithm>
#include <vector>

#include "common/base/ids.h"
#include "common/base/zones.h"
#include "services/notification/domain/quiet_hours.h"

namespace gilde::notification::domain {

using v1::Reminder;

namespace {

constexpr absl::Duration kWeek = absl::Hours(24 * 7);
constexpr int kNudgesPerWeek = 3;

Decision Drop(Reminder::Reason reason) { return {Decision::What::kDrop, reason, {}}; }
Decision Defer(Reminder::Reason reason, absl::Time until) { return {Decision::What::kDefer, reason, until}; }

std::string RuleId(const Reminder& reminder) { return std::string(base::IdOf(reminder.rule())); }

bool ToldLately(const Reminder& reminder, const v1::Recipient& recipient, absl::Time now) {
  if (!reminder.has_at_most_every()) return false;
  auto told = recipient.told_times().find(RuleId(reminder));
  return told != recipient.told_times().end() && now < base::FromProto(told->second) + absl::Seconds(reminder.at_most_every().seconds());
}

int Cap(const Situation& situation) {
  int cap = situation.team != nullptr ? situation.team->nudges_per_week() : kNudgesPerWeek;
  return situation.preferences->has_nudges_per_week() ? std::min(cap, situation.preferences->nudges_per_week()) : cap;
}

// When the person has room for one more nudge; `now` or earlier when they have. Never with a cap of 0.
absl::Time RoomAt(const Situation& situation, absl::Time now) {
  std::vector<absl::Time> told;
  for (const auto& time : situation.recipient->nudge_times()) {
    if (base::FromProto(time) > now - kWeek) told.push_back(base::FromProto(time));
  }
  int cap = Cap(situation);
  if (static_cast<int>(told.size()) < cap) return now;
  if (cap == 0) return absl::InfiniteFuture();
  std::sort(told.begin(), told.end());
  return told[told.size() - cap] + kWeek;
}

}  // namespace

Decision Decide(const Reminder& reminder, const Situation& situation, absl::Time now) {
  const v1::Preferences& preferences = *situation.preferences;
  if (situation.recipient->deactivated()) return Drop(Reminder::PERSON_DEACTIVATED);
  if (situation.rule_off) return Drop(Reminder::RULE_OFF);
  if (reminder.nudge() && situation.pair != nullptr && situation.pair->rests()) return Drop(Reminder::PAIR_RESTS);
  if (reminder.open_advice() && (situation.pair == nullptr || situation.pair->open_advice() <= 0)) return Drop(Reminder::NOTHING_OPEN);
  if (ToldLately(reminder, *situation.recipient, now)) return Drop(Reminder::TOLD_LATELY);
  absl::Time expire = reminder.has_expire_time() ? base::FromProto(reminder.expire_time()) : absl::InfiniteFuture();
  if (now >= expire) return Drop(Reminder::TOO_LATE);
  if (reminder.category() == v1::SERVICE) return {};
  const auto& off = preferences.unsubscribed();
  if (std::find(off.begin(), off.end(), reminder.category()) != off.end()) return Drop(Reminder::UNSUBSCRIBED);

  Decision decision;
  auto put_off = [&](Reminder::Reason reason, absl::Time until) {
    if (until > now && (decision.what == Decision::What::kTell || until > decision.until)) decision = Defer(reason, until);
  };
  if (preferences.has_snooze_until_time()) put_off(Reminder::SNOOZED, base::FromProto(preferences.snooze_until_time()));
  if (reminder.nudge() && situation.recipient->has_in_meeting_until_time()) {
    put_off(Reminder::IN_MEETING, base::FromProto(situation.recipient->in_meeting_until_time()));
  }
  if (reminder.nudge()) put_off(Reminder::WEEKLY_CAP, RoomAt(situation, now));
  if (decision.reason == Reminder::WEEKLY_CAP && decision.until > base::FromProto(reminder.planned_time()) + kWeek) {
    return Drop(Reminder::WEEKLY_CAP);
  }
  absl::StatusOr<absl::TimeZone> zone = base::Zone(situation.recipient->time_zone());
  absl::Time earliest = decision.what == Decision::What::kDefer ? decision.until : now;
  put_off(Reminder::QUIET_HOURS, FirstNotQuiet(preferences.quiet_hours(), zone.ok() ? *zone : absl::UTCTimeZone(), earliest));
  if (decision.what == Decision::What::kDefer && decision.until >= expire) return Drop(decision.reason);
  return decision;
}

void NoteTold(const Reminder& reminder, absl::Time now, v1::Recipient& recipient) {
  if (reminder.has_at_most_every()) (*recipient.mutable_told_times())[RuleId(reminder)] = base::ToProto(now);
  if (!reminder.nudge()) return;
  auto& times = *recipient.mutable_nudge_times();
  times.erase(std::remove_if(times.begin(), times.end(), [&](const auto& time) { return base::FromProto(time) <= now - kWeek; }),
              times.end());
  *times.Add() = base::ToProto(now);
}

}  // namespace gilde::notification::domain
