// Free time of people as bits, from memory, from Redis, or from the database.
//
// Each calendar has a version in the database that changes with everything its bits follow from. Every load reads the versions first
// (one small query) and trusts a copy, in memory or in Redis, only when it carries that version: a lost, stale or foreign copy is
// computed again. Booking does not use the copies at all.
#pragma once

#include <array>
#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "common/redis/redis.h"
#include "common/storage/store.h"
#include "services/scheduling/api/sources.h"
#include "services/scheduling/domain/slots.h"

namespace gilde::scheduling::api {

// Thread-safe.
class Calendars {
 public:
  // `redis` may be null.
  Calendars(storage::Store& store, redis::Redis* redis, const Sources& sources) : store_(store), redis_(redis), sources_(sources) {}

  // People with the bits of some weeks; keeps the bits alive.
  struct Loaded {
    std::vector<domain::Candidate> people;
    std::vector<std::shared_ptr<const domain::WeekBits>> bits;
  };
  // In the order of `people`, who are all of one organization. Makes the calendar of a person whose profile is new here.
  // NOT_FOUND / RESOURCE_NOT_FOUND when one has no profile.
  absl::StatusOr<Loaded> Load(const base::Call& call, const std::vector<std::string>& people, domain::Weeks weeks);

  // Makes the availability of each person who has none, from their profile.
  absl::Status Ensure(const base::Call& call, const std::vector<std::string>& people);

 private:
  using Bits = std::shared_ptr<const domain::WeekBits>;
  // What is known about a person at one version.
  struct Person {
    std::string version, time_zone;
    absl::TimeZone zone;
    int notice_minutes = 0;
    std::map<std::int64_t, Bits> weeks;
    bool Has(domain::Weeks wanted) const;
  };
  // The most recently used people.
  class Memory {
   public:
    std::shared_ptr<const Person> Find(const std::string& name, std::string_view version);
    void Put(const std::string& name, std::shared_ptr<const Person> person);

   private:
    struct Entry {
      std::shared_ptr<const Person> person;
      std::list<std::string>::iterator place;
    };
    std::mutex mutex_;
    std::list<std::string> order_;  // most recent first
    absl::flat_hash_map<std::string, Entry> entries_;
  };

  std::shared_ptr<const Person> FromRedis(const std::string& name, std::string_view version, domain::Weeks weeks);
  absl::StatusOr<std::shared_ptr<const Person>> FromDatabase(const base::Call& call, const std::string& name, domain::Weeks weeks);
  void ToRedis(const std::string& name, const Person& person);

  storage::Store& store_;
  redis::Redis* redis_;
  const Sources& sources_;
  Memory memory_;
};

}  // namespace gilde::scheduling::api
