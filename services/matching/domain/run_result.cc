#include "services/matching/domain/run_result.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "services/matching/domain/attribute.h"
#include "services/matching/domain/hard_constraints.h"
#include "services/matching/domain/score.h"

namespace gilde::matching::domain {

using v1::MatchRun;
using v1::MatchRunFigures;
using v1::MatchRunPair;
using v1::MatchRunPart;
using v1::Program;

namespace {

// Fewest people of a group that figures show.
constexpr int kSmallestGroup = 5;
// Of a program with more mentors, so many are looked at for whoever has no candidate.
constexpr size_t kMostLookedAt = 1000;

// Candidates of each mentee by number, best first; of peers, of each of the two.
struct Candidate {
  std::int64_t score;
  int other;
  bool operator<(const Candidate& b) const { return score != b.score ? score > b.score : other < b.other; }
};

class Explainer {
 public:
  Explainer(const MatchRunPart& whole, const MatchRun& run, const Program& program, const RunPeople& people, const SkillLikeness& likeness,
            absl::Time now)
      : whole_(whole),
        run_(run),
        program_(program),
        people_(people),
        likeness_(likeness),
        now_(now),
        policy_(program.match_policy()),
        constraint_(ConstraintOf(program.match_policy())),
        candidates_(whole.mentees_size()),
        with_(whole.mentees_size(), -1),
        load_(whole.mentors_size(), 0),
        pinned_(whole.mentees_size(), false),
        wanting_(whole.mentors_size(), 0),
        group_(whole.mentors_size(), 1) {
    for (int k = 0; k < whole.candidate_scores_size(); ++k) Add(k);
    for (auto& list : candidates_) std::sort(list.begin(), list.end());
    for (int k = 0; k < whole.made_mentees_size(); ++k) Make(whole.made_mentees(k), whole.made_mentors(k));
    for (const v1::PairOfRun& pin : run.pins()) pins_.insert({pin.mentee(), pin.mentor()});
    for (int person : whole.pinned_mentees()) pinned_[person] = true;
    for (int mentor = 1; mentor < whole.mentors_size(); ++mentor) {
      if (whole.mentors(mentor).name() == whole.mentors(mentor - 1).name()) group_[mentor] = group_[mentor - 1] + 1;
    }
    if (whole.peers()) return;
    FindReachable();
    for (int person = 0; person < whole.mentees_size(); ++person) {
      if (with_[person] >= 0) continue;
      for (const Candidate& one : candidates_[person]) ++wanting_[one.other];
    }
  }

  absl::StatusOr<MatchRunPair> Of(int person, absl::FunctionRef<absl::Status()> still_wanted) {
    MatchRunPair pair;
    pair.set_mentee(whole_.mentees(person));
    const Seeker& seeker = people_.seekers[person];
    for (const std::string& attribute : run_.group_attributes()) pair.add_group_values(ValueOf(attribute, seeker));
    if (with_[person] >= 0) {
      Matched(person, pair);
      return pair;
    }
    pair.set_state(MatchRunPair::UNMATCHED);
    if (!candidates_[person].empty()) {
      Passed(person, pair);
      return pair;
    }
    GILDE_RETURN_IF_ERROR(still_wanted());
    NoCandidate(seeker, pair);
    return pair;
  }

 private:
  void Add(int k) {
    std::int64_t score = whole_.candidate_scores(k);
    int mentee = whole_.candidate_mentees(k), mentor = whole_.candidate_mentors(k);
    candidates_[mentee].push_back({score, mentor});
    if (whole_.peers()) candidates_[mentor].push_back({score, mentee});
  }
  void Make(int mentee, int mentor) {
    with_[mentee] = mentor;
    whole_.peers() ? with_[mentor] = mentee : ++load_[mentor];
  }

  static std::string ValueOf(const std::string& attribute, const Seeker& seeker) {
    Reading reading = FindAttribute(attribute)->Of({seeker.mentee->profile, &seeker.enrollment});
    if (reading.number) return absl::StrCat(*reading.number);
    return reading.texts.empty() ? "" : std::string(reading.texts[0]);
  }

  void Matched(int person, MatchRunPair& pair) const {
    int other = with_[person];
    pair.set_mentor(whole_.peers() ? whole_.mentees(other) : whole_.mentors(other).name());
    // Groups of one mentor are one candidate.
    std::set<std::string> better;
    for (const Candidate& one : candidates_[person]) {
      std::string name = whole_.peers() ? whole_.mentees(one.other) : whole_.mentors(one.other).name();
      if (name == pair.mentor()) {
        pair.set_score(one.score);
        break;
      }
      better.insert(std::move(name));
    }
    pair.set_rank(static_cast<int>(better.size()) + 1);
    pair.set_pinned(pins_.count({pair.mentee(), pair.mentor()}) + pins_.count({pair.mentor(), pair.mentee()}) > 0);
    pair.set_state(MatchRunPair::MATCHED);
    if (!whole_.peers() && whole_.mentors(other).least() > 0) pair.set_group(group_[other]);
  }

  bool HasRoom(int mentor) const { return load_[mentor] < whole_.mentors(mentor).seats() && !Closed(mentor); }
  // A group that nobody is in because it would be too small.
  bool Closed(int mentor) const { return load_[mentor] == 0 && whole_.mentors(mentor).least() > 1; }

  // Mentors with whom there is room, or would be if those they have went where there is.
  void FindReachable() {
    std::vector<std::vector<int>> of_mentor(whole_.mentors_size());
    for (int k = 0; k < whole_.candidate_scores_size(); ++k) of_mentor[whole_.candidate_mentors(k)].push_back(whole_.candidate_mentees(k));
    room_.assign(whole_.mentors_size(), false);
    std::vector<int> next;
    auto add = [&](int mentor) {
      if (!room_[mentor]) next.push_back(mentor);
      room_[mentor] = true;
    };
    for (int mentor = 0; mentor < whole_.mentors_size(); ++mentor) {
      if (HasRoom(mentor)) add(mentor);
    }
    while (!next.empty()) {
      int mentor = next.back();
      next.pop_back();
      for (int mentee : of_mentor[mentor]) {
        if (with_[mentee] >= 0 && !pinned_[mentee]) add(with_[mentee]);
      }
    }
  }

  // Of somebody who has candidates.
  void Passed(int person, MatchRunPair& pair) const {
    pair.set_unmatched(MatchRunPair::OUTRANKED);
    if (whole_.peers()) return;
    const auto& list = candidates_[person];
    const std::string& best = whole_.mentors(list[0].other).name();
    auto closed = std::find_if(list.begin(), list.end(), [&](const Candidate& one) { return Closed(one.other); });
    bool room = std::any_of(list.begin(), list.end(), [&](const Candidate& one) { return room_[one.other]; });
    if (room || closed != list.end()) {
      pair.set_unmatched(room ? MatchRunPair::OUTRANKED : MatchRunPair::GROUP_TOO_SMALL);
    } else {
      pair.set_unmatched(MatchRunPair::SEATS_SHORT);
    }
    if (!room && closed != list.end()) {
      const auto& group = whole_.mentors(closed->other);
      pair.set_remedy_mentor(group.name());
      int more = std::max(1, group.least() - wanting_[closed->other]);
      pair.set_remedy(absl::StrCat(more, more == 1 ? " more mentee" : " more mentees", " for a group of ", group.name()));
      return;
    }
    pair.set_remedy_mentor(best);
    int most = whole_.mentors(list[0].other).seats();
    bool in_groups = whole_.mentors(list[0].other).least() > 0;
    pair.set_remedy(in_groups ? absl::StrCat("groups of ", most + 1, ", for that of ", best) : absl::StrCat("one more seat with ", best));
  }

  // The mentor whom fewest rules forbid; of those the one who fits best, then the first.
  void NoCandidate(const Seeker& seeker, MatchRunPair& pair) const {
    pair.set_unmatched(MatchRunPair::NO_CANDIDATE);
    const gilde::profile::v1::Profile* manager = seeker.manager == nullptr ? nullptr : &seeker.manager->profile;
    size_t fewest = 0;
    std::int64_t best = -1;
    for (size_t i = 0; i < people_.offered.size() && i < kMostLookedAt; ++i) {
      const Offered& one = people_.offered[i];
      const std::string& name = one.mentor->profile.name();
      if (name == pair.mentee() || IsForbidden(pair.mentee(), name)) continue;
      auto forbidden = ForbiddenBy({*seeker.mentee, *one.mentor, manager, program_, one.enrolled(), PastWith(seeker.mentorships, name),
                                    &constraint_, &seeker.enrollment},
                                   now_, Readers::kAdministrators, false);
      if (forbidden.empty() || (best >= 0 && forbidden.size() > fewest)) continue;
      int free = std::max(0, one.enrollment.capacity() - one.enrollment.seats_taken());
      std::int64_t points = ScoreOf({*seeker.mentee, *one.mentor, free, one.enrollment.capacity()}, policy_, likeness_, now_).points;
      if (forbidden.size() == fewest && points <= best) continue;
      fewest = forbidden.size();
      best = points;
      pair.set_rule(forbidden[0].rule());
      pair.set_remedy_mentor(name);
      bool seat = forbidden.size() == 1 && forbidden[0].rule() == v1::CAPACITY;
      pair.set_remedy(seat ? absl::StrCat("one more seat with ", name)
                           : absl::StrCat("without ", RulesOf(forbidden), ": ", forbidden[0].fact(), ", for ", name));
    }
  }
  static std::string RulesOf(const std::vector<Forbidden>& forbidden) {
    std::set<std::string> rules;
    for (const Forbidden& one : forbidden) rules.insert(v1::HardRule_Name(one.rule()));
    std::string names;
    for (const std::string& rule : rules) absl::StrAppend(&names, names.empty() ? "" : " and ", rule);
    return names;
  }
  bool IsForbidden(const std::string& mentee, const std::string& mentor) const {
    return std::any_of(run_.forbidden().begin(), run_.forbidden().end(),
                       [&](const v1::PairOfRun& pair) { return pair.mentee() == mentee && pair.mentor() == mentor; });
  }

  const MatchRunPart& whole_;
  const MatchRun& run_;
  const Program& program_;
  const RunPeople& people_;
  const SkillLikeness& likeness_;
  absl::Time now_;
  PolicyInUse policy_;
  Constraint constraint_;
  std::vector<std::vector<Candidate>> candidates_;
  std::vector<int> with_, load_;
  std::vector<bool> pinned_, room_;  // pinned_: also what is kept of a base
  std::set<std::pair<std::string, std::string>> pins_;
  std::vector<int> wanting_;  // of those who are with nobody
  std::vector<int> group_;
};

// Sums of some pairs.
struct Sums {
  int mentees = 0, matched = 0;
  std::int64_t ranks = 0, total = 0;

  void Add(const MatchRunPair& pair) {
    ++mentees;
    if (pair.mentor().empty()) return;
    ++matched;
    ranks += pair.rank();
    total += pair.score();
  }
  void Add(const Sums& b) { mentees += b.mentees, matched += b.matched, ranks += b.ranks, total += b.total; }
  std::int64_t MeanRank() const { return matched == 0 ? 0 : ranks * 1000 / matched; }
  std::int64_t MeanScore() const { return matched == 0 ? 0 : total / matched; }
};

// The small ones together, and as long as these are few, the smallest of the others with them: nobody's figures can be told by taking
// groups from the whole.
std::map<std::string, Sums> Shown(std::map<std::string, Sums> groups) {
  std::optional<Sums> rest;
  auto put_away = [&](auto group) {
    if (!rest) rest.emplace();
    rest->Add(group->second);
    return groups.erase(group);
  };
  for (auto group = groups.begin(); group != groups.end();)
    group = group->second.mentees < kSmallestGroup ? put_away(group) : std::next(group);
  while (rest && rest->mentees < kSmallestGroup && !groups.empty()) {
    put_away(
        std::min_element(groups.begin(), groups.end(), [](const auto& a, const auto& b) { return a.second.mentees < b.second.mentees; }));
  }
  if (rest && rest->mentees >= kSmallestGroup) groups["other"].Add(*rest);
  return groups;
}

void AddGroups(const MatchRun& run, const std::vector<MatchRunPair>& pairs, MatchRunFigures& figures) {
  std::vector<std::pair<std::string, int>> attributes;
  attributes.reserve(static_cast<size_t>(run.group_attributes_size()));
  for (int i = 0; i < run.group_attributes_size(); ++i) attributes.emplace_back(run.group_attributes(i), i);
  std::sort(attributes.begin(), attributes.end());
  for (const auto& [attribute, place] : attributes) {
    std::map<std::string, Sums> groups;
    for (const MatchRunPair& pair : pairs) groups[pair.group_values(place)].Add(pair);
    for (const auto& [value, sums] : Shown(std::move(groups))) {
      MatchRunFigures::Group& group = *figures.add_groups();
      group.set_attribute(attribute);
      group.set_value(value);
      group.set_mentees(sums.mentees);
      group.set_matched(sums.matched);
      group.set_mean_rank_thousandths(sums.MeanRank());
      group.set_mean_score(sums.MeanScore());
    }
  }
}

}  // namespace

absl::StatusOr<std::vector<MatchRunPair>> PairsOf(const SolvedRun& solved, const MatchRun& run, const Program& program,
                                                  const RunPeople& people, const SkillLikeness& likeness, absl::Time now,
                                                  absl::FunctionRef<absl::Status()> still_wanted) {
  Explainer explainer(solved.whole, run, program, people, likeness, now);
  std::vector<MatchRunPair> pairs;
  for (int person = 0; person < solved.whole.mentees_size(); ++person) {
    GILDE_ASSIGN_OR_RETURN(MatchRunPair pair, explainer.Of(person, still_wanted));
    pairs.push_back(std::move(pair));
  }
  return pairs;
}

MatchRunFigures KnownFigures(const SolvedRun& solved) {
  MatchRunFigures known;
  known.set_mentees(solved.whole.mentees_size());
  std::set<std::string> with_seats;
  for (const auto& mentor : solved.whole.mentors()) {
    if (mentor.seats() > 0) with_seats.insert(mentor.name());
    known.set_seats(known.seats() + mentor.seats());
  }
  known.set_mentors(static_cast<int>(with_seats.size()));
  known.set_candidates(solved.whole.candidate_scores_size());
  known.set_bound(solved.bound);
  return known;
}

MatchRunFigures FiguresOf(const MatchRun& run, const std::vector<MatchRunPair>& pairs, const MatchRunFigures& known, bool peers) {
  MatchRunFigures figures = known;
  figures.clear_groups();
  Sums all;
  std::optional<std::int64_t> lowest;
  int disturbed = 0;
  for (const MatchRunPair& pair : pairs) {
    all.Add(pair);
    disturbed += !pair.base_mentor().empty() && pair.base_mentor() != pair.mentor() ? 1 : 0;
    if (!pair.mentor().empty()) lowest = std::min(lowest.value_or(pair.score()), pair.score());
  }
  figures.set_matched(all.matched);
  // Each pair of peers is that of both its people.
  figures.set_total(peers ? all.total / 2 : all.total);
  figures.set_disturbed(peers ? disturbed / 2 : disturbed);
  figures.set_lowest_score(lowest.value_or(0));
  figures.set_mean_rank_thousandths(all.MeanRank());
  AddGroups(run, pairs, figures);
  return figures;
}

}  // namespace gilde::matching::domain
