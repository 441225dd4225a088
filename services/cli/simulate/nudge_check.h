// What people were promised about nudges, held against what was sent: counted here anew, by nothing of what decided to send them.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "gilde/common/v1/event.pb.h"
#include "gilde/notification/v1/notification.pb.h"

namespace gilde::cli::simulation {

// The first phrase of blame in a text of one of the five languages, `you forgot`; empty when there is none.
std::string BlameIn(std::string_view text);

struct NudgeCheck {
  int nudges = 0;
  // More than three in seven days; from 20:00 to 08:00 where the person is; while the pair had paused.
  int over_cap = 0, in_quiet_hours = 0, to_paused_pairs = 0;
  std::map<std::string, int> by_rule;
  std::vector<std::string> examples;  // of what must not be, at most five
};

// `log`: every notification; `zones`: of people, by their names; `matching`: its events, for when pairs were paused.
NudgeCheck CheckNudges(const std::vector<gilde::notification::v1::Notification>& log, const std::map<std::string, std::string>& zones,
                       const std::vector<gilde::common::v1::Event>& matching);

}  // namespace gilde::cli::simulation
