// What came of somebody's mentoring.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "gilde/matching/v1/conversation.pb.h"
#include "gilde/matching/v1/exchange.pb.h"
#include "gilde/matching/v1/growth.pb.h"
#include "gilde/matching/v1/mentorship.pb.h"
#include "gilde/matching/v1/report.pb.h"

namespace gilde::matching::domain {

// Sums everything the person has a part in; `mentors_now` says whether somebody's own offer to mentor is approved.
gilde::matching::v1::MentorReport ReportOfMentor(std::string_view mentor, const std::vector<gilde::matching::v1::Mentorship>& mentorships,
                                                 const std::vector<gilde::matching::v1::ConversationRequest>& requests,
                                                 const std::vector<gilde::matching::v1::Appreciation>& appreciations,
                                                 const std::vector<gilde::matching::v1::Reflection>& reflections,
                                                 absl::FunctionRef<bool(const std::string& person)> mentors_now);

}  // namespace gilde::matching::domain
