// Text as people type it: validity and folding (ICU).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gilde::base {

// 64 bits of a text, the same on every machine and for ever: for fair shares and stable orders, not against attackers.
std::uint64_t StableHash(std::string_view text);

// Number of Unicode code points; -1 when the bytes are not UTF-8.
int CodePoints(std::string_view text);

// Case- and accent-folded (NFKD, marks removed, case folded), white space collapsed to one blank, trimmed: for comparing and searching.
std::string Fold(std::string_view text);

// Words of the folded text: runs of letters and digits, with + and # kept inside (`c++`, `c#`).
std::vector<std::string> Words(std::string_view text);

// Whether a question can be answered with yes or no, by its first word in English, Dutch, German, French or Spanish.
bool IsYesNoQuestion(std::string_view question);

// BCP 47 well-formedness of a language tag such as `nl` or `pt-BR`.
bool IsLanguageTag(std::string_view tag);

// One address of RFC 5321 form without comments or quoting: `ada@example.org`.
bool IsEmail(std::string_view address);

}  // namespace gilde::base
