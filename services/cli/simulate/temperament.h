// How people are: what each temperament does in time, late, when reminded, or never. Made up, and the same in every simulation.
#pragma once

#include <string>

#include "services/cli/simulate/dice.h"

namespace gilde::cli::simulation {

enum class Temperament { kKeen, kBusy, kForgetful, kGhosting, kMismatched };
inline constexpr int kTemperaments = 5;

struct Habits {
  const char* name;
  int of_a_hundred;                 // how many mentees are so; mentors are never mismatched
  double answers, accepts;          // an approach without being reminded; with yes
  double agenda, follow_up, books;  // without being reminded
  double heeds;                     // does what a nudge asks for
  double shows_up;
  double moves;          // a meeting to another time
  double pauses;         // after a meeting
  double acts, reports;  // on advice; back
  double comes_back;     // at each rung of the silence ladder
  int slow_hours;        // at most, for what is done
};

const Habits& HabitsOf(Temperament temperament);
Temperament DrawTemperament(bool mentor, Dice& dice);

}  // namespace gilde::cli::simulation
