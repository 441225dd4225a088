// What a rule may say, and which reminders it makes of an event.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"
#include "common/base/errors.h"
#include "common/base/fields.h"
#include "gilde/notification/v1/reminder.pb.h"
#include "gilde/notification/v1/rule.pb.h"
#include "services/notification/domain/facts.h"

namespace gilde::notification::domain {

const base::OutputOnly& RuleOutputOnly();

// Names everything that is wrong with a rule.
void CheckRule(const gilde::notification::v1::Rule& rule, const std::function<bool(const std::string&)>& template_exists,
               base::Violations& violations);

// Whether an event starts a rule in its program.
bool Starts(const gilde::notification::v1::Rule& rule, const Facts& facts);

// Whether the rule sends nothing in this program.
bool IsOff(const gilde::notification::v1::Rule& rule, std::string_view program);

// The reminders that an event makes by a rule, without names: one for each recipient and delay, none that would already be past.
std::vector<gilde::notification::v1::Reminder> Plan(const gilde::notification::v1::Rule& rule, const Facts& facts,
                                                    const gilde::notification::v1::Team& team, int cadence_days);

// The one after a repeating reminder that was told at `now`.
gilde::notification::v1::Reminder Next(const gilde::notification::v1::Reminder& told, absl::Time now);

}  // namespace gilde::notification::domain
