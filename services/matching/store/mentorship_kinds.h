// What conversation requests, mentorships and what is below them are found by. Every key `k` of the first two has a sibling `k_state`
// with the value and the number of the state behind a blank; `organization_state` goes without its sibling.
//   ConversationRequest  mentee, mentor, person (either), program, ranked (every mentor of an open or accepted one)
//   Mentorship           person, program
//   Advice               person, open, open_person (not reported back yet)
//   Feedback, Appreciation, Introduction, Advocacy, StretchAssignment, Understanding  person
//   Reflection           person, taught (somebody learned a skill)
//   TimelineEntry        person, type, person_type
//   Pulse                program
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/storage/store.h"

namespace gilde::matching::store {

std::vector<storage::Kind> MentorshipKinds();

// Value of a `_state` key.
std::string WithState(std::string_view value, int state);

}  // namespace gilde::matching::store
