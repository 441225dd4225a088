#include "services/matching/domain/passing.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/text.h"
#include "services/matching/domain/relationship.h"

namespace gilde::matching::domain {

using gilde::matching::v1::Mentorship;

namespace {

constexpr int kLongest = 2000;

absl::Status ReceiverRefusal(std::string_view field, std::string_view reason, std::string_view message) {
  base::Violations violations;
  violations.Add(field, reason, message);
  return violations.Check();
}

}  // namespace

void CheckText(base::Violations& violations, std::string_view field, std::string_view text, std::string_view missing) {
  int length = base::CodePoints(text);
  if (!missing.empty()) violations.Require(length != 0, field, missing, "say it in a few words");
  violations.Require(length >= 0 && length <= kLongest, field, "TEXT_TOO_LONG", absl::StrCat("at most ", kLongest, " characters of UTF-8"));
}

base::Violations CheckWords(std::string_view field, std::string_view text, bool required) {
  base::Violations violations;
  CheckText(violations, field, text, required ? "TEXT_EMPTY" : "");
  return violations;
}

absl::StatusOr<std::string> Receiver(const Mentorship& mentorship, const Actor& actor, const std::string& named, bool mentees_only,
                                     std::string_view field) {
  std::vector<std::string> others;
  for (const std::string& person : People(mentorship)) {
    if (person != actor.person && (!mentees_only || IsMentee(mentorship, person))) others.push_back(person);
  }
  if (named.empty()) {
    if (others.size() == 1) return others.front();
    return ReceiverRefusal(field, "RECEIVER_MISSING", "say for whom it is");
  }
  if (std::find(others.begin(), others.end(), named) == others.end()) {
    return ReceiverRefusal(field, "RECEIVER_INVALID", "not one of those it can be for");
  }
  return named;
}

absl::StatusOr<Course> Passing(Mentorship mentorship, const Actor& actor, absl::Time now) {
  Course course(std::move(mentorship), actor, now);
  GILDE_RETURN_IF_ERROR(NoteContact(course, now));
  return course;
}

absl::StatusOr<Course> PassingFromMentor(Mentorship mentorship, const Actor& actor, absl::Time now, std::string_view refusal) {
  GILDE_ASSIGN_OR_RETURN(Course course, Passing(std::move(mentorship), actor, now));
  if (!IsMentor(course.mentorship(), actor.person)) return base::PermissionDenied("NOT_A_MENTOR", refusal);
  return course;
}

absl::Status OnlyFor(std::string_view person, const Actor& actor) {
  if (actor.person == person) return absl::OkStatus();
  return base::PermissionDenied("NOT_A_PARTY", "only the one it is for may do this");
}

}  // namespace gilde::matching::domain
