// Questions to take along to a meeting.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gilde::scheduling::domain {

enum class Phase { kFirstConversation, kOngoing, kWrappingUp, kContact };
enum class PartRole { kMentor, kMentee, kPeer };

// `en` or `nl`: the language in which a reader of `tag` (BCP 47) is served.
std::string BankLocale(std::string_view tag);

// Questions for a phase and role, in the order in which they are best asked. Those for mentors probe instead of direct.
std::vector<std::string> BankQuestions(Phase phase, PartRole role, std::string_view locale);

// A line that thanks `name` for meeting at `hour` (0-23, their time); empty when that is neither late (from 18) nor early (before 8) and
// they are inside their hours.
std::string ThanksFor(std::string_view name, int hour, int minute, bool outside_hours, std::string_view locale);

}  // namespace gilde::scheduling::domain
