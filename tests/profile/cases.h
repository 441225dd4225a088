// Case tables of the profile service's rules: run on the domain's functions, and again through the RPCs.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "gilde/profile/v1/goal.pb.h"
#include "gilde/profile/v1/profile.pb.h"

namespace gilde::profile {

// A profile that nothing is wrong with, as a caller would send it.
inline v1::Profile Ada() {
  v1::Profile ada;
  ada.set_external_id("E-1");
  ada.set_given_name("Ada");
  ada.set_family_name("Lovelace");
  ada.set_email("ada@example.org");
  ada.set_kind(v1::Profile::EMPLOYEE);
  ada.set_org_unit("eu/uk/engines");
  ada.set_seniority_level(4);
  ada.set_location("London, United Kingdom");
  ada.set_time_zone("Europe/London");
  auto& english = *ada.add_languages();
  english.set_tag("en-GB");
  english.set_proficiency(5);
  auto& offered = *ada.add_skills_offered();
  offered.set_skill("Maths");
  offered.set_level(5);
  auto& sought = *ada.add_skills_sought();
  sought.set_skill("golang");
  sought.set_from_level(1);
  sought.set_to_level(3);
  ada.add_guidance_sought(v1::CAREER_STRATEGY);
  auto& work = *ada.add_public_works();
  work.set_kind(v1::PublicWork::ARTICLE);
  work.set_title("Notes on the Analytical Engine");
  work.set_url("https://example.org/notes");
  return ada;
}

// One way to spoil a good resource, and what the refusal names.
template <class M>
struct BadCase {
  const char* name;
  std::function<void(M&)> spoil;
  const char* field;
  const char* reason;
};
template <class M>
void PrintTo(const BadCase<M>& bad, std::ostream* out) {
  *out << bad.name;
}

using BadProfile = BadCase<v1::Profile>;
using BadGoal = BadCase<v1::Goal>;

// What an administrator's request may get wrong. A table, as long as its rows are many.
// NOLINTNEXTLINE(readability-function-size)
inline const std::vector<BadProfile>& BadProfiles() {
  using P = v1::Profile;
  static const auto& cases = *new std::vector<BadProfile>{
      {"NoGivenName", [](P& p) { p.clear_given_name(); }, "profile.given_name", "TEXT_MISSING"},
      {"BlankGivenName", [](P& p) { p.set_given_name("  "); }, "profile.given_name", "TEXT_MISSING"},
      {"LongGivenName", [](P& p) { p.set_given_name(std::string(121, 'a')); }, "profile.given_name", "TEXT_TOO_LONG"},
      {"TwoLinesOfName", [](P& p) { p.set_family_name("Love\nlace"); }, "profile.family_name", "TEXT_HAS_CONTROL_CHARACTERS"},
      {"LongExternalId", [](P& p) { p.set_external_id(std::string(121, '1')); }, "profile.external_id", "TEXT_TOO_LONG"},
      {"EmailWithoutAt", [](P& p) { p.set_email("ada.example.org"); }, "profile.email", "EMAIL_INVALID"},
      {"UnknownKind", [](P& p) { p.set_kind(static_cast<P::Kind>(9)); }, "profile.kind", "KIND_UNKNOWN"},
      {"ManagerWithoutShape", [](P& p) { p.set_manager("grace"); }, "profile.manager", "PERSON_INVALID"},
      {"DeepUnit", [](P& p) { p.set_org_unit("1/2/3/4/5/6/7/8/9/10/11"); }, "profile.org_unit", "ORG_UNIT_TOO_DEEP"},
      {"SeniorityTen", [](P& p) { p.set_seniority_level(10); }, "profile.seniority_level", "SENIORITY_OUT_OF_RANGE"},
      {"SeniorityBelowZero", [](P& p) { p.set_seniority_level(-1); }, "profile.seniority_level", "SENIORITY_OUT_OF_RANGE"},
      {"LongLocation", [](P& p) { p.set_location(std::string(121, 'x')); }, "profile.location", "TEXT_TOO_LONG"},
      {"UnknownZone", [](P& p) { p.set_time_zone("Mars/Olympus"); }, "profile.time_zone", "ZONE_UNKNOWN"},
      {"OffsetAsZone", [](P& p) { p.set_time_zone("+02:00"); }, "profile.time_zone", "ZONE_UNKNOWN"},
      {"LanguageInWords", [](P& p) { p.mutable_languages(0)->set_tag("British English"); }, "profile.languages[0].tag", "LANGUAGE_INVALID"},
      {"LanguageTwice", [](P& p) { *p.add_languages() = p.languages(0); }, "profile.languages[1].tag", "LANGUAGE_TWICE"},
      {"ProficiencySix", [](P& p) { p.mutable_languages(0)->set_proficiency(6); }, "profile.languages[0].proficiency",
       "PROFICIENCY_OUT_OF_RANGE"},
      {"NoProficiency", [](P& p) { p.mutable_languages(0)->clear_proficiency(); }, "profile.languages[0].proficiency",
       "PROFICIENCY_OUT_OF_RANGE"},
      {"TwentyOneLanguages",
       [](P& p) {
         for (char c = 'a'; c < 'a' + 20; ++c) {
           auto& language = *p.add_languages();
           language.set_tag(std::string("x") + c);
           language.set_proficiency(1);
         }
       },
       "profile.languages", "LIST_TOO_LONG"},
      {"SkillWithoutWords", [](P& p) { p.mutable_skills_offered(0)->clear_skill(); }, "profile.skills_offered[0].skill", "TEXT_MISSING"},
      {"SkillAsLongAsAStory", [](P& p) { p.mutable_skills_offered(0)->set_skill(std::string(81, 'q')); }, "profile.skills_offered[0].skill",
       "TEXT_TOO_LONG"},
      {"LevelSix", [](P& p) { p.mutable_skills_offered(0)->set_level(6); }, "profile.skills_offered[0].level", "LEVEL_OUT_OF_RANGE"},
      {"LevelZero", [](P& p) { p.mutable_skills_offered(0)->set_level(0); }, "profile.skills_offered[0].level", "LEVEL_OUT_OF_RANGE"},
      {"NothingToLearn", [](P& p) { p.mutable_skills_sought(0)->set_from_level(3); }, "profile.skills_sought[0].to_level",
       "LEVEL_NOT_ABOVE"},
      {"GuidanceUnspecified", [](P& p) { p.add_guidance_offered(v1::GUIDANCE_KIND_UNSPECIFIED); }, "profile.guidance_offered[0]",
       "KIND_UNKNOWN"},
      {"GuidanceTwice", [](P& p) { p.add_guidance_sought(v1::CAREER_STRATEGY); }, "profile.guidance_sought[1]", "KIND_TWICE"},
      {"CapacityTwentyOne", [](P& p) { p.mutable_mentor_offer()->set_capacity(21); }, "profile.mentor_offer.capacity",
       "CAPACITY_OUT_OF_RANGE"},
      {"CapacityBelowZero", [](P& p) { p.mutable_mentor_offer()->set_capacity(-1); }, "profile.mentor_offer.capacity",
       "CAPACITY_OUT_OF_RANGE"},
      {"TooManyMinutes", [](P& p) { p.mutable_mentor_offer()->set_minutes_per_month(2401); }, "profile.mentor_offer.minutes_per_month",
       "MINUTES_OUT_OF_RANGE"},
      {"RelationshipUnspecified",
       [](P& p) { p.mutable_mentor_offer()->add_relationship_kinds(v1::MentorOffer::RELATIONSHIP_KIND_UNSPECIFIED); },
       "profile.mentor_offer.relationship_kinds[0]", "KIND_UNKNOWN"},
      {"ThirtiethOfFebruary",
       [](P& p) {
         auto& date = *p.mutable_mentor_offer()->mutable_break_until_date();
         date.set_year(2026);
         date.set_month(2);
         date.set_day(30);
       },
       "profile.mentor_offer.break_until_date", "DATE_INVALID"},
      {"UnknownChannel", [](P& p) { p.mutable_communication()->set_channel(static_cast<v1::CommunicationPreference::Channel>(42)); },
       "profile.communication.channel", "CHANNEL_UNKNOWN"},
      {"DirectnessSix", [](P& p) { p.mutable_communication()->set_directness(6); }, "profile.communication.directness",
       "NUMBER_OUT_OF_RANGE"},
      {"FormalitySix", [](P& p) { p.mutable_communication()->set_formality(6); }, "profile.communication.formality", "NUMBER_OUT_OF_RANGE"},
      {"AnswersNever", [](P& p) { p.mutable_communication()->set_response_hours(337); }, "profile.communication.response_hours",
       "NUMBER_OUT_OF_RANGE"},
      {"WrittenInNoLanguage", [](P& p) { p.mutable_communication()->set_language("in Dutch"); }, "profile.communication.language",
       "LANGUAGE_INVALID"},
      {"WorkWithoutTitle", [](P& p) { p.mutable_public_works(0)->clear_title(); }, "profile.public_works[0].title", "TEXT_MISSING"},
      {"WorkOfNoKind", [](P& p) { p.mutable_public_works(0)->clear_kind(); }, "profile.public_works[0].kind", "KIND_UNKNOWN"},
      {"WorkThatIsAScript", [](P& p) { p.mutable_public_works(0)->set_url("javascript:alert(1)"); }, "profile.public_works[0].url",
       "URL_INVALID"},
      {"UnknownVisibility", [](P& p) { p.set_visibility(static_cast<P::Visibility>(7)); }, "profile.visibility", "VISIBILITY_UNKNOWN"},
  };
  return cases;
}

// What a person's own request may get wrong, in fields that only the person changes.
inline const std::vector<BadProfile>& BadPersonas() {
  using P = v1::Profile;
  static const auto& cases = *new std::vector<BadProfile>{
      {"AStoryOfAPersona", [](P& p) { p.mutable_persona()->set_experience(std::string(2001, 'x')); }, "profile.persona.experience",
       "TEXT_TOO_LONG"},
      {"AnEmptyTrait", [](P& p) { p.mutable_persona()->add_traits(""); }, "profile.persona.traits[0]", "TEXT_MISSING"},
      {"ALongTrait", [](P& p) { p.mutable_persona()->add_traits(std::string(41, 'x')); }, "profile.persona.traits[0]", "TEXT_TOO_LONG"},
      {"AnEmptyPersonaSkill", [](P& p) { p.mutable_persona()->add_skills(""); }, "profile.persona.skills[0]", "TEXT_MISSING"},
      {"SeniorityUpsideDown",
       [](P& p) {
         p.mutable_persona()->set_seniority_min(6);
         p.mutable_persona()->set_seniority_max(5);
       },
       "profile.persona.seniority_max", "SENIORITY_REVERSED"},
      {"PersonaOfLevelTen", [](P& p) { p.mutable_persona()->set_seniority_min(10); }, "profile.persona.seniority_min",
       "SENIORITY_OUT_OF_RANGE"},
      {"BlockingAWord", [](P& p) { p.add_blocked("everybody"); }, "profile.blocked[0]", "PERSON_INVALID"},
  };
  return cases;
}

inline void SetDate(absl::CivilDay day, google::type::Date& date) {
  date.set_year(static_cast<int>(day.year()));
  date.set_month(day.month());
  date.set_day(day.day());
}

// A goal that nothing is wrong with on `today`.
inline v1::Goal GoodGoal(absl::CivilDay today) {
  v1::Goal goal;
  goal.set_outcome("I lead the design review of a service");
  goal.set_skill("system design");
  goal.set_horizon(v1::Goal::SHORT);
  SetDate(today + 180, *goal.mutable_target_date());
  goal.set_baseline(2);
  goal.set_target(4);
  return goal;
}

// What is wrong on `today`, of a goal of organizations/acme/profiles/ada.
inline std::vector<BadGoal> BadGoals(absl::CivilDay today) {
  using G = v1::Goal;
  return {
      {"NoOutcome", [](G& g) { g.clear_outcome(); }, "goal.outcome", "OUTCOME_MISSING"},
      {"IWantAMentor", [](G& g) { g.set_outcome("I need a mentor"); }, "goal.outcome", "OUTCOME_VAGUE"},
      {"ALongOutcome", [](G& g) { g.set_outcome(std::string(2001, 'x')); }, "goal.outcome", "TEXT_TOO_LONG"},
      {"NeitherSkillNorGuidance", [](G& g) { g.clear_skill(); }, "goal.skill", "SKILL_OR_GUIDANCE_MISSING"},
      {"GuidanceUnspecified", [](G& g) { g.add_guidance_kinds(v1::GUIDANCE_KIND_UNSPECIFIED); }, "goal.guidance_kinds[0]", "KIND_UNKNOWN"},
      {"GuidanceTwice",
       [](G& g) {
         g.add_guidance_kinds(v1::TECHNICAL);
         g.add_guidance_kinds(v1::TECHNICAL);
       },
       "goal.guidance_kinds[1]", "KIND_TWICE"},
      {"NoHorizon", [](G& g) { g.clear_horizon(); }, "goal.horizon", "HORIZON_MISSING"},
      {"NoDate", [](G& g) { g.clear_target_date(); }, "goal.target_date", "TARGET_DATE_MISSING"},
      {"NoSuchDay", [](G& g) { g.mutable_target_date()->set_month(13); }, "goal.target_date", "DATE_INVALID"},
      {"ShortButPast", [today](G& g) { SetDate(today, *g.mutable_target_date()); }, "goal.target_date", "TARGET_DATE_OUTSIDE_HORIZON"},
      {"ShortButInThirteenMonths", [today](G& g) { SetDate(today + 396, *g.mutable_target_date()); }, "goal.target_date",
       "TARGET_DATE_OUTSIDE_HORIZON"},
      {"LongButInTwoYears",
       [today](G& g) {
         g.set_horizon(G::LONG);
         SetDate(today + 730, *g.mutable_target_date());
       },
       "goal.target_date", "TARGET_DATE_OUTSIDE_HORIZON"},
      {"LongButInSixYears",
       [today](G& g) {
         g.set_horizon(G::LONG);
         SetDate(today + 6 * 365, *g.mutable_target_date());
       },
       "goal.target_date", "TARGET_DATE_OUTSIDE_HORIZON"},
      {"BaselineBelowZero", [](G& g) { g.set_baseline(-1); }, "goal.baseline", "LEVEL_OUT_OF_RANGE"},
      {"TargetBelowBaseline", [](G& g) { g.set_target(2); }, "goal.target", "LEVEL_NOT_ABOVE"},
      {"BaselineWithoutTarget", [](G& g) { g.clear_target(); }, "goal.target", "LEVEL_MISSING"},
      {"ServesNoName", [](G& g) { g.set_serves("my dream"); }, "goal.serves", "NAME_INVALID"},
      {"ServesSomebodyElse", [](G& g) { g.set_serves("organizations/acme/profiles/grace/goals/g1"); }, "goal.serves",
       "SERVES_OTHER_PERSON"},
      {"ServesNothingKnown", [](G& g) { g.set_serves("organizations/acme/profiles/ada/goals/none"); }, "goal.serves", "SERVES_UNKNOWN"},
  };
}

}  // namespace gilde::profile
