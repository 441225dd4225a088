#include "services/scheduling/domain/rules.h"

#include <algorithm>
#include <set>

#include "common/base/errors.h"

namespace gilde::scheduling::domain {
namespace {

using matching::v1::Mentorship;

template <class List>
bool Contains(const List& people, std::string_view person) {
  return std::find(people.begin(), people.end(), person) != people.end();
}

}  // namespace

MeetingRules RulesOf(const Mentorship& mentorship) {
  const matching::v1::ProgramRules& stored = mentorship.rules();
  MeetingRules rules;
  if (stored.session_minutes_size() > 0) rules.session_minutes.assign(stored.session_minutes().begin(), stored.session_minutes().end());
  if (stored.has_agenda_hours()) rules.agenda_due = absl::Hours(stored.agenda_hours());
  if (stored.has_follow_up_hours()) rules.follow_up_due = absl::Hours(stored.follow_up_hours());
  if (stored.has_grace_minutes()) rules.attendance_grace = absl::Minutes(stored.grace_minutes());
  if (stored.has_hold_minutes()) rules.hold = absl::Minutes(stored.hold_minutes());
  if (stored.has_ending_soon_minutes()) rules.ending_soon = absl::Minutes(stored.ending_soon_minutes());
  if (stored.has_questions_min()) rules.questions_min = stored.questions_min();
  if (stored.has_questions_max()) rules.questions_max = stored.questions_max();
  if (stored.has_takeaways_min()) rules.takeaways_min = stored.takeaways_min();
  if (stored.has_takeaways_max()) rules.takeaways_max = stored.takeaways_max();
  return rules;
}

absl::Status CheckOpen(const Mentorship& mentorship) {
  switch (mentorship.state()) {
    case Mentorship::INTRO:
    case Mentorship::ACTIVE:
    case Mentorship::WRAPPING_UP:
    case Mentorship::CONTACT:
      return absl::OkStatus();
    default:
      return base::FailedPrecondition("MENTORSHIP_NOT_OPEN", "people meet in a mentorship that is INTRO, ACTIVE, WRAPPING_UP or CONTACT");
  }
}

bool IsOf(const Mentorship& mentorship, std::string_view person) {
  return !person.empty() && (Contains(mentorship.mentors(), person) || Contains(mentorship.mentees(), person));
}

absl::StatusOr<std::vector<std::string>> ParticipantsOf(const Mentorship& mentorship, const std::vector<std::string>& asked,
                                                        std::string_view field) {
  std::vector<std::string> people = asked;
  if (people.empty()) {
    people.assign(mentorship.mentors().begin(), mentorship.mentors().end());
    for (const std::string& mentee : mentorship.mentees()) {
      if (!Contains(people, mentee)) people.push_back(mentee);
    }
  }
  std::set<std::string> different(people.begin(), people.end());
  bool fine = different.size() == people.size() && people.size() >= 2 && people.size() <= 14;
  for (const std::string& person : people) fine = fine && IsOf(mentorship, person);
  bool mentor = mentorship.mentors().empty() || std::any_of(people.begin(), people.end(), [&](const std::string& person) {
                  return Contains(mentorship.mentors(), person);
                });
  base::Violations violations;
  violations.Require(fine && mentor, field, "PARTICIPANTS_INVALID", "2-14 different people of the mentorship, a mentor among them");
  GILDE_RETURN_IF_ERROR(violations.Check());
  return people;
}

}  // namespace gilde::scheduling::domain
