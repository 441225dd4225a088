// What everything that passes between the people of a mentorship has in common: words, who it is for, that it is a contact.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/base/errors.h"
#include "services/matching/domain/lifecycle.h"

namespace gilde::matching::domain {

// A child of a mentorship after a move, the event that tells it, and what it does to the mentorship.
template <class M>
struct Exchange {
  M child;
  std::string event;
  Change change;
};

// TEXT_TOO_LONG above 2,000 characters; `missing`, unless it is empty, for no text at all.
void CheckText(base::Violations& violations, std::string_view field, std::string_view text, std::string_view missing);
// A text of one field of the request itself: TEXT_EMPTY when required, TEXT_TOO_LONG above 2,000 characters.
base::Violations CheckWords(std::string_view field, std::string_view text, bool required);

// Who receives: the one named, or the only other person there is. INVALID_ARGUMENT / RECEIVER_MISSING, RECEIVER_INVALID.
absl::StatusOr<std::string> Receiver(const gilde::matching::v1::Mentorship& mentorship, const Actor& actor, const std::string& named,
                                     bool mentees_only, std::string_view field);

// Starts a course in a mentorship where something passes between people, which is a contact; refuses where contacts do not count.
absl::StatusOr<Course> Passing(gilde::matching::v1::Mentorship mentorship, const Actor& actor, absl::Time now);
// The same for what a mentor or a peer gives: PERMISSION_DENIED / NOT_A_MENTOR with `refusal`.
absl::StatusOr<Course> PassingFromMentor(gilde::matching::v1::Mentorship mentorship, const Actor& actor, absl::Time now,
                                         std::string_view refusal);

template <class M>
void Between(M& child, const Actor& actor, std::string receiver) {
  child.set_author(actor.person);
  child.set_receiver(std::move(receiver));
}
// A child that everybody of the mentorship sees.
template <class M>
void Among(M& child, const Actor& actor, const gilde::matching::v1::Mentorship& mentorship) {
  std::vector<std::string> people = People(mentorship);
  child.mutable_people()->Assign(people.begin(), people.end());
  child.set_author(actor.person);
}

// PERMISSION_DENIED / NOT_A_PARTY unless the actor is the one it is for.
absl::Status OnlyFor(std::string_view person, const Actor& actor);

}  // namespace gilde::matching::domain
