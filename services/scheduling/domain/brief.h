// What someone reads before a meeting, put together from what the services know.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gilde/matching/v1/conversation.pb.h"
#include "gilde/matching/v1/exchange.pb.h"
#include "gilde/matching/v1/mentorship.pb.h"
#include "gilde/profile/v1/goal.pb.h"
#include "gilde/profile/v1/profile.pb.h"
#include "gilde/scheduling/v1/meeting.pb.h"

namespace gilde::scheduling::domain {

struct BriefSources {
  v1::Meeting meeting;
  matching::v1::Mentorship mentorship;
  std::optional<matching::v1::ConversationRequest> approach;
  std::vector<profile::v1::Goal> goals;
  std::vector<matching::v1::Advice> advice;    // all of the mentorship, oldest first
  std::vector<profile::v1::Profile> profiles;  // of the participants, in their order
};

// `locale` as asked for; empty takes the language the reader likes.
v1::MeetingBrief MakeBrief(const BriefSources& sources, std::string_view reader, std::string_view locale);

// Advice not yet reported back, in the order given, at most 20.
std::vector<v1::AdviceLine> OpenAdvice(const std::vector<matching::v1::Advice>& advice);

}  // namespace gilde::scheduling::domain
