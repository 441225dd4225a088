#include "services/matching/domain/projection.h"

#include <utility>

namespace gilde::matching::domain {

std::shared_ptr<const Person> Projection::Find(const std::string& profile) const {
  std::lock_guard lock(mutex_);
  auto found = people_.find(profile);
  return found == people_.end() ? nullptr : found->second;
}

std::shared_ptr<const SkillLikeness> Projection::Likeness(const std::string& organization) const {
  std::lock_guard lock(mutex_);
  auto found = likeness_.find(organization);
  return found == likeness_.end() ? std::make_shared<const SkillLikeness>() : found->second;
}

void Projection::Put(gilde::profile::v1::Profile profile) {
  std::lock_guard lock(mutex_);
  std::shared_ptr<const Person>& place = people_[profile.name()];
  auto next = place == nullptr ? std::make_shared<Person>() : std::make_shared<Person>(*place);
  next->Take(std::move(profile));
  place = std::move(next);
}

void Projection::Put(const gilde::profile::v1::Goal& goal) {
  std::string person = goal.name().substr(0, goal.name().rfind("/goals/"));
  std::lock_guard lock(mutex_);
  std::shared_ptr<const Person>& place = people_[person];
  auto next = place == nullptr ? std::make_shared<Person>() : std::make_shared<Person>(*place);
  next->Take(goal);
  place = std::move(next);
}

void Projection::Put(const std::string& organization, SkillLikeness likeness) {
  auto next = std::make_shared<const SkillLikeness>(std::move(likeness));
  std::lock_guard lock(mutex_);
  likeness_[organization] = std::move(next);
}

size_t Projection::size() const {
  std::lock_guard lock(mutex_);
  return people_.size();
}

}  // namespace gilde::matching::domain
