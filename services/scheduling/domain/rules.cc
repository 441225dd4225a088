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

MeetingRules RulesOf(const Mentorship&) { return {}; }

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
