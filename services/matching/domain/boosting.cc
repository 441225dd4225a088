// Problem: from tens of thousands of decisions to sums of small tables, in seconds, the same on every machine.
// Way: histograms of gradients by step, all columns for one or two nodes in one pass; columns of two steps only visit the rows of the upper
// one, which are few.
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
constexpr std::uint8_t kNoNode = 2;

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

// Best questions for the rows of one or two nodes.
class Asking {
 public:
  Asking(const std::vector<Column>& columns, const std::vector<Sums>& rows, const std::vector<std::uint8_t>& node_of)
      : columns_(columns), rows_(rows), node_of_(node_of) {
    for (size_t row = 0; row < rows.size(); ++row) {
      if (node_of[row] != kNoNode) total_[node_of[row]] += rows[row];
    }
  }

  std::array<Question, 2> Best() {
    for (size_t column = 0; column < columns_.size(); ++column) {
      Sum(columns_[column]);
      for (int node : {0, 1}) Consider(static_cast<int>(column), node);
    }
    return best_;
  }
  Sums Total(int node) const { return total_[node]; }

 private:
  void Sum(const Column& column) {
    for (auto& node : by_step_) std::fill_n(node.begin(), column.steps, Sums());
    if (column.steps > 2) {
      for (size_t row = 0; row < rows_.size(); ++row) {
        if (node_of_[row] != kNoNode) by_step_[node_of_[row]][column.step[row]] += rows_[row];
      }
      return;
    }
    for (std::uint32_t row : column.upper) {
      if (node_of_[row] != kNoNode) by_step_[node_of_[row]][1] += rows_[row];
    }
    for (int node : {0, 1}) by_step_[node][0] = total_[node] - by_step_[node][1];
  }

  void Consider(int column, int node) {
    Sums left;
    for (int step = 0; step + 1 < columns_[column].steps; ++step) {
      left += by_step_[node][step];
      Sums right = total_[node] - left;
      if (left.weight < kSmallestSide || right.weight < kSmallestSide) continue;
      if (columns_[column].rising && left.Value() > right.Value()) continue;
      double gain = left.Gain() + right.Gain() - total_[node].Gain();
      if (gain <= gain_[node]) continue;
      gain_[node] = gain;
      best_[node] = {column, step, left.Value(), right.Value()};
    }
  }

  const std::vector<Column>& columns_;
  const std::vector<Sums>& rows_;
  const std::vector<std::uint8_t>& node_of_;
  std::array<Sums, 2> total_;
  std::array<std::array<Sums, 256>, 2> by_step_;
  std::array<double, 2> gain_{1e-9, 1e-9};
  std::array<Question, 2> best_;
};

// Moves the rows of node 0 to the sides of a question.
void Part(const Question& question, const Column& column, std::vector<std::uint8_t>& node_of) {
  for (size_t row = 0; row < node_of.size(); ++row) {
    if (node_of[row] == 0 && column.step[row] > question.step) node_of[row] = 1;
  }
}

void Scale(Question& question) {
  question.left *= kRate;
  question.right *= kRate;
}

// One tree for the gradients of the rows; without a question when none is worth it.
Tree Grow(const std::vector<Column>& columns, const std::vector<Sums>& rows, std::vector<std::uint8_t> node_of) {
  Tree tree;
  tree.root = Asking(columns, rows, node_of).Best()[0];
  if (tree.root.column < 0) return tree;
  const Column& asked = columns[tree.root.column];
  Part(tree.root, asked, node_of);
  std::array<Question, 2> next = Asking(columns, rows, node_of).Best();
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

std::vector<Tree> Boost(const std::vector<Column>& columns, const std::vector<Row>& rows, int rounds) {
  std::vector<double> sums(rows.size());
  std::vector<Sums> gradients(rows.size());
  std::vector<std::uint8_t> node_of(rows.size());
  for (size_t row = 0; row < rows.size(); ++row) node_of[row] = rows[row].weight > 0 ? 0 : kNoNode;
  std::vector<Tree> trees;
  for (int round = 0; round < rounds; ++round) {
    for (size_t row = 0; row < rows.size(); ++row) {
      double likely = 1 / (1 + std::exp(-sums[row])), weight = rows[row].weight;
      gradients[row] = {weight * (rows[row].positive - likely), weight * likely * (1 - likely), weight};
    }
    trees.push_back(Grow(columns, gradients, node_of));
    if (trees.back().root.column < 0) break;
    AddTree(trees.back(), columns, sums);
  }
  return trees;
}

}  // namespace gilde::matching::domain
