#include "services/matching/domain/projection.h"

#include <optional>
#include <string_view>
#include <utility>

#include "common/base/ids.h"

namespace gilde::matching::domain {

using gilde::profile::v1::Goal;
using gilde::profile::v1::Profile;

std::shared_ptr<const Person> Projection::Find(const std::string& name) const {
  std::optional<PackedPerson> packed;
  std::shared_ptr<const Person> person = people_.With([&](const People& people) -> std::shared_ptr<const Person> {
    auto found = people.by_name.find(name);
    if (found == people.by_name.end()) return nullptr;
    std::shared_ptr<const Person> known = found->second.unpacked.lock();
    if (known == nullptr) packed = found->second.packed;
    return known;
  });
  if (!packed) return person;
  // Not made together with its counts, which stay for as long as `unpacked` points there.
  person = std::shared_ptr<const Person>(new Person(packed->Unpack()));
  return people_.With([&](const People& people) {
    const Kept& kept = people.by_name.find(name)->second;
    if (kept.packed != *packed) return person;
    std::shared_ptr<const Person> known = kept.unpacked.lock();
    if (known == nullptr) kept.unpacked = known = person;
    return known;
  });
}

std::vector<std::shared_ptr<const Person>> Projection::Mentors(const std::string& organization) const {
  std::vector<std::string_view> names;
  people_.With([&](const People& people) {
    auto found = people.mentors.find(organization);
    if (found != people.mentors.end()) names.assign(found->second.begin(), found->second.end());
  });
  std::vector<std::shared_ptr<const Person>> mentors;
  mentors.reserve(names.size());
  for (std::string_view name : names) {
    std::shared_ptr<const Person> mentor = Find(std::string(name));
    // Who looks for a long time may find that it is no more.
    if (IsApproved(mentor->profile)) mentors.push_back(std::move(mentor));
  }
  return mentors;
}

std::shared_ptr<const SkillLikeness> Projection::Likeness(const std::string& organization) const {
  return likeness_.With([&](const auto& likeness) -> std::shared_ptr<const SkillLikeness> {
    auto found = likeness.find(organization);
    return found == likeness.end() ? std::make_shared<const SkillLikeness>() : found->second;
  });
}

void Projection::Kept::Become(PackedPerson next) {
  if (packed == next) return;
  packed = std::move(next);
  unpacked.reset();
}

PackedPerson Projection::Packed(const std::string& name) const {
  return people_.With([&](const People& people) {
    auto found = people.by_name.find(name);
    return found == people.by_name.end() ? PackedPerson() : found->second.packed;
  });
}

void Projection::Put(Profile profile) {
  std::string name = profile.name(), organization = base::OrganizationName(name);
  bool approved = IsApproved(profile);
  changing_.With([&](auto& all) {
    PackedPerson packed = Packed(name);
    Terms before = packed.OfferTerms();
    packed.Take(std::move(profile));
    Terms after = packed.OfferTerms();
    people_.With([&](People& people) {
      auto& [its_name, kept] = *people.by_name.try_emplace(name).first;
      kept.Become(std::move(packed));
      auto& mentors = people.mentors[organization];
      if (approved) {
        mentors.insert(its_name);
      } else {
        mentors.erase(its_name);
      }
    });
    if (before == after) return;
    Changing& changing = all[organization];
    changing.offers.Remove(before);
    changing.offers.Add(after);
    changing.changed = true;
  });
}

void Projection::Put(const Goal& goal) {
  std::string name = goal.name().substr(0, goal.name().rfind("/goals/"));
  changing_.With([&](auto&) {
    PackedPerson packed = Packed(name);
    packed.Take(goal);
    people_.With([&](People& people) { people.by_name[name].Become(std::move(packed)); });
  });
}

void Projection::Put(const std::string& organization, SkillLikeness likeness) {
  changing_.With([&](auto& all) {
    all[organization].skills = std::move(likeness);
    all[organization].changed = true;
  });
  WeighWords();
}

void Projection::WeighWords() {
  changing_.With([&](auto& all) {
    for (auto& [name, organization] : all) {
      if (!std::exchange(organization.changed, false)) continue;
      auto next = std::make_shared<SkillLikeness>(organization.skills);
      next->SetOffers(organization.offers);
      // Readers wait for no more than this.
      likeness_.With([&, &organization = name](auto& likeness) { likeness[organization] = std::move(next); });
    }
  });
}

size_t Projection::size() const {
  return people_.With([](const auto& people) { return people.by_name.size(); });
}

}  // namespace gilde::matching::domain
