// Whether a reminder whose time has come is told now, later or not at all.
#pragma once

#include "absl/time/time.h"
#include "gilde/notification/v1/directory.pb.h"
#include "gilde/notification/v1/preference.pb.h"
#include "gilde/notification/v1/reminder.pb.h"

namespace gilde::notification::domain {

struct Decision {
  enum class What { kTell, kDefer, kDrop } what = What::kTell;
  gilde::notification::v1::Reminder::Reason reason = gilde::notification::v1::Reminder::REASON_UNSPECIFIED;
  absl::Time until;  // of kDefer; after now
};

// What is known when a reminder is due. Pointers may be null where the reminder names no pair or program.
struct Situation {
  const gilde::notification::v1::Recipient* recipient = nullptr;
  const gilde::notification::v1::Preferences* preferences = nullptr;
  const gilde::notification::v1::Pair* pair = nullptr;
  const gilde::notification::v1::Team* team = nullptr;
  bool rule_off = false;
};

// Dropping comes before putting off, and SERVICE is only ever dropped. Quiet hours put off to their end; the weekly cap to when the oldest
// nudge of the last 7 days leaves them.
Decision Decide(const gilde::notification::v1::Reminder& reminder, const Situation& situation, absl::Time now);

// Remembers on the recipient that a reminder was told, for the cap and for `at_most_every`.
void NoteTold(const gilde::notification::v1::Reminder& reminder, absl::Time now, gilde::notification::v1::Recipient& recipient);

}  // namespace gilde::notification::domain
