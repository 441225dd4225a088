#include "services/notification/domain/directory.h"

#include <algorithm>

#include "gilde/matching/v1/exchange.pb.h"
#include "gilde/matching/v1/mentorship.pb.h"
#include "gilde/matching/v1/program.pb.h"
#include "gilde/profile/v1/organization.pb.h"
#include "gilde/profile/v1/profile.pb.h"

namespace gilde::notification::domain {

using matching::v1::Advice;
using matching::v1::Mentorship;
using matching::v1::Program;
using profile::v1::Organization;
using profile::v1::Profile;

namespace {

constexpr int kNudgesPerWeek = 3;

template <class M>
const M* As(const Facts& facts) {
  return dynamic_cast<const M*>(facts.payload.get());
}

}  // namespace

bool IsOrganization(const Facts& facts) { return As<Organization>(facts) != nullptr; }
bool IsProfile(const Facts& facts) { return As<Profile>(facts) != nullptr; }
bool IsProgram(const Facts& facts) { return As<Program>(facts) != nullptr; }
bool IsMentorship(const Facts& facts) { return As<Mentorship>(facts) != nullptr; }
bool IsAdvice(const Facts& facts) { return As<Advice>(facts) != nullptr; }

void Learn(const Facts& facts, v1::House& house) { house.set_language(As<Organization>(facts)->default_language()); }

void Learn(const Facts& facts, v1::Recipient& recipient) {
  const Profile& profile = *As<Profile>(facts);
  recipient.set_given_name(profile.given_name());
  recipient.set_display_name(profile.display_name());
  recipient.set_email(profile.email());
  recipient.set_time_zone(profile.time_zone());
  recipient.set_language(profile.communication().language());
  recipient.set_deactivated(profile.state() == Profile::DEACTIVATED);
}

v1::Team DefaultTeam() {
  v1::Team team;
  team.set_nudges_per_week(kNudgesPerWeek);
  return team;
}

void Learn(const Facts& facts, v1::Team& team) {
  const Program& program = *As<Program>(facts);
  team.set_title(program.title());
  *team.mutable_owners() = program.owners();
  team.set_nudges_per_week(program.rules().has_nudges_per_week() ? program.rules().nudges_per_week() : kNudgesPerWeek);
}

void Learn(const Facts& facts, v1::Pair& pair) {
  if (IsAdvice(facts)) {
    if (facts.type == "advice.given") pair.set_open_advice(pair.open_advice() + 1);
    if (facts.type == "advice.reported") pair.set_open_advice(std::max(0, pair.open_advice() - 1));
    return;
  }
  const Mentorship& mentorship = *As<Mentorship>(facts);
  pair.set_program(mentorship.program());
  // Peers are each other's mentors.
  bool peers = mentorship.kind() == Program::PEER;
  *pair.mutable_mentors() = peers ? mentorship.mentees() : mentorship.mentors();
  *pair.mutable_mentees() = mentorship.mentees();
  *pair.mutable_organizers() = mentorship.organizers_size() > 0 ? mentorship.organizers() : mentorship.mentees();
  pair.set_rests(mentorship.state() == Mentorship::PAUSED || mentorship.state() == Mentorship::ENDED);
  pair.set_cadence_days(mentorship.cadence_days());
}

}  // namespace gilde::notification::domain
