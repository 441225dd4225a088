#include "services/cli/simulate/temperament.h"

namespace gilde::cli::simulation {

namespace {

constexpr Habits kHabits[kTemperaments] = {
    // name, of 100, answers, accepts, agenda, follow-up, books, heeds, shows up, moves, pauses, acts, reports, comes back, slow
    {"keen", 42, 0.98, 0.95, 0.92, 0.9, 0.97, 0.95, 0.99, 0.04, 0.01, 0.95, 0.85, 0.9, 20},
    {"busy", 25, 0.75, 0.8, 0.55, 0.6, 0.8, 0.6, 0.93, 0.35, 0.12, 0.7, 0.5, 0.6, 60},
    {"forgetful", 18, 0.35, 0.92, 0.3, 0.35, 0.35, 0.7, 0.9, 0.1, 0.02, 0.7, 0.3, 0.55, 40},
    {"ghosting", 10, 0.5, 0.9, 0.5, 0.4, 0.6, 0.15, 0.85, 0.1, 0.02, 0.3, 0.1, 0.15, 60},
    {"mismatched", 5, 0.9, 0.9, 0.7, 0.6, 0.8, 0.7, 0.95, 0.1, 0.02, 0.5, 0.4, 0.4, 30},
};

}  // namespace

const Habits& HabitsOf(Temperament temperament) { return kHabits[static_cast<int>(temperament)]; }

Temperament DrawTemperament(bool mentor, Dice& dice) {
  int drawn = dice.Between(0, mentor ? 94 : 99);
  int so_far = 0;
  for (int i = 0; i < kTemperaments; ++i) {
    so_far += kHabits[i].of_a_hundred;
    if (drawn < so_far) return static_cast<Temperament>(i);
  }
  return Temperament::kKeen;
}

}  // namespace gilde::cli::simulation
