// The golden rule: nobody asks a stranger "will you be my mentor?"; they ask for one short conversation.
#pragma once

#include <string_view>

namespace gilde::matching::domain {

// Whether the text asks somebody to be one's mentor, in English, Dutch, German, French or Spanish. Mentors may be mentioned otherwise.
// Thread-safe.
bool AsksForAMentor(std::string_view text);

// What is wrong with such a text, and what to ask instead.
inline constexpr std::string_view kGoldenRuleMessage =
    "this asks somebody for a mentorship; that is much to promise to a person one has not talked with yet";
inline constexpr std::string_view kGoldenRuleInstead =
    "ask for one short conversation: 15 to 20 minutes in the coming weeks, with two or three questions that this person can answer from "
    "experience; a mentorship can grow from there";

}  // namespace gilde::matching::domain
