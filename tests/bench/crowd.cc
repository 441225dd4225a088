#include "tests/bench/crowd.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "common/base/zones.h"
#include "services/matching/domain/program.h"

namespace gilde::bench {
namespace {

using matching::domain::Offered;
using matching::domain::Person;
using matching::domain::Seeker;
using matching::v1::Enrollment;
using profile::v1::Profile;

constexpr int kSkills = 2000;
constexpr int kWords = 5000;
constexpr const char* kZones[] = {"Europe/Amsterdam", "Europe/Berlin",     "Europe/London", "America/New_York",
                                  "Asia/Kolkata",     "America/Sao_Paulo", "Asia/Tokyo",    "America/Los_Angeles"};
constexpr const char* kSpoken[] = {"nl", "de", "en-GB", "en-US", "hi", "pt-BR", "ja", "es"};

// splitmix64 (Steele, Lea, Flood, Fast Splittable Pseudorandom Number Generators, 2014).
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  int Below(int end) { return static_cast<int>(Next() % static_cast<std::uint64_t>(end)); }
  bool Percent(int chance) { return Below(100) < chance; }
  // 0 the most often: number k with a weight of about 1 / (k + shift).
  int Zipf(int end, int shift) {
    double even = static_cast<double>(Next() >> 11) / 9007199254740992.0;
    return static_cast<int>(shift * std::pow(static_cast<double>(end + shift) / shift, even)) - shift;
  }

 private:
  std::uint64_t Next() {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15ull;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9ull;
    z = (z ^ z >> 27) * 0x94d049bb133111ebull;
    return z ^ z >> 31;
  }
  std::uint64_t state_;
};

std::string Skill(Dice& dice) { return absl::StrCat("skill-", dice.Zipf(kSkills, 3)); }
std::string Word(Dice& dice) { return absl::StrCat("word", dice.Zipf(kWords, 20)); }
std::string Text(Dice& dice, int words) {
  std::string text;
  for (int i = 0; i < words; ++i) absl::StrAppend(&text, Word(dice), " ");
  return text;
}
std::set<std::string> Skills(Dice& dice) {
  std::set<std::string> skills;
  for (int i = 2 + dice.Zipf(28, 4); i > 0; --i) skills.insert(Skill(dice));
  return skills;
}
std::string NameOf(const std::string& id) { return absl::StrCat("organizations/acme/profiles/", id); }

Profile SomeProfile(Dice& dice, const std::string& id, int lowest_level) {
  Profile profile;
  profile.set_name(NameOf(id));
  profile.set_state(Profile::ACTIVE);
  profile.set_kind(Profile::EMPLOYEE);
  *profile.mutable_create_time() = base::ToProto(CrowdTime());
  profile.set_seniority_level(lowest_level + dice.Below(5));
  profile.set_org_unit(absl::StrCat("r", dice.Zipf(6, 2), "/d", dice.Zipf(8, 3), "/t", dice.Below(6)));
  profile.set_manager(NameOf(absl::StrCat("manager-", profile.org_unit(), "-", dice.Below(20))));
  int place = dice.Zipf(8, 2);
  profile.set_time_zone(kZones[place]);
  profile.set_location(kZones[place]);
  auto speak = [&](const std::string& tag, int proficiency) {
    auto& language = *profile.add_languages();
    language.set_tag(tag);
    language.set_proficiency(proficiency);
  };
  speak(kSpoken[place], 5);
  if (place != 2 && place != 3 && dice.Percent(90)) speak("en", 2 + dice.Below(4));
  if (dice.Percent(15)) speak("fr", 1 + dice.Below(5));
  auto& manners = *profile.mutable_communication();
  using Channel = profile::v1::CommunicationPreference::Channel;
  manners.set_channel(static_cast<Channel>(dice.Below(6)));
  manners.set_directness(dice.Below(6));
  manners.set_formality(dice.Below(6));
  if (dice.Percent(40)) manners.set_language(kSpoken[place]);
  return profile;
}

Enrollment SomeEnrollment(const Profile& profile, Enrollment::Role role) {
  Enrollment enrollment;
  enrollment.set_name(absl::StrCat("organizations/acme/programs/p1/enrollments/", profile.name().substr(profile.name().rfind('/') + 1)));
  enrollment.set_profile(profile.name());
  enrollment.add_roles(role);
  enrollment.set_state(Enrollment::ACTIVE);
  *enrollment.mutable_create_time() = base::ToProto(CrowdTime());
  return enrollment;
}

Seeker SomeSeeker(int number) {
  Dice dice(2 * static_cast<std::uint64_t>(number));
  std::string id = absl::StrCat("mentee-", number);
  Profile profile = SomeProfile(dice, id, 0);
  for (const std::string& skill : Skills(dice)) {
    auto& sought = *profile.add_skills_sought();
    sought.set_skill(skill);
    sought.set_from_level(dice.Below(3));
    sought.set_to_level(sought.from_level() + 1 + dice.Below(5 - sought.from_level()));
  }
  for (int kind = 1; kind <= 4; ++kind) {
    if (dice.Percent(40)) profile.add_guidance_sought(static_cast<profile::v1::GuidanceKind>(kind));
  }
  if (dice.Percent(60)) {
    auto& persona = *profile.mutable_persona();
    persona.set_experience(Text(dice, 6));
    persona.add_skills(Skill(dice));
    if (dice.Percent(60)) persona.set_seniority_min(3 + dice.Below(4));
  }
  if (dice.Percent(5)) profile.add_blocked(NameOf(absl::StrCat("mentor-", dice.Below(1000))));
  Enrollment enrollment = SomeEnrollment(profile, Enrollment::MENTEE);
  profile::v1::Goal goal;
  goal.set_name(profile.name() + "/goals/g1");
  goal.set_outcome(Text(dice, 10));
  goal.set_state(profile::v1::Goal::OPEN);
  auto person = std::make_shared<Person>();
  person->Take(std::move(profile));
  person->Take(goal);
  return {std::move(person), nullptr, std::move(enrollment), {}};
}

}  // namespace

absl::Time CrowdTime() { return absl::FromCivil(absl::CivilSecond(2027, 1, 4, 8), absl::UTCTimeZone()); }

Offered SomeMentor(int number) {
  Dice dice(2 * static_cast<std::uint64_t>(number) + 1);
  std::string id = absl::StrCat("mentor-", number);
  Profile profile = SomeProfile(dice, id, 3);
  for (const std::string& skill : Skills(dice)) {
    auto& offered = *profile.add_skills_offered();
    offered.set_skill(skill);
    offered.set_level(1 + dice.Below(5));
  }
  for (int kind = 1; kind <= 4; ++kind) {
    if (dice.Percent(50)) profile.add_guidance_offered(static_cast<profile::v1::GuidanceKind>(kind));
  }
  for (int works = dice.Below(3); works > 0; --works) profile.add_public_works()->set_title(Text(dice, 6));
  profile.mutable_mentor_offer()->set_vetting(profile::v1::MentorOffer::APPROVED);
  Enrollment enrollment = SomeEnrollment(profile, Enrollment::MENTOR);
  enrollment.set_capacity(1 + dice.Zipf(9, 2));
  // Some are asked by many.
  int wanted = dice.Zipf(12, 1);
  enrollment.set_seats_taken(std::min(wanted, enrollment.capacity()));
  auto person = std::make_shared<Person>();
  person->Take(std::move(profile));
  return {std::move(person), std::move(enrollment), {}};
}

Crowd SomeCrowd(int mentees, int mentors) {
  Crowd crowd;
  crowd.program.set_name("organizations/acme/programs/p1");
  crowd.program.set_title("Everybody");
  crowd.program.set_kind(matching::v1::Program::FORMAL);
  crowd.program.set_state(matching::v1::Program::RUNNING);
  matching::domain::FillDefaults(crowd.program);
  for (int i = 0; i < mentees; ++i) crowd.seekers.push_back(SomeSeeker(i));
  for (int i = 0; i < mentors; ++i) crowd.offered.push_back(SomeMentor(i));
  for (int i = 0; i + 7 < kSkills; i += 4) {
    crowd.likeness.Set(absl::StrCat("skill-", i), absl::StrCat("skill-", i + 2), 0.6);
    crowd.likeness.Set(absl::StrCat("skill-", i), absl::StrCat("skill-", i + 7), 0.3);
  }
  return crowd;
}

}  // namespace gilde::bench
