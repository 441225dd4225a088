// What a mentorship says about its meetings.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gilde/matching/v1/mentorship.pb.h"
#include "services/scheduling/domain/meeting.h"

namespace gilde::scheduling::domain {

// The numbers of the mentorship's program.
MeetingRules RulesOf(const matching::v1::Mentorship& mentorship);

// FAILED_PRECONDITION / MENTORSHIP_NOT_OPEN unless people of the mentorship may meet: INTRO, ACTIVE, WRAPPING_UP or CONTACT.
absl::Status CheckOpen(const matching::v1::Mentorship& mentorship);

// Who takes part: `asked`, or everybody of the mentorship when it is empty.
// INVALID_ARGUMENT / PARTICIPANTS_INVALID unless they are 2-14 different people of the mentorship, a mentor among them where it has any.
absl::StatusOr<std::vector<std::string>> ParticipantsOf(const matching::v1::Mentorship& mentorship, const std::vector<std::string>& asked,
                                                        std::string_view field);

// Whether the person may act for the mentorship at all.
bool IsOf(const matching::v1::Mentorship& mentorship, std::string_view person);

}  // namespace gilde::scheduling::domain
