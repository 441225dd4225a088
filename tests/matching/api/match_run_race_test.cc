// A draft that several people change by hand at once.
#include <thread>

#include "services/matching/api/run_edits.h"
#include "services/matching/domain/draft.h"
#include "tests/matching/api/match_run_fixture.h"

namespace gilde::matching {
namespace {

using testing::Each;
using testing::UnorderedElementsAre;

class MatchRunRaceTest : public MatchRunTest {
 protected:
  // Each mentee is with the mentor of their number; as many mentors of one seat have nobody.
  MatchRunRaceTest() {
    program = AddProgram("p1", v1::Program::FORMAL);
    std::vector<std::string> mentees;
    std::vector<std::pair<std::string, int>> mentors;
    std::vector<Weight> weights;
    mentees.reserve(kMentees);
    mentors.reserve(2 * kMentees);
    weights.reserve(kMentees);
    for (int i = 0; i < kMentees; ++i) {
      mentees.push_back(absl::StrCat("e", i));
      mentors.emplace_back(absl::StrCat("m", i), 1);
      weights.push_back({mentees.back(), mentors.back().first, 10 + i});
    }
    for (int i = 0; i < kMentees; ++i) mentors.emplace_back(absl::StrCat("free", i), 1);
    ComeAll(program, mentees, mentors);
    Weigh(program, weights);
    run = Drafted(program, MatchRun::HIGHEST_SCORE, "r1").name();
  }
  // All at once; the answer to each.
  std::vector<std::string> PinAll(const std::vector<std::pair<std::string, std::string>>& pairs) {
    std::vector<std::string> answers(pairs.size());
    std::vector<std::thread> administrators;
    administrators.reserve(pairs.size());
    for (size_t i = 0; i < pairs.size(); ++i) {
      administrators.emplace_back([&, i] { answers[i] = Refused(Pin(run, pairs[i].first, pairs[i].second)); });
    }
    for (std::thread& one : administrators) one.join();
    return answers;
  }
  void ExpectFiguresOfTheRows() {
    std::int64_t total = 0;
    int matched = 0;
    for (const MatchRunPair& row : Rows(run)) {
      total += row.score();
      matched += row.mentor().empty() ? 0 : 1;
    }
    EXPECT_EQ(RunOf(run).figures().total(), total);
    EXPECT_EQ(RunOf(run).figures().matched(), matched);
  }

  static constexpr int kMentees = 6;
  std::string program, run;
};
INSTANTIATE_TEST_SUITE_P(Engines, MatchRunRaceTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(MatchRunRaceTest, OfTwoWhoPinTheLastSeatOfAMentorOneDoes) {
  for (int i = 0; i < kMentees; ++i) {
    std::string last = absl::StrCat("free", i);
    EXPECT_THAT(PinAll({{"e0", last}, {"e1", last}}), UnorderedElementsAre("OK ", "FAILED_PRECONDITION MENTOR_AT_CAPACITY"));
    std::vector<std::string> pairs = Together(run);
    EXPECT_EQ(std::count(pairs.begin(), pairs.end(), "e0 " + last) + std::count(pairs.begin(), pairs.end(), "e1 " + last), 1);
    ExpectFiguresOfTheRows();
  }
}

TEST_P(MatchRunRaceTest, PinsOfDifferentPairsAllCount) {
  std::vector<std::pair<std::string, std::string>> pairs;
  pairs.reserve(kMentees);
  for (int i = 0; i < kMentees; ++i) pairs.emplace_back(absl::StrCat("e", i), absl::StrCat("free", i));
  EXPECT_THAT(PinAll(pairs), Each("OK "));
  EXPECT_EQ(RunOf(run).pins_size(), kMentees);
  for (const auto& [mentee, mentor] : pairs) EXPECT_EQ(Row(run, mentee).mentor(), Person(mentor));
  ExpectFiguresOfTheRows();
}

// What was read before the write is as of before what others did: it is looked at again.
TEST_P(MatchRunRaceTest, WhatOthersDidBetweenTheReadingAndTheWriteCounts) {
  domain::Projection people;
  Know(people);
  storage::Store& store = world.store("matching");
  base::Call call = base::System("test", now());
  v1::PairOfRun pair;
  pair.set_mentee(Person("e1"));
  pair.set_mentor(Person("free0"));
  auto pinned = [&](const std::function<void()>& meanwhile) {
    api::ReadBefore before;
    EXPECT_EQ(Refused(store.Read(call,
                                 [&](storage::Reader& reader) -> absl::Status {
                                   GILDE_ASSIGN_OR_RETURN(api::PairInRun at, api::LoadPairInRun(reader, run, pair));
                                   GILDE_ASSIGN_OR_RETURN(before, api::ReadBeforePin(reader, people, at));
                                   return absl::OkStatus();
                                 })),
              "OK ");
    EXPECT_EQ(before.rows.size(), kMentees);
    meanwhile();
    return Refused(store.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<MatchRun> {
      GILDE_ASSIGN_OR_RETURN(api::RunEdit edit, api::RunEdit::Open(writer, people, run, pair, before));
      GILDE_ASSIGN_OR_RETURN(MatchRun changed, domain::Pin(edit.run(), edit.pair(), false));
      return edit.Pin(std::move(changed), false);
    }));
  };
  EXPECT_EQ(pinned([&] { ASSERT_EQ(Refused(Pin(run, "e2", "free0")), "OK "); }), "FAILED_PRECONDITION MENTOR_AT_CAPACITY");
  EXPECT_EQ(pinned([&] { ASSERT_EQ(Refused(Forbid(run, "e2", "m2")), "OK "); }), "FAILED_PRECONDITION MENTOR_AT_CAPACITY");
  EXPECT_EQ(pinned([&] { ASSERT_EQ(Refused(Pin(run, "e2", "m2")), "FAILED_PRECONDITION PAIR_FORBIDDEN"); }),
            "FAILED_PRECONDITION MENTOR_AT_CAPACITY");
  EXPECT_EQ(pinned([&] { ASSERT_EQ(Refused(Pin(run, "e2", "free2")), "OK "); }), "OK ");
  ExpectFiguresOfTheRows();
  // The mentor's only seat.
  pair.set_mentor(Person("free1"));
  EXPECT_EQ(pinned([&] { BeginPair(program, "e0", "free1"); }), "FAILED_PRECONDITION MENTOR_AT_CAPACITY");
  ExpectFiguresOfTheRows();
}

}  // namespace
}  // namespace gilde::matching
