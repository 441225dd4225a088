// Drafts published or dropped: each pair becomes one mentorship, or says why it could not.
#include <set>
#include <thread>

#include "tests/matching/api/match_run_fixture.h"

namespace gilde::matching {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

class MatchRunPublishTest : public MatchRunTest {
 protected:
  // As many mentees as mentors of one seat, each best with the other of the same number.
  MatchRun Diagonal(const std::string& in, int pairs, MatchRun::Objective objective = MatchRun::HIGHEST_SCORE) {
    std::vector<std::string> mentees;
    std::vector<std::pair<std::string, int>> mentors;
    std::vector<Weight> weights;
    for (int i = 0; i < pairs; ++i) {
      mentees.push_back(absl::StrCat("e", i));
      mentors.emplace_back(absl::StrCat("m", i), 1);
      weights.push_back({mentees.back(), mentors.back().first, 10});
    }
    ComeAll(in, mentees, mentors);
    Weigh(in, weights);
    MatchRun run = Drafted(in, objective, "r1");
    EXPECT_EQ(run.figures().matched(), pairs);
    return run;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, MatchRunPublishTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(MatchRunPublishTest, ManyPairsBecomeOneMentorshipEachThoughItIsAskedTwice) {
  constexpr int kPairs = 40;
  std::string program = AddProgram("p1", v1::Program::FORMAL);
  for (int i = 0; i < kPairs; ++i) {
    AddPerson(absl::StrCat("e", i));
    AddGoal(absl::StrCat("e", i), "kafka");
    Enroll(program, absl::StrCat("e", i), v1::Enrollment::MENTEE);
  }
  for (int j = 0; j < 4; ++j) {
    AddPerson(absl::StrCat("m", j), 10);
    Enroll(program, absl::StrCat("m", j), v1::Enrollment::MENTOR, 10);
  }
  world.Settle();
  MatchRun run = Drafted(program, MatchRun::HIGHEST_PARTICIPATION, "r1");
  EXPECT_EQ(run.figures().matched(), kPairs);
  auto request = Naming<v1::PublishMatchRunRequest>(run.name());
  request.set_etag("old");
  EXPECT_EQ(Refused(Match<MatchRun>(admin(), "PublishMatchRun", request)), "ABORTED ETAG_MISMATCH");
  request.set_etag(run.etag());
  request.set_request_id("publish");
  auto first = Match<MatchRun>(admin(), "PublishMatchRun", request), second = Match<MatchRun>(admin(), "PublishMatchRun", request);
  ASSERT_EQ(Refused(first), "OK ");
  EXPECT_EQ(first->state(), MatchRun::PUBLISHING);
  EXPECT_EQ(first->SerializeAsString(), second->SerializeAsString());
  EXPECT_EQ(Refused(Publish(run.name())), "FAILED_PRECONDITION MATCH_RUN_NOT_DRAFT");
  EXPECT_EQ(Refused(Discard(run.name())), "FAILED_PRECONDITION MATCH_RUN_NOT_DRAFT");
  EXPECT_EQ(Refused(Forbid(run.name(), "e0", "m0")), "FAILED_PRECONDITION MATCH_RUN_NOT_DRAFT");
  world.Settle();
  MatchRun published = RunOf(run.name());
  EXPECT_EQ(published.state(), MatchRun::PUBLISHED);
  EXPECT_EQ(published.published_count(), kPairs);
  EXPECT_EQ(published.refused_count(), 0);
  std::set<std::string> mentees, names;
  for (const v1::Mentorship& one : Mentorships(program)) {
    EXPECT_EQ(one.state(), v1::Mentorship::PROPOSED);
    ASSERT_EQ(one.mentees_size(), 1);
    EXPECT_TRUE(mentees.insert(one.mentees(0)).second) << one.mentees(0) << " has two";
    names.insert(one.name());
  }
  EXPECT_THAT(mentees, SizeIs(kPairs));
  for (const MatchRunPair& row : Rows(run.name())) {
    EXPECT_EQ(row.state(), MatchRunPair::PUBLISHED);
    EXPECT_EQ(names.erase(row.mentorship()), 1u);
  }
  EXPECT_THAT(Events("match_run.*"), ElementsAre("match_run.created", "match_run.drafted", "match_run.publishing", "match_run.published"));
  EXPECT_EQ(Refused(Publish(run.name())), "FAILED_PRECONDITION MATCH_RUN_NOT_DRAFT");
  world.Settle();
  EXPECT_THAT(Mentorships(program), SizeIs(kPairs));
  for (int j = 0; j < 4; ++j) EXPECT_EQ(SeatsTaken(Of(program, absl::StrCat("m", j))), 10);
}

TEST_P(MatchRunPublishTest, BeginsInIntroWhereTheRulesSaySo) {
  std::string program = AddProgram("p1", v1::Program::FORMAL, [](v1::Program& one) { one.mutable_rules()->set_publish_in_intro(true); });
  MatchRun run = Diagonal(program, 2);
  ASSERT_EQ(Refused(Publish(run.name())), "OK ");
  world.Settle();
  ASSERT_THAT(Mentorships(program), SizeIs(2));
  for (const v1::Mentorship& one : Mentorships(program)) {
    EXPECT_EQ(one.state(), v1::Mentorship::INTRO);
    EXPECT_EQ(one.goals_size(), 1) << "the mentee's own";
  }
}

TEST_P(MatchRunPublishTest, RefusesWhatHasBecomeImpossibleAndGoesOnWithTheOthers) {
  std::string program = AddProgram("p1", v1::Program::FORMAL);
  MatchRun run = Diagonal(program, 6);
  BeginPair(program, "e1", "m0");
  world.Settle();
  ASSERT_EQ(Leave(Of(program, "m2")), "OK ");
  ASSERT_EQ(Leave(Of(program, "e3")), "OK ");
  Block("e4", {"m4"});
  auto before = Mentorships(program).size();
  ASSERT_EQ(Refused(Publish(run.name())), "OK ");
  world.Settle();
  std::map<std::string, std::string> refusals;
  for (const MatchRunPair& row : Rows(run.name())) {
    refusals[IdOf(row.mentee())] = row.state() == MatchRunPair::REFUSED ? row.refusal() : MatchRunPair::State_Name(row.state());
  }
  EXPECT_EQ(refusals["e0"], "MENTOR_AT_CAPACITY") << "the seat was taken meanwhile";
  EXPECT_EQ(refusals["e1"], "ALREADY_MATCHED");
  EXPECT_EQ(refusals["e2"], "MENTOR_NOT_AVAILABLE");
  EXPECT_EQ(refusals["e3"], "MENTEE_NOT_ENROLLED");
  EXPECT_EQ(refusals["e4"], "PAST");
  EXPECT_EQ(refusals["e5"], "PUBLISHED");
  MatchRun published = RunOf(run.name());
  EXPECT_EQ(published.state(), MatchRun::PUBLISHED);
  EXPECT_EQ(published.published_count(), 1);
  EXPECT_EQ(published.refused_count(), 5);
  EXPECT_EQ(Mentorships(program).size(), before + 1);
}

TEST_P(MatchRunPublishTest, MakesOneMentorshipOfAGroupAndNoneOfOneThatHasBecomeTooSmall) {
  std::string program = AddProgram("p1", v1::Program::GROUP, [](v1::Program& group) {
    group.mutable_rules()->set_group_mentees_min(2);
    group.mutable_rules()->set_group_mentees_max(3);
  });
  ComeAll(program, {"e0", "e1", "e2", "e3", "e4"}, {{"m0", 1}, {"m1", 1}});
  Weigh(program, {{"e0", "m0", 10}, {"e1", "m0", 10}, {"e2", "m0", 10}, {"e3", "m1", 10}, {"e4", "m1", 10}});
  MatchRun run = Drafted(program, MatchRun::HIGHEST_SCORE, "r1");
  EXPECT_EQ(run.figures().matched(), 5);
  ASSERT_EQ(Leave(Of(program, "e0")), "OK ");
  ASSERT_EQ(Leave(Of(program, "e3")), "OK ");
  ASSERT_EQ(Refused(Publish(run.name())), "OK ");
  world.Settle();
  std::vector<v1::Mentorship> made = Mentorships(program);
  ASSERT_THAT(made, SizeIs(1));
  EXPECT_THAT(made[0].mentees(), UnorderedElementsAre(Person("e1"), Person("e2")));
  EXPECT_EQ(Row(run.name(), "e4").refusal(), "GROUP_TOO_SMALL");
  EXPECT_EQ(Row(run.name(), "e0").refusal(), "MENTEE_NOT_ENROLLED");
}

TEST_P(MatchRunPublishTest, MakesOneMentorshipOfTwoPeers) {
  std::string program = AddProgram("p1", v1::Program::PEER);
  for (const char* id : {"p0", "p1"}) {
    Come(id, 0);
    Enroll(program, id, v1::Enrollment::PEER, 1);
  }
  world.Settle();
  MatchRun run = Drafted(program, MatchRun::HIGHEST_PARTICIPATION, "r1");
  ASSERT_EQ(Refused(Publish(run.name())), "OK ");
  world.Settle();
  std::vector<v1::Mentorship> made = Mentorships(program);
  ASSERT_THAT(made, SizeIs(1));
  EXPECT_THAT(made[0].mentees(), UnorderedElementsAre(Person("p0"), Person("p1")));
  for (const char* id : {"p0", "p1"}) EXPECT_EQ(Row(run.name(), id).mentorship(), made[0].name());
}

TEST_P(MatchRunPublishTest, IsDoneByOneOfTwoWhoDoItAtOnce) {
  std::string program = AddProgram("p1", v1::Program::FORMAL);
  MatchRun run = Diagonal(program, 3);
  std::string answers[2];
  std::vector<std::thread> administrators;
  for (std::string& answer : answers) {
    administrators.emplace_back([&] { answer = Refused(Publish(run.name())); });
  }
  for (std::thread& one : administrators) one.join();
  EXPECT_THAT(answers, UnorderedElementsAre("OK ", "FAILED_PRECONDITION MATCH_RUN_NOT_DRAFT"));
  world.Settle();
  EXPECT_THAT(Mentorships(program), SizeIs(3));
}

TEST_P(MatchRunPublishTest, IsNotDoneInAProgramThatIsNotOpen) {
  std::string program = AddProgram("p1", v1::Program::FORMAL);
  MatchRun run = Diagonal(program, 1);
  ASSERT_EQ(Refused(Ask<v1::Program>(admin(), "CloseProgram", Naming<v1::CloseProgramRequest>(program))), "OK ");
  EXPECT_EQ(Refused(Publish(run.name())), "FAILED_PRECONDITION PROGRAM_NOT_OPEN");
  EXPECT_EQ(Refused(Publish(program + "/matchRuns/none")), "NOT_FOUND RESOURCE_NOT_FOUND");
  EXPECT_THAT(Fields(Publish("r1").status()), ElementsAre("name"));
}

TEST_P(MatchRunPublishTest, WhatIsDroppedLeavesNoTraceWithPeople) {
  std::string program = AddProgram("p1", v1::Program::FORMAL);
  MatchRun run = Diagonal(program, 3);
  std::vector<int> told;
  const std::vector<std::string> people = {"e0", "e1", "e2", "m0", "m1", "m2"};
  for (const std::string& id : people) told.push_back(ToldCount(id));
  ASSERT_EQ(Refused(Pin(run.name(), "e0", "m0")), "OK ");
  auto dropped = Discard(run.name());
  ASSERT_EQ(Refused(dropped), "OK ");
  EXPECT_EQ(dropped->state(), MatchRun::DISCARDED);
  world.Settle();
  EXPECT_THAT(Rows(run.name()), IsEmpty());
  EXPECT_FALSE(RunOf(run.name()).has_figures());
  std::vector<MatchRunPart> parts;
  EXPECT_EQ(Refused(Export(admin(), run.name(), parts)), "FAILED_PRECONDITION MATCH_RUN_STATE");
  EXPECT_EQ(Refused(Publish(run.name())), "FAILED_PRECONDITION MATCH_RUN_NOT_DRAFT");
  Advance(absl::Hours(24));
  for (size_t i = 0; i < people.size(); ++i) EXPECT_EQ(ToldCount(people[i]), told[i]) << people[i];
  EXPECT_THAT(Events("mentorship.*"), IsEmpty());
  EXPECT_THAT(Mentorships(program), IsEmpty());
  EXPECT_THAT(Events("match_run.*"), ElementsAre("match_run.created", "match_run.drafted", "match_run.changed", "match_run.discarded"));
}

}  // namespace
}  // namespace gilde::matching
