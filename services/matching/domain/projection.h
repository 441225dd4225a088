// The people of all organizations, in memory. Readers get a person as it was at some moment and never wait for a change of another.
#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "services/matching/domain/person.h"

namespace gilde::matching::domain {

// Thread-safe.
class Projection {
 public:
  // Null when the person is not known.
  std::shared_ptr<const Person> Find(const std::string& profile) const;
  std::shared_ptr<const SkillLikeness> Likeness(const std::string& organization) const;

  void Put(gilde::profile::v1::Profile profile);
  void Put(const gilde::profile::v1::Goal& goal);
  void Put(const std::string& organization, SkillLikeness likeness);
  size_t size() const;

 private:
  mutable std::mutex mutex_;
  absl::flat_hash_map<std::string, std::shared_ptr<const Person>> people_;
  absl::flat_hash_map<std::string, std::shared_ptr<const SkillLikeness>> likeness_;
};

}  // namespace gilde::matching::domain
