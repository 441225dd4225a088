// People to match: small ones, changed where a test looks.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "gilde/matching/v1/program.pb.h"
#include "services/matching/domain/person.h"
#include "services/matching/domain/policy.h"
#include "services/matching/domain/program.h"

namespace gilde::matching::domain {

// A Monday in winter.
inline const absl::Time kMonday = absl::FromCivil(absl::CivilSecond(2027, 1, 4, 8), absl::UTCTimeZone());

inline std::string NameOf(const std::string& id) { return "organizations/acme/profiles/" + id; }

using ChangeProfile = std::function<void(gilde::profile::v1::Profile&)>;

inline void Offer(gilde::profile::v1::Profile& profile, const std::string& skill, int level) {
  auto& offered = *profile.add_skills_offered();
  offered.set_skill(skill);
  offered.set_level(level);
}
inline void Seek(gilde::profile::v1::Profile& profile, const std::string& skill, int from, int to) {
  auto& sought = *profile.add_skills_sought();
  sought.set_skill(skill);
  sought.set_from_level(from);
  sought.set_to_level(to);
}
inline void Speak(gilde::profile::v1::Profile& profile, const std::string& tag, int proficiency) {
  auto& language = *profile.add_languages();
  language.set_tag(tag);
  language.set_proficiency(proficiency);
}

// An active person in UTC.
inline Person APerson(const std::string& id, const ChangeProfile& more = nullptr) {
  gilde::profile::v1::Profile profile;
  profile.set_name(NameOf(id));
  profile.set_state(gilde::profile::v1::Profile::ACTIVE);
  profile.set_time_zone("UTC");
  profile.mutable_create_time()->set_seconds(absl::ToUnixSeconds(kMonday));
  if (more) more(profile);
  Person person;
  person.Take(std::move(profile));
  return person;
}
// One who speaks English and whose offer is approved.
inline Person AMentor(const std::string& id, const ChangeProfile& more = nullptr) {
  return APerson(id, [&](auto& profile) {
    Speak(profile, "en", 5);
    profile.mutable_mentor_offer()->set_vetting(gilde::profile::v1::MentorOffer::APPROVED);
    if (more) more(profile);
  });
}

inline gilde::profile::v1::Goal AGoal(const std::string& person, const std::string& outcome) {
  gilde::profile::v1::Goal goal;
  goal.set_name(NameOf(person) + "/goals/g1");
  goal.set_outcome(outcome);
  goal.set_horizon(gilde::profile::v1::Goal::SHORT);
  goal.set_state(gilde::profile::v1::Goal::OPEN);
  return goal;
}

// A policy of these weights.
inline gilde::matching::v1::MatchPolicy Weighing(const std::vector<std::pair<gilde::matching::v1::Facet, int>>& weights) {
  gilde::matching::v1::MatchPolicy policy;
  for (const auto& [facet, weight] : weights) {
    auto& preference = *policy.add_preferences();
    preference.set_facet(facet);
    preference.set_weight(weight);
  }
  FillPolicy(gilde::matching::v1::Program::FORMAL, policy);
  return policy;
}

// A running program with every number at its default.
inline gilde::matching::v1::Program RunningProgram(gilde::matching::v1::Program::Kind kind = gilde::matching::v1::Program::FORMAL) {
  gilde::matching::v1::Program program;
  program.set_name("organizations/acme/programs/p1");
  program.set_title("Spring");
  program.set_kind(kind);
  program.set_state(gilde::matching::v1::Program::RUNNING);
  FillDefaults(program);
  return program;
}

inline gilde::matching::v1::Enrollment AnEnrollment(const std::string& person, gilde::matching::v1::Enrollment::Role role,
                                                    int capacity = 2) {
  gilde::matching::v1::Enrollment enrollment;
  enrollment.set_name("organizations/acme/programs/p1/enrollments/" + person);
  enrollment.set_profile(NameOf(person));
  enrollment.add_roles(role);
  enrollment.set_capacity(capacity);
  enrollment.set_state(gilde::matching::v1::Enrollment::ACTIVE);
  return enrollment;
}

// `field REASON` of each, for comparing.
inline std::vector<std::string> Named(const base::Violations& violations) {
  std::vector<std::string> named;
  for (const auto& item : violations.items()) named.push_back(item.field + " " + item.reason);
  return named;
}

}  // namespace gilde::matching::domain
