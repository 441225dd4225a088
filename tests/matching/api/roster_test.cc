// What is kept of a program's mentors for recommending, while they come, go and change.
#include <atomic>
#include <latch>
#include <set>
#include <thread>

#include "absl/strings/str_cat.h"
#include "tests/matching/api/match_fixture.h"

namespace gilde::matching {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAreArray;

class RosterTest : public MatchTest {
 protected:
  std::string PlaceOf(const std::string& id) {
    v1::ListEnrollmentsRequest request;
    request.set_parent(program);
    request.set_page_size(1000);
    auto page = Ask<v1::ListEnrollmentsResponse>(admin(), "ListEnrollments", request);
    EXPECT_EQ(Refused(page), "OK ");
    for (const auto& one : page->enrollments()) {
      if (one.profile() == Person(id)) return one.name();
    }
    return "";
  }
  void Pause(const std::string& place) {
    v1::PauseEnrollmentRequest request;
    request.set_name(place);
    EXPECT_EQ(Refused(Ask<v1::Enrollment>(admin(), "PauseEnrollment", request)), "OK ");
  }
  void Resume(const std::string& place) {
    v1::ResumeEnrollmentRequest request;
    request.set_name(place);
    EXPECT_EQ(Refused(Ask<v1::Enrollment>(admin(), "ResumeEnrollment", request)), "OK ");
  }
  void AddMentor(const std::string& id, int level) {
    AddPerson(id, 2);
    Enroll(program, id, v1::Enrollment::MENTOR);
    OfferAt(id, level);
  }
  // Each score is the one that explaining the pair gives, and none is missing.
  void ExpectAsExplained(const std::vector<std::string>& ids) {
    world.Settle();
    auto response = Recommend(as("ada"), Asking("ada", 100));
    ASSERT_EQ(Refused(response), "OK ");
    std::vector<std::string> found, allowed;
    for (const auto& one : response->recommendations()) {
      found.push_back(one.mentor());
      EXPECT_EQ(Explain(admin(), one.mentor().substr(one.mentor().rfind('/') + 1))->score(), one.score()) << one.mentor();
    }
    for (const std::string& id : ids) {
      if (Explain(admin(), id)->allowed()) allowed.push_back(Person(id));
    }
    EXPECT_THAT(found, UnorderedElementsAreArray(allowed));
  }
};

INSTANTIATE_TEST_SUITE_P(Engines, RosterTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(RosterTest, IsOfNowAfterEveryChange) {
  EXPECT_THAT(Recommended(), ElementsAre("grace", "alan"));
  AddMentor("mary", 4);
  EXPECT_THAT(Recommended(), ElementsAre("grace", "mary", "alan"));
  std::string grace = PlaceOf("grace");
  Pause(grace);
  EXPECT_THAT(Recommended(), ElementsAre("mary", "alan"));
  Resume(grace);
  EXPECT_THAT(Recommended(), ElementsAre("grace", "mary", "alan"));
  OfferAt("alan", 5);
  EXPECT_THAT(Recommended(), ElementsAre("alan", "grace", "mary"));
  ExpectAsExplained({"alan", "grace", "mary"});
}

TEST_P(RosterTest, OutgrowsItselfUnseen) {
  std::vector<std::string> ids = {"alan", "grace"};
  for (int i = 0; i < 30; ++i) AddMentor(ids.emplace_back(absl::StrCat("m", i)), 1 + i % 5);
  ExpectAsExplained(ids);
  // One after the other, with the roster asked in between, so that it is changed and made anew in turns.
  for (int i = 0; i < 30; ++i) {
    std::string id = absl::StrCat("m", i);
    i % 3 == 0 ? Pause(PlaceOf(id)) : OfferAt(id, 5 - i % 5);
    world.Settle();
    ASSERT_EQ(Refused(Recommend(as("ada"), Asking())), "OK ");
    if (i % 10 == 9) ExpectAsExplained(ids);
  }
}

TEST_P(RosterTest, IsWholeForEverybodyWhoAsksWhileItChanges) {
  std::vector<std::string> ids = {"alan", "grace"}, places;
  for (int i = 0; i < 12; ++i) AddMentor(ids.emplace_back(absl::StrCat("m", i)), 1 + i % 5);
  world.Settle();
  for (int i = 0; i < 12; ++i) places.push_back(PlaceOf(absl::StrCat("m", i)));
  std::atomic<int> asked = 0, wrong = 0;
  std::atomic<bool> done = false;
  std::vector<std::thread> readers;
  readers.reserve(3);
  for (int reader = 0; reader < 3; ++reader) {
    readers.emplace_back([&] {
      while (!done) {
        auto response = Recommend(as("ada"), Asking("ada", 100));
        ++asked;
        // alan and grace are there all the time, and each of the others at most once.
        std::set<std::string> mentors;
        v1::RecommendMentorsResponse answer = response.value_or(v1::RecommendMentorsResponse());
        for (const auto& one : answer.recommendations()) mentors.insert(one.mentor());
        bool whole = response.ok() && mentors.count(Person("alan")) > 0 && mentors.count(Person("grace")) > 0 &&
                     static_cast<int>(mentors.size()) == answer.recommendations_size();
        if (!whole) ++wrong;
      }
    });
  }
  for (int round = 0; round < 4; ++round) {
    for (const std::string& place : places) round % 2 == 0 ? Pause(place) : Resume(place);
  }
  Pause(places[0]);
  done = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_GT(asked, 0);
  EXPECT_EQ(wrong, 0);
  ExpectAsExplained(ids);
  EXPECT_FALSE(Explain(admin(), "m0")->allowed());
}

TEST_P(RosterTest, CountsNobodyAsForbiddenToThemselves) {
  std::string peers = AddProgram("peers", v1::Program::PEER);
  AddGoal("grace", "kafka");
  for (const char* id : {"ada", "grace"}) Enroll(peers, id, v1::Enrollment::PEER);
  world.Settle();
  v1::RecommendMentorsRequest request = Asking();
  request.set_program(peers);
  auto response = Recommend(as("ada"), request);
  ASSERT_EQ(Refused(response), "OK ");
  EXPECT_EQ(response->recommendations_size(), 1);
  EXPECT_EQ(response->forbidden_count(), 0);
}

TEST_P(RosterTest, IsMadeAnewWhenTheProgramOrTheHourIsAnother) {
  EXPECT_THAT(Recommended(), ElementsAre("grace", "alan"));
  SetPolicy([](auto& policy) { policy.mutable_hard()->set_max_inactive_days(3); });
  EXPECT_THAT(Recommended(), Not(IsEmpty()));
  world.Advance(absl::Hours(24 * 4));
  EXPECT_THAT(Recommended(), IsEmpty());
}

TEST_P(RosterTest, IsOfNowForAllWhoAskAtOnceThoughOneOfThemMakesItAnew) {
  for (int i = 0; i < 100; ++i) AddMentor(absl::StrCat("m", i), 3);
  world.Settle();
  SetPolicy([](auto& policy) { policy.mutable_hard()->set_max_inactive_days(3); });
  EXPECT_THAT(Recommended(), Not(IsEmpty()));
  world.Advance(absl::Hours(24 * 4));
  constexpr int kAtOnce = 16;
  std::atomic<int> found = 0, refused = 0;
  std::latch all(kAtOnce);
  std::vector<std::thread> readers;
  readers.reserve(kAtOnce);
  for (int reader = 0; reader < kAtOnce; ++reader) {
    readers.emplace_back([&] {
      rpc::Client client = as("ada");
      all.arrive_and_wait();
      for (int time = 0; time < 5; ++time) {
        auto response = Recommend(client, Asking());
        if (!response.ok()) ++refused;
        found += response.value_or(v1::RecommendMentorsResponse()).recommendations_size();
      }
    });
  }
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(refused, 0);
  EXPECT_EQ(found, 0);
}

}  // namespace
}  // namespace gilde::matching
