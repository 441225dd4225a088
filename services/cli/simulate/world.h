// Everybody and everything of a simulation.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/cli/connection.h"
#include "services/cli/simulate/diary.h"
#include "services/cli/simulate/temperament.h"

namespace gilde::cli::simulation {

struct SimulateFlags {
  int pairs = 100, months = 6, threads = 16;
  std::uint64_t seed = 7;
  std::string html;
};

struct Person {
  int number = 0;  // mentees from 0, then mentors
  bool mentor = false;
  std::string name;  // organizations/acme/profiles/s00012
  std::string given_name, zone, language, skill, work;
  Temperament temperament = Temperament::kKeen;
  Dice dice;
  std::string program;  // of the cohort

  const Habits& habits() const { return HabitsOf(temperament); }
  bool Chance(double often) { return dice.Chance(often); }
  // After some hours, as many as such people take.
  absl::Duration Later() { return absl::Hours(dice.Between(1, habits().slow_hours)); }
};

// What the rules refused, by reason: people try what is not possible any more, and are told so. Thread-safe.
class Refusals {
 public:
  void Add(const std::string& reason) {
    std::lock_guard lock(mutex_);
    ++counts_[reason];
  }
  std::map<std::string, int> counts() const {
    std::lock_guard lock(mutex_);
    return counts_;
  }

 private:
  mutable std::mutex mutex_;
  std::map<std::string, int> counts_;
};

class Life;

struct World {
  World(const Connection& to, const SimulateFlags& with);
  ~World();

  const Connection& connection;
  const SimulateFlags& flags;
  absl::Time begin, end, now;
  absl::CivilDay LastDay() const { return absl::ToCivilDay(end, absl::UTCTimeZone()); }
  std::vector<Person> people;
  std::map<std::string, Person*> by_name;
  std::vector<std::unique_ptr<Life>> lives;  // one for each mentee
  Diary diary;
  Refusals refusals;

  // Makes a call as a person. Nothing when the rules refuse it.
  template <class Response>
  absl::StatusOr<std::optional<Response>> Try(const Person& as, const std::string& method, const google::protobuf::Message& request) {
    absl::StatusOr<Response> answer = connection.Call<Response>(connection.Member(as.name), method, request, absl::Minutes(2));
    if (answer.ok()) return *std::move(answer);
    if (!absl::IsFailedPrecondition(answer.status())) return answer.status();
    refusals.Add(base::ReasonOf(answer.status()));
    return std::optional<Response>();
  }

  // The life a mentorship belongs to; null when it is not known. Thread-safe, as Found is.
  Life* LifeOf(const std::string& mentorship) const {
    std::lock_guard lock(mutex_);
    auto found = pairs_.find(mentorship);
    return found == pairs_.end() ? nullptr : found->second;
  }
  void Found(const std::string& mentorship, Life* life) {
    std::lock_guard lock(mutex_);
    pairs_[mentorship] = life;
  }

 private:
  mutable std::mutex mutex_;
  std::map<std::string, Life*> pairs_;
};

// Brings everybody in, opens a program for each cohort and enrolls them.
absl::Status Populate(World& world);

}  // namespace gilde::cli::simulation
