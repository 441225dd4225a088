// Scores: sums of weighted facets, exact to the millionth.
#include "services/matching/domain/score.h"

#include <algorithm>
#include <random>

#include "tests/matching/domain/people.h"

namespace gilde::matching::domain {
namespace {

using gilde::matching::v1::Facet;
using gilde::matching::v1::MatchPolicy;
using gilde::profile::v1::Profile;

constexpr const char* kSkills[] = {"kafka", "sql", "negotiation", "leadership", "statistics", "writing"};
constexpr const char* kZones[] = {"UTC", "Europe/Amsterdam", "Asia/Kolkata", "America/Sao_Paulo", "Pacific/Auckland"};
constexpr const char* kUnits[] = {"eu/nl", "eu/de/drives", "us/ny", "eu"};

// People and policies drawn at random, the same ones in every run.
class Dice {
 public:
  explicit Dice(unsigned seed) : random_(seed) {}
  int Roll(int least, int most) { return least + static_cast<int>(random_() % static_cast<unsigned>(most - least + 1)); }
  template <size_t n>
  std::string One(const char* const (&of)[n]) {
    return of[Roll(0, n - 1)];
  }
  Person Somebody(const std::string& id) {
    Person person = APerson(id, [&](Profile& profile) {
      profile.set_time_zone(One(kZones));
      profile.set_org_unit(One(kUnits));
      profile.set_seniority_level(Roll(0, 9));
      for (const char* skill : kSkills) {
        if (Roll(0, 2) == 0) Offer(profile, skill, Roll(1, 5));
        if (Roll(0, 2) == 0) Seek(profile, skill, Roll(0, 2), Roll(3, 5));
      }
      Speak(profile, "en", Roll(1, 5));
      profile.add_guidance_sought(gilde::profile::v1::TECHNICAL);
      if (Roll(0, 1) == 0) profile.add_guidance_offered(gilde::profile::v1::TECHNICAL);
      profile.mutable_persona()->add_skills(One(kSkills));
      profile.mutable_persona()->set_experience("leadership negotiation");
      profile.mutable_communication()->set_directness(Roll(0, 5));
    });
    person.Take(AGoal(id, "negotiation and leadership with statistics"));
    return person;
  }
  MatchPolicy APolicy() {
    std::vector<std::pair<Facet, int>> weights;
    for (int facet = v1::SKILLS; facet <= v1::FREE_CAPACITY; ++facet) {
      if (Roll(0, 3) > 0) weights.emplace_back(static_cast<Facet>(facet), Roll(0, 1000));
    }
    weights.emplace_back(v1::SKILLS, 1);
    if (weights.size() > 1 && weights[0].first == v1::SKILLS) weights.pop_back();
    if (weights[0].second == 0) weights[0].second = 1;
    return Weighing(weights);
  }

 private:
  std::mt19937 random_;
};

Score Of(const Person& mentee, const Person& mentor, const MatchPolicy& policy, const SkillLikeness& likeness = {}) {
  return ScoreOf({mentee, mentor, 1, 2}, PolicyInUse(policy), likeness, kMonday);
}

TEST(Score, IsExactlyTheSumOfItsPartsWhateverThePeopleAndThePolicy) {
  Dice dice(7);
  for (int i = 0; i < 2000; ++i) {
    Person mentee = dice.Somebody("ada"), mentor = dice.Somebody("grace");
    MatchPolicy policy = dice.APolicy();
    Score score = Of(mentee, mentor, policy);
    std::int64_t sum = 0;
    for (const auto& part : score.parts) {
      EXPECT_GE(part.points(), 0);
      EXPECT_LE(part.points(), part.most_points());
      sum += part.points();
    }
    ASSERT_EQ(sum, score.points);
    ASSERT_LE(score.points, kMostPoints);
  }
}

TEST(Score, IsAHundredPointsWhenEveryFacetIsWhole) {
  Person mentee = APerson("ada"), mentor = APerson("grace", [](Profile&profile) { profile.set_seniority_level(2); });
  Score score =
      ScoreOf({mentee, mentor, 2, 2}, PolicyInUse(Weighing({{v1::SENIORITY_GAP, 1}, {v1::HOURS, 1}, {v1::FREE_CAPACITY, 1}})), {}, kMonday);
  EXPECT_EQ(score.points, kMostPoints);
  ASSERT_EQ(score.parts.size(), 3);
  // A hundred millions do not divide by three: the first part carries the rest.
  EXPECT_EQ(score.parts[0].points(), 33'333'334);
  EXPECT_EQ(score.parts[1].points(), 33'333'333);
  EXPECT_EQ(score.parts[2].points(), 33'333'333);
}

TEST(Score, IsWeighedAndNormalised) {
  Person mentee = APerson("ada", [](Profile& profile) { Seek(profile, "kafka", 1, 5); });
  Person mentor = APerson("grace", [](Profile& profile) { Offer(profile, "kafka", 3); });
  Score score = Of(mentee, mentor, Weighing({{v1::SKILLS, 30}, {v1::HOURS, 10}}));
  EXPECT_EQ(score.points, 37'500'000 + 25'000'000);
  EXPECT_EQ(score.parts[0].points(), 37'500'000);
  EXPECT_EQ(score.parts[0].most_points(), 75'000'000);
}

TEST(Score, HasItsPartsInOrderOfFacetAndNoneWithoutWeight) {
  Person mentee = APerson("ada"), mentor = APerson("grace");
  Score score = Of(mentee, mentor, Weighing({{v1::FREE_CAPACITY, 1}, {v1::HOURS, 0}, {v1::SKILLS, 5}, {v1::LANGUAGE, 2}}));
  ASSERT_EQ(score.parts.size(), 3);
  EXPECT_EQ(score.parts[0].facet(), v1::SKILLS);
  EXPECT_EQ(score.parts[1].facet(), v1::LANGUAGE);
  EXPECT_EQ(score.parts[2].facet(), v1::FREE_CAPACITY);
}

TEST(Score, IsTheSameInWhateverOrderThePolicyNamesItsPreferences) {
  Dice dice(11);
  for (int i = 0; i < 100; ++i) {
    Person mentee = dice.Somebody("ada"), mentor = dice.Somebody("grace");
    MatchPolicy policy = dice.APolicy(), turned = policy;
    std::reverse(turned.mutable_preferences()->begin(), turned.mutable_preferences()->end());
    Score a = Of(mentee, mentor, policy), b = Of(mentee, mentor, turned);
    ASSERT_EQ(a.points, b.points);
    for (size_t k = 0; k < a.parts.size(); ++k) ASSERT_EQ(a.parts[k].points(), b.parts[k].points());
  }
}

TEST(Score, IsTheSameWithAndWithoutWords) {
  Dice dice(13);
  Person mentee = dice.Somebody("ada"), mentor = dice.Somebody("grace");
  MatchPolicy policy = dice.APolicy();
  Score plain = Of(mentee, mentor, policy), dutch = ExplainedScoreOf({mentee, mentor, 1, 2}, PolicyInUse(policy), {}, kMonday, true);
  EXPECT_EQ(plain.points, dutch.points);
  EXPECT_EQ(plain.parts[0].fact(), "");
  EXPECT_NE(dutch.parts[0].fact(), "");
}

TEST(Counterfactuals, AreTrueToTheMillionth) {
  Dice dice(17);
  int seen = 0;
  for (int i = 0; i < 300; ++i) {
    Person mentee = dice.Somebody("ada"), mentor = dice.Somebody("grace");
    MatchPolicy policy = dice.APolicy();
    std::int64_t before = Of(mentee, mentor, policy).points;
    for (const auto& change : Counterfactuals({mentee, mentor, 1, 2}, policy, {}, kMonday, false)) {
      // The profile as its owner would change it.
      Profile profile = mentor.profile;
      auto& offers = *profile.mutable_skills_offered();
      auto same = std::find_if(offers.begin(), offers.end(), [&](const auto& offer) { return offer.skill() == change.skill(); });
      if (same == offers.end()) {
        Offer(profile, change.skill(), change.level());
      } else {
        same->set_level(change.level());
      }
      Person better;
      better.Take(profile);
      ASSERT_EQ(Of(mentee, better, policy).points, before + change.points()) << change.change();
      ++seen;
    }
  }
  EXPECT_GT(seen, 100);
}

TEST(Counterfactuals, AreTheFiveThatHelpMostInWords) {
  Person mentee = APerson("ada", [](Profile& profile) {
    for (const char* skill : kSkills) Seek(profile, skill, 0, 4);
  });
  Person mentor = APerson("grace", [](Profile& profile) {
    Offer(profile, "kafka", 2);
    Offer(profile, "sql", 5);
  });
  auto changes = Counterfactuals({mentee, mentor, 1, 2}, Weighing({{v1::SKILLS, 1}}), {}, kMonday, false);
  ASSERT_EQ(changes.size(), 5);
  EXPECT_EQ(changes[0].change(), "at level 4 in negotiation");
  EXPECT_EQ(changes[0].facet(), v1::SKILLS);
  EXPECT_EQ(changes[4].skill(), "kafka");  // half of it is there
  EXPECT_EQ(changes[4].level(), 4);
  EXPECT_GT(changes[0].points(), changes[4].points());
  EXPECT_EQ(Counterfactuals({mentee, mentor, 1, 2}, Weighing({{v1::SKILLS, 1}}), {}, kMonday, true)[0].change(),
            "op niveau 4 in negotiation");
}

TEST(Counterfactuals, SayNothingThatWouldNotHelp) {
  Person mentee = APerson("ada", [](Profile& profile) { Seek(profile, "kafka", 1, 4); });
  Person mentor = APerson("grace", [](Profile& profile) { Offer(profile, "kafka", 4); });
  EXPECT_TRUE(Counterfactuals({mentee, mentor, 1, 2}, Weighing({{v1::SKILLS, 1}}), {}, kMonday, false).empty());
  Person novice = APerson("alan");
  EXPECT_TRUE(Counterfactuals({mentee, novice, 1, 2}, Weighing({{v1::HOURS, 1}}), {}, kMonday, false).empty());
}

TEST(WorkingHours, OverlapByTheZonesAtThatTime) {
  auto in = [](const char* zone) { return APerson("p", [&](Profile& profile) { profile.set_time_zone(zone); }); };
  EXPECT_EQ(OverlapMinutes(in("UTC"), in("UTC"), kMonday), 5 * 8 * 60);
  EXPECT_EQ(OverlapMinutes(in("UTC"), in("America/New_York"), kMonday), 5 * 3 * 60);
  absl::Time summer = kMonday + absl::Hours(24 * 180);
  EXPECT_EQ(OverlapMinutes(in("UTC"), in("America/New_York"), summer), 5 * 4 * 60);
  EXPECT_EQ(OverlapMinutes(in("UTC"), in("Asia/Tokyo"), kMonday), 0);
  // A day apart: each one's Tuesday is the other's Monday, four times a week.
  EXPECT_EQ(OverlapMinutes(in("Pacific/Kiritimati"), in("Pacific/Honolulu"), kMonday), 4 * 8 * 60);
  EXPECT_EQ(OverlapMinutes(in("Nowhere/Land"), in("UTC"), kMonday), 5 * 8 * 60);
}

TEST(ZoneHours, CountHalves) {
  auto in = [](const char* zone) { return APerson("p", [&](Profile& profile) { profile.set_time_zone(zone); }); };
  EXPECT_EQ(ZoneHours(in("UTC"), in("Asia/Kolkata"), kMonday), 5.5);
  EXPECT_EQ(ZoneHours(in("Asia/Kolkata"), in("America/New_York"), kMonday), 10.5);
}

}  // namespace
}  // namespace gilde::matching::domain
