#include "services/matching/domain/hall.h"

#include <algorithm>
#include <cstddef>

namespace gilde::matching::domain {

namespace {

class Seating {
 public:
  Seating(const Undecided& left, const std::vector<int>& mentor_of, std::int64_t above)
      : left_(left), offers_from_(left.mentor_of.size() + 1, 0), placed_(left.mentor_of.size(), -1), held_(left.seats.size()) {
    for (const Option& option : left.options) {
      if (option.score > above) ++offers_from_[option.mentee + 1];
    }
    for (size_t i = 0; i < left.mentor_of.size(); ++i) offers_from_[i + 1] += offers_from_[i];
    offers_.resize(offers_from_.back());
    next_ = offers_from_;
    for (const Option& option : left.options) {
      if (option.score <= above) continue;
      offers_[next_[option.mentee]++] = option.mentor;
      if (mentor_of[option.mentee] == option.mentor) Seat(option.mentee, option.mentor);
    }
  }

  void PlaceTheMost() {
    while (Layers()) {
      next_ = offers_from_;
      tried_.assign(held_.size(), 0);
      for (int mentee = 0; mentee < mentees(); ++mentee) {
        if (Waits(mentee)) Augment(mentee);
      }
    }
  }

  std::vector<int> placed() const {
    std::vector<int> mentor_of = left_.mentor_of;
    for (size_t i = 0; i < mentor_of.size(); ++i) mentor_of[i] = std::max(mentor_of[i], placed_[i]);
    return mentor_of;
  }

  // The first `most` who wait, and all who hold a seat that one of the set could have.
  std::vector<int> Reach(int most) const {
    std::vector<bool> in(placed_.size(), false), open(held_.size(), false);
    std::vector<int> next, set;
    for (int mentee = 0; mentee < mentees() && static_cast<int>(next.size()) < most; ++mentee) {
      if (Waits(mentee)) in[mentee] = true, next.push_back(mentee);
    }
    while (!next.empty()) {
      int mentee = next.back();
      next.pop_back();
      for (size_t k = offers_from_[mentee]; k < offers_from_[mentee + 1]; ++k) {
        if (open[offers_[k]]) continue;
        open[offers_[k]] = true;
        for (int other : held_[offers_[k]]) {
          if (!in[other]) in[other] = true, next.push_back(other);
        }
      }
    }
    for (int mentee = 0; mentee < mentees(); ++mentee) {
      if (in[mentee]) set.push_back(mentee);
    }
    return set;
  }

 private:
  int mentees() const { return static_cast<int>(placed_.size()); }
  bool Waits(int mentee) const { return left_.mentor_of[mentee] < 0 && placed_[mentee] < 0; }
  bool Free(int mentor) const { return static_cast<int>(held_[mentor].size()) < left_.seats[mentor]; }
  void Seat(int mentee, int mentor) {
    placed_[mentee] = mentor;
    held_[mentor].push_back(mentee);
  }

  // How many moves each is away from those who wait, up to the nearest free seat; false when there is none.
  bool Layers() {
    mentee_layer_.assign(placed_.size(), -1);
    mentor_layer_.assign(held_.size(), -1);
    std::vector<int> queue;
    for (int mentee = 0; mentee < mentees(); ++mentee) {
      if (Waits(mentee)) mentee_layer_[mentee] = 0, queue.push_back(mentee);
    }
    int last = std::numeric_limits<int>::max();
    for (size_t head = 0; head < queue.size() && mentee_layer_[queue[head]] <= last; ++head) {
      int layer = mentee_layer_[queue[head]];
      for (size_t k = offers_from_[queue[head]]; k < offers_from_[queue[head] + 1]; ++k) {
        int mentor = offers_[k];
        if (mentor_layer_[mentor] >= 0) continue;
        mentor_layer_[mentor] = layer;
        if (Free(mentor)) last = layer;
        for (int other : held_[mentor]) {
          if (mentee_layer_[other] < 0) mentee_layer_[other] = layer + 1, queue.push_back(other);
        }
      }
    }
    return last < std::numeric_limits<int>::max();
  }

  // Goes down the layers to a free seat and moves everybody on the way; each way is tried once in a phase.
  void Augment(int first) {
    std::vector<int> path{first};
    while (!path.empty()) {
      int mentee = path.back(), next = -1;
      for (; next_[mentee] < offers_from_[mentee + 1]; ++next_[mentee]) {
        int mentor = offers_[next_[mentee]];
        if (mentor_layer_[mentor] != mentee_layer_[mentee]) continue;
        if (Free(mentor)) return Move(path, mentor);
        while (next < 0 && tried_[mentor] < held_[mentor].size()) {
          int other = held_[mentor][tried_[mentor]++];
          if (mentee_layer_[other] == mentee_layer_[mentee] + 1) next = other;
        }
        if (next >= 0) break;
      }
      if (next < 0) {
        path.pop_back();
      } else {
        path.push_back(next);
      }
    }
  }

  void Move(std::vector<int>& path, int free) {
    Seat(path.back(), free);
    for (path.pop_back(); !path.empty(); path.pop_back()) {
      int mentor = offers_[next_[path.back()]];
      held_[mentor][tried_[mentor] - 1] = path.back();
      placed_[path.back()] = mentor;
    }
  }

  const Undecided& left_;
  std::vector<size_t> offers_from_;  // of each mentee, in offers_
  std::vector<int> offers_;          // mentors
  std::vector<int> placed_;
  std::vector<std::vector<int>> held_;  // mentees of a mentor
  // Of one phase: layers, the offer that each is at, and how many holders of each were tried.
  std::vector<int> mentee_layer_, mentor_layer_;
  std::vector<size_t> next_, tried_;
};

}  // namespace

std::vector<int> MostPlaced(const Undecided& left, const std::vector<int>& mentor_of, std::int64_t above) {
  Seating seating(left, mentor_of, above);
  seating.PlaceTheMost();
  return seating.placed();
}

std::vector<int> HallSet(const Undecided& left, const std::vector<int>& mentor_of, std::int64_t above, int most) {
  Seating seating(left, mentor_of, above);
  seating.PlaceTheMost();
  return seating.Reach(most);
}

}  // namespace gilde::matching::domain
