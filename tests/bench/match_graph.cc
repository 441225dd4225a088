#include "tests/bench/match_graph.h"

#include <algorithm>
#include <vector>

namespace gilde::bench {
namespace {

using matching::domain::Placement;

constexpr int kSkills = 400, kWanted = 3, kTries = 20;
constexpr std::uint64_t kOne = std::uint64_t{1} << 32;

// SplitMix64 (Steele, Lea and Flood 2014), and what is drawn with it; standard distributions differ between libraries.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}
  std::uint64_t Next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
  std::uint64_t Below(std::uint64_t limit) { return (Next() >> 32) * limit >> 32; }
  // Small numbers more often: the square of an even draw.
  std::uint64_t Early(std::uint64_t limit) {
    std::uint64_t draw = Next() >> 32;
    return (draw * draw >> 32) * limit >> 32;
  }

 private:
  std::uint64_t state_;
};

// A skill by its frequency: that of rank r comes 1 / (r + 1) as often as the first.
class Zipf {
 public:
  Zipf() {
    for (std::uint64_t rank = 0; rank < kSkills; ++rank) sums_.push_back((sums_.empty() ? 0 : sums_.back()) + kOne / (rank + 1));
  }
  int Draw(Chance& chance) const {
    std::uint64_t at = (chance.Next() >> 32) * (sums_.back() >> 16) >> 16;
    return static_cast<int>(std::upper_bound(sums_.begin(), sums_.end() - 1, at) - sums_.begin());
  }

 private:
  std::vector<std::uint64_t> sums_;
};

struct Mentors {
  std::vector<std::vector<int>> skills;  // of each, sorted
  std::vector<std::vector<int>> having;  // by skill, the most popular first
};

// The lower its number the more popular a mentor is here; their names are shuffled in the end.
Mentors SomeMentors(int count, const Zipf& zipf, Chance& chance) {
  Mentors mentors{std::vector<std::vector<int>>(static_cast<size_t>(count)), std::vector<std::vector<int>>(kSkills)};
  for (int mentor = 0; mentor < count; ++mentor) {
    std::vector<int>& skills = mentors.skills[static_cast<size_t>(mentor)];
    for (std::uint64_t many = 1 + chance.Early(10); many > 0; --many) skills.push_back(zipf.Draw(chance));
    std::sort(skills.begin(), skills.end());
    skills.erase(std::unique(skills.begin(), skills.end()), skills.end());
    for (int skill : skills) mentors.having[static_cast<size_t>(skill)].push_back(mentor);
  }
  return mentors;
}

std::vector<int> Shuffled(int count, Chance& chance) {
  std::vector<int> names(static_cast<size_t>(count));
  for (size_t i = 0; i < names.size(); ++i) {
    names[i] = static_cast<int>(i);
    std::swap(names[i], names[chance.Below(i + 1)]);
  }
  return names;
}

}  // namespace

Placement SomeOrganization(int mentees, int mentors, int each, std::uint64_t seed) {
  Chance chance(seed);
  Zipf zipf;
  Mentors all = SomeMentors(mentors, zipf, chance);
  std::vector<int> names = Shuffled(mentors, chance), met_by(static_cast<size_t>(mentors), -1);
  Placement placement;
  placement.mentees = mentees;
  for (int j = 0; j < mentors; ++j) placement.seats.push_back(static_cast<int>(1 + chance.Below(8)));
  auto count = static_cast<std::uint64_t>(mentors);
  for (int mentee = 0; mentee < mentees; ++mentee) {
    int wanted[kWanted];
    for (int& skill : wanted) skill = zipf.Draw(chance);
    int found = 0;
    for (int tries = 0; found < std::min(each, mentors); ++tries) {
      const std::vector<int>& having = all.having[static_cast<size_t>(wanted[chance.Below(kWanted)])];
      bool anybody = having.empty() || tries > each * kTries;
      int mentor = anybody ? static_cast<int>(chance.Below(count)) : having[chance.Early(having.size())];
      if (met_by[static_cast<size_t>(mentor)] == mentee) continue;
      met_by[static_cast<size_t>(mentor)] = mentee;
      ++found;
      const std::vector<int>& skills = all.skills[static_cast<size_t>(mentor)];
      std::int64_t shared = 0;
      for (int skill : wanted) shared += std::binary_search(skills.begin(), skills.end(), skill) ? 1 : 0;
      auto popular = static_cast<std::int64_t>((count - static_cast<std::uint64_t>(mentor)) * 20'000'000 / count);
      auto own = static_cast<std::int64_t>(chance.Below(20'000'001));
      placement.options.push_back({mentee, names[static_cast<size_t>(mentor)], shared * 20'000'000 + popular + own});
    }
  }
  return placement;
}

}  // namespace gilde::bench
