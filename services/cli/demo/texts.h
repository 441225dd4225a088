// What the people of the demo write, chosen by number so that every run says the same.
#pragma once

#include <string>
#include <vector>

#include "services/cli/demo/stage.h"

namespace gilde::cli {

// What a mentee wants to learn, in a word or two.
std::string Topic(const Member& mentee);
std::string Subject(const Member& mentee);
// Names one of the mentor's works, or a skill they offer.
std::string Opening(const Member& mentee, const Member& mentor, size_t rank);
std::string Introduction(const Member& mentee);
std::vector<std::string> Questions(const Member& mentee);
// Open questions for the first conversation.
std::vector<std::string> PreparedQuestions(const Member& mentee);
std::string AdviceText(int pair, int meeting);
std::string ActionText(int pair, int meeting);
std::string OutcomeText(int pair, int meeting);
std::string Takeaway(int pair, int meeting);
std::string Thanks(const Member& mentor);

}  // namespace gilde::cli
