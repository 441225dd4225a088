// The people of all organizations in memory.
#include "services/matching/domain/projection.h"

#include <atomic>
#include <thread>

#include "tests/matching/domain/people.h"

namespace gilde::matching::domain {
namespace {

gilde::profile::v1::Profile AProfile(const std::string& id, int level) {
  gilde::profile::v1::Profile profile;
  profile.set_name(NameOf(id));
  profile.set_seniority_level(level);
  return profile;
}

TEST(Projection, FindsWhomItWasToldOfAndNobodyElse) {
  Projection projection;
  EXPECT_EQ(projection.Find(NameOf("ada")), nullptr);
  projection.Put(AProfile("ada", 3));
  ASSERT_NE(projection.Find(NameOf("ada")), nullptr);
  EXPECT_EQ(projection.Find(NameOf("ada"))->profile.seniority_level(), 3);
  EXPECT_EQ(projection.Find("organizations/other/profiles/ada"), nullptr);
  EXPECT_EQ(projection.size(), 1);
}

TEST(Projection, LeavesAReaderThePersonAsItWas) {
  Projection projection;
  projection.Put(AProfile("ada", 3));
  std::shared_ptr<const Person> before = projection.Find(NameOf("ada"));
  projection.Put(AProfile("ada", 4));
  EXPECT_EQ(before->profile.seniority_level(), 3);
  EXPECT_EQ(projection.Find(NameOf("ada"))->profile.seniority_level(), 4);
}

TEST(Projection, KeepsGoalsWhenTheProfileChangesAndTakesThemBeforeIt) {
  Projection projection;
  projection.Put(AGoal("ada", "I lead the streaming team"));
  EXPECT_EQ(projection.Find(NameOf("ada"))->profile.name(), "");
  projection.Put(AProfile("ada", 3));
  projection.Put(AProfile("ada", 4));
  EXPECT_EQ(projection.Find(NameOf("ada"))->goal_words.size(), 1);
  EXPECT_EQ(projection.size(), 1);
}

TEST(Projection, KnowsWhoMayMentorInEachOrganization) {
  Projection projection;
  for (const char* name :
       {"organizations/acme/profiles/grace", "organizations/acme/profiles/ada", "organizations/acme-two/profiles/alan"}) {
    gilde::profile::v1::Profile profile;
    profile.set_name(name);
    if (profile.name() != NameOf("ada")) profile.mutable_mentor_offer()->set_vetting(gilde::profile::v1::MentorOffer::APPROVED);
    projection.Put(profile);
  }
  auto mentors = projection.Mentors("organizations/acme");
  ASSERT_EQ(mentors.size(), 1);
  EXPECT_EQ(mentors[0]->profile.name(), NameOf("grace"));
}

TEST(Projection, KnowsWhoMayMentorNoMore) {
  Projection projection;
  gilde::profile::v1::Profile profile = AProfile("ada", 3);
  for (int i = 0; i < 2; ++i) {
    profile.mutable_mentor_offer()->set_vetting(gilde::profile::v1::MentorOffer::APPROVED);
    projection.Put(profile);
    EXPECT_EQ(projection.Mentors("organizations/acme").size(), 1);
    profile.mutable_mentor_offer()->set_vetting(gilde::profile::v1::MentorOffer::DECLINED);
    projection.Put(profile);
    EXPECT_EQ(projection.Mentors("organizations/acme").size(), 0);
  }
}

TEST(Projection, SharesAPersonAmongAllWhoLookAtTheSame) {
  Projection projection;
  projection.Put(AProfile("ada", 3));
  std::shared_ptr<const Person> first = projection.Find(NameOf("ada"));
  projection.Put(AProfile("grace", 3));
  projection.Put(AProfile("ada", 3));  // seen twice, it is the same
  EXPECT_EQ(projection.Find(NameOf("ada")), first);
  projection.Put(AGoal("ada", "I lead the streaming team"));
  EXPECT_NE(projection.Find(NameOf("ada")), first);
}

TEST(Projection, GivesReadersPeopleOfOneMomentAndNeverAnEarlierOneAgain) {
  Projection projection;
  std::atomic<bool> over = false;
  auto put = [&](int level) {
    gilde::profile::v1::Profile profile = AProfile("ada", level);
    profile.set_location(std::to_string(level));
    Offer(profile, "streaming" + std::to_string(level), 3);
    if (level % 2 == 0) profile.mutable_mentor_offer()->set_vetting(gilde::profile::v1::MentorOffer::APPROVED);
    projection.Put(profile);
  };
  put(0);
  auto check = [](const Person& person) {
    EXPECT_EQ(person.profile.location(), std::to_string(person.profile.seniority_level()));
    EXPECT_EQ(person.offer_words, SortedWords{"streaming" + person.profile.location()});
  };
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i) {
    readers.emplace_back([&, last = 0]() mutable {
      while (!over) {
        std::shared_ptr<const Person> person = projection.Find(NameOf("ada"));
        check(*person);
        EXPECT_GE(person->profile.seniority_level(), last);
        last = person->profile.seniority_level();
        for (const auto& mentor : projection.Mentors("organizations/acme")) {
          check(*mentor);
          EXPECT_EQ(mentor->profile.seniority_level() % 2, 0);
        }
      }
    });
  }
  for (int level = 1; level <= 1000; ++level) {
    put(level);
    projection.Put(AProfile("p" + std::to_string(level), 1));
  }
  over = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(projection.Find(NameOf("ada"))->profile.seniority_level(), 1000);
}

TEST(Projection, KnowsTheSkillsOfEachOrganizationApart) {
  Projection projection;
  SkillLikeness likeness;
  likeness.Set("kafka", "pulsar", 0.5);
  projection.Put("organizations/acme", likeness);
  EXPECT_EQ(projection.Likeness("organizations/acme")->Between("kafka", "pulsar"), 0.5);
  EXPECT_EQ(projection.Likeness("organizations/other")->Between("kafka", "pulsar"), 0);
}

TEST(Projection, WeighsWordsByTheOffersOfEachOrganizationApart) {
  Projection projection;
  auto put = [&](const std::string& name, std::vector<std::string> skills) {
    gilde::profile::v1::Profile profile;
    profile.set_name(name);
    for (const std::string& skill : skills) Offer(profile, skill, 3);
    projection.Put(profile);
  };
  auto weight = [&](const char* word, const std::string& organization = "organizations/acme") {
    return projection.Likeness(organization)->offers().WeightOf(TermOf(word, Language::kEnglish));
  };
  put(NameOf("ada"), {"kafka", "leadership"});
  put(NameOf("grace"), {"leadership"});
  put("organizations/other/profiles/alan", {"kafka"});
  projection.WeighWords();
  EXPECT_GT(weight("kafka"), weight("leadership"));
  EXPECT_GT(weight("kafka", "organizations/other"), 0);
  EXPECT_EQ(weight("leadership", "organizations/other"), 0) << "nobody there offers it";
  auto before = projection.Likeness("organizations/acme");
  put(NameOf("ada"), {"leadership"});
  put(NameOf("grace"), {"leadership", "kafka"});
  put(NameOf("joan"), {"kafka"});
  projection.WeighWords();
  EXPECT_EQ(weight("kafka"), weight("leadership")) << "two of three offer each";
  EXPECT_NE(before->offers().WeightOf(TermOf("kafka", Language::kEnglish)), weight("kafka")) << "a reader keeps what it had";
}

TEST(Projection, LeavesSkillsAsTheyAreWhenItWeighsWords) {
  Projection projection;
  SkillLikeness likeness;
  likeness.Set("kafka", "pulsar", 0.5);
  projection.Put("organizations/acme", likeness);
  gilde::profile::v1::Profile profile = AProfile("ada", 3);
  Offer(profile, "kafka", 3);
  projection.Put(profile);
  projection.WeighWords();
  EXPECT_EQ(projection.Likeness("organizations/acme")->Between("kafka", "pulsar"), 0.5);
  projection.Put("organizations/acme", likeness);
  EXPECT_GT(projection.Likeness("organizations/acme")->offers().WeightOf(TermOf("kafka", Language::kEnglish)), 0);
}

TEST(Projection, LosesNoChangeOfSeveralThreads) {
  Projection projection;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&, i] {
      for (int k = 0; k < 100; ++k) {
        auto goal = AGoal("ada", "I lead the streaming team");
        goal.set_name(NameOf("ada") + "/goals/g" + std::to_string(100 * i + k));
        projection.Put(goal);
        projection.Put(AProfile("p" + std::to_string(i), k));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(projection.Find(NameOf("ada"))->goal_words.size(), 800);
  EXPECT_EQ(projection.size(), 9);
}

}  // namespace
}  // namespace gilde::matching::domain
