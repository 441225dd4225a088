// A run from its people to its figures: the stages together, on programs of every kind.
#include "services/matching/domain/match_run.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "services/matching/domain/candidates.h"
#include "services/matching/domain/certificate.h"
#include "services/matching/domain/run_result.h"
#include "tests/matching/domain/people.h"

namespace gilde::matching::domain {
namespace {

using gilde::profile::v1::Profile;
using testing::ElementsAre;
using testing::IsEmpty;
using v1::Enrollment;
using v1::MatchRun;
using v1::MatchRunPair;
using v1::MatchRunPart;
using v1::Program;

const char* const kSkills[] = {"kafka", "sql", "java", "rust", "go"};

class Running : public testing::Test {
 protected:
  Running() { *program.mutable_match_policy() = Weighing({{v1::SKILLS, 3}, {v1::SENIORITY_GAP, 1}}); }

  void AddMentor(const std::string& id, const std::string& skill, int level, int capacity = 1) {
    auto mentor = std::make_shared<const Person>(AMentor(id, [&](Profile& profile) { Offer(profile, skill, level); }));
    people.offered.push_back(Offered{mentor, AnEnrollment(id, Enrollment::MENTOR, capacity), {}});
  }
  void AddMentee(const std::string& id, const std::string& skill, const std::string& unit = "") {
    auto mentee = std::make_shared<const Person>(APerson(id, [&](Profile& profile) {
      Speak(profile, "en", 5);
      Seek(profile, skill, 0, 5);
      profile.set_org_unit(unit);
    }));
    people.seekers.push_back(Seeker{mentee, nullptr, AnEnrollment(id, Enrollment::MENTEE), {}});
  }
  // Some dozens of people of every kind.
  void AddMany(int mentees, int mentors, unsigned seed) {
    std::mt19937 dice(seed);
    for (int i = 0; i < mentors; ++i) AddMentor("m" + std::to_string(i), kSkills[dice() % 5], 1 + dice() % 5, 1 + dice() % 3);
    for (int i = 0; i < mentees; ++i) AddMentee("e" + std::to_string(i), kSkills[dice() % 5], "unit" + std::to_string(dice() % 4));
  }

  MatchRun ARun(MatchRun::Objective objective = MatchRun::HIGHEST_SCORE) const {
    MatchRun run;
    run.set_objective(objective);
    return run;
  }
  absl::StatusOr<MatchRunPart> Instance(const MatchRun& run) {
    PutInOrder(run.seed(), people);
    auto options = CandidateGraph(program, people.seekers, people.offered, {}, kMonday, static_cast<size_t>(run.most_candidates()), 2,
                                  [](double) { return absl::OkStatus(); });
    EXPECT_TRUE(options.ok());
    return InstanceOf(run, program, people, *options);
  }
  SolvedRun Solve(const MatchRun& run) {
    auto instance = Instance(run);
    EXPECT_TRUE(instance.ok()) << instance.status();
    auto solved = SolveRun(*std::move(instance));
    EXPECT_TRUE(solved.ok()) << solved.status();
    EXPECT_TRUE(CheckCertificate(solved->whole).ok()) << CheckCertificate(solved->whole).status();
    return *std::move(solved);
  }
  std::vector<MatchRunPair> Pairs(const MatchRun& run) {
    SolvedRun solved = Solve(run);
    auto pairs = PairsOf(solved, run, program, people, {}, kMonday, [] { return absl::OkStatus(); });
    EXPECT_TRUE(pairs.ok());
    figures = FiguresOf(run, *pairs, KnownFigures(solved), solved.whole.peers());
    return *std::move(pairs);
  }
  // `ada with bob`, by id.
  static std::map<std::string, std::string> Who(const std::vector<MatchRunPair>& pairs) {
    auto id = [](const std::string& name) { return name.substr(name.rfind('/') + 1); };
    std::map<std::string, std::string> who;
    for (const MatchRunPair& pair : pairs) who[id(pair.mentee())] = id(pair.mentor());
    return who;
  }
  static MatchRunPair Of(const std::vector<MatchRunPair>& pairs, const std::string& id) {
    return *std::find_if(pairs.begin(), pairs.end(), [&](const MatchRunPair& pair) { return pair.mentee() == NameOf(id); });
  }
  static void AddPair(const std::string& mentee, const std::string& mentor, google::protobuf::RepeatedPtrField<v1::PairOfRun>& pairs) {
    v1::PairOfRun& pair = *pairs.Add();
    pair.set_mentee(NameOf(mentee));
    pair.set_mentor(NameOf(mentor));
  }

  Program program = RunningProgram();
  RunPeople people;
  v1::MatchRunFigures figures;
};

TEST_F(Running, EveryObjectiveIsProvenOnProgramsOfManySizes) {
  for (unsigned seed = 1; seed <= 12; ++seed) {
    people = {};
    AddMany(static_cast<int>(5 + seed * 4), static_cast<int>(3 + seed * 2), seed);
    std::map<MatchRun::Objective, v1::MatchRunFigures> of;
    for (auto objective : {MatchRun::HIGHEST_SCORE, MatchRun::HIGHEST_PARTICIPATION, MatchRun::STABLE, MatchRun::FAIREST}) {
      Pairs(ARun(objective));
      of[objective] = figures;
      EXPECT_LE(figures.total(), figures.bound());
    }
    EXPECT_EQ(of[MatchRun::HIGHEST_SCORE].total(), of[MatchRun::HIGHEST_SCORE].bound());
    for (const auto& [objective, one] : of) {
      EXPECT_LE(one.total(), of[MatchRun::HIGHEST_SCORE].total());
      EXPECT_LE(one.matched(), of[MatchRun::HIGHEST_PARTICIPATION].matched());
    }
    EXPECT_EQ(of[MatchRun::FAIREST].matched(), of[MatchRun::HIGHEST_PARTICIPATION].matched());
    EXPECT_GE(of[MatchRun::FAIREST].lowest_score(), of[MatchRun::HIGHEST_PARTICIPATION].lowest_score());
  }
}

TEST_F(Running, PeopleInAnotherOrderAreMatchedTheSame) {
  AddMany(40, 20, 3);
  for (std::int64_t seed : {0, 7}) {
    MatchRun run = ARun();
    run.set_seed(seed);
    std::string before = Solve(run).whole.SerializeAsString();
    std::mt19937 dice(5);
    std::shuffle(people.seekers.begin(), people.seekers.end(), dice);
    std::shuffle(people.offered.begin(), people.offered.end(), dice);
    EXPECT_EQ(Solve(run).whole.SerializeAsString(), before);
  }
}

TEST_F(Running, TheSeedDecidesBetweenWaysThatAreEquallyGood) {
  AddMentor("alan", "kafka", 3);
  for (int i = 0; i < 8; ++i) AddMentee("e" + std::to_string(i), "kafka");
  std::set<std::string> matched;
  for (std::int64_t seed = 0; seed < 40; ++seed) {
    MatchRun run = ARun();
    run.set_seed(seed);
    for (const MatchRunPair& pair : Pairs(run)) {
      if (!pair.mentor().empty()) matched.insert(pair.mentee());
    }
  }
  EXPECT_EQ(matched.size(), 8u);
}

TEST_F(Running, PinsStandAndForbiddenPairsDoNot) {
  AddMentor("alan", "kafka", 5);
  AddMentor("grace", "sql", 5);
  AddMentee("ada", "kafka");
  AddMentee("bob", "sql");
  EXPECT_THAT(Who(Pairs(ARun())), ElementsAre(std::make_pair("ada", "alan"), std::make_pair("bob", "grace")));
  MatchRun run = ARun();
  AddPair("ada", "grace", *run.mutable_pins());
  auto pairs = Pairs(run);
  EXPECT_THAT(Who(pairs), ElementsAre(std::make_pair("ada", "grace"), std::make_pair("bob", "alan")));
  EXPECT_TRUE(Of(pairs, "ada").pinned());
  EXPECT_FALSE(Of(pairs, "bob").pinned());
  run.clear_pins();
  AddPair("ada", "alan", *run.mutable_forbidden());
  EXPECT_EQ(Who(Pairs(run))["ada"], "") << "grace is worth more with bob";
}

TEST_F(Running, APinThatARuleForbidsIsImpossible) {
  AddMentor("alan", "kafka", 5);
  AddMentor("full", "kafka", 5, 0);
  AddMentee("ada", "kafka");
  MatchRun run = ARun();
  AddPair("ada", "full", *run.mutable_pins());
  EXPECT_EQ(base::ReasonOf(Instance(run).status()), "PIN_IMPOSSIBLE");
  run.clear_pins();
  AddPair("nobody", "alan", *run.mutable_pins());
  EXPECT_EQ(base::ReasonOf(Instance(run).status()), "PIN_IMPOSSIBLE");
}

TEST_F(Running, WhoeverIsLeftOutHearsWhyAndOneSeatMoreAndAPinPlacesThem) {
  AddMany(30, 8, 11);
  for (auto objective : {MatchRun::HIGHEST_SCORE, MatchRun::STABLE, MatchRun::FAIREST}) {
    const auto pairs = Pairs(ARun(objective));
    const int matched = figures.matched();
    int tried = 0;
    for (const MatchRunPair& pair : pairs) {
      if (!pair.mentor().empty()) continue;
      ASSERT_FALSE(pair.remedy_mentor().empty()) << pair.DebugString();
      EXPECT_NE(pair.unmatched(), MatchRunPair::UNMATCHED_UNSPECIFIED);
      if (++tried > 5) continue;
      RunPeople before = people;
      for (Offered& one : people.offered) {
        if (one.mentor->profile.name() == pair.remedy_mentor()) one.enrollment.set_capacity(one.enrollment.capacity() + 1);
      }
      MatchRun run = ARun(objective);
      v1::PairOfRun& pin = *run.add_pins();
      pin.set_mentee(pair.mentee());
      pin.set_mentor(pair.remedy_mentor());
      auto after = Pairs(run);
      EXPECT_EQ(Of(after, pair.mentee().substr(pair.mentee().rfind('/') + 1)).mentor(), pair.remedy_mentor());
      EXPECT_GE(figures.matched(), matched + (objective == MatchRun::FAIREST ? 1 : 0));
      people = before;
    }
    EXPECT_GT(tried, 0);
  }
}

TEST_F(Running, NoCandidateNamesTheRuleThatStandsInTheWay) {
  AddMentor("alan", "kafka", 5, 0);
  AddMentor("grace", "kafka", 5, 1);
  AddMentee("ada", "kafka");
  people.seekers.push_back(Seeker{std::make_shared<const Person>(APerson("mute", [](Profile& profile) { Speak(profile, "fi", 5); })),
                                  nullptr,
                                  AnEnrollment("mute", Enrollment::MENTEE),
                                  {}});
  program.mutable_match_policy()->mutable_hard()->set_shared_language(true);
  MatchRunPair mute = Of(Pairs(ARun()), "mute");
  EXPECT_EQ(mute.unmatched(), MatchRunPair::NO_CANDIDATE);
  EXPECT_EQ(mute.rule(), v1::SHARED_LANGUAGE);
  EXPECT_EQ(mute.remedy_mentor(), NameOf("grace"));
}

TEST_F(Running, AtMostSoManyPairsOfADraftAreTakenApart) {
  AddMany(30, 14, 21);
  const SolvedRun free = Solve(ARun());
  // A draft that was good under another policy.
  std::vector<std::pair<int, int>> before;
  *program.mutable_match_policy() = Weighing({{v1::SENIORITY_GAP, 1}});
  const SolvedRun other = Solve(ARun(MatchRun::STABLE));
  *program.mutable_match_policy() = Weighing({{v1::SKILLS, 3}, {v1::SENIORITY_GAP, 1}});
  before.reserve(static_cast<size_t>(other.whole.made_mentees_size()));
  for (int k = 0; k < other.whole.made_mentees_size(); ++k) before.emplace_back(other.whole.made_mentees(k), other.whole.made_mentors(k));
  ASSERT_GT(before.size(), 8u);
  std::int64_t least = -1, of_all_kept = 0;
  for (int most : {0, 1, 3, 6, 100}) {
    MatchRunPart instance = *Instance(ARun());
    auto kept = *Kept(instance, before, most);
    EXPECT_GE(static_cast<int>(kept.size()), static_cast<int>(before.size()) - most);
    for (const auto& [mentee, mentor] : kept) {
      instance.add_pinned_mentees(mentee);
      instance.add_pinned_mentors(mentor);
    }
    auto solved = SolveRun(std::move(instance));
    ASSERT_TRUE(solved.ok());
    EXPECT_TRUE(CheckCertificate(solved->whole).ok());
    EXPECT_GE(solved->total, least) << "fewer bonds, no less in all";
    least = solved->total;
    if (most == 0) of_all_kept = least;
    if (most == 6) {
      EXPECT_GT(least, of_all_kept) << "what may be taken apart is, where it is worth it";
    }
  }
  EXPECT_EQ(least, free.total);
}

TEST_F(Running, AGroupIsNeverBelowItsLeastSize) {
  program = RunningProgram(Program::GROUP);
  program.mutable_rules()->set_group_mentees_min(3);
  program.mutable_rules()->set_group_mentees_max(4);
  *program.mutable_match_policy() = Weighing({{v1::SKILLS, 1}});
  AddMany(23, 5, 31);
  for (auto objective : {MatchRun::HIGHEST_SCORE, MatchRun::HIGHEST_PARTICIPATION, MatchRun::STABLE, MatchRun::FAIREST}) {
    std::map<std::pair<std::string, int>, int> sizes;
    for (const MatchRunPair& pair : Pairs(ARun(objective))) {
      if (!pair.mentor().empty()) ++sizes[{pair.mentor(), pair.group()}];
    }
    for (const auto& [group, size] : sizes) {
      EXPECT_GE(size, 3);
      EXPECT_LE(size, 4);
      EXPECT_GE(group.second, 1);
    }
    EXPECT_FALSE(sizes.empty());
  }
}

TEST_F(Running, PeersAreEachOthersAndTheirScoreIsTheMeanOfBothWays) {
  program = RunningProgram(Program::PEER);
  *program.mutable_match_policy() = Weighing({{v1::SKILLS, 1}});
  for (const char* id : {"ada", "bob", "cleo"}) {
    auto peer = std::make_shared<const Person>(APerson(id, [&](Profile& profile) {
      Speak(profile, "en", 5);
      Offer(profile, id == std::string("ada") ? "kafka" : "sql", 5);
      Seek(profile, id == std::string("ada") ? "sql" : "kafka", 0, 5);
    }));
    people.seekers.push_back(Seeker{peer, nullptr, AnEnrollment(id, Enrollment::PEER, 1), {}});
    people.offered.push_back(Offered{peer, AnEnrollment(id, Enrollment::PEER, 1), {}});
  }
  auto pairs = Pairs(ARun());
  EXPECT_EQ(figures.matched(), 2);
  EXPECT_EQ(figures.mentees(), 3);
  EXPECT_EQ(Of(pairs, "ada").mentor(), NameOf("bob"));
  EXPECT_EQ(Of(pairs, "bob").mentor(), NameOf("ada"));
  EXPECT_EQ(figures.total(), Of(pairs, "ada").score());
  EXPECT_EQ(Of(pairs, "cleo").unmatched(), MatchRunPair::OUTRANKED);
}

TEST_F(Running, GroupsOfFewerThanFiveAreCountedTogether) {
  AddMentor("alan", "kafka", 5, 20);
  for (int i = 0; i < 7; ++i) AddMentee("a" + std::to_string(i), "kafka", "big");
  for (int i = 0; i < 6; ++i) AddMentee("b" + std::to_string(i), "kafka", "middle");
  for (int i = 0; i < 2; ++i) AddMentee("c" + std::to_string(i), "kafka", "small");
  MatchRun run = ARun();
  run.add_group_attributes("org_unit");
  Pairs(run);
  // Two alone could be told from the whole: the smallest of the others goes with them.
  std::map<std::string, int> sizes;
  for (const auto& group : figures.groups()) sizes[group.value()] = group.mentees();
  EXPECT_THAT(sizes, ElementsAre(std::make_pair("big", 7), std::make_pair("other", 8)));
}

TEST_F(Running, ACapacityBelowLivePairsLeavesNoSeatAndTakesNobodys) {
  AddMentor("alan", "kafka", 5, 1);
  people.offered[0].enrollment.set_seats_taken(3);
  AddMentor("grace", "kafka", 5, 1);
  AddMentee("ada", "kafka");
  AddMentee("bob", "kafka");
  for (auto objective : {MatchRun::HIGHEST_SCORE, MatchRun::HIGHEST_PARTICIPATION, MatchRun::STABLE, MatchRun::FAIREST}) {
    const auto pairs = Pairs(ARun(objective));
    EXPECT_EQ(figures.matched(), 1);
    EXPECT_EQ(figures.seats(), 1);
    for (const MatchRunPair& pair : pairs) EXPECT_NE(pair.mentor(), NameOf("alan"));
  }
}

TEST_F(Running, NobodyToMatchIsNoInstanceThatBreaksAnything) {
  AddMentor("alan", "kafka", 5);
  EXPECT_THAT(Pairs(ARun()), IsEmpty());
  EXPECT_EQ(figures.total(), 0);
}

}  // namespace
}  // namespace gilde::matching::domain
