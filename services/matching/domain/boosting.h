// Gradient boosting of trees with at most two questions, over numbers in steps.
#pragma once

#include <cstdint>
#include <vector>

#include "services/matching/domain/going_on.h"

namespace gilde::matching::domain {

// A number about each row, in steps from 0 on.
struct Column {
  int steps = 2;
  bool rising = false;             // more is better
  std::vector<std::uint8_t> step;  // by row
};

// Rows whose step in `column` is at most `step` go left. -1: no question, everybody goes left.
struct Question {
  int column = -1;
  int step = 0;
  double left = 0, right = 0;  // what each side gets
};
struct Tree {
  Question root, of_left, of_right;  // what rows get stands at the second question
};

struct Row {
  bool positive = false;
  double weight = 0;  // 0: not learned from
};

// Learns so many trees, each correcting those before it.
std::vector<Tree> Boost(const std::vector<Column>& columns, const std::vector<Row>& rows, int rounds, GoOn go_on = Always);

// What the trees give each row in all, after the first of them, the first two, ...: the sums so far, added up in place.
void AddTree(const Tree& tree, const std::vector<Column>& columns, std::vector<double>& sums);

}  // namespace gilde::matching::domain
