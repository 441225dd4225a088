#include "services/profile/domain/checks.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/base/text.h"

namespace gilde::profile::domain {

namespace {

bool HasControl(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return absl::ascii_iscntrl(c); });
}

}  // namespace

bool IsFine(std::string_view text, const TextRule& rule) {
  if (text.empty()) return !rule.required;
  if (rule.one_line && HasControl(text)) return false;
  int length = base::CodePoints(text);
  return length >= 0 && length <= rule.maximum;
}

void CheckText(std::string_view text, std::string_view field, const TextRule& rule, base::Violations& violations) {
  if (IsFine(text, rule)) return;
  int length = base::CodePoints(text);
  violations.Require(!text.empty(), field, "TEXT_MISSING", "must not be empty");
  violations.Require(length >= 0, field, "TEXT_NOT_UTF8", "must be UTF-8");
  violations.Require(length <= rule.maximum, field, "TEXT_TOO_LONG", absl::StrCat("at most ", rule.maximum, " characters"));
  violations.Require(!rule.one_line || !HasControl(text), field, "TEXT_HAS_CONTROL_CHARACTERS",
                     "must be one line without control characters");
}

void CheckRange(std::int64_t value, std::int64_t low, std::int64_t high, std::string_view field, std::string_view reason,
                base::Violations& violations) {
  if (value < low || value > high) violations.Add(field, reason, absl::StrCat("must be ", low, " to ", high));
}

void CheckSize(int size, int maximum, std::string_view field, base::Violations& violations) {
  if (size > maximum) violations.Add(field, "LIST_TOO_LONG", absl::StrCat("at most ", maximum));
}

std::string At(std::string_view list, int index, std::string_view field) {
  return std::string(list) + "[" + std::to_string(index) + (field.empty() ? "]" : "].") + std::string(field);
}

absl::CivilDay Day(const google::type::Date& date) { return absl::CivilDay(date.year(), date.month(), date.day()); }

bool IsDay(const google::type::Date& date) {
  if (date.year() < 1 || date.year() > 9999) return false;
  absl::CivilDay day = Day(date);
  return day.year() == date.year() && day.month() == date.month() && day.day() == date.day();
}

std::string CanonicalLanguage(std::string_view tag) {
  std::string trimmed(tag);
  Trim(&trimmed);
  std::vector<std::string> parts = absl::StrSplit(absl::AsciiStrToLower(trimmed), '-');
  for (size_t i = 1; i < parts.size(); ++i) {
    if (parts[i - 1].size() == 1) break;  // an extension: lower case to its end
    if (parts[i].size() == 2) absl::AsciiStrToUpper(&parts[i]);
    if (parts[i].size() == 4 && absl::ascii_isalpha(parts[i][0])) parts[i][0] = absl::ascii_toupper(parts[i][0]);
  }
  return absl::StrJoin(parts, "-");
}

void Trim(std::string* text) { absl::StripAsciiWhitespace(text); }

}  // namespace gilde::profile::domain
