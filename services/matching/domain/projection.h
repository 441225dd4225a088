// The people of all organizations, in memory: packed, and unpacked for as long as somebody looks at them. Readers get a person as it was at
// some moment and wait for nobody's packing or unpacking but their own.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/container/node_hash_map.h"
#include "common/base/guarded.h"
#include "services/matching/domain/packed_person.h"
#include "services/matching/domain/person.h"

namespace gilde::matching::domain {

// Thread-safe.
class Projection {
 public:
  // Null when the person is not known. All who look at a person at the same time share one.
  std::shared_ptr<const Person> Find(const std::string& profile) const;
  // Everybody of an organization whose mentor offer is approved, in no order.
  std::vector<std::shared_ptr<const Person>> Mentors(const std::string& organization) const;
  // As it was at some moment: what words weigh, at the last WeighWords.
  std::shared_ptr<const SkillLikeness> Likeness(const std::string& organization) const;

  void Put(gilde::profile::v1::Profile profile);
  void Put(const gilde::profile::v1::Goal& goal);
  void Put(const std::string& organization, SkillLikeness likeness);
  // Weighs words by the offers of now, in organizations where they changed. It looks at every word there: once for many changes.
  void WeighWords();
  size_t size() const;

  // Everybody who is known to the profile service has been put. Before that, whoever asks would get a part for the whole.
  void SetComplete() { complete_ = true; }
  bool complete() const { return complete_; }

 private:
  // What is to become the likeness of an organization.
  struct Changing {
    SkillLikeness skills;
    Offers offers;
    bool changed = false;
  };

  struct Kept {
    void Become(PackedPerson next);

    PackedPerson packed;
    mutable std::weak_ptr<const Person> unpacked;  // the same one, if somebody looks at it
  };
  struct People {
    // Nobody is ever taken out, so that a name stays where it is.
    absl::node_hash_map<std::string, Kept> by_name;
    absl::flat_hash_map<std::string, absl::flat_hash_set<std::string_view>> mentors;  // names, by organization
  };

  // As new for somebody who is not known.
  PackedPerson Packed(const std::string& name) const;

  base::Guarded<People> people_;
  base::Guarded<absl::flat_hash_map<std::string, std::shared_ptr<const SkillLikeness>>> likeness_;
  // Held by who writes, so that nothing changes between looking and replacing.
  base::Guarded<absl::flat_hash_map<std::string, Changing>> changing_;
  std::atomic<bool> complete_ = false;
};

}  // namespace gilde::matching::domain
