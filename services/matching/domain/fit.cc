#include "services/matching/domain/fit.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <map>
#include <numeric>
#include <string_view>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "common/base/parallel.h"
#include "services/matching/domain/boosting.h"
#include "services/matching/domain/policy.h"

namespace gilde::matching::domain {
namespace {

constexpr int kParts = 3;
constexpr int kMostRounds = 600;
constexpr int kRoundsApart = 50;
constexpr int kMostSteps = 32;
constexpr int kShared = 50;        // decisions that an element or a word must be in to be a measure
constexpr double kMostOfOne = 20;  // decisions that one mentee's count as at most
constexpr int kFewestMentees = 10;
constexpr int kFewestInGroup = 5;
constexpr int kDeciles = 10;
constexpr int kMostTables = 1000;
constexpr double kHighestWeight = 1'000'000;

using Strings = std::vector<std::string>;

// The measures that are worth asking about, with their cuts, and what they are for each decision.
class Columns {
 public:
  Columns(const std::vector<Decision>& decisions, GoOn go_on) : decisions_(decisions), go_on_(go_on) {}

  void AddAll(const Measurable& measurable) {
    constexpr Measure::Kind kOfBoth[] = {Measure::SHARED,       Measure::COVERED,       Measure::USED,
                                         Measure::SHARED_WORDS, Measure::COVERED_WORDS, Measure::USED_WORDS};
    for (const std::string& mentees : measurable.mentee_lists) {
      for (const std::string& mentors : measurable.mentor_lists) {
        for (Measure::Kind kind : kOfBoth) Add(Of(kind, mentees, mentors));
      }
    }
    for (const std::string& mentees : measurable.mentee_numbers) {
      for (const std::string& mentors : measurable.mentor_numbers) Add(Of(Measure::GAP, mentees, mentors));
    }
    for (const std::string& list : measurable.mentee_lists) AddOfOne(list, "");
    for (const std::string& list : measurable.mentor_lists) AddOfOne("", list);
  }

  const std::vector<Column>& columns() const { return columns_; }
  const Measure& measure(int column) const { return measures_[column]; }

 private:
  static Measure Of(Measure::Kind kind, const std::string& mentee_attribute, const std::string& mentor_attribute) {
    Measure measure;
    measure.set_kind(kind);
    measure.set_mentee_attribute(mentee_attribute);
    measure.set_mentor_attribute(mentor_attribute);
    return measure;
  }

  void AddOfOne(const std::string& of_mentee, const std::string& of_mentor) {
    Add(Of(Measure::COUNT, of_mentee, of_mentor));
    std::map<std::string, int> elements, words;
    for (const Decision& decision : decisions_) {
      const Known& known = of_mentor.empty() ? *decision.of_mentee : *decision.of_mentor;
      const std::string& list = of_mentor.empty() ? of_mentee : of_mentor;
      for (const std::string& element : known.Elements(list)) ++elements[element];
      for (const std::string& word : known.Words(list)) ++words[word];
    }
    AddTexts(Of(Measure::HAS, of_mentee, of_mentor), elements);
    AddTexts(Of(Measure::HAS_WORD, of_mentee, of_mentor), words);
  }

  void AddTexts(Measure measure, const std::map<std::string, int>& counts) {
    for (const auto& [text, count] : counts) {
      if (count < kShared) continue;
      measure.set_text(text);
      Add(measure);
    }
  }

  // What the measure is for each decision. What is about one of the two is read once of each person: they are in many decisions.
  std::vector<std::int64_t> NumbersOf(const Measure& measure) const {
    absl::flat_hash_map<std::pair<const Known*, const Known*>, std::int64_t> of_people;
    std::vector<std::int64_t> numbers;
    for (const auto& [id, mentee, mentor, taken] : decisions_) {
      std::pair asked(measure.mentee_attribute().empty() ? nullptr : mentee, measure.mentor_attribute().empty() ? nullptr : mentor);
      auto [number, is_new] = of_people.try_emplace(asked);
      if (is_new) number->second = NumberOf(measure, *mentee, *mentor);
      numbers.push_back(number->second);
    }
    return numbers;
  }

  void Add(Measure measure) {
    if (!go_on_()) return;
    std::vector<std::int64_t> numbers = NumbersOf(measure);
    std::vector<std::int64_t> sorted = numbers;
    std::sort(sorted.begin(), sorted.end());
    for (size_t part = 1; part < kMostSteps; ++part) {
      auto cut = static_cast<int>(sorted[sorted.size() * part / kMostSteps]);
      if (cut > sorted.front() && (measure.cuts().empty() || cut > measure.cuts(measure.cuts_size() - 1))) measure.add_cuts(cut);
    }
    // What few have is in no part of its own.
    if (measure.cuts().empty() && sorted.front() != sorted.back()) measure.add_cuts(static_cast<int>(sorted.front()) + 1);
    if (measure.cuts().empty()) return;
    Column column;
    column.steps = measure.cuts_size() + 1;
    column.rising = MoreIsBetter(measure.kind());
    for (auto number : numbers) {
      auto step = std::upper_bound(measure.cuts().begin(), measure.cuts().end(), number) - measure.cuts().begin();
      column.step.push_back(static_cast<std::uint8_t>(step));
    }
    // Of two that say the same of all, the first is asked always, unless only the other may fall.
    std::string_view steps(reinterpret_cast<const char*>(column.step.data()), column.step.size());
    if (falling_.count(steps) + (column.rising ? rising_.count(steps) : 0) > 0) return;
    (column.rising ? rising_ : falling_).insert(steps);
    columns_.push_back(std::move(column));
    measures_.push_back(std::move(measure));
  }

  const std::vector<Decision>& decisions_;
  GoOn go_on_;
  std::vector<Column> columns_;
  std::vector<Measure> measures_;
  absl::flat_hash_set<std::string_view> rising_, falling_;  // what columns are there already, as the bytes of their steps
};

// What rows get that are on one side of one question, or of two.
struct Box {
  struct Side {
    int column = -1, step = 0;
    bool lower = false;  // at most `step`

    bool Holds(int at) const { return (at <= step) == lower; }
  };
  Side first, second;
  double gain = 0;
};

// A tree as boxes of which none takes from rows with more of what is better.
void AddBoxes(const Tree& tree, const std::vector<Column>& columns, std::vector<Box>& boxes) {
  if (tree.root.column < 0) return;
  bool rising = columns[tree.root.column].rising;
  for (bool lower : {true, false}) {
    const Question& next = lower ? tree.of_left : tree.of_right;
    Box::Side side{tree.root.column, tree.root.step, lower};
    double base = !rising ? 0 : lower ? std::max(next.left, next.right) : std::min(next.left, next.right);
    if (next.column < 0) base = next.left;
    boxes.push_back({side, {}, base});
    if (next.column < 0) continue;
    boxes.push_back({side, {next.column, next.step, true}, next.left - base});
    boxes.push_back({side, {next.column, next.step, false}, next.right - base});
  }
}

// All boxes over the same one or two measures as one table, its least cell 0.
struct Grid {
  std::vector<int> columns;
  std::vector<std::vector<int>> cuts;  // of each, the steps after which it is cut
  std::vector<double> cells;
};

Grid GridOf(std::vector<int> columns, const std::vector<Box>& boxes) {
  Grid grid{std::move(columns), {}, {}};
  grid.cuts.resize(grid.columns.size());
  auto cut = [&](const Box::Side& side) {
    for (size_t i = 0; i < grid.columns.size(); ++i) {
      if (grid.columns[i] == side.column) grid.cuts[i].push_back(side.step);
    }
  };
  for (const Box& box : boxes) {
    cut(box.first);
    cut(box.second);
  }
  size_t size = 1;
  for (std::vector<int>& cuts : grid.cuts) {
    std::sort(cuts.begin(), cuts.end());
    cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
    size *= cuts.size() + 1;
  }
  for (size_t cell = 0; cell < size; ++cell) {
    std::array<int, 2> at{};  // a step in the cell, for each measure
    size_t rest = cell;
    for (size_t i = grid.columns.size(); i-- > 0;) {
      size_t part = rest % (grid.cuts[i].size() + 1);
      rest /= grid.cuts[i].size() + 1;
      at[i] = part == grid.cuts[i].size() ? 256 : grid.cuts[i][part];
    }
    auto holds = [&](const Box::Side& side) {
      if (side.column < 0) return true;
      return side.Holds(at[side.column == grid.columns[0] ? 0 : 1]);
    };
    double sum = 0;
    for (const Box& box : boxes) sum += holds(box.first) && holds(box.second) ? box.gain : 0;
    grid.cells.push_back(sum);
  }
  double least = *std::min_element(grid.cells.begin(), grid.cells.end());
  for (double& cell : grid.cells) cell -= least;
  return grid;
}

gilde::matching::v1::MatchPolicy PolicyOf(const std::vector<Tree>& trees, const Columns& columns) {
  std::map<std::vector<int>, std::vector<Box>> by_columns;
  std::vector<Box> boxes;
  for (const Tree& tree : trees) AddBoxes(tree, columns.columns(), boxes);
  for (const Box& box : boxes) {
    std::set<int> asked = {box.first.column};
    if (box.second.column >= 0) asked.insert(box.second.column);
    by_columns[std::vector<int>(asked.begin(), asked.end())].push_back(box);
  }
  std::vector<Grid> grids;
  grids.reserve(by_columns.size());
  for (const auto& [asked, of_them] : by_columns) grids.push_back(GridOf(asked, of_them));
  auto most = [](const Grid& grid) { return *std::max_element(grid.cells.begin(), grid.cells.end()); };
  std::stable_sort(grids.begin(), grids.end(), [&](const Grid& a, const Grid& b) { return most(a) > most(b); });
  if (grids.size() > kMostTables) grids.resize(kMostTables);
  gilde::matching::v1::MatchPolicy policy;
  for (const Grid& grid : grids) {
    if (std::llround(most(grid) * kHighestWeight / most(grids.front())) == 0) break;
    Table& table = *policy.add_tables();
    for (size_t i = 0; i < grid.columns.size(); ++i) {
      const Measure& measure = columns.measure(grid.columns[i]);
      *table.add_measures() = measure;
      table.mutable_measures(static_cast<int>(i))->clear_cuts();
      for (int step : grid.cuts[i]) table.mutable_measures(static_cast<int>(i))->add_cuts(measure.cuts(step));
    }
    for (double cell : grid.cells) table.add_weights(static_cast<int>(std::llround(cell * kHighestWeight / most(grids.front()))));
  }
  return policy;
}

// The part of the mentees, 0..kParts - 1, in which somebody is: by a hash of the name (FNV-1a), the same on every machine.
int PartOf(const std::string& mentee) {
  std::uint64_t hash = 14695981039346656037ull;
  for (unsigned char c : mentee) hash = (hash ^ c) * 1099511628211ull;
  hash ^= hash >> 33;
  return static_cast<int>(hash % kParts);
}

std::vector<Row> RowsOf(const std::vector<Decision>& decisions, int without_part) {
  absl::flat_hash_map<std::string, int> counts;
  for (const Decision& decision : decisions) ++counts[decision.mentee];
  std::vector<Row> rows;
  for (const Decision& decision : decisions) {
    bool learned_from = PartOf(decision.mentee) != without_part;
    rows.push_back({decision.taken, learned_from ? std::min(1.0, kMostOfOne / counts[decision.mentee]) : 0.0});
  }
  return rows;
}

// What is predicted of each decision by what was learned from the others' mentees, after so many rounds: every kRoundsApart.
std::vector<std::vector<double>> Predictions(const std::vector<Decision>& decisions, const Columns& columns,
                                             const std::array<std::vector<Tree>, kParts>& without) {
  std::vector<std::vector<double>> after(kMostRounds / kRoundsApart, std::vector<double>(decisions.size()));
  for (int part = 0; part < kParts; ++part) {
    const std::vector<Tree>& trees = without[part];
    std::vector<double> sums(decisions.size());
    for (int round = 0; round < kMostRounds; ++round) {
      if (round < static_cast<int>(trees.size())) AddTree(trees[round], columns.columns(), sums);
      if ((round + 1) % kRoundsApart != 0) continue;
      for (size_t i = 0; i < decisions.size(); ++i) {
        if (PartOf(decisions[i].mentee) == part) after[round / kRoundsApart][i] = sums[i];
      }
    }
  }
  return after;
}

Judged Judge(const std::vector<double>& scores, const std::vector<bool>& taken) {
  return {static_cast<int>(scores.size()), static_cast<int>(std::count(taken.begin(), taken.end(), true)), AreaUnderCurve(scores, taken)};
}

std::vector<Calibration> Calibrate(const std::vector<double>& scores, const std::vector<bool>& taken) {
  std::vector<size_t> order(scores.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return scores[a] < scores[b]; });
  std::vector<Calibration> parts(kDeciles);
  for (size_t i = 0; i < order.size(); ++i) {
    Calibration& part = parts[i * kDeciles / order.size()];
    ++part.decisions;
    part.predicted += 1 / (1 + std::exp(-scores[order[i]]));
    part.taken += taken[order[i]];
  }
  for (Calibration& part : parts) {
    if (part.decisions == 0) continue;
    part.predicted /= part.decisions;
    part.taken /= part.decisions;
  }
  return parts;
}

std::vector<JudgedGroup> JudgeGroups(const std::vector<Decision>& decisions, const std::vector<double>& scores, const std::string& by) {
  struct Group {
    std::set<std::string> mentees;
    std::vector<double> scores;
    std::vector<bool> taken;
  };
  std::map<std::string, Group> groups;
  for (size_t i = 0; i < decisions.size() && !by.empty(); ++i) {
    for (const std::string& element : decisions[i].of_mentee->Elements(by)) {
      Group& group = groups[element];
      group.mentees.insert(decisions[i].mentee);
      group.scores.push_back(scores[i]);
      group.taken.push_back(decisions[i].taken);
    }
  }
  std::vector<JudgedGroup> judged;
  for (const auto& [element, group] : groups) {
    if (group.mentees.size() < kFewestInGroup) continue;
    judged.push_back({element, static_cast<int>(group.mentees.size()), Judge(group.scores, group.taken)});
  }
  return judged;
}

}  // namespace

double AreaUnderCurve(const std::vector<double>& scores, const std::vector<bool>& taken) {
  std::vector<size_t> order(scores.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::sort(order.begin(), order.end(), [&](size_t a, size_t b) { return scores[a] < scores[b]; });
  double above = 0, positives = 0, negatives = 0;
  for (size_t i = 0; i < order.size();) {
    double equal_positives = 0, equal = 0;
    for (size_t first = i; i < order.size() && scores[order[i]] == scores[order[first]]; ++i) {
      equal_positives += taken[order[i]];
      ++equal;
    }
    above += equal_positives * (negatives + (equal - equal_positives) / 2);
    positives += equal_positives;
    negatives += equal - equal_positives;
  }
  return positives == 0 || negatives == 0 ? 0.5 : above / (positives * negatives);
}

absl::StatusOr<Fitted> FitPolicy(const std::vector<Decision>& decisions, const Measurable& measurable, const std::string& by,
                                 absl::FunctionRef<absl::Status()> still_wanted) {
  std::set<std::string> mentees;
  std::vector<bool> taken;
  for (const Decision& decision : decisions) {
    mentees.insert(decision.mentee);
    taken.push_back(decision.taken);
  }
  if (mentees.size() < kFewestMentees) return absl::InvalidArgumentError("decisions of ten mentees at least are needed to learn from");
  auto count = std::count(taken.begin(), taken.end(), true);
  if (count == 0 || count == static_cast<std::ptrdiff_t>(taken.size())) {
    return absl::InvalidArgumentError("some decisions must have taken the mentor, and some not");
  }
  GoingOn go_on(still_wanted);
  Columns columns(decisions, go_on);
  columns.AddAll(measurable);
  GILDE_RETURN_IF_ERROR(go_on.status());
  if (columns.columns().empty()) return absl::InvalidArgumentError("nothing that is known of people tells their decisions apart");
  // The first trees of all decisions are the same however many follow: they are grown before it is known how many are wanted.
  std::vector<Tree> trees;
  std::array<std::vector<Tree>, kParts> without;
  auto boost = [&](int part, std::vector<Tree>& grown) { grown = Boost(columns.columns(), RowsOf(decisions, part), kMostRounds, go_on); };
  std::vector<std::function<void()>> jobs = {[&] { boost(-1, trees); }};
  for (int part = 0; part < kParts; ++part) jobs.emplace_back([&, part] { boost(part, without[part]); });
  base::SideBySide(jobs);
  GILDE_RETURN_IF_ERROR(go_on.status());
  std::vector<std::vector<double>> predictions = Predictions(decisions, columns, without);
  Fitted fitted;
  size_t best = 0;
  for (size_t i = 0; i < predictions.size(); ++i) {
    Judged judged = Judge(predictions[i], taken);
    if (i == 0 || judged.auc > fitted.judged.auc) {
      best = i;
      fitted.judged = judged;
    }
  }
  fitted.rounds = static_cast<int>(best + 1) * kRoundsApart;
  fitted.calibration = Calibrate(predictions[best], taken);
  fitted.groups = JudgeGroups(decisions, predictions[best], by);
  trees.resize(std::min(trees.size(), static_cast<size_t>(fitted.rounds)));
  fitted.policy = PolicyOf(trees, columns);
  if (fitted.policy.tables().empty()) return absl::InvalidArgumentError("nothing that is known of people tells their decisions apart");
  FillPolicy(gilde::matching::v1::Program::FORMAL, fitted.policy);
  return fitted;
}

}  // namespace gilde::matching::domain
