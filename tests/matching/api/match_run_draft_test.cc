// A draft looked at and changed by hand: who is not matched and why, pins and forbidden pairs, and runs that start from another.
#include "tests/matching/api/match_run_fixture.h"

namespace gilde::matching {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class MatchRunDraftTest : public MatchRunTest {
 protected:
  MatchRunDraftTest() { program = AddProgram("p1", v1::Program::FORMAL); }
  v1::CreateMatchRunRequest From(const std::string& base, const std::string& id, MatchRun::Objective objective = MatchRun::HIGHEST_SCORE) {
    v1::CreateMatchRunRequest request = Wanting(program, objective, id);
    request.mutable_match_run()->set_base(base);
    return request;
  }
  // Three mentees, each best with the mentor of their number, and one mentor more.
  MatchRun Diagonal() {
    ComeAll(program, {"e0", "e1", "e2"}, {{"m0", 1}, {"m1", 1}, {"m2", 1}, {"m3", 1}});
    Weigh(program, {{"e0", "m0", 10}, {"e1", "m1", 10}, {"e2", "m2", 10}});
    MatchRun run = Drafted(program, MatchRun::HIGHEST_SCORE, "r1");
    EXPECT_THAT(Together(run.name()), ElementsAre("e0 m0", "e1 m1", "e2 m2"));
    return run;
  }
  absl::StatusOr<v1::CompareMatchRunsResponse> Compare(const std::string& run, const std::string& other, int size = 0,
                                                       const std::string& token = "") {
    v1::CompareMatchRunsRequest request;
    request.set_match_run(run);
    request.set_other(other);
    request.set_page_size(size);
    request.set_page_token(token);
    return Match<v1::CompareMatchRunsResponse>(admin(), "CompareMatchRuns", request);
  }
  std::string program;
};
INSTANTIATE_TEST_SUITE_P(Engines, MatchRunDraftTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(MatchRunDraftTest, SaysOfWhoIsShortOfASeatWhichOneWouldDoAndItDoes) {
  ComeAll(program, {"e0", "e1"}, {{"m0", 1}});
  Weigh(program, {{"e0", "m0", 10}, {"e1", "m0", 1}});
  MatchRun run = Drafted(program, MatchRun::HIGHEST_PARTICIPATION, "r1");
  EXPECT_THAT(Together(run.name()), ElementsAre("e0 m0"));
  MatchRunPair left = Row(run.name(), "e1");
  EXPECT_EQ(left.state(), MatchRunPair::UNMATCHED);
  EXPECT_EQ(left.unmatched(), MatchRunPair::SEATS_SHORT);
  EXPECT_EQ(left.remedy(), "one more seat with organizations/acme/profiles/m0");
  EXPECT_EQ(left.remedy_mentor(), Person("m0"));
  EXPECT_EQ(Refused(Pin(run.name(), "e1", "m0")), "FAILED_PRECONDITION MENTOR_AT_CAPACITY");
  ASSERT_EQ(Refused(SetSeats(Of(program, "m0"), 2)), "OK ");
  world.Settle();
  ASSERT_EQ(Refused(Pin(run.name(), "e1", "m0")), "OK ");
  EXPECT_THAT(Together(run.name()), ElementsAre("e0 m0", "e1 m0"));
  EXPECT_THAT(Together(Drafted(From(run.name(), "r2", MatchRun::HIGHEST_PARTICIPATION)).name()), ElementsAre("e0 m0", "e1 m0"));
}

TEST_P(MatchRunDraftTest, SaysOfWhoStandsBehindOthersWhichSeatWouldDoAndItDoes) {
  ComeAll(program, {"e0", "e1"}, {{"m0", 1}, {"m1", 1}});
  Block("e1", {"m1"});
  Weigh(program, {{"e0", "m0", 10}, {"e0", "m1", 1}, {"e1", "m0", 1}});
  MatchRun run = Drafted(program, MatchRun::HIGHEST_SCORE, "r1");
  MatchRunPair left = Row(run.name(), "e1");
  EXPECT_EQ(left.unmatched(), MatchRunPair::OUTRANKED) << "both could have been matched";
  EXPECT_EQ(left.remedy_mentor(), Person("m0"));
  ASSERT_EQ(Refused(SetSeats(Of(program, "m0"), 2)), "OK ");
  world.Settle();
  ASSERT_EQ(Refused(Pin(run.name(), "e1", IdOf(left.remedy_mentor()))), "OK ");
  EXPECT_THAT(Together(Drafted(From(run.name(), "r2")).name()), ElementsAre("e0 m0", "e1 m0"));
}

TEST_P(MatchRunDraftTest, SaysOfWhoHasNobodyWhichRuleForbidsTheBest) {
  ComeAll(program, {"e0", "e1", "e2"}, {{"m0", 1}, {"m1", 1}});
  Weigh(program, {{"e1", "m0", 5}, {"e1", "m1", 9}, {"e2", "m0", 9}});
  BeginPair(program, "e0", "m0");
  Block("e1", {"m0", "m1"});
  Block("e2", {"m1"});
  world.Settle();
  MatchRun run = Drafted(program, MatchRun::HIGHEST_PARTICIPATION, "r1");
  EXPECT_EQ(run.figures().candidates(), 0);
  MatchRunPair blocked = Row(run.name(), "e1");
  EXPECT_EQ(blocked.unmatched(), MatchRunPair::NO_CANDIDATE);
  EXPECT_EQ(blocked.rule(), v1::PAST);
  EXPECT_EQ(blocked.remedy_mentor(), Person("m1")) << "one rule forbids m1, two forbid m0";
  EXPECT_THAT(blocked.remedy(), HasSubstr("without PAST"));
  MatchRunPair short_of_a_seat = Row(run.name(), "e2");
  EXPECT_EQ(short_of_a_seat.unmatched(), MatchRunPair::NO_CANDIDATE);
  EXPECT_EQ(short_of_a_seat.rule(), v1::CAPACITY);
  EXPECT_EQ(short_of_a_seat.remedy(), "one more seat with organizations/acme/profiles/m0");
  ASSERT_EQ(Refused(SetSeats(Of(program, "m0"), 2)), "OK ");
  world.Settle();
  ASSERT_EQ(Refused(Pin(run.name(), "e2", "m0")), "OK ");
  EXPECT_THAT(Together(Drafted(From(run.name(), "r2")).name()), ElementsAre("e2 m0"));
}

TEST_P(MatchRunDraftTest, SaysOfWhoseGroupWouldBeTooSmallThatItIsThat) {
  program = AddProgram("p2", v1::Program::GROUP, [](v1::Program& group) {
    group.mutable_rules()->set_group_mentees_min(2);
    group.mutable_rules()->set_group_mentees_max(3);
  });
  ComeAll(program, {"e0", "e1", "e2", "e3"}, {{"m0", 1}, {"m1", 1}});
  for (const char* id : {"e0", "e1", "e2"}) Block(id, {"m1"});
  Weigh(program, {{"e0", "m0", 10}, {"e1", "m0", 10}, {"e2", "m0", 10}, {"e3", "m0", 1}, {"e3", "m1", 9}});
  MatchRun run = Drafted(program, MatchRun::HIGHEST_SCORE, "r1");
  EXPECT_THAT(Together(run.name()), ElementsAre("e0 m0", "e1 m0", "e2 m0"));
  EXPECT_EQ(Row(run.name(), "e3").unmatched(), MatchRunPair::GROUP_TOO_SMALL);
  EXPECT_EQ(Row(run.name(), "e3").remedy_mentor(), Person("m1"));
}

TEST_P(MatchRunDraftTest, GivesFiguresByGroupsNoneOfWhichIsSmall) {
  std::vector<std::string> mentees;
  mentees.reserve(11);
  for (int i = 0; i < 11; ++i) mentees.push_back(absl::StrCat("e", i));
  ComeAll(program, mentees, {{"m0", 10}});
  for (int i = 0; i < 11; ++i) {
    ChangeProfile(mentees[i], [&](auto& profile) {
      profile.set_location(i < 6 ? "Utrecht" : i < 9 ? "Delft" : "Leiden");
      profile.set_seniority_level(3);
    });
  }
  auto request = Wanting(program, MatchRun::HIGHEST_PARTICIPATION, "r1");
  for (const char* attribute : {"seniority_level", "location"}) request.mutable_match_run()->add_group_attributes(attribute);
  MatchRun run = Drafted(request);
  std::vector<std::string> groups;
  int matched = 0;
  for (const auto& group : run.figures().groups()) {
    groups.push_back(absl::StrCat(group.attribute(), " ", group.value(), " ", group.mentees()));
    matched += group.attribute() == "location" ? group.matched() : 0;
    EXPECT_GT(group.mean_rank_thousandths(), 0);
  }
  EXPECT_THAT(groups, ElementsAre("location Utrecht 6", "location other 5", "seniority_level 3 11"));
  EXPECT_EQ(matched, 10);
  EXPECT_THAT(Row(run.name(), "e9").group_values(), ElementsAre("3", "Leiden"));
  ASSERT_EQ(Refused(Forbid(run.name(), IdOf(Rows(run.name())[0].mentee()), "m0")), "OK ");
  matched = 0;
  run = RunOf(run.name());
  for (const auto& group : run.figures().groups()) matched += group.attribute() == "location" ? group.matched() : 0;
  EXPECT_EQ(matched, 10 - (Rows(run.name())[0].unmatched() == MatchRunPair::TAKEN_OUT ? 1 : 0));
}

TEST_P(MatchRunDraftTest, KeepsPinsTogetherAndForbiddenPairsApartAlsoInRunsThatStartFromIt) {
  MatchRun run = Diagonal();
  auto pinned = Pin(run.name(), "e0", "m3");
  ASSERT_EQ(Refused(pinned), "OK ");
  EXPECT_TRUE(pinned->edited());
  ASSERT_EQ(pinned->pins_size(), 1);
  EXPECT_EQ(pinned->pins(0).mentor(), Person("m3"));
  EXPECT_LT(pinned->figures().total(), run.figures().total());
  auto forbidden = Forbid(run.name(), "e1", "m1");
  ASSERT_EQ(Refused(forbidden), "OK ");
  EXPECT_EQ(forbidden->forbidden_size(), 1);
  EXPECT_EQ(forbidden->figures().matched(), 2);
  EXPECT_EQ(forbidden->figures().bound(), run.figures().bound());
  EXPECT_THAT(Together(run.name()), ElementsAre("e0 m3", "e2 m2"));
  EXPECT_TRUE(Row(run.name(), "e0").pinned());
  EXPECT_EQ(Row(run.name(), "e1").unmatched(), MatchRunPair::TAKEN_OUT);
  // What was computed is exported as it was.
  EXPECT_EQ(Whole(run.name()).made_mentees_size(), 3);
  Weigh(program, {{"e0", "m0", 10}, {"e1", "m1", 10}, {"e1", "m0", 3}, {"e2", "m2", 10}});
  MatchRun next = Drafted(From(run.name(), "r2"));
  EXPECT_EQ(next.pins_size(), 1);
  EXPECT_EQ(next.forbidden_size(), 1);
  EXPECT_THAT(Together(next.name()), ElementsAre("e0 m3", "e1 m0", "e2 m2"));
}

TEST_P(MatchRunDraftTest, TakesBackWhatWasPinnedOrForbidden) {
  MatchRun run = Diagonal();
  ASSERT_EQ(Refused(Pin(run.name(), "e0", "m0")), "OK ");
  EXPECT_FALSE(RunOf(run.name()).edited()) << "they are together already";
  EXPECT_EQ(Refused(Forbid(run.name(), "e0", "m0")), "FAILED_PRECONDITION PAIR_PINNED");
  // Another pair's pin is not taken away with one that is none.
  ASSERT_EQ(Refused(Pin(run.name(), "e0", "m3", true)), "OK ");
  EXPECT_TRUE(Row(run.name(), "e0").pinned());
  auto undone = Pin(run.name(), "e0", "m0", true);
  ASSERT_EQ(Refused(undone), "OK ");
  EXPECT_EQ(undone->pins_size(), 0);
  EXPECT_FALSE(Row(run.name(), "e0").pinned());
  EXPECT_THAT(Together(run.name()), ElementsAre("e0 m0", "e1 m1", "e2 m2")) << "the pair stays where it is";
  ASSERT_EQ(Refused(Forbid(run.name(), "e0", "m0")), "OK ");
  EXPECT_EQ(Refused(Pin(run.name(), "e0", "m0")), "FAILED_PRECONDITION PAIR_FORBIDDEN");
  auto allowed = Forbid(run.name(), "e0", "m0", true);
  ASSERT_EQ(Refused(allowed), "OK ");
  EXPECT_EQ(allowed->forbidden_size(), 0);
  EXPECT_THAT(Together(run.name()), ElementsAre("e1 m1", "e2 m2"));
  EXPECT_EQ(Refused(Pin(run.name(), "e0", "m0")), "OK ");
  EXPECT_EQ(RunOf(run.name()).figures().total(), run.figures().total());
}

TEST_P(MatchRunDraftTest, RefusesEditsThatCannotBe) {
  MatchRun run = Diagonal();
  Block("e0", {"m3"});
  EXPECT_EQ(Refused(Pin(run.name(), "e0", "m3")), "FAILED_PRECONDITION PAIR_FORBIDDEN");
  EXPECT_EQ(Refused(Pin(run.name(), "e0", "m1")), "FAILED_PRECONDITION MENTOR_AT_CAPACITY");
  EXPECT_EQ(Refused(Pin(run.name(), "e0", "m2", false, "old")), "ABORTED ETAG_MISMATCH");
  EXPECT_EQ(Refused(Forbid(run.name(), "e0", "m0", false, "old")), "ABORTED ETAG_MISMATCH");
  for (bool pin : {true, false}) {
    auto edit = [&](const char* mentee, const char* mentor) {
      return Refused(pin ? Pin(run.name(), mentee, mentor, false, "old") : Forbid(run.name(), mentee, mentor, false, "old"));
    };
    EXPECT_EQ(edit("nobody", "m0"), "NOT_FOUND RESOURCE_NOT_FOUND");
    EXPECT_EQ(edit("m0", "m1"), "NOT_FOUND RESOURCE_NOT_FOUND") << "who is no mentee";
    EXPECT_EQ(edit("e0", "nobody"), "NOT_FOUND RESOURCE_NOT_FOUND");
    EXPECT_EQ(edit("e0", "e1"), "NOT_FOUND RESOURCE_NOT_FOUND") << "who is no mentor";
  }
  v1::PinPairRequest wrong;
  wrong.set_match_run("r1");
  EXPECT_THAT(Fields(Match<MatchRun>(admin(), "PinPair", wrong).status()), ElementsAre("match_run", "pair.mentee", "pair.mentor"));
  EXPECT_THAT(Fields(Forbid(run.name(), "e0", "e0").status()), ElementsAre("pair.mentor"));
  EXPECT_THAT(Together(run.name()), ElementsAre("e0 m0", "e1 m1", "e2 m2"));
  EXPECT_EQ(RunOf(run.name()).etag(), run.etag());
  ASSERT_EQ(Refused(Discard(run.name())), "OK ");
  EXPECT_EQ(Refused(Pin(run.name(), "e0", "m0", false, "old")), "ABORTED ETAG_MISMATCH");
  EXPECT_EQ(Refused(Pin(run.name(), "e0", "m0")), "FAILED_PRECONDITION MATCH_RUN_NOT_DRAFT");
}

TEST_P(MatchRunDraftTest, RefusesAPinOnAForbiddenPair) {
  MatchRun run = Diagonal();
  ASSERT_EQ(Refused(Forbid(run.name(), "e0", "m3")), "OK ");
  for (const std::string& draft : {run.name(), Drafted(From(run.name(), "r2")).name()}) {
    EXPECT_EQ(Refused(Pin(draft, "e0", "m3")), "FAILED_PRECONDITION PAIR_FORBIDDEN");
    EXPECT_EQ(RunOf(draft).pins_size(), 0);
    EXPECT_THAT(Together(draft), ElementsAre("e0 m0", "e1 m1", "e2 m2"));
  }
}

TEST_P(MatchRunDraftTest, FailsWithAPinThatHasBecomeImpossible) {
  MatchRun run = Diagonal();
  ASSERT_EQ(Refused(Pin(run.name(), "e0", "m0")), "OK ");
  ASSERT_EQ(Leave(Of(program, "e0")), "OK ");
  MatchRun next = Computed(From(run.name(), "r2"));
  EXPECT_EQ(next.state(), MatchRun::FAILED);
  EXPECT_EQ(next.failure(), "PIN_IMPOSSIBLE");
  EXPECT_EQ(EndOf(OperationOf(next.operation())), "FAILED_PRECONDITION PIN_IMPOSSIBLE");
}

TEST_P(MatchRunDraftTest, DisturbsNoMoreOfTheBaseThanItMayAndSaysWhatThatCosts) {
  MatchRun base = Diagonal();
  // Best were: e0 to m3, and the others the other way round.
  Weigh(program, {{"e0", "m0", 10}, {"e1", "m1", 10}, {"e2", "m2", 10}, {"e0", "m3", 50}, {"e1", "m2", 40}, {"e2", "m1", 40}});
  MatchRun free = Drafted(program, MatchRun::HIGHEST_SCORE, "free");
  EXPECT_THAT(Together(free.name()), ElementsAre("e0 m3", "e1 m2", "e2 m1"));
  const std::vector<std::vector<std::string>> expected = {
      {"e0 m0", "e1 m1", "e2 m2"}, {"e0 m3", "e1 m1", "e2 m2"}, {}, {"e0 m3", "e1 m2", "e2 m1"}};
  for (int most : {0, 1, 3}) {
    auto request = From(base.name(), absl::StrCat("r-", most));
    request.mutable_match_run()->set_most_disturbed(most);
    MatchRun run = Drafted(request);
    EXPECT_EQ(Together(run.name()), expected[most]);
    EXPECT_EQ(run.figures().disturbed(), most);
    EXPECT_EQ(run.figures().lost(), 0);
    EXPECT_EQ(run.figures().loss(), free.figures().total() - run.figures().total());
    EXPECT_EQ(run.figures().bound(), free.figures().total());
    EXPECT_EQ(run.pins_size(), 0) << "who stays is not pinned for ever";
    EXPECT_EQ(Row(run.name(), "e0").base_mentor(), Person("m0"));
  }
  ASSERT_EQ(Leave(Of(program, "e2")), "OK ");
  auto request = From(base.name(), "without");
  request.mutable_match_run()->set_most_disturbed(0);
  MatchRun run = Drafted(request);
  EXPECT_THAT(Together(run.name()), ElementsAre("e0 m0", "e1 m1"));
  EXPECT_EQ(run.figures().lost(), 1);
  // As it is now, when it is changed by hand.
  EXPECT_EQ(run.figures().disturbed(), 0);
  ASSERT_EQ(Refused(Pin(run.name(), "e0", "m3")), "OK ");
  MatchRun changed = RunOf(run.name());
  EXPECT_EQ(changed.figures().loss() + changed.figures().total(), run.figures().loss() + run.figures().total());
  EXPECT_EQ(changed.figures().disturbed(), 1);
  EXPECT_EQ(Forbid(run.name(), "e1", "m1")->figures().disturbed(), 2);
  EXPECT_EQ(Pin(run.name(), "e0", "m0")->figures().disturbed(), 1) << "they are together again";
}

TEST_P(MatchRunDraftTest, KeepsPeersOfTheBaseTogetherAndMovesThemByHand) {
  program = AddProgram("p2", v1::Program::PEER);
  for (const char* id : {"p0", "p1", "p2", "p3"}) {
    Come(id, 0);
    Enroll(program, id, v1::Enrollment::PEER, 1);
  }
  world.Settle();
  Weigh(program, {{"p0", "p1", 10}, {"p2", "p3", 10}});
  MatchRun base = Drafted(program, MatchRun::HIGHEST_SCORE, "r1");
  EXPECT_THAT(Together(base.name()), ElementsAre("p0 p1", "p1 p0", "p2 p3", "p3 p2"));
  Weigh(program, {{"p0", "p1", 10}, {"p0", "p2", 10}, {"p1", "p3", 30}});
  auto request = From(base.name(), "r2");
  request.mutable_match_run()->set_most_disturbed(0);
  MatchRun kept = Drafted(request);
  EXPECT_THAT(Together(kept.name()), ElementsAre("p0 p1", "p1 p0", "p2 p3", "p3 p2"));
  EXPECT_EQ(kept.figures().disturbed(), 0);
  EXPECT_GT(kept.figures().loss(), 0);
  EXPECT_EQ(Row(kept.name(), "p0").base_mentor(), Person("p1"));
  EXPECT_EQ(Row(kept.name(), "p1").base_mentor(), Person("p0"));
  EXPECT_EQ(Pin(kept.name(), "p1", "p3")->figures().disturbed(), 2) << "two pairs were taken apart";
  EXPECT_EQ(Pin(kept.name(), "p0", "p1")->figures().disturbed(), 1);
  ASSERT_EQ(Refused(Pin(base.name(), "p1", "p0")), "OK ");
  EXPECT_TRUE(Row(base.name(), "p0").pinned());
  EXPECT_TRUE(Row(base.name(), "p1").pinned());
  // A person has one pin, the last.
  auto moved = Pin(base.name(), "p3", "p1");
  ASSERT_EQ(Refused(moved), "OK ");
  ASSERT_EQ(moved->pins_size(), 1);
  EXPECT_EQ(moved->pins(0).mentee(), Person("p1"));
  EXPECT_THAT(Together(base.name()), ElementsAre("p1 p3", "p3 p1"));
  EXPECT_EQ(moved->figures().matched(), 2);
  EXPECT_THAT(Together(Drafted(From(base.name(), "r3")).name()), Contains("p1 p3"));
}

TEST_P(MatchRunDraftTest, IsComparedWithAnotherByThoseWhoAreMatchedOtherwise) {
  MatchRun run = Diagonal();
  EXPECT_EQ(Compare(run.name(), run.name())->change_count(), 0);
  Weigh(program, {{"e0", "m0", 10}, {"e1", "m2", 10}, {"e2", "m1", 10}});
  MatchRun other = Drafted(program, MatchRun::HIGHEST_SCORE, "r2");
  auto page = Compare(run.name(), other.name(), 1);
  ASSERT_EQ(Refused(page), "OK ");
  EXPECT_EQ(page->change_count(), 2);
  ASSERT_EQ(page->changes_size(), 1);
  EXPECT_EQ(page->changes(0).mentee(), Person("e1"));
  EXPECT_EQ(page->changes(0).mentor(), Person("m1"));
  EXPECT_EQ(page->changes(0).other_mentor(), Person("m2"));
  EXPECT_EQ(page->changes(0).score(), Row(run.name(), "e1").score());
  EXPECT_EQ(page->changes(0).other_score(), Row(other.name(), "e1").score());
  EXPECT_EQ(page->figures().total(), run.figures().total());
  EXPECT_EQ(page->other_figures().total(), other.figures().total());
  page = Compare(run.name(), other.name(), 1, page->next_page_token());
  ASSERT_EQ(page->changes_size(), 1);
  EXPECT_EQ(page->changes(0).mentee(), Person("e2"));
  EXPECT_EQ(page->next_page_token(), "");
  EXPECT_EQ(Refused(Compare(run.name(), other.name(), 1, "forged")), "INVALID_ARGUMENT PAGE_TOKEN_INVALID");
  EXPECT_THAT(Fields(Compare(run.name(), std::string(kAcme) + "/programs/p2/matchRuns/r1", -1).status()),
              ElementsAre("other", "page_size"));
  EXPECT_EQ(Refused(Compare(run.name(), program + "/matchRuns/none")), "NOT_FOUND RESOURCE_NOT_FOUND");
}

TEST_P(MatchRunDraftTest, SaysWhatHasChangedSinceAndKeepsItsPolicy) {
  MatchRun run = Diagonal();
  std::string policy = run.policy().SerializeAsString();
  Advance(absl::Minutes(1));
  EXPECT_THAT(RunOf(run.name()).stale_facts(), IsEmpty());
  ASSERT_EQ(Leave(Of(program, "e2")), "OK ");
  EXPECT_THAT(RunOf(run.name()).stale_facts(), ElementsAre(Of(program, "e2") + " has changed"));
  ASSERT_EQ(Refused(SetSeats(Of(program, "m0"), 2)), "OK ");
  EXPECT_THAT(RunOf(run.name()).stale_facts(), SizeIs(2));
  Weigh(program, {{"e0", "m1", 10}});
  MatchRun now = RunOf(run.name());
  EXPECT_THAT(now.stale_facts(), Contains("the program has another policy"));
  EXPECT_EQ(now.policy().SerializeAsString(), policy);
  // What is pinned counts by the policy of the draft.
  ASSERT_EQ(Refused(Forbid(run.name(), "e0", "m0")), "OK ");
  ASSERT_EQ(Refused(Forbid(run.name(), "e0", "m0", true)), "OK ");
  ASSERT_EQ(Refused(Pin(run.name(), "e0", "m0")), "OK ");
  EXPECT_GT(Row(run.name(), "e0").score(), 0);
  MatchRun fresh = Drafted(program, MatchRun::HIGHEST_SCORE, "r2");
  EXPECT_THAT(fresh.stale_facts(), IsEmpty());
  EXPECT_NE(fresh.policy().SerializeAsString(), policy);
}

}  // namespace
}  // namespace gilde::matching
