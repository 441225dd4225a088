#include "services/matching/domain/formation.h"

#include <algorithm>

#include "common/base/errors.h"
#include "services/matching/domain/days.h"
#include "services/matching/domain/lifecycle.h"
#include "services/matching/domain/person.h"
#include "services/matching/domain/projection.h"

namespace gilde::matching::domain {
namespace {

using gilde::matching::v1::ConversationRequest;
using gilde::matching::v1::Enrollment;
using gilde::matching::v1::Mentorship;
using gilde::matching::v1::Program;
using gilde::profile::v1::MentorOffer;
using gilde::profile::v1::Profile;

bool Takes(const Program& program, const Enrollment* enrollment, Enrollment::Role role) {
  if (program.kind() == Program::PEER) role = Enrollment::PEER;
  if (enrollment == nullptr) return program.kind() == Program::INFORMAL;
  const auto& roles = enrollment->roles();
  return enrollment->state() == Enrollment::ACTIVE && std::find(roles.begin(), roles.end(), role) != roles.end();
}

bool Blocks(const Profile& one, const Profile& other) {
  return std::find(one.blocked().begin(), one.blocked().end(), other.name()) != one.blocked().end();
}

}  // namespace

bool InReportingLine(const Profile& mentee, const Profile& mentor, const Profile* manager) {
  if (mentor.manager() == mentee.name()) return true;
  if (mentee.manager().empty()) return false;
  bool skip_level = manager != nullptr && !manager->manager().empty() && manager->manager() == mentor.name();
  return mentee.manager() == mentor.name() || mentee.manager() == mentor.manager() || skip_level;
}

absl::Status CheckOpen(const Program& program) {
  if (program.state() == Program::OPEN || program.state() == Program::RUNNING) return absl::OkStatus();
  return base::FailedPrecondition("PROGRAM_NOT_OPEN", "no relationship begins in the program now");
}

absl::Status CheckMentor(const Program& program, const Enrollment* enrollment) {
  if (Takes(program, enrollment, Enrollment::MENTOR)) return absl::OkStatus();
  return NotAvailable();
}

absl::Status NotAvailable() { return base::FailedPrecondition("MENTOR_NOT_AVAILABLE", "the mentor takes no part in the program now"); }

absl::Status CheckMentee(const Program& program, const Enrollment* enrollment) {
  if (Takes(program, enrollment, Enrollment::MENTEE)) return absl::OkStatus();
  return base::FailedPrecondition("MENTEE_NOT_ENROLLED", "the mentee takes no part in the program now");
}

absl::Status CheckSeat(const Enrollment* enrollment) {
  if (enrollment == nullptr || enrollment->seats_taken() < enrollment->capacity()) return absl::OkStatus();
  return base::FailedPrecondition("MENTOR_AT_CAPACITY", "every seat is taken");
}

bool LearnsIn(const std::vector<Mentorship>& mentorships, std::string_view program, std::string_view person) {
  return std::any_of(mentorships.begin(), mentorships.end(),
                     [&](const Mentorship& one) { return one.program() == program && IsMentee(one, person) && !IsOver(one); });
}

Past PastWith(const std::vector<Mentorship>& mentorships, std::string_view other) {
  Past past;
  for (const Mentorship& mentorship : mentorships) {
    if (!IsPerson(mentorship, other)) continue;
    past.together |= !IsOver(mentorship);
    past.never |= mentorship.never_again() || mentorship.end_reason() == Mentorship::MISMATCH;
  }
  return past;
}

absl::Status CheckNotTogether(const Past& past) {
  if (!past.together) return absl::OkStatus();
  return base::FailedPrecondition("ALREADY_TOGETHER", "a mentorship between them runs already");
}

absl::Status CheckPlaces(const Program& program, const Mentorship& draft,
                         absl::FunctionRef<absl::StatusOr<std::optional<Enrollment>>(const std::string& person)> enrollment_of,
                         absl::FunctionRef<absl::StatusOr<std::vector<Mentorship>>(const std::string& person)> mentorships_of) {
  const auto& seated = program.kind() == Program::PEER ? draft.mentees() : draft.mentors();
  for (const std::string& mentor : seated) {
    GILDE_ASSIGN_OR_RETURN(auto enrollment, enrollment_of(mentor));
    const Enrollment* found = enrollment ? &*enrollment : nullptr;
    GILDE_RETURN_IF_ERROR(CheckMentor(program, found));
    GILDE_RETURN_IF_ERROR(CheckSeat(found));
  }
  for (const std::string& mentee : draft.mentees()) {
    GILDE_ASSIGN_OR_RETURN(auto enrollment, enrollment_of(mentee));
    GILDE_RETURN_IF_ERROR(CheckMentee(program, enrollment ? &*enrollment : nullptr));
    GILDE_ASSIGN_OR_RETURN(auto mentorships, mentorships_of(mentee));
    for (const std::string& other : seated) {
      if (other != mentee) GILDE_RETURN_IF_ERROR(CheckNotTogether(PastWith(mentorships, other)));
    }
  }
  return absl::OkStatus();
}

bool CanBeAsked(const Program& program, const Enrollment* enrollment, const Past& past,
                const std::vector<ConversationRequest>& open_requests, std::string_view mentor) {
  bool asked = std::any_of(open_requests.begin(), open_requests.end(), [&](const auto& request) { return request.mentor() == mentor; });
  return CheckMentor(program, enrollment).ok() && CheckSeat(enrollment).ok() && !past.together && !past.never && !asked;
}

bool KeptApart(const Profile& mentee, const Profile& mentor, const Profile* manager) {
  return Blocks(mentee, mentor) || Blocks(mentor, mentee) || InReportingLine(mentee, mentor, manager);
}

bool MayBegin(const Profile& mentee, const Profile& mentor, const Profile* manager, const Program& program) {
  bool vetted = program.kind() == Program::PEER || IsApproved(mentor);
  return vetted && !KeptApart(mentee, mentor, manager);
}

bool Askable(const Profile& mentee, const Profile& mentor, const Profile* manager, const Program& program, absl::Time now) {
  if (mentor.state() != Profile::ACTIVE || !MayBegin(mentee, mentor, manager, program)) return false;
  if (program.kind() == Program::PEER) return true;
  const MentorOffer& offer = mentor.mentor_offer();
  // The day on which they begin again counts as begun; the zone's hours do not matter here.
  bool resting = offer.has_break_until_date() && now < EndOf(offer.break_until_date()) - Days(1);
  return !resting;
}

absl::StatusOr<bool> Askable(const Projection& people, const std::string& mentee, const std::string& mentor, const Program& program,
                             absl::Time now) {
  if (!people.complete()) {
    return base::TryAgain(absl::StatusCode::kUnavailable, "PEOPLE_NOT_READ", "the people are still being read after a start: try again",
                          absl::Seconds(1));
  }
  std::shared_ptr<const Person> asking = people.Find(mentee), asked = people.Find(mentor);
  if (asking == nullptr || asked == nullptr) return true;
  const std::string& above = asking->profile.manager();
  std::shared_ptr<const Person> manager = above.empty() ? nullptr : people.Find(above);
  return Askable(asking->profile, asked->profile, manager == nullptr ? nullptr : &manager->profile, program, now);
}

}  // namespace gilde::matching::domain
