#include "services/matching/domain/match_run.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <set>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/text.h"
#include "services/matching/domain/certificate.h"
#include "services/matching/domain/fairest.h"
#include "services/matching/domain/groups.h"
#include "services/matching/domain/peers.h"
#include "services/matching/domain/stable.h"

namespace gilde::matching::domain {

using v1::MatchRun;
using v1::MatchRunPart;
using v1::Program;

namespace {

using Numbered = std::pair<int, int>;

template <class T>
void Arrange(const std::vector<size_t>& order, std::vector<T>& list) {
  std::vector<T> arranged;
  arranged.reserve(list.size());
  for (size_t i : order) arranged.push_back(std::move(list[i]));
  list = std::move(arranged);
}

template <class T, class Name>
std::vector<size_t> OrderOf(std::int64_t seed, const std::vector<T>& list, Name name) {
  std::vector<std::pair<std::uint64_t, std::string>> keys;
  keys.reserve(list.size());
  for (const T& one : list) keys.emplace_back(seed == 0 ? 0 : base::StableHash(absl::StrCat(seed, "\n", name(one))), name(one));
  std::vector<size_t> order(list.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::sort(order.begin(), order.end(), [&](size_t a, size_t b) { return keys[a] < keys[b]; });
  return order;
}

void AddCandidate(int mentee, int mentor, std::int64_t score, MatchRunPart& part) {
  part.add_candidate_mentees(mentee);
  part.add_candidate_mentors(mentor);
  part.add_candidate_scores(score);
}

// Numbers of people by name.
using Numbers = absl::flat_hash_map<std::string, int>;

absl::Status Impossible(const v1::PairOfRun& pin) {
  return base::FailedPrecondition("PIN_IMPOSSIBLE",
                                  absl::StrCat("the pin of ", pin.mentee(), " and ", pin.mentor(), " is not possible now"));
}

absl::flat_hash_set<Numbered> ForbiddenOf(const MatchRun& run, const Numbers& mentees, const Numbers& mentors) {
  absl::flat_hash_set<Numbered> forbidden;
  for (const v1::PairOfRun& pair : run.forbidden()) {
    auto mentee = mentees.find(pair.mentee()), mentor = mentors.find(pair.mentor());
    if (mentee != mentees.end() && mentor != mentors.end()) forbidden.emplace(mentee->second, mentor->second);
  }
  return forbidden;
}

// One for each seat that is a group, else one for each mentor: the first of each mentor, and one past the last.
std::vector<int> AddMentors(const Program& program, const RunPeople& people, MatchRunPart& part) {
  bool groups = program.kind() == Program::GROUP;
  std::vector<int> first;
  for (const Offered& one : people.offered) {
    first.push_back(part.mentors_size());
    // Who does not mentor now has no seats, whatever the enrollment keeps for them.
    bool mentors = one.enrollment.state() == v1::Enrollment::ACTIVE;
    int free = mentors ? std::max(0, one.enrollment.capacity() - one.enrollment.seats_taken()) : 0;
    for (int i = 0; i < (groups ? free : 1); ++i) {
      v1::MatchRunPart::Mentor& mentor = *part.add_mentors();
      mentor.set_name(one.mentor->profile.name());
      mentor.set_seats(groups ? program.rules().group_mentees_max() : free);
      if (groups) mentor.set_least(program.rules().group_mentees_min());
    }
  }
  first.push_back(part.mentors_size());
  return first;
}

// A pin goes to the first group of the mentor that has room.
absl::Status AddPins(const MatchRun& run, const Numbers& mentees, const Numbers& mentors, const std::vector<int>& first,
                     const absl::flat_hash_set<Numbered>& allowed, MatchRunPart& part) {
  std::vector<int> left;
  for (const auto& mentor : part.mentors()) left.push_back(mentor.seats());
  for (const v1::PairOfRun& pin : run.pins()) {
    auto mentee = mentees.find(pin.mentee()), mentor = mentors.find(pin.mentor());
    if (mentee == mentees.end() || mentor == mentors.end()) return Impossible(pin);
    if (!allowed.contains(Numbered(mentee->second, mentor->second))) return Impossible(pin);
    int group = first[mentor->second];
    while (group < first[mentor->second + 1] && left[group] == 0) ++group;
    if (group == first[mentor->second + 1]) return Impossible(pin);
    --left[group];
    part.add_pinned_mentees(mentee->second);
    part.add_pinned_mentors(group);
  }
  return absl::OkStatus();
}

// Both ways must be allowed; the score is the mean of both.
absl::StatusOr<MatchRunPart> PeersOf(const MatchRun& run, MatchRunPart part, const Numbers& numbers, const std::vector<Option>& options) {
  absl::flat_hash_map<Numbered, std::int64_t> back;
  for (const Option& option : options) {
    if (option.mentee > option.mentor) back[{option.mentor, option.mentee}] = option.score;
  }
  absl::flat_hash_set<Numbered> forbidden, allowed;
  for (const Numbered& pair : ForbiddenOf(run, numbers, numbers))
    forbidden.insert({std::min(pair.first, pair.second), std::max(pair.first, pair.second)});
  for (const Option& option : options) {
    Numbered pair(option.mentee, option.mentor);
    auto other = back.find(pair);
    if (pair.first > pair.second || other == back.end() || forbidden.contains(pair)) continue;
    AddCandidate(pair.first, pair.second, (option.score + other->second) / 2, part);
    allowed.insert(pair);
  }
  for (const v1::PairOfRun& pin : run.pins()) {
    auto one = numbers.find(pin.mentee()), other = numbers.find(pin.mentor());
    if (one == numbers.end() || other == numbers.end()) return Impossible(pin);
    Numbered pair(std::min(one->second, other->second), std::max(one->second, other->second));
    if (!allowed.contains(pair)) return Impossible(pin);
    part.add_pinned_mentees(pair.first);
    part.add_pinned_mentors(pair.second);
  }
  return part;
}

// What is left of peers beside the pinned, numbered as they are.
std::vector<PeerOption> PeerOptionsOf(const MatchRunPart& instance) {
  std::vector<bool> pinned(instance.mentees_size(), false);
  for (int person : instance.pinned_mentees()) pinned[person] = true;
  for (int person : instance.pinned_mentors()) pinned[person] = true;
  std::vector<PeerOption> options;
  for (int k = 0; k < instance.candidate_scores_size(); ++k) {
    int one = instance.candidate_mentees(k), other = instance.candidate_mentors(k);
    if (!pinned[one] && !pinned[other]) options.push_back({one, other, instance.candidate_scores(k)});
  }
  return options;
}

SolvedRun SolvePeers(MatchRunPart instance, GoOn go_on) {
  bool most_pairs = instance.objective() == MatchRun::HIGHEST_PARTICIPATION;
  PricedPeers paired = PairAndPricePeers(instance.mentees_size(), PeerOptionsOf(instance), most_pairs, go_on);
  for (int k = 0; k < instance.pinned_mentees_size(); ++k) {
    paired.partner[instance.pinned_mentees(k)] = instance.pinned_mentors(k);
    paired.partner[instance.pinned_mentors(k)] = instance.pinned_mentees(k);
  }
  std::int64_t total = 0;
  for (int k = 0; k < instance.candidate_scores_size(); ++k) {
    if (paired.partner[instance.candidate_mentees(k)] != instance.candidate_mentors(k)) continue;
    instance.add_made_mentees(instance.candidate_mentees(k));
    instance.add_made_mentors(instance.candidate_mentors(k));
    total += instance.candidate_scores(k);
  }
  *instance.mutable_certificate() = CertificateOf(paired);
  return {std::move(instance), total, total};
}

std::vector<int> LeastOf(const MatchRunPart& instance) {
  std::vector<int> least;
  for (const auto& mentor : instance.mentors()) least.push_back(mentor.least());
  return least;
}

bool InGroups(const MatchRunPart& instance) {
  return std::any_of(instance.mentors().begin(), instance.mentors().end(), [](const auto& mentor) { return mentor.least() > 1; });
}

Highest Place(MatchRun::Objective objective, const Placement& placement, GoOn go_on) {
  switch (objective) {
    case MatchRun::STABLE:
      return {Stable(placement), {}};
    case MatchRun::FAIREST:
      return {Fairest(placement, go_on), {}};
    case MatchRun::HIGHEST_PARTICIPATION:
      return HighestParticipation(placement, go_on);
    default:
      return HighestScore(placement, go_on);
  }
}

// Which of some pairs of peers are made again when each of them is worth so much more.
std::vector<Numbered> KeptPeers(const MatchRunPart& instance, const std::vector<Numbered>& before, std::int64_t bonus, GoOn go_on) {
  absl::flat_hash_set<Numbered> earlier(before.begin(), before.end());
  std::vector<PeerOption> favoured = PeerOptionsOf(instance);
  for (PeerOption& option : favoured) option.score += earlier.contains(Numbered(option.first, option.second)) ? bonus : 0;
  std::vector<int> partner = PairPeers(instance.mentees_size(), favoured, instance.objective() == MatchRun::HIGHEST_PARTICIPATION, go_on);
  std::vector<Numbered> kept;
  for (const Numbered& pair : before) {
    if (partner[pair.first] == pair.second) kept.push_back(pair);
  }
  return kept;
}

// Those that the seats beside the pins have room for, first come.
std::vector<Numbered> Fitting(const std::vector<Numbered>& pairs, const Placement& placement) {
  std::vector<int> seats = UndecidedOf(placement).seats;
  std::vector<Numbered> fitting;
  for (const Numbered& pair : pairs) {
    if (seats[pair.second]-- > 0) fitting.push_back(pair);
  }
  return fitting;
}

// All of them but, at most so many, those that are not among the kept.
std::vector<Numbered> Completed(const std::vector<Numbered>& kept, const std::vector<Numbered>& all, int most_disturbed) {
  absl::flat_hash_set<Numbered> stay(kept.begin(), kept.end());
  std::vector<Numbered> completed;
  for (const Numbered& pair : all) {
    if (stay.contains(pair) || --most_disturbed < 0) completed.push_back(pair);
  }
  return completed;
}

// What the pinned and the prices of all that is left come to.
std::int64_t BoundOf(const Prices& prices, const Placement& placement) {
  Undecided left = UndecidedOf(placement);
  std::int64_t bound = 0;
  for (std::int64_t price : prices.mentee) bound += price;
  for (size_t mentor = 0; mentor < left.seats.size(); ++mentor) bound += prices.seat[mentor] * left.seats[mentor];
  for (const Option& option : placement.options) {
    if (left.mentor_of[option.mentee] == option.mentor) bound += option.score;
  }
  return bound;
}

}  // namespace

void PutInOrder(std::int64_t seed, RunPeople& people) {
  Arrange(OrderOf(seed, people.seekers, [](const Seeker& one) { return one.mentee->profile.name(); }), people.seekers);
  Arrange(OrderOf(seed, people.offered, [](const Offered& one) { return one.mentor->profile.name(); }), people.offered);
}

absl::StatusOr<MatchRunPart> InstanceOf(const MatchRun& run, const Program& program, const RunPeople& people,
                                        const std::vector<Option>& options) {
  MatchRunPart part;
  part.set_objective(run.objective());
  part.set_peers(program.kind() == Program::PEER);
  Numbers mentees, mentors;
  for (const Seeker& one : people.seekers) {
    mentees.emplace(one.mentee->profile.name(), part.mentees_size());
    part.add_mentees(one.mentee->profile.name());
  }
  if (part.peers()) return PeersOf(run, std::move(part), mentees, options);
  for (size_t i = 0; i < people.offered.size(); ++i) mentors.emplace(people.offered[i].mentor->profile.name(), static_cast<int>(i));
  std::vector<int> first = AddMentors(program, people, part);
  absl::flat_hash_set<Numbered> forbidden = ForbiddenOf(run, mentees, mentors), allowed, pins;
  for (const v1::PairOfRun& pin : run.pins()) {
    auto mentee = mentees.find(pin.mentee()), mentor = mentors.find(pin.mentor());
    if (mentee != mentees.end() && mentor != mentors.end()) pins.emplace(mentee->second, mentor->second);
  }
  for (const Option& option : options) {
    Numbered pair(option.mentee, option.mentor);
    if (!forbidden.empty() && forbidden.contains(pair)) continue;
    if (!pins.empty() && pins.contains(pair)) allowed.insert(pair);
    for (int group = first[option.mentor]; group < first[option.mentor + 1]; ++group)
      AddCandidate(option.mentee, group, option.score, part);
  }
  GILDE_RETURN_IF_ERROR(AddPins(run, mentees, mentors, first, allowed, part));
  return part;
}

Placement PlacementOf(const MatchRunPart& instance) {
  Placement placement;
  placement.mentees = instance.mentees_size();
  for (const auto& mentor : instance.mentors()) placement.seats.push_back(mentor.seats());
  placement.options.reserve(instance.candidate_scores_size());
  for (int k = 0; k < instance.candidate_scores_size(); ++k) {
    placement.options.push_back({instance.candidate_mentees(k), instance.candidate_mentors(k), instance.candidate_scores(k)});
  }
  for (int k = 0; k < instance.pinned_mentees_size(); ++k) {
    placement.pins.emplace_back(instance.pinned_mentees(k), instance.pinned_mentors(k));
  }
  return placement;
}

absl::StatusOr<SolvedRun> SolveRun(MatchRunPart instance, absl::FunctionRef<absl::Status()> still_wanted) {
  GoingOn go_on(still_wanted);
  if (instance.peers()) {
    SolvedRun solved = SolvePeers(std::move(instance), go_on);
    GILDE_RETURN_IF_ERROR(go_on.status());
    return solved;
  }
  Placement placement = PlacementOf(instance);
  Highest highest;
  std::optional<std::int64_t> bound;
  if (InGroups(instance)) {
    Grouped grouped = PlaceInGroups(instance.objective(), placement, LeastOf(instance), go_on);
    GILDE_RETURN_IF_ERROR(go_on.status());
    if (!grouped.below.empty()) {
      return base::FailedPrecondition(
          "PIN_IMPOSSIBLE", absl::StrCat("pins hold a group of ", instance.mentors(grouped.below[0]).name(), " that nobody else can fill"));
    }
    if (instance.objective() == MatchRun::HIGHEST_SCORE) bound = grouped.bound;
    highest = {std::move(grouped.placed), std::move(grouped.prices)};
  } else {
    highest = Place(instance.objective(), placement, go_on);
  }
  if (!go_on()) return go_on.status();
  for (size_t mentee = 0; mentee < highest.placed.mentor_of.size(); ++mentee) {
    if (highest.placed.mentor_of[mentee] < 0) continue;
    instance.add_made_mentees(static_cast<int>(mentee));
    instance.add_made_mentors(highest.placed.mentor_of[mentee]);
  }
  *instance.mutable_certificate() = CertificateOf(instance.objective(), placement, highest.placed, &highest.prices,
                                                  InGroups(instance) ? LeastOf(instance) : std::vector<int>());
  // The certificate proves that no way of as many has more.
  if (!InGroups(instance) && instance.objective() == MatchRun::HIGHEST_PARTICIPATION) bound = highest.placed.total;
  if (!bound) {
    bool by_score = instance.objective() == MatchRun::HIGHEST_SCORE;
    bound = BoundOf(by_score ? highest.prices : HighestScore(placement, go_on).prices, placement);
  }
  GILDE_RETURN_IF_ERROR(go_on.status());
  return SolvedRun{std::move(instance), highest.placed.total, *bound};
}

absl::StatusOr<std::vector<Numbered>> Kept(const MatchRunPart& instance, const std::vector<Numbered>& before, int most_disturbed,
                                           absl::FunctionRef<absl::Status()> still_wanted) {
  // To put a pair together again takes at most one pair of each of the two apart, and none of those before.
  constexpr std::int64_t most = 2 * kMostPoints + 1;
  absl::flat_hash_set<Numbered> earlier(before.begin(), before.end());
  const Placement placement = PlacementOf(instance);
  GoingOn go_on(still_wanted);
  auto kept_with = [&](std::int64_t bonus) {
    if (instance.peers()) return KeptPeers(instance, before, bonus, go_on);
    Placement favoured = placement;
    for (Option& option : favoured.options) {
      if (earlier.contains(Numbered(option.mentee, option.mentor))) option.score += bonus;
    }
    Placed placed = Place(instance.objective(), favoured, go_on).placed;
    std::vector<Numbered> kept;
    for (const Numbered& pair : before) {
      if (placed.mentor_of[pair.first] == pair.second) kept.push_back(pair);
    }
    return kept;
  };
  auto enough = [&](const std::vector<Numbered>& kept) { return static_cast<int>(before.size() - kept.size()) <= most_disturbed; };
  if (enough({})) return std::vector<Numbered>();
  std::vector<Numbered> kept = kept_with(most);
  GILDE_RETURN_IF_ERROR(go_on.status());
  // Where the most people are wanted, no bonus outweighs one more.
  if (!enough(kept)) return Completed(kept, instance.peers() ? before : Fitting(before, placement), most_disturbed);
  for (std::int64_t low = -1, high = most; high - low > 1;) {
    std::int64_t bonus = low + (high - low) / 2;
    std::vector<Numbered> found = kept_with(bonus);
    GILDE_RETURN_IF_ERROR(go_on.status());
    if (enough(found)) {
      high = bonus;
      kept = std::move(found);
    } else {
      low = bonus;
    }
  }
  return kept;
}

}  // namespace gilde::matching::domain
