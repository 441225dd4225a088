// Programs of every kind with people and policies drawn from small sets, so that ties, broken rules and missing answers are frequent.
#pragma once

#include <algorithm>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/zones.h"
#include "services/matching/domain/recommend.h"
#include "tests/matching/domain/people.h"

namespace gilde::matching::domain {

struct RandomProgram {
  v1::Program program;
  std::vector<Seeker> seekers;
  std::vector<Offered> offered;
  SkillLikeness likeness;
};

class Draw {
 public:
  explicit Draw(unsigned seed) : random_(seed) {}
  // 0 to end - 1.
  int Below(int end) { return static_cast<int>(random_() % static_cast<unsigned>(end)); }
  bool OneIn(int end) { return Below(end) == 0; }
  // A few of `word0` to `word<end - 1>`.
  std::string Word(const std::string& word, int end) { return absl::StrCat(word, Below(end)); }

  // `people` are all there may be, by number.
  gilde::profile::v1::Profile AProfileOf(int number, int people) {
    using gilde::profile::v1::Profile;
    Profile profile;
    profile.set_name(NameOf(absl::StrCat("p", number)));
    profile.set_state(OneIn(20) ? Profile::DEACTIVATED : Profile::ACTIVE);
    *profile.mutable_create_time() = base::ToProto(kMonday - absl::Hours(24) * Below(500));
    profile.set_seniority_level(Below(8));
    if (!OneIn(5)) profile.set_org_unit(absl::StrCat(Word("r", 2), "/", Word("d", 3), OneIn(2) ? "" : "/t"));
    if (OneIn(2)) profile.set_manager(NameOf(Word("p", std::max(people / 4, 1))));
    if (OneIn(3)) profile.set_location(Word("city", 3));
    static const char* const kZones[] = {"UTC", "Europe/Amsterdam", "Asia/Kolkata", "America/New_York", "Asia/Tokyo", "Nowhere/None"};
    profile.set_time_zone(kZones[Below(6)]);
    static const char* const kTags[] = {"en", "nl", "en-GB", "de", "pt-BR"};
    for (const char* tag : kTags) {
      if (OneIn(2)) Speak(profile, tag, 1 + Below(5));
    }
    for (int i = Below(5); i > 0; --i) Offer(profile, Word("skill", 8), 1 + Below(5));
    for (int i = Below(5); i > 0; --i) {
      int from = Below(5);
      Seek(profile, Word("skill", 10), from, from + 1 + Below(5 - from));
    }
    for (int kind = 1; kind <= 4; ++kind) {
      if (OneIn(2)) profile.add_guidance_offered(static_cast<gilde::profile::v1::GuidanceKind>(kind));
      if (OneIn(2)) profile.add_guidance_sought(static_cast<gilde::profile::v1::GuidanceKind>(kind));
    }
    if (OneIn(2)) AddPersona(*profile.mutable_persona());
    auto& manners = *profile.mutable_communication();
    manners.set_channel(static_cast<gilde::profile::v1::CommunicationPreference::Channel>(Below(3)));
    manners.set_directness(Below(6));
    manners.set_formality(Below(3));
    if (OneIn(3)) manners.set_language(OneIn(2) ? "en" : "nl");
    for (int i = Below(3); i > 0; --i) profile.add_public_works()->set_title(Words(4));
    if (OneIn(8)) profile.add_blocked(NameOf(Word("p", people)));
    profile.mutable_mentor_offer()->set_vetting(OneIn(10) ? profile::v1::MentorOffer::PENDING : profile::v1::MentorOffer::APPROVED);
    if (OneIn(15)) profile.mutable_mentor_offer()->mutable_break_until_date()->set_year(2028);
    return profile;
  }
  std::shared_ptr<const Person> APersonOf(int number, int people) {
    auto person = std::make_shared<Person>();
    person->Take(AProfileOf(number, people));
    if (OneIn(2)) person->Take(AGoal(absl::StrCat("p", number), Words(5)));
    return person;
  }

  v1::Enrollment AnEnrollmentOf(int number, v1::Enrollment::Role role) {
    v1::Enrollment enrollment = AnEnrollment(absl::StrCat("p", number), role, 1 + Below(4));
    enrollment.set_seats_taken(Below(enrollment.capacity() + (OneIn(4) ? 1 : 0)));
    enrollment.set_priority(OneIn(8) ? 1 : 0);
    if (OneIn(20)) enrollment.set_state(v1::Enrollment::PAUSED);
    return enrollment;
  }

  v1::MatchPolicy APolicy(v1::Program::Kind kind) {
    v1::MatchPolicy policy;
    for (int facet = 1; facet <= 10; ++facet) {
      if (OneIn(4)) continue;
      auto& preference = *policy.add_preferences();
      preference.set_facet(static_cast<v1::Facet>(facet));
      preference.set_weight(OneIn(5) ? 0 : 1 + Below(OneIn(10) ? 1000 : 30));
    }
    if (OneIn(5)) AddTables(policy);
    auto& hard = *policy.mutable_hard();
    if (OneIn(2)) hard.set_shared_language(false);
    if (OneIn(4)) hard.set_max_zone_hours(1 + Below(10));
    if (OneIn(4)) hard.set_min_overlap_minutes(Below(2000));
    if (OneIn(4)) hard.set_other_unit(true);
    if (OneIn(4)) hard.set_max_inactive_days(Below(400));
    static const char* const kConstraints[] = {"mentor.seniority_level >= 3", "NOT same(location)",
                                               "shares(skills_sought, skills_offered) OR mentor.languages:nl", "mentee.priority < 1"};
    if (OneIn(4)) hard.set_constraint(kConstraints[Below(4)]);
    FillPolicy(kind, policy);
    return policy;
  }

  RandomProgram AProgramOf(v1::Program::Kind kind, int mentees, int mentors) {
    RandomProgram all;
    all.program = RunningProgram(kind);
    *all.program.mutable_match_policy() = APolicy(kind);
    bool peer = kind == v1::Program::PEER;
    int people = peer ? mentors : mentees + mentors;
    std::vector<std::shared_ptr<const Person>> everybody;
    everybody.reserve(static_cast<size_t>(people));
    for (int i = 0; i < people; ++i) everybody.push_back(APersonOf(i, people));
    for (int i = 0; i < mentors; ++i) {
      int number = people - mentors + i;
      all.offered.push_back({everybody[number], AnEnrollmentOf(number, peer ? v1::Enrollment::PEER : v1::Enrollment::MENTOR), {}});
      if (kind == v1::Program::INFORMAL && OneIn(2)) all.offered.back().enrollment.clear_name();
    }
    std::shuffle(all.offered.begin(), all.offered.end(), random_);
    for (int i = 0; i < std::min(mentees, people); ++i) {
      Seeker seeker{everybody[i], nullptr, AnEnrollmentOf(i, peer ? v1::Enrollment::PEER : v1::Enrollment::MENTEE), {}};
      for (const auto& person : everybody) {
        if (person->profile.name() == everybody[i]->profile.manager()) seeker.manager = person;
      }
      for (int past = Below(3); past > 0; --past) seeker.mentorships.push_back(AMentorshipOf(i, people));
      all.seekers.push_back(std::move(seeker));
    }
    for (int i = Below(8); i > 0; --i) all.likeness.Set(Word("skill", 10), Word("skill", 10), Below(11) / 10.0);
    return all;
  }

 private:
  std::string Words(int count) {
    std::string text;
    for (int i = 0; i < count; ++i) absl::StrAppend(&text, Word("word", 12), " ");
    return text;
  }
  void AddPersona(gilde::profile::v1::MentorPersona& persona) {
    persona.set_experience(Words(Below(4)));
    for (int i = Below(3); i > 0; --i) persona.add_skills(Word("skill", 10));
    if (OneIn(2)) persona.set_seniority_min(Below(6));
    if (OneIn(2)) persona.set_seniority_max(3 + Below(6));
  }
  void AddTables(v1::MatchPolicy& policy) {
    auto& preference = *policy.add_preferences();
    preference.set_facet(v1::LEARNED);
    preference.set_weight(1 + Below(100));
    for (int i = 1 + Below(3); i > 0; --i) {
      auto& table = *policy.add_tables();
      auto& measure = *table.add_measures();
      bool gap = OneIn(2);
      measure.set_kind(gap ? v1::MatchPolicy::Measure::GAP : v1::MatchPolicy::Measure::SHARED);
      measure.set_mentee_attribute(gap ? "seniority_level" : "skills_sought");
      measure.set_mentor_attribute(gap ? "seniority_level" : "skills_offered");
      measure.add_cuts(1);
      for (int step = 0; step < 2; ++step) table.add_weights(1 + Below(100));
    }
  }
  v1::Mentorship AMentorshipOf(int mentee, int people) {
    v1::Mentorship mentorship;
    mentorship.add_mentees(NameOf(absl::StrCat("p", mentee)));
    mentorship.add_mentors(NameOf(Word("p", people)));
    mentorship.set_state(OneIn(2) ? v1::Mentorship::ACTIVE : v1::Mentorship::ENDED);
    mentorship.set_end_reason(OneIn(2) ? v1::Mentorship::MISMATCH : v1::Mentorship::GOALS_REACHED);
    return mentorship;
  }

  std::mt19937 random_;
};

}  // namespace gilde::matching::domain
