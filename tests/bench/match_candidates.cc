// The best mentors for every mentee of a program, and what the columns take that they are found in.
#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "services/matching/domain/candidates.h"
#include "services/matching/domain/hard_constraints.h"
#include "services/matching/domain/pool.h"
#include "tests/bench/crowd.h"
#include "tests/bench/resident.h"
#include "tests/bench/timer.h"

namespace gilde::bench {
namespace {

using matching::domain::Offered;
using matching::domain::Option;
using matching::domain::Seeker;

constexpr size_t kMost = 50;
constexpr int kThreads = 2;
constexpr int kSample = 20;
constexpr int kProfiles = 1'000'000;

// Every rule tried and everybody scored, with the functions that the search must agree with.
std::vector<Option> BestOneByOne(const Crowd& crowd, int mentee, const matching::domain::PolicyInUse& policy,
                                 const matching::domain::Constraint& constraint) {
  const Seeker& seeker = crowd.seekers[static_cast<size_t>(mentee)];
  std::vector<Option> all;
  for (size_t i = 0; i < crowd.offered.size(); ++i) {
    const Offered& one = crowd.offered[i];
    auto past = matching::domain::PastWith(seeker.mentorships, one.mentor->profile.name());
    matching::domain::Candidacy candidacy{*seeker.mentee, *one.mentor, nullptr,     crowd.program,
                                          one.enrolled(), past,        &constraint, &seeker.enrollment};
    if (!matching::domain::ForbiddenBy(candidacy, CrowdTime(), matching::domain::Readers::kMembers, false).empty()) continue;
    std::int64_t points = ScoreOf(PairOf(*seeker.mentee, one), policy, crowd.likeness, CrowdTime()).points;
    all.push_back({mentee, static_cast<int>(i), points});
  }
  auto name = [&](const Option& one) -> const std::string& {
    return crowd.offered[static_cast<size_t>(one.mentor)].mentor->profile.name();
  };
  std::sort(all.begin(), all.end(),
            [&](const Option& a, const Option& b) { return a.score != b.score ? a.score > b.score : name(a) < name(b); });
  all.resize(std::min(all.size(), kMost));
  std::sort(all.begin(), all.end(), [](const Option& a, const Option& b) { return a.mentor < b.mentor; });
  return all;
}

bool Same(const Option& a, const Option& b) { return a.mentee == b.mentee && a.mentor == b.mentor && a.score == b.score; }

absl::StatusOr<Line> Candidates(int mentees, int mentors) {
  Crowd crowd = SomeCrowd(mentees, mentors);
  Timer timer;
  auto graph = matching::domain::CandidateGraph(crowd.program, crowd.seekers, crowd.offered, crowd.likeness, CrowdTime(), kMost, kThreads,
                                                [](double) { return absl::OkStatus(); });
  double seconds = timer.seconds();
  if (!graph.ok()) return graph.status();
  auto constraint = matching::domain::ConstraintOf(crowd.program.match_policy());
  matching::domain::PolicyInUse policy(crowd.program.match_policy());
  Timer one_by_one;
  int asked = std::min(kSample, mentees);
  for (int i = 0; i < asked; ++i) {
    int mentee = static_cast<int>(std::int64_t{i} * mentees / asked);
    auto begin = std::partition_point(graph->begin(), graph->end(), [&](const Option& one) { return one.mentee < mentee; });
    auto end = std::partition_point(begin, graph->end(), [&](const Option& one) { return one.mentee == mentee; });
    std::vector<Option> best = BestOneByOne(crowd, mentee, policy, constraint);
    if (!std::equal(begin, end, best.begin(), best.end(), Same)) return absl::InternalError(absl::StrCat("others for mentee ", mentee));
  }
  double all_one_by_one = one_by_one.seconds() / asked * mentees / kThreads;
  Line line{.what = absl::StrCat("best 50 for each of ", mentees, " of ", mentors, " mentors"), .against = "scoring every pair"};
  line.own = {mentees / seconds};
  line.peer = {mentees / all_one_by_one};
  line.to_reach = 10;
  line.unit = " mentees/s";
  line.note = absl::StrFormat(
      "%.1f s on %d threads, %d pairs; every pair: %d mentees on one thread, the same pairs, scaled to all and %d threads: %.0f s", seconds,
      kThreads, graph->size(), asked, kThreads, all_one_by_one);
  return line;
}

Line Columns(int profiles) {
  Crowd crowd = SomeCrowd(0, 0);
  double empty = ResidentBytes();
  for (int i = 0; i < profiles; ++i) {
    crowd.offered.push_back(SomeMentor(i));
    crowd.offered.back().enrollment.set_seats_taken(0);  // so that everybody is in the pool
  }
  double before = ResidentBytes();
  matching::domain::Pool pool(crowd.program, crowd.offered, crowd.likeness, CrowdTime());
  double grown = ResidentBytes() - before;
  Line line{.what = absl::StrCat("columns of ", pool.size(), " mentors"), .own = {grown / (1 << 20)}, .unit = " MiB"};
  line.note = absl::StrFormat("%.0f bytes a mentor; the people and enrollments they are made of take %.0f", grown / profiles,
                              (before - empty) / profiles);
  return line;
}

}  // namespace

absl::StatusOr<Lines> MatchCandidates(const Setup& setup) {
  Lines lines{Columns(setup.Count(kProfiles))};
  for (auto [mentees, mentors] : {std::pair(1'000, 250), std::pair(10'000, 3'000), std::pair(100'000, 25'000)}) {
    absl::StatusOr<Line> line = Candidates(setup.Count(mentees), setup.Count(mentors));
    if (!line.ok()) return line.status();
    lines.push_back(*std::move(line));
  }
  return lines;
}

}  // namespace gilde::bench
