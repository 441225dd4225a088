#include "services/matching/domain/parties.h"

#include "common/base/errors.h"

namespace gilde::matching::domain {
namespace {

absl::Status ActingPersonRequired() {
  return base::PermissionDenied("ACTING_PERSON_REQUIRED", "name the person on whose behalf this is asked");
}

absl::Status NotAParty() { return base::PermissionDenied("NOT_A_PARTY", "the acting person has no part in it"); }

}  // namespace

bool Administers(const base::Call& call) { return call.IsService() || call.Has(gilde::common::v1::PROGRAM_ADMIN); }

absl::Status CheckActsFor(const base::Call& call, std::string_view profile) {
  if (call.IsService() || call.ActsFor(profile)) return absl::OkStatus();
  return call.acting_person.empty() ? ActingPersonRequired() : NotAParty();
}

absl::Status CheckActs(const base::Call& call) {
  return Administers(call) || !call.acting_person.empty() ? absl::OkStatus() : ActingPersonRequired();
}

absl::StatusOr<Actor> ActorIn(const base::Call& call, const gilde::matching::v1::Mentorship& mentorship) {
  if (!call.acting_person.empty() && IsPerson(mentorship, call.acting_person)) return Actor{kPerson, call.acting_person};
  if (Administers(call)) return Actor{kAdministrator, call.acting_person};
  return call.acting_person.empty() ? ActingPersonRequired() : NotAParty();
}

absl::StatusOr<Actor> PersonIn(const base::Call& call, const gilde::matching::v1::Mentorship& mentorship) {
  if (call.acting_person.empty()) return ActingPersonRequired();
  if (!IsPerson(mentorship, call.acting_person)) return NotAParty();
  return Actor{kPerson, call.acting_person};
}

}  // namespace gilde::matching::domain
