#include "tests/bench/people.h"

#include "absl/strings/str_cat.h"

namespace gilde::bench {
namespace {

using profile::v1::Profile;

constexpr const char* kGiven[] = {"Ada", "Ben", "Chiara", "Dmitri", "Eun-ji", "Fatima", "Gustavo", "Hanneke", "Ines", "Jonas", "Kwame"};
constexpr const char* kFamily[] = {"Achterberg", "Bianchi", "Castillo", "Diallo",   "Eriksen",   "Fischer", "Gupta",
                                   "Haddad",     "Ito",     "Jansen",   "Kowalski", "Lindqvist", "Mbeki"};
constexpr const char* kUnits[] = {"eu/nl/engineering/platform", "eu/de/finance/control", "us/east/sales",
                                  "apac/jp/research/materials", "africa/gh/operations",  "eu/es/people",
                                  "us/west/engineering/mobile"};
constexpr const char* kZones[] = {"Europe/Amsterdam", "Europe/Berlin", "America/New_York",   "Asia/Tokyo",
                                  "Africa/Accra",     "Europe/Madrid", "America/Los_Angeles"};
constexpr const char* kPlaces[] = {"Utrecht, Netherlands", "Hamburg, Germany", "Boston, United States",  "Osaka, Japan",
                                   "Accra, Ghana",         "Sevilla, Spain",   "Portland, United States"};
constexpr const char* kSkills[] = {"python",     "sql",     "negotiation", "public-speaking", "machine-learning", "project-management",
                                   "accounting", "writing", "kubernetes",  "leadership",      "statistics",       "coaching"};

template <size_t N>
const char* Pick(const char* const (&words)[N], int number) {
  return words[static_cast<size_t>(number) % N];
}

}  // namespace

Profile SomePerson(int number) {
  Profile person;
  person.set_external_id(absl::StrCat("e", number));
  person.set_given_name(Pick(kGiven, number));
  person.set_family_name(absl::StrCat(Pick(kFamily, number / 11), " ", Pick(kFamily, number / 143)));
  person.set_email(absl::StrCat("person", number, "@example.org"));
  person.set_kind(Profile::EMPLOYEE);
  person.set_org_unit(Pick(kUnits, number));
  person.set_seniority_level(number % 10);
  person.set_location(Pick(kPlaces, number));
  person.set_time_zone(Pick(kZones, number));
  for (auto [tag, proficiency] : {std::pair("en", 4), std::pair(number % 2 == 0 ? "nl" : "es", 5)}) {
    auto& language = *person.add_languages();
    language.set_tag(tag);
    language.set_proficiency(proficiency);
  }
  for (int i = 0; i < 3; ++i) {
    auto& offered = *person.add_skills_offered();
    offered.set_skill(Pick(kSkills, number + i));
    offered.set_level(2 + (number + i) % 4);
  }
  for (int i = 0; i < 2; ++i) {
    auto& sought = *person.add_skills_sought();
    sought.set_skill(Pick(kSkills, number + 5 + i));
    sought.set_from_level(1);
    sought.set_to_level(3);
  }
  person.add_guidance_offered(profile::v1::TECHNICAL);
  person.add_guidance_sought(profile::v1::CAREER_STRATEGY);
  auto& communication = *person.mutable_communication();
  communication.set_channel(profile::v1::CommunicationPreference::VIDEO);
  communication.set_directness(1 + number % 5);
  communication.set_formality(1 + number % 5);
  communication.set_language("en");
  communication.set_response_hours(24);
  auto& work = *person.add_public_works();
  work.set_kind(profile::v1::PublicWork::ARTICLE);
  work.set_title(absl::StrCat("What I learned about ", Pick(kSkills, number)));
  work.set_url(absl::StrCat("https://example.org/articles/", number));
  return person;
}

profile::v1::Goal SomeGoal(const std::string& person, int number) {
  profile::v1::Goal goal;
  goal.set_name(person + "/goals/g1");
  goal.set_outcome(absl::StrCat("Lead a review of ", Pick(kSkills, number), " in another department before summer"));
  goal.set_skill(Pick(kSkills, number));
  goal.set_state(profile::v1::Goal::OPEN);
  return goal;
}

}  // namespace gilde::bench
