// Problem: from tens of thousands of decisions to sums of small tables, in seconds, the same on every machine.
// Way: histograms of gradients by step, all columns for both nodes in one pass over the rows, each row adding to its cells of all columns:
// no addition waits for the one before it, as it does column by column. What is in the lower of two steps is not added, it is the rest. A
// sum adds rows in their order, so that it has the same bits wherever it is made. 24,769 decisions, 600 rounds: 4 s of a core.
// Rejected: a library (Debian has none); deeper trees (not a sum of tables that somebody can read).
#include "services/matching/domain/boosting.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace gilde::matching::domain {
namespace {

constexpr double kRate = 0.1;         // of each tree that counts
constexpr double kShrinkage = 20;     // pulls what a few rows say towards nothing
constexpr double kSmallestSide = 20;  // weight on each side of a question

struct Sums {
  double gradient = 0, curvature = 0, weight = 0;

  Sums& operator+=(const Sums& other) {
    gradient += other.gradient;
    curvature += other.curvature;
    weight += other.weight;
    return *this;
  }
  Sums operator-(const Sums& other) const { return {gradient - other.gradient, curvature - other.curvature, weight - other.weight}; }
  double Value() const { return gradient / (curvature + kShrinkage); }
  double Gain() const { return gradient * gradient / (curvature + kShrinkage); }
};

// The rows that are learned from, each with the cells of a histogram over all columns that it counts in.
class Cells {
 public:
  Cells(const std::vector<Column>& columns, const std::vector<Row>& rows) : columns_(columns) {
    for (const Column& column : columns) {
      first_.push_back(count_);
      count_ += column.steps;
    }
    for (std::uint32_t row = 0; row < rows.size(); ++row) {
      if (rows[row].weight == 0) continue;
      rows_.push_back(row);
      for (size_t column = 0; column < columns.size(); ++column) {
        std::uint8_t step = columns[column].step[row];
        if (columns[column].steps > 2 || step == 1) cells_.push_back(first_[column] + step);
      }
      ends_.push_back(cells_.size());
    }
  }

  const std::vector<Column>& columns() const { return columns_; }
  const std::vector<std::uint32_t>& rows() const { return rows_; }
  // Each column's cells follow each other, from here. What is in the lower of two steps is counted nowhere: it is all but the upper.
  std::uint32_t First(size_t column) const { return first_[column]; }
  std::uint32_t count() const { return count_; }
  // Adds something to the cells of the row that is at `place` among rows().
  void Add(size_t place, Sums of_row, std::vector<Sums>& by_cell) const {
    for (size_t i = place == 0 ? 0 : ends_[place - 1]; i < ends_[place]; ++i) by_cell[cells_[i]] += of_row;
  }

 private:
  const std::vector<Column>& columns_;
  std::vector<std::uint32_t> first_, rows_, cells_;
  std::vector<size_t> ends_;  // in cells_, by place
  std::uint32_t count_ = 0;
};

// Best questions for the rows of two nodes.
class Asking {
 public:
  // By place among the rows that are learned from.
  Asking(const Cells& cells, const std::vector<Sums>& gradients, const std::vector<std::uint8_t>& node_of)
      : cells_(cells), by_cell_{std::vector<Sums>(cells.count()), std::vector<Sums>(cells.count())} {
    for (size_t place = 0; place < gradients.size(); ++place) {
      total_[node_of[place]] += gradients[place];
      cells.Add(place, gradients[place], by_cell_[node_of[place]]);
    }
  }

  std::array<Question, 2> Best() {
    std::array<Question, 2> best;
    for (int node : {0, 1}) {
      double most = 1e-9;
      for (size_t column = 0; column < cells_.columns().size(); ++column) Consider(static_cast<int>(column), node, most, best[node]);
    }
    return best;
  }

 private:
  void Consider(int column, int node, double& most, Question& best) {
    const auto& [steps, rising, step_of] = cells_.columns()[column];
    Sums* by_step = &by_cell_[node][cells_.First(column)];
    if (steps == 2) by_step[0] = total_[node] - by_step[1];
    Sums left;
    for (int step = 0; step + 1 < steps; ++step) {
      left += by_step[step];
      Sums right = total_[node] - left;
      if (left.weight < kSmallestSide || right.weight < kSmallestSide) continue;
      if (rising && left.Value() > right.Value()) continue;
      double gain = left.Gain() + right.Gain() - total_[node].Gain();
      if (gain <= most) continue;
      most = gain;
      best = {column, step, left.Value(), right.Value()};
    }
  }

  const Cells& cells_;
  std::array<Sums, 2> total_;
  std::array<std::vector<Sums>, 2> by_cell_;
};

void Scale(Question& question) {
  question.left *= kRate;
  question.right *= kRate;
}

// One tree for the gradients of the rows; without a question when none is worth it.
Tree Grow(const Cells& cells, const std::vector<Sums>& gradients) {
  std::vector<std::uint8_t> node_of(gradients.size());
  Tree tree;
  tree.root = Asking(cells, gradients, node_of).Best()[0];
  if (tree.root.column < 0) return tree;
  const Column& asked = cells.columns()[tree.root.column];
  for (size_t place = 0; place < node_of.size(); ++place) node_of[place] = asked.step[cells.rows()[place]] > tree.root.step;
  std::array<Question, 2> next = Asking(cells, gradients, node_of).Best();
  double left = tree.root.left, right = tree.root.right;
  for (int node : {0, 1}) {
    if (next[node].column < 0) next[node] = {-1, 0, node == 0 ? left : right, node == 0 ? left : right};
  }
  // More is better also when somebody differs in what is asked next.
  if (asked.rising && std::max(next[0].left, next[0].right) > std::min(next[1].left, next[1].right)) {
    next = {Question{-1, 0, left, left}, Question{-1, 0, right, right}};
  }
  tree.of_left = next[0];
  tree.of_right = next[1];
  for (Question* question : {&tree.root, &tree.of_left, &tree.of_right}) Scale(*question);
  return tree;
}

double Answer(const Question& question, const std::vector<Column>& columns, std::uint32_t row) {
  if (question.column < 0) return question.left;
  return columns[question.column].step[row] <= question.step ? question.left : question.right;
}

}  // namespace

void AddTree(const Tree& tree, const std::vector<Column>& columns, std::vector<double>& sums) {
  if (tree.root.column < 0) return;
  for (std::uint32_t row = 0; row < sums.size(); ++row) {
    bool left = columns[tree.root.column].step[row] <= tree.root.step;
    sums[row] += Answer(left ? tree.of_left : tree.of_right, columns, row);
  }
}

std::vector<Tree> Boost(const std::vector<Column>& columns, const std::vector<Row>& rows, int rounds, GoOn go_on) {
  Cells cells(columns, rows);
  std::vector<double> sums(rows.size());
  std::vector<Sums> gradients(cells.rows().size());
  std::vector<Tree> trees;
  for (int round = 0; round < rounds && go_on(); ++round) {
    for (size_t place = 0; place < gradients.size(); ++place) {
      const Row& row = rows[cells.rows()[place]];
      double likely = 1 / (1 + std::exp(-sums[cells.rows()[place]]));
      gradients[place] = {row.weight * (row.positive - likely), row.weight * likely * (1 - likely), row.weight};
    }
    trees.push_back(Grow(cells, gradients));
    if (trees.back().root.column < 0) break;
    AddTree(trees.back(), columns, sums);
  }
  return trees;
}

}  // namespace gilde::matching::domain
