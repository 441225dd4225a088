#include "services/matching/domain/projection.h"

#include <utility>

#include "common/base/ids.h"

namespace gilde::matching::domain {

std::shared_ptr<const Person> Projection::Find(const std::string& profile) const {
  return people_.With([&](const auto& people) -> std::shared_ptr<const Person> {
    auto found = people.find(profile);
    return found == people.end() ? nullptr : found->second;
  });
}

std::vector<std::shared_ptr<const Person>> Projection::Mentors(const std::string& organization) const {
  std::string prefix = organization + "/";
  std::vector<std::shared_ptr<const Person>> mentors;
  people_.With([&](const auto& people) {
    for (const auto& [name, person] : people) {
      bool approved = person->profile.mentor_offer().vetting() == gilde::profile::v1::MentorOffer::APPROVED;
      if (approved && name.compare(0, prefix.size(), prefix) == 0) mentors.push_back(person);
    }
  });
  return mentors;
}

std::shared_ptr<const SkillLikeness> Projection::Likeness(const std::string& organization) const {
  return likeness_.With([&](const auto& likeness) -> std::shared_ptr<const SkillLikeness> {
    auto found = likeness.find(organization);
    return found == likeness.end() ? std::make_shared<const SkillLikeness>() : found->second;
  });
}

template <class Take>
void Projection::Change(const std::string& profile, Take take) {
  people_.With([&](auto& people) {
    std::shared_ptr<const Person>& place = people[profile];
    auto next = place == nullptr ? std::make_shared<Person>() : std::make_shared<Person>(*place);
    take(*next);
    place = std::move(next);
  });
}

void Projection::Put(gilde::profile::v1::Profile profile) {
  std::string name = profile.name();
  Terms before, after;
  Change(name, [&](Person& person) {
    before = person.offer_terms;
    person.Take(std::move(profile));
    after = person.offer_terms;
  });
  if (before == after) return;
  changing_.With([&](auto& all) {
    Changing& organization = all[base::OrganizationName(name)];
    organization.offers.Remove(before);
    organization.offers.Add(after);
    organization.changed = true;
  });
}

void Projection::Put(const gilde::profile::v1::Goal& goal) {
  Change(goal.name().substr(0, goal.name().rfind("/goals/")), [&](Person& person) { person.Take(goal); });
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
  return people_.With([](const auto& people) { return people.size(); });
}

}  // namespace gilde::matching::domain
