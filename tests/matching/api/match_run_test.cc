// What each objective finds, for whom, and that anybody can find the same again and check it.
#include <numeric>
#include <set>

#include "services/matching/store/match_runs.h"
#include "tests/matching/api/match_run_fixture.h"

namespace gilde::matching {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

// A way of matching: how many, and the scores from the lowest up.
struct Way {
  std::vector<int> mentor_of;  // of each mentee; -1: nobody
  std::vector<std::int64_t> scores;
  std::int64_t total() const { return std::accumulate(scores.begin(), scores.end(), std::int64_t{0}); }
};

// Every way of matching what a run considered, pins aside: each mentee with nobody or a candidate, within the seats.
class Ways {
 public:
  explicit Ways(const MatchRunPart& whole) : whole_(whole), mentor_of_(whole.mentees_size(), -1) {
    for (const auto& mentor : whole.mentors()) left_.push_back(mentor.seats());
    for (int k = 0; k < whole.candidate_scores_size(); ++k) {
      scores_[{whole.candidate_mentees(k), whole.candidate_mentors(k)}] = whole.candidate_scores(k);
    }
    From(0);
  }
  const std::vector<Way>& all() const { return all_; }
  Way Made() const {
    std::vector<int> mentor_of(whole_.mentees_size(), -1);
    for (int k = 0; k < whole_.made_mentees_size(); ++k) mentor_of[whole_.made_mentees(k)] = whole_.made_mentors(k);
    return Of(mentor_of);
  }
  std::int64_t ScoreOf(const Way& way, int mentee) const {
    return way.mentor_of[mentee] < 0 ? -1 : scores_.at({mentee, way.mentor_of[mentee]});
  }
  // Whether no mentee and mentor would both rather have each other.
  bool IsStable(const Way& way) const {
    auto better = [](std::int64_t score, int number, std::int64_t than, int than_number) {
      return score != than ? score > than : number < than_number;
    };
    for (const auto& [pair, score] : scores_) {
      auto [mentee, mentor] = pair;
      int with = way.mentor_of[mentee];
      if (with == mentor || (with >= 0 && !better(score, mentor, scores_.at({mentee, with}), with))) continue;
      int seats = whole_.mentors(mentor).seats();
      for (int other = 0; other < whole_.mentees_size(); ++other) {
        if (way.mentor_of[other] != mentor) continue;
        --seats;
        if (better(score, mentee, scores_.at({other, mentor}), other)) return false;
      }
      if (seats > 0) return false;
    }
    return true;
  }

 private:
  Way Of(const std::vector<int>& mentor_of) const {
    Way way{mentor_of, {}};
    for (size_t i = 0; i < mentor_of.size(); ++i) {
      if (mentor_of[i] >= 0) way.scores.push_back(scores_.at({static_cast<int>(i), mentor_of[i]}));
    }
    std::sort(way.scores.begin(), way.scores.end());
    return way;
  }
  void From(int mentee) {
    if (mentee == whole_.mentees_size()) {
      all_.push_back(Of(mentor_of_));
      return;
    }
    From(mentee + 1);
    for (int mentor = 0; mentor < whole_.mentors_size(); ++mentor) {
      if (left_[mentor] == 0 || scores_.count({mentee, mentor}) == 0) continue;
      --left_[mentor];
      mentor_of_[mentee] = mentor;
      From(mentee + 1);
      mentor_of_[mentee] = -1;
      ++left_[mentor];
    }
  }

  const MatchRunPart& whole_;
  std::map<std::pair<int, int>, std::int64_t> scores_;
  std::vector<int> mentor_of_, left_;
  std::vector<Way> all_;
};

class MatchRunObjectiveTest : public MatchRunTest {
 protected:
  MatchRunObjectiveTest() { program = AddProgram("p1", v1::Program::FORMAL); }
  std::vector<std::string> Found(MatchRun::Objective objective) {
    return Together(Drafted(program, objective, absl::StrCat("r", ++count)).name());
  }
  std::string program;
  int count = 0;
};
INSTANTIATE_TEST_SUITE_P(Engines, MatchRunObjectiveTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(MatchRunObjectiveTest, FindsWhatItSays) {
  ComeAll(program, {"e0", "e1"}, {{"m0", 1}, {"m1", 1}});
  // Both want m0 most: 13 points together, or 9 of which the lowest is higher.
  Weigh(program, {{"e0", "m0", 10}, {"e0", "m1", 4}, {"e1", "m0", 5}, {"e1", "m1", 3}});
  EXPECT_THAT(Found(MatchRun::HIGHEST_SCORE), ElementsAre("e0 m0", "e1 m1"));
  EXPECT_THAT(Found(MatchRun::STABLE), ElementsAre("e0 m0", "e1 m1"));
  EXPECT_THAT(Found(MatchRun::FAIREST), ElementsAre("e0 m1", "e1 m0"));
  // What is best for all is not what e0 and m0 would agree on.
  Weigh(program, {{"e0", "m0", 10}, {"e0", "m1", 8}, {"e1", "m0", 9}, {"e1", "m1", 1}});
  EXPECT_THAT(Found(MatchRun::HIGHEST_SCORE), ElementsAre("e0 m1", "e1 m0"));
  EXPECT_THAT(Found(MatchRun::STABLE), ElementsAre("e0 m0", "e1 m1"));
  // Only m0 is allowed for e1: both can be matched, for fewer points than one.
  Block("e1", {"m1"});
  Weigh(program, {{"e0", "m0", 10}, {"e0", "m1", 1}, {"e1", "m0", 1}});
  EXPECT_THAT(Found(MatchRun::HIGHEST_SCORE), ElementsAre("e0 m0"));
  EXPECT_THAT(Found(MatchRun::HIGHEST_PARTICIPATION), ElementsAre("e0 m1", "e1 m0"));
  EXPECT_THAT(Found(MatchRun::FAIREST), ElementsAre("e0 m1", "e1 m0"));
  EXPECT_THAT(Found(MatchRun::STABLE), ElementsAre("e0 m0"));
}

TEST_P(MatchRunObjectiveTest, FindsWhatTryingEveryWayDoes) {
  ComeAll(program, {"e0", "e1", "e2", "e3", "e4"}, {{"m0", 1}, {"m1", 2}, {"m2", 1}});
  std::vector<Weight> weights;
  for (int i = 0; i < 5; ++i) {
    for (int j = 0; j < 3; ++j) weights.push_back({absl::StrCat("e", i), absl::StrCat("m", j), (7 * i * i + 11 * j + 3 * i * j) % 13});
  }
  Weigh(program, weights);
  Block("e3", {"m1", "m2"});
  Block("e4", {"m1"});
  for (auto objective : {MatchRun::HIGHEST_SCORE, MatchRun::HIGHEST_PARTICIPATION, MatchRun::STABLE, MatchRun::FAIREST}) {
    MatchRun run = Drafted(program, objective, absl::StrCat("all", objective));
    MatchRunPart whole = Whole(run.name());
    Ways ways(whole);
    Way made = ways.Made(), best = made;
    bool by_count = objective != MatchRun::HIGHEST_SCORE;
    for (const Way& way : ways.all()) {
      if (objective == MatchRun::STABLE) {
        if (!ways.IsStable(way)) continue;
        for (int i = 0; i < 5; ++i) EXPECT_LE(ways.ScoreOf(way, i), ways.ScoreOf(made, i)) << "every mentee likes the one made best";
        continue;
      }
      bool more = by_count && way.scores.size() != best.scores.size() ? way.scores.size() > best.scores.size()
                  : objective == MatchRun::FAIREST                    ? way.scores > best.scores
                                                                      : way.total() > best.total();
      if (more) best = way;
    }
    EXPECT_EQ(made.scores, best.scores) << MatchRun::Objective_Name(objective);
    EXPECT_TRUE(objective != MatchRun::STABLE || ways.IsStable(made));
    EXPECT_EQ(run.figures().total(), made.total());
    EXPECT_EQ(run.figures().matched(), static_cast<int>(made.scores.size()));
    EXPECT_EQ(run.figures().lowest_score(), made.scores.front());
    EXPECT_GE(run.figures().bound(), made.total());
    bool proved_best = objective == MatchRun::HIGHEST_SCORE || objective == MatchRun::HIGHEST_PARTICIPATION;
    EXPECT_TRUE(!proved_best || run.figures().bound() == made.total()) << run.figures().bound();
    EXPECT_EQ(run.figures().mentees(), 5);
    EXPECT_EQ(run.figures().mentors(), 3);
    EXPECT_EQ(run.figures().seats(), 4);
    EXPECT_EQ(run.figures().candidates(), whole.candidate_scores_size());
  }
}

TEST_P(MatchRunObjectiveTest, CarriesTheProofWithItAndWhatWasTamperedWithIsRefuted) {
  ComeAll(program, {"e0", "e1", "e2"}, {{"m0", 1}, {"m1", 1}});
  Weigh(program, {{"e0", "m0", 10}, {"e1", "m0", 9}, {"e1", "m1", 4}, {"e2", "m1", 5}});
  for (auto objective : {MatchRun::HIGHEST_SCORE, MatchRun::HIGHEST_PARTICIPATION, MatchRun::STABLE, MatchRun::FAIREST}) {
    MatchRun run = Drafted(program, objective, absl::StrCat("proved", objective));
    MatchRunPart whole = Whole(run.name());
    auto checked = domain::CheckCertificate(whole);
    ASSERT_EQ(Refused(checked), "OK ") << checked.status();
    EXPECT_EQ(checked->total, run.figures().total());
    EXPECT_EQ(checked->matched, run.figures().matched());
    MatchRunPart fewer = whole;
    fewer.mutable_made_mentees()->RemoveLast();
    fewer.mutable_made_mentors()->RemoveLast();
    EXPECT_EQ(Refused(domain::CheckCertificate(fewer)), "FAILED_PRECONDITION CERTIFICATE_REFUTED") << MatchRun::Objective_Name(objective);
    MatchRunPart overfull = whole;
    overfull.mutable_mentors(0)->set_seats(0);
    EXPECT_EQ(Refused(domain::CheckCertificate(overfull)), "FAILED_PRECONDITION CERTIFICATE_REFUTED");
  }
}

TEST_P(MatchRunObjectiveTest, LeavesWhoeverIsInAMentorshipWhereTheyAre) {
  ComeAll(program, {"e0", "e1", "e2"}, {{"m0", 2}, {"m1", 1}});
  Weigh(program, {{"e0", "m0", 10}, {"e1", "m0", 10}, {"e2", "m0", 5}, {"e2", "m1", 1}});
  std::string pair = BeginPair(program, "e0", "m0");
  world.Settle();
  MatchRun run = Drafted(program, MatchRun::HIGHEST_SCORE, "r1");
  EXPECT_THAT(Together(run.name()), ElementsAre("e1 m0", "e2 m1"));
  EXPECT_EQ(run.figures().mentees(), 2);
  EXPECT_EQ(run.figures().seats(), 2);
  ASSERT_EQ(Refused(Publish(run.name())), "OK ");
  world.Settle();
  EXPECT_THAT(Mentorships(program), SizeIs(3));
  EXPECT_EQ(Pair(pair).state(), v1::Mentorship::INTRO);
  // Whether this is seen at once or when the people are looked at: there is nobody left.
  auto again = Create(Wanting(program, MatchRun::HIGHEST_SCORE, "r2"));
  world.Settle();
  EXPECT_EQ(again.ok() ? RunOf(again->subject()).failure() : base::ReasonOf(again.status()), "MATCH_RUN_EMPTY");
}

TEST_P(MatchRunObjectiveTest, CountsTheSeatsOfThoseWhoMentorNow) {
  ComeAll(program, {"e0", "e1"}, {{"m0", 1}, {"m1", 3}});
  ASSERT_EQ(Refused(Ask<v1::Enrollment>(admin(), "PauseEnrollment", Naming<v1::PauseEnrollmentRequest>(Of(program, "m1")))), "OK ");
  MatchRun run = Drafted(program, MatchRun::HIGHEST_PARTICIPATION, "r1");
  EXPECT_EQ(run.figures().mentors(), 1);
  EXPECT_EQ(run.figures().seats(), 1);
  EXPECT_EQ(run.figures().matched(), 1);
}

TEST_P(MatchRunObjectiveTest, NeedsNoOrgTreeWithoutCycles) {
  ComeAll(program, {"e0", "e1"}, {{"m0", 1}, {"m1", 1}, {"m2", 1}});
  Weigh(program, {{"e0", "m0", 10}, {"e1", "m1", 10}, {"e1", "m2", 10}, {"e0", "m1", 1}, {"e1", "m0", 1}});
  // Two who are each other's managers, and three in a circle.
  for (const auto& [id, manager] :
       std::vector<std::pair<std::string, std::string>>{{"e0", "m0"}, {"m0", "e0"}, {"e1", "m1"}, {"m1", "m2"}, {"m2", "e1"}}) {
    ChangeProfile(id, [&, manager = manager](auto& profile) { profile.set_manager(Person(manager)); });
  }
  for (auto objective : {MatchRun::HIGHEST_SCORE, MatchRun::HIGHEST_PARTICIPATION, MatchRun::STABLE, MatchRun::FAIREST}) {
    EXPECT_THAT(Found(objective), ElementsAre("e0 m1", "e1 m0")) << "nobody is matched with somebody above or below them";
  }
}

TEST_P(MatchRunObjectiveTest, IsTheSameForTheSamePeopleSeedAndPolicyInWhateverOrderTheyCame) {
  ComeAll(program, {"e0", "e1", "e2"}, {{"m0", 1}, {"m1", 1}});
  std::string other = AddProgram("p2", v1::Program::FORMAL);
  for (const char* id : {"e2", "e0", "e1"}) Enroll(other, id, v1::Enrollment::MENTEE);
  for (const char* id : {"m1", "m0"}) Enroll(other, id, v1::Enrollment::MENTOR, 1);
  world.Settle();
  std::set<std::string> seen;
  for (int seed = 0; seed < 12; ++seed) {
    auto request = Wanting(program, MatchRun::HIGHEST_SCORE, absl::StrCat("r", seed));
    request.mutable_match_run()->set_seed(seed);
    MatchRun run = Drafted(request);
    request.set_parent(other);
    MatchRun again = Drafted(request);
    std::string whole = Whole(run.name()).SerializeAsString();
    EXPECT_EQ(whole, Whole(run.name()).SerializeAsString());
    EXPECT_EQ(whole, Whole(again.name()).SerializeAsString()) << seed;
    EXPECT_EQ(run.input_hash(), again.input_hash());
    EXPECT_THAT(run.input_hash(), SizeIs(64));
    EXPECT_EQ(run.figures().matched(), 2);
    seen.insert(absl::StrCat(Together(run.name())[0], Together(run.name())[1]));
  }
  EXPECT_GT(seen.size(), 1u) << "all pairs are alike: which of them are made is up to the seed";
}

TEST_P(MatchRunObjectiveTest, MatchesWhoeverIsBelowInAReverseProgram) {
  std::string reverse = AddProgram("p2", v1::Program::REVERSE);
  ComeAll(reverse, {"e0", "e1"}, {{"m0", 1}, {"m1", 1}});
  for (const auto& [id, level] : std::vector<std::pair<std::string, int>>{{"e0", 7}, {"e1", 5}, {"m0", 3}, {"m1", 6}}) {
    ChangeProfile(id, [level = level](auto& profile) { profile.set_seniority_level(level); });
  }
  Weigh(reverse, {{"e0", "m0", 10}, {"e1", "m1", 10}, {"e0", "m1", 1}});
  EXPECT_THAT(Together(Drafted(reverse, MatchRun::HIGHEST_PARTICIPATION, "r1").name()), ElementsAre("e0 m1", "e1 m0"));
  EXPECT_THAT(Together(Drafted(reverse, MatchRun::HIGHEST_SCORE, "r2").name()), ElementsAre("e0 m0"));
}

TEST_P(MatchRunObjectiveTest, PairsPeersByTheMeanOfBothWays) {
  std::string peers = AddProgram("p2", v1::Program::PEER);
  for (const char* id : {"p0", "p1", "p2", "p3", "p4"}) {
    Come(id, 0);
    Enroll(peers, id, v1::Enrollment::PEER, 1);
  }
  world.Settle();
  Weigh(peers, {{"p0", "p1", 10}, {"p2", "p1", 9}, {"p1", "p2", 9}, {"p3", "p2", 10}});
  MatchRun run = Drafted(peers, MatchRun::HIGHEST_SCORE, "r1");
  EXPECT_THAT(Together(run.name()), ElementsAre("p0 p1", "p1 p0", "p2 p3", "p3 p2")) << "5 and 5 are more than 9";
  EXPECT_EQ(Row(run.name(), "p0").score(), Row(run.name(), "p1").score());
  EXPECT_EQ(run.figures().total(), Row(run.name(), "p0").score() + Row(run.name(), "p2").score());
  EXPECT_EQ(run.figures().bound(), run.figures().total());
  EXPECT_EQ(run.figures().matched(), 4);
  EXPECT_EQ(run.figures().mentees(), 5);
  EXPECT_EQ(run.figures().mentors(), 0);
  EXPECT_EQ(Row(run.name(), "p4").unmatched(), MatchRunPair::OUTRANKED);
  auto checked = domain::CheckCertificate(Whole(run.name()));
  ASSERT_EQ(Refused(checked), "OK ") << checked.status();
  EXPECT_EQ(checked->total, run.figures().total());
  for (auto refused : {MatchRun::STABLE, MatchRun::FAIREST}) {
    auto operation = Create(Wanting(peers, refused, "r2"));
    EXPECT_EQ(Refused(operation), "INVALID_ARGUMENT OBJECTIVE_INVALID");
    EXPECT_THAT(Fields(operation.status()), ElementsAre("match_run.objective"));
  }
}

TEST_P(MatchRunObjectiveTest, MakesGroupsThatAreNeitherTooSmallNorTooLarge) {
  std::string groups = AddProgram("p2", v1::Program::GROUP, [](v1::Program& group) {
    group.mutable_rules()->set_group_mentees_min(2);
    group.mutable_rules()->set_group_mentees_max(3);
  });
  ComeAll(groups, {"e0", "e1", "e2", "e3", "e4"}, {{"m0", 1}, {"m1", 2}});
  Weigh(groups, {{"e0", "m0", 10}, {"e1", "m0", 10}, {"e2", "m0", 10}, {"e3", "m0", 10}, {"e4", "m1", 10}});
  for (auto objective : {MatchRun::HIGHEST_SCORE, MatchRun::HIGHEST_PARTICIPATION, MatchRun::STABLE, MatchRun::FAIREST}) {
    MatchRun run = Drafted(groups, objective, absl::StrCat("r", objective));
    std::map<std::pair<std::string, int>, int> sizes;
    for (const MatchRunPair& row : Rows(run.name())) {
      if (row.mentor().empty()) continue;
      EXPECT_GT(row.group(), 0);
      EXPECT_LE(row.group(), IdOf(row.mentor()) == "m0" ? 1 : 2);
      ++sizes[{row.mentor(), row.group()}];
    }
    for (const auto& [group, size] : sizes) EXPECT_TRUE(size == 2 || size == 3) << group.first << " " << size;
    EXPECT_TRUE(objective != MatchRun::HIGHEST_PARTICIPATION || run.figures().matched() == 5) << "three and two";
    EXPECT_EQ(run.figures().seats(), 9);
    EXPECT_EQ(Refused(domain::CheckCertificate(Whole(run.name()))), "OK ");
  }
}

TEST_P(MatchRunObjectiveTest, ConsidersOnlySoManyOfTheBestAndPinsAlways) {
  ComeAll(program, {"e0", "e1"}, {{"m0", 1}, {"m1", 1}, {"m2", 1}});
  Weigh(program, {{"e0", "m0", 9}, {"e0", "m1", 5}, {"e1", "m0", 8}, {"e1", "m1", 4}});
  auto request = Wanting(program, MatchRun::HIGHEST_PARTICIPATION, "r1");
  request.mutable_match_run()->set_most_candidates(1);
  MatchRun run = Drafted(request);
  EXPECT_EQ(run.figures().candidates(), 2);
  EXPECT_THAT(Together(run.name()), ElementsAre("e0 m0"));
  ASSERT_EQ(Refused(Pin(run.name(), "e1", "m2")), "OK ");
  request.set_match_run_id("r2");
  request.mutable_match_run()->set_base(run.name());
  EXPECT_THAT(Together(Drafted(request).name()), ElementsAre("e0 m0", "e1 m2"));
}

TEST(PartsOfARun, AreShortAndTheWholeWhenTheyAreMerged) {
  MatchRunPart whole;
  whole.set_objective(MatchRun::HIGHEST_PARTICIPATION);
  for (int i = 0; i < 23; ++i) {
    whole.add_mentees(absl::StrCat("e", i));
    whole.add_candidate_mentees(i);
    whole.add_candidate_mentors(i % 4);
    whole.add_candidate_scores(i * 7);
    whole.mutable_certificate()->add_mentee_prices(i);
  }
  for (int i = 0; i < 4; ++i) whole.add_mentors()->set_name(absl::StrCat("m", i));
  for (int i = 0; i < 9; ++i) whole.mutable_certificate()->add_hall_mentees(i);
  whole.mutable_certificate()->set_bonus(5);
  MatchRunPart merged;
  for (const MatchRunPart& part : store::PartsOf(whole, 5)) {
    EXPECT_LE(part.mentees_size(), 5);
    EXPECT_LE(part.candidate_scores_size(), 5);
    EXPECT_LE(part.certificate().mentee_prices_size(), 5);
    merged.MergeFrom(part);
  }
  EXPECT_EQ(merged.SerializeAsString(), whole.SerializeAsString());
  EXPECT_EQ(store::PartsOf({}, 5).size(), 1u);
}

}  // namespace
}  // namespace gilde::matching
