// What forbids a pair whatever its score.
#pragma once

#include <vector>

#include "absl/time/time.h"
#include "gilde/matching/v1/match_service.pb.h"
#include "gilde/matching/v1/program.pb.h"
#include "services/matching/domain/constraint.h"
#include "services/matching/domain/formation.h"
#include "services/matching/domain/person.h"

namespace gilde::matching::domain {

// A pair with everything the rules ask about.
struct Candidacy {
  const Person& mentee;
  const Person& mentor;
  const gilde::profile::v1::Profile* manager;  // of the mentee, or null
  const gilde::matching::v1::Program& program;
  const gilde::matching::v1::Enrollment* enrollment;  // of the mentor, or null
  Past past;
  const Constraint* constraint;                              // of the program's policy
  const gilde::matching::v1::Enrollment* mentee_enrollment;  // or null

  // As the expression asks about them.
  Side mentee_side() const { return {mentee.profile, mentee_enrollment}; }
  Side mentor_side() const { return {mentor.profile, enrollment}; }
};

using Forbidden = gilde::matching::v1::ExplainMatchResponse::Forbidden;

// Who reads the words. The program's expression may speak of what members may not see of each other.
enum class Readers { kMembers, kAdministrators };

// Whether this one rule forbids it.
bool Breaks(gilde::matching::v1::HardRule rule, const Candidacy& candidacy, absl::Time now);

// Every rule that forbids it, in order of HardRule, in words. Empty: allowed.
std::vector<Forbidden> ForbiddenBy(const Candidacy& candidacy, absl::Time now, Readers readers, bool dutch);

}  // namespace gilde::matching::domain
