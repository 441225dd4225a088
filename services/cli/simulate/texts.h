// What simulated people write. Approaches differ from mentor to mentor, as the rules ask.
#pragma once

#include <string>

namespace gilde::cli::simulation {

std::string WorkTitle(const std::string& skill);
std::string GoalText(const std::string& skill);
// The opening for the mentor who is the `nth` that a mentee writes to, from 0.
std::string OpeningText(int nth, const std::string& skill, const std::string& work);

}  // namespace gilde::cli::simulation
