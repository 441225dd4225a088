// People at rest.
#include "services/matching/domain/packed_person.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/matching/domain/random_program.h"

namespace gilde::matching::domain {
namespace {

using gilde::profile::v1::Goal;
using gilde::profile::v1::Profile;

void ExpectSame(const Person& a, const Person& b) {
  EXPECT_EQ(a.profile.DebugString(), b.profile.DebugString());
  EXPECT_EQ(a.goal_words, b.goal_words);
  EXPECT_EQ(a.offer_words, b.offer_words);
  EXPECT_EQ(a.goal_languages, b.goal_languages);
  EXPECT_EQ(a.goal_terms, b.goal_terms);
  EXPECT_EQ(a.offer_terms, b.offer_terms);
  EXPECT_EQ(a.GoalLanguage(), b.GoalLanguage());
  ASSERT_EQ(a.open_goals.size(), b.open_goals.size());
  for (const auto& [name, mark] : a.open_goals) EXPECT_EQ(mark.DebugString(), b.open_goals.at(name).DebugString());
}

Goal ARandomGoal(Draw& draw) {
  static const char* const kOutcomes[] = {"I lead a team that others want to join",
                                          "Ik wil leren onderhandelen met klanten en collega's",
                                          "Ich möchte ein Team führen, über Länder hin",
                                          "Je veux gérer une équipe et être entendue",
                                          "Quiero dirigir la reunión del año",
                                          "Kafka, C++ streaming",
                                          "Εργάζομαι 日本で",
                                          ""};
  Goal goal = AGoal("p1", kOutcomes[draw.Below(8)]);
  goal.set_name(NameOf(draw.Word("p1/goals/g", 4)));
  if (draw.OneIn(2)) goal.set_skill(draw.Word("skill-of-kind-", 4));
  goal.set_horizon(draw.OneIn(3) ? Goal::LONG : Goal::SHORT);
  goal.set_state(draw.OneIn(3) ? (draw.OneIn(2) ? Goal::REACHED : Goal::DROPPED) : Goal::OPEN);
  goal.set_progress(draw.Below(100));
  return goal;
}

TEST(PackedPerson, UnpacksAsThePersonThatTookTheSame) {
  for (unsigned seed = 0; seed < 300; ++seed) {
    Draw draw(seed);
    Person person;
    PackedPerson packed;
    ExpectSame(packed.Unpack(), person);
    for (int i = draw.Below(8); i >= 0; --i) {
      if (draw.OneIn(3)) {
        Profile profile = draw.AProfileOf(1, 10);
        profile.set_display_name("Ada Lovelace");
        profile.set_etag("7");
        if (draw.OneIn(4)) profile.clear_mentor_offer();
        for (auto& work : *profile.mutable_public_works()) work.set_url("https://example.org/streaming");
        packed.Take(profile);
        person.Take(profile);
      } else {
        Goal goal = ARandomGoal(draw);
        packed.Take(goal);
        person.Take(goal);
      }
      ExpectSame(packed.Unpack(), person);
      EXPECT_EQ(packed.OfferTerms(), person.offer_terms);
      if (HasFailure()) FAIL() << "with seed " << seed;
    }
  }
}

TEST(PackedPerson, IsTheSameAfterWhatItHasTakenBefore) {
  PackedPerson packed;
  Profile profile = Draw(1).AProfileOf(1, 10);
  packed.Take(profile);
  packed.Take(AGoal("p1", "I lead the streaming team"));
  PackedPerson before = packed;
  packed.Take(profile);
  packed.Take(AGoal("p1", "I lead the streaming team"));
  EXPECT_EQ(packed, before);
  packed.Take(AGoal("p1", "I lead the team"));
  EXPECT_NE(packed, before);
}

}  // namespace
}  // namespace gilde::matching::domain
