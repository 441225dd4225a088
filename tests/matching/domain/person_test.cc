// What matching remembers of a person.
#include "services/matching/domain/person.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "tests/matching/domain/people.h"

namespace gilde::matching::domain {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Person, IsRememberedWithoutNameAddressAndWorks) {
  Person person = APerson("ada", [](auto& profile) {
    profile.set_given_name("Ada");
    profile.set_family_name("Lovelace");
    profile.set_display_name("Ada Lovelace");
    profile.set_email("ada@example.org");
    profile.set_external_id("E-1");
    profile.add_unknown_skills("difference engines");
    profile.add_public_works()->set_title("Backpressure by Example");
  });
  EXPECT_EQ(person.profile.name(), NameOf("ada"));
  EXPECT_EQ(person.profile.display_name(), "");
  EXPECT_EQ(person.profile.given_name() + person.profile.family_name() + person.profile.email() + person.profile.external_id(), "");
  EXPECT_THAT(person.profile.unknown_skills(), IsEmpty());
  EXPECT_THAT(person.profile.public_works(), IsEmpty());
}

TEST(Person, OffersTheFoldedWordsOfSkillsAndWorks) {
  Person person = APerson("grace", [](auto& profile) {
    Offer(profile, "kafka", 4);
    Offer(profile, "sql", 5);  // too short to say something
    profile.add_public_works()->set_title("Élégance au travail");
  });
  EXPECT_THAT(person.offer_words, ElementsAre("elegance", "kafka", "travail"));
}

TEST(Person, WhoseProfileChangesOffersOnlyTheNewWords) {
  Person person = APerson("grace", [](auto& profile) { Offer(profile, "kafka", 4); });
  gilde::profile::v1::Profile changed;
  changed.set_name(NameOf("grace"));
  Offer(changed, "negotiation", 4);
  person.Take(changed);
  EXPECT_THAT(person.offer_words, ElementsAre("negotiation"));
}

TEST(Person, KeepsTheWordsOfOpenGoalsOnly) {
  Person person = APerson("ada");
  auto goal = AGoal("ada", "I lead the Streaming team");
  goal.set_skill("kafka");
  person.Take(goal);
  ASSERT_EQ(person.goal_words.size(), 1);
  EXPECT_THAT(person.goal_words.begin()->second, ElementsAre("kafka", "lead", "streaming", "team"));
  goal.set_outcome("I write well");
  person.Take(goal);
  EXPECT_THAT(person.goal_words.begin()->second, ElementsAre("kafka", "well", "write"));
  goal.set_state(gilde::profile::v1::Goal::REACHED);
  person.Take(goal);
  EXPECT_THAT(person.goal_words, IsEmpty());
}

TEST(Person, WhoLearnsToOfferASkillOffersItsWordsToo) {
  Person person = APerson("grace", [](auto& profile) { Offer(profile, "kafka", 2); });
  person.Offer("kafka", 5);
  person.Offer("negotiation", 3);
  ASSERT_EQ(person.profile.skills_offered_size(), 2);
  EXPECT_EQ(person.profile.skills_offered(0).level(), 5);
  EXPECT_EQ(person.profile.skills_offered(1).skill(), "negotiation");
  EXPECT_THAT(person.offer_words, ElementsAre("kafka", "negotiation"));
}

TEST(Person, WritesGoalsInTheLanguageOfTheirSmallWords) {
  Person person = APerson("ada", [](auto& profile) { Speak(profile, "de", 5); });
  person.Take(AGoal("ada", "Ik wil mijn team beter leiden"));
  EXPECT_EQ(person.GoalLanguage(), Language::kDutch);
  auto second = AGoal("ada", "I want to lead the team");
  second.set_name(NameOf("ada") + "/goals/g2");
  person.Take(second);
  EXPECT_EQ(person.GoalLanguage(), Language::kGerman) << "as many in each of two: what they speak";
  second.set_state(gilde::profile::v1::Goal::DROPPED);
  person.Take(second);
  EXPECT_EQ(person.GoalLanguage(), Language::kDutch);
}

TEST(Person, WhoseGoalsDoNotTellWritesThemInThePreferredLanguageOrElseTheBestKnownOne) {
  gilde::profile::v1::Profile profile;
  profile.set_name(NameOf("ada"));
  Person person;
  person.Take(profile);
  person.Take(AGoal("ada", "Teams leiden"));
  EXPECT_EQ(person.GoalLanguage(), Language::kEnglish) << "nothing is known";
  Speak(profile, "it", 5);
  Speak(profile, "fr-BE", 3);
  Speak(profile, "nl-BE", 4);
  person.Take(profile);
  EXPECT_EQ(person.GoalLanguage(), Language::kDutch);
  EXPECT_THAT(person.goal_terms, testing::UnorderedElementsAre(TermOf("team", Language::kDutch), TermOf("leiden", Language::kDutch)));
  profile.mutable_communication()->set_language("fr");
  person.Take(profile);
  EXPECT_EQ(person.GoalLanguage(), Language::kFrench);
  profile.mutable_communication()->set_language("it");
  person.Take(profile);
  EXPECT_EQ(person.GoalLanguage(), Language::kDutch);
}

TEST(Person, SeeksEachTermOfTheGoalsOnceAndNoSmallWords) {
  Person person = APerson("ada");
  auto goal = AGoal("ada", "I lead teams with a team");
  person.Take(goal);
  goal.set_name(NameOf("ada") + "/goals/g2");
  person.Take(goal);
  EXPECT_THAT(person.goal_terms, testing::UnorderedElementsAre(TermOf("lead", Language::kEnglish), TermOf("team", Language::kEnglish)));
}

TEST(Person, OffersATermInEachLanguageAsOftenAsItIsSaid) {
  Person person = APerson("grace", [](auto& profile) {
    Offer(profile, "kafka", 4);
    profile.add_public_works()->set_title("Kafka by example");
  });
  for (Language language : kLanguages) {
    auto times = std::count(person.offer_terms.begin(), person.offer_terms.end(), TermOf("kafka", language));
    EXPECT_EQ(times, 2);
  }
  EXPECT_EQ(person.offer_terms.size(), 3 * std::size(kLanguages));
  EXPECT_TRUE(std::is_sorted(person.offer_terms.begin(), person.offer_terms.end()));
}

TEST(SkillLikeness, IsOneToItselfTheSameBothWaysAndZeroWhenUnknown) {
  SkillLikeness likeness;
  likeness.Set("kafka", "pulsar", 0.75);
  EXPECT_EQ(likeness.Between("kafka", "kafka"), 1);
  EXPECT_EQ(likeness.Between("kafka", "pulsar"), 0.75);
  EXPECT_EQ(likeness.Between("pulsar", "kafka"), 0.75);
  EXPECT_EQ(likeness.Between("kafka", "sql"), 0);
}

TEST(SkillLikeness, StaysBetweenZeroAndOne) {
  SkillLikeness likeness;
  likeness.Set("a", "b", 7);
  likeness.Set("a", "c", -1);
  EXPECT_EQ(likeness.Between("a", "b"), 1);
  EXPECT_EQ(likeness.Between("a", "c"), 0);
}

}  // namespace
}  // namespace gilde::matching::domain
