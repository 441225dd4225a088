// Small checks that several resources share.
#pragma once

#include <string>
#include <string_view>

#include "absl/time/civil_time.h"
#include "common/base/errors.h"
#include "google/type/date.pb.h"

namespace gilde::profile::domain {

// How a text is limited.
struct TextRule {
  int maximum;  // code points
  bool required = false;
  bool one_line = true;  // no control characters
};

// Whether CheckText would add nothing.
bool IsFine(std::string_view text, const TextRule& rule);

// Adds TEXT_MISSING, TEXT_TOO_LONG, TEXT_NOT_UTF8 or TEXT_HAS_CONTROL_CHARACTERS.
void CheckText(std::string_view text, std::string_view field, const TextRule& rule, base::Violations& violations);

// Adds `reason` unless low <= value <= high.
void CheckRange(std::int64_t value, std::int64_t low, std::int64_t high, std::string_view field, std::string_view reason,
                base::Violations& violations);

// Adds LIST_TOO_LONG.
void CheckSize(int size, int maximum, std::string_view field, base::Violations& violations);

// `profile.languages[2].tag`
std::string At(std::string_view list, int index, std::string_view field = "");

// Whether it is a whole day of the calendar: 30 February and dates without a year are not.
bool IsDay(const google::type::Date& date);
absl::CivilDay Day(const google::type::Date& date);

// BCP 47 case: `PT-br` becomes `pt-BR`, `ZH-hant` becomes `zh-Hant`.
std::string CanonicalLanguage(std::string_view tag);

// Removes white space at both ends.
void Trim(std::string* text);

}  // namespace gilde::profile::domain
