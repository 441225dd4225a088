// The people of all organizations, in memory. Readers get a person as it was at some moment and never wait for a change of another.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "common/base/guarded.h"
#include "services/matching/domain/person.h"

namespace gilde::matching::domain {

// Thread-safe.
class Projection {
 public:
  // Null when the person is not known.
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

  template <class T>
  using ByName = base::Guarded<absl::flat_hash_map<std::string, std::shared_ptr<const T>>>;
  // Lets `take` change a copy of the person, or a new one, and puts it in place.
  template <class Take>
  void Change(const std::string& profile, Take take);

  ByName<Person> people_;
  ByName<SkillLikeness> likeness_;
  base::Guarded<absl::flat_hash_map<std::string, Changing>> changing_;
  std::atomic<bool> complete_ = false;
};

}  // namespace gilde::matching::domain
