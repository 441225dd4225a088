#include "services/matching/domain/packed_person.h"

#include <algorithm>
#include <utility>

namespace gilde::matching::domain {

using gilde::profile::v1::Goal;
using gilde::profile::v1::Profile;
using Goals = gilde::profile::v1::ListGoalsResponse;

namespace {

template <class Message>
Message Parse(std::string_view bytes) {
  Message message;
  message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
  return message;
}

}  // namespace

void PackedPerson::Set(std::string_view profile, std::string_view goals) {
  std::string bytes;
  bytes.reserve(profile.size() + goals.size());
  bytes.append(profile).append(goals);
  goals_at_ = static_cast<std::uint32_t>(profile.size());
  bytes_ = std::move(bytes);
}

void PackedPerson::Take(Profile profile) { Set(Stripped(std::move(profile)).SerializeAsString(), goals()); }

void PackedPerson::Take(const Goal& goal) {
  auto goals = Parse<Goals>(this->goals());
  auto& list = *goals.mutable_goals();
  list.erase(std::remove_if(list.begin(), list.end(), [&](const Goal& one) { return one.name() == goal.name(); }), list.end());
  if (goal.state() == Goal::OPEN) *list.Add() = Stripped(goal);
  Set(profile(), goals.SerializeAsString());
}

Person PackedPerson::Unpack() const {
  Person person;
  person.Take(Parse<Profile>(profile()), Parse<Goals>(goals()).goals());
  return person;
}

Terms PackedPerson::OfferTerms() const {
  Person person;
  person.Take(Parse<Profile>(profile()));
  return std::move(person.offer_terms);
}

}  // namespace gilde::matching::domain
