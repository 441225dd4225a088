// Policies learned from decisions.
#include "services/matching/domain/fit.h"

#include <gmock/gmock.h>

#include <deque>
#include <random>

#include "services/matching/domain/facets.h"

namespace gilde::matching::domain {
namespace {

using testing::Not;

// Mentees who seek some of these, mentors who offer some.
class Fitting : public testing::Test {
 protected:
  static constexpr const char* kTopics[] = {"law", "money", "travel", "code", "health", "art"};

  Known& Somebody(const std::string& list) {
    Known& known = people.emplace_back();
    std::vector<std::string> topics;
    for (const char* topic : kTopics) {
      if (random() % 3 == 0) topics.emplace_back(topic);
    }
    known.Put(list, topics);
    return known;
  }
  // Decisions of so many mentees, ten each, taken as `likely` says in a hundred.
  template <class Likely>
  void Decide(int mentees, Likely likely) {
    for (int i = 0; i < mentees; ++i) {
      Known& mentee = Somebody("seeks");
      for (int j = 0; j < 10; ++j) {
        Known& mentor = Somebody("offers");
        bool taken = static_cast<int>(random() % 100) < likely(mentee, mentor);
        decisions.push_back({"mentee" + std::to_string(i), &mentee, &mentor, taken});
      }
    }
  }
  static std::int64_t Shared(const Known& mentee, const Known& mentor) {
    Measure shared;
    shared.set_kind(Measure::SHARED);
    shared.set_mentee_attribute("seeks");
    shared.set_mentor_attribute("offers");
    return NumberOf(shared, mentee, mentor);
  }
  Fitted Fit() {
    auto fitted = FitPolicy(decisions, {{"seeks"}, {"offers"}, {}, {}}, "");
    EXPECT_TRUE(fitted.ok()) << fitted.status();
    return fitted.ok() ? *std::move(fitted) : Fitted();
  }

  std::mt19937 random{7};
  std::deque<Known> people;
  std::vector<Decision> decisions;
};

TEST_F(Fitting, FindsWhatPeopleGoBy) {
  Decide(200, [](const Known& mentee, const Known& mentor) { return Shared(mentee, mentor) > 0 ? 80 : 10; });
  Fitted fitted = Fit();
  EXPECT_GT(fitted.judged.auc, 0.8);
  EXPECT_EQ(fitted.judged.decisions, 2000);
  Known law, art;
  law.Put("seeks", {"law"});
  law.Put("offers", {"law"});
  art.Put("offers", {"art"});
  EXPECT_GT(LearnedValue(fitted.policy, law, law), LearnedValue(fitted.policy, law, art));
  for (const Calibration& part : fitted.calibration) EXPECT_NEAR(part.predicted, part.taken, 0.15);
}

TEST_F(Fitting, FindsWhatGoesTogether) {
  auto has = [](const Known& known, const char* list, const char* topic) {
    const auto& all = known.Elements(list);
    return std::find(all.begin(), all.end(), topic) != all.end();
  };
  Decide(300,
         [&](const Known& mentee, const Known& mentor) { return has(mentee, "seeks", "law") == has(mentor, "offers", "art") ? 85 : 15; });
  EXPECT_GT(Fit().judged.auc, 0.75) << "neither alone says anything";
}

TEST_F(Fitting, SaysThatNothingIsToBeLearnedFromChance) {
  Decide(200, [](const Known&, const Known&) { return 50; });
  EXPECT_NEAR(Fit().judged.auc, 0.5, 0.06);
}

TEST_F(Fitting, DoesNotLearnWhoSomebodyIs) {
  // Each mentor is taken always or never, whatever they offer, and is seen by ten mentees.
  std::vector<std::pair<Known*, bool>> mentors;
  for (int i = 0; i < 100; ++i) {
    Known& mentor = Somebody("offers");
    mentor.Put("id", {"mentor" + std::to_string(i)});
    mentors.emplace_back(&mentor, random() % 2 == 0);
  }
  for (int i = 0; i < 100; ++i) {
    Known& mentee = Somebody("seeks");
    for (int j = 0; j < 10; ++j) {
      auto& [mentor, taken] = mentors[(i * 10 + j) % 100];
      decisions.push_back({"mentee" + std::to_string(i), &mentee, mentor, taken});
    }
  }
  auto fitted = FitPolicy(decisions, {{"seeks"}, {"offers", "id"}, {}, {}}, "");
  ASSERT_TRUE(fitted.ok());
  for (const Table& table : fitted->policy.tables()) {
    for (const Measure& measure : table.measures()) {
      EXPECT_FALSE(measure.kind() == Measure::HAS && measure.mentor_attribute() == "id") << "a name that few decisions have is no measure";
    }
  }
}

TEST_F(Fitting, LetsNobodysManyDecisionsCountForMore) {
  Decide(200, [](const Known& mentee, const Known& mentor) { return Shared(mentee, mentor) > 0 ? 90 : 10; });
  Known& many = Somebody("seeks");
  for (int i = 0; i < 3000; ++i) {
    Known& mentor = Somebody("offers");
    decisions.push_back({"many", &many, &mentor, Shared(many, mentor) == 0});
  }
  Known law, art;
  law.Put("seeks", {"law"});
  law.Put("offers", {"law"});
  art.Put("offers", {"art"});
  Fitted fitted = Fit();
  EXPECT_GT(LearnedValue(fitted.policy, law, law), LearnedValue(fitted.policy, law, art));
}

TEST_F(Fitting, NeverTakesFromAPairThatHasMoreInCommon) {
  // People who go the other way.
  Decide(300, [](const Known& mentee, const Known& mentor) {
    return Shared(mentee, mentor) > 1 ? 10 : 60 - 3 * int(mentor.Elements("offers").size());
  });
  Fitted fitted = Fit();
  ASSERT_GT(fitted.policy.tables_size(), 0);
  for (const Table& table : fitted.policy.tables()) {
    ASSERT_TRUE(FaultsOf(table, [](auto, bool) { return true; }).empty());
    int steps = table.measures(table.measures_size() - 1).cuts_size() + 1;
    auto rises = [&](int measure) { return MoreIsBetter(table.measures(measure).kind()); };
    for (int cell = 0; cell < table.weights_size(); ++cell) {
      bool two = table.measures_size() == 2;
      bool has_lower = rises(table.measures_size() - 1) && cell % steps > 0, has_upper = two && rises(0) && cell >= steps;
      EXPECT_GE(table.weights(cell), has_lower ? table.weights(cell - 1) : 0);
      EXPECT_GE(table.weights(cell), has_upper ? table.weights(cell - steps) : 0);
    }
  }
}

TEST_F(Fitting, IsTheSameForTheSameDecisions) {
  Decide(100, [](const Known& mentee, const Known& mentor) { return Shared(mentee, mentor) > 0 ? 80 : 20; });
  EXPECT_EQ(Fit().policy.SerializeAsString(), Fit().policy.SerializeAsString());
}

TEST_F(Fitting, JudgesGroupsOfFiveMenteesAtLeast) {
  Decide(100, [](const Known& mentee, const Known& mentor) { return Shared(mentee, mentor) > 0 ? 80 : 20; });
  auto fitted = FitPolicy(decisions, {{"seeks"}, {"offers"}, {}, {}}, "seeks");
  ASSERT_TRUE(fitted.ok());
  ASSERT_EQ(fitted->groups.size(), 6u);
  for (const JudgedGroup& group : fitted->groups) {
    EXPECT_GE(group.mentees, 5);
    EXPECT_GT(group.judged.auc, 0.5) << group.element;
  }
  EXPECT_EQ(fitted->groups.front().element, "art");
}

TEST_F(Fitting, AsksForEnoughToLearnFrom) {
  Measurable measurable{{"seeks"}, {"offers"}, {}, {}};
  EXPECT_EQ(FitPolicy({}, measurable, "").status().code(), absl::StatusCode::kInvalidArgument);
  Decide(20, [](const Known&, const Known&) { return 100; });
  EXPECT_EQ(FitPolicy(decisions, measurable, "").status().code(), absl::StatusCode::kInvalidArgument) << "all taken";
  decisions.front().taken = false;
  EXPECT_EQ(FitPolicy(decisions, {{"unknown"}, {}, {}, {}}, "").status().code(), absl::StatusCode::kInvalidArgument) << "nothing known";
}

TEST(Area, IsTheChanceThatOneTakenScoresAboveOneNotTaken) {
  EXPECT_EQ(AreaUnderCurve({1, 2, 3, 4}, {false, false, true, true}), 1);
  EXPECT_EQ(AreaUnderCurve({1, 2, 3, 4}, {true, true, false, false}), 0);
  EXPECT_EQ(AreaUnderCurve({1, 1, 1}, {true, false, false}), 0.5);
  EXPECT_EQ(AreaUnderCurve({3, 1, 2}, {true, true, false}), 0.5);
  EXPECT_EQ(AreaUnderCurve({1, 2}, {true, true}), 0.5) << "nothing to compare with";
}

}  // namespace
}  // namespace gilde::matching::domain
