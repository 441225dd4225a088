#include "services/notification/domain/preferences.h"

#include <algorithm>
#include <set>
#include <string>

#include "common/base/ids.h"
#include "common/base/text.h"
#include "common/base/zones.h"

namespace gilde::notification::domain {

using v1::Preferences;

namespace {

constexpr absl::Duration kLongestSnooze = absl::Hours(24 * 90);

bool IsTimeOfDay(const google::type::TimeOfDay& time) {
  return time.hours() >= 0 && time.hours() < 24 && time.minutes() >= 0 && time.minutes() < 60 && time.seconds() == 0 && time.nanos() == 0;
}

bool IsCategory(v1::Category category) { return v1::Category_IsValid(category) && category != v1::CATEGORY_UNSPECIFIED; }

}  // namespace

const base::OutputOnly& PreferencesOutputOnly() {
  static const auto& fields = *new base::OutputOnly{"name", "etag", "create_time", "update_time", "profile"};
  return fields;
}

Preferences DefaultPreferences(std::string_view name) {
  Preferences wishes;
  wishes.set_name(std::string(name));
  wishes.set_etag("0");
  wishes.set_profile(std::string(name.substr(0, name.rfind('/'))));
  return wishes;
}

void CheckPreferences(const Preferences& wishes, absl::Time now, base::Violations& violations) {
  std::set<int> categories;
  for (const auto& wish : wishes.channels()) {
    bool fine = IsCategory(wish.category()) && (wish.channel() == v1::EMAIL || wish.channel() == v1::PULL) &&
                categories.insert(wish.category()).second;
    violations.Require(fine, "preferences.channels", "CHANNEL_INVALID", "each category once, with EMAIL or PULL");
  }
  violations.Require(wishes.locale().empty() || base::IsLanguageTag(wishes.locale()), "preferences.locale", "LOCALE_INVALID",
                     "a BCP 47 tag such as nl");
  const auto& quiet = wishes.quiet_hours();
  violations.Require(IsTimeOfDay(quiet.from()), "preferences.quiet_hours.from", "TIME_INVALID", "00:00 to 23:59, whole minutes");
  violations.Require(IsTimeOfDay(quiet.to()), "preferences.quiet_hours.to", "TIME_INVALID", "00:00 to 23:59, whole minutes");
  violations.Require(wishes.nudges_per_week() >= 0 && wishes.nudges_per_week() <= 50, "preferences.nudges_per_week", "NUMBER_INVALID",
                     "0-50");
  std::set<int> off;
  for (int category : wishes.unsubscribed()) {
    violations.Require(category != v1::SERVICE, "preferences.unsubscribed", "CATEGORY_REQUIRED", "what one must know cannot be turned off");
    violations.Require(IsCategory(static_cast<v1::Category>(category)) && off.insert(category).second, "preferences.unsubscribed",
                       "CATEGORY_INVALID", "each category once");
  }
  bool snooze = !wishes.has_snooze_until_time() || base::FromProto(wishes.snooze_until_time()) <= now + kLongestSnooze;
  violations.Require(snooze, "preferences.snooze_until_time", "TIME_INVALID", "at most 90 days ahead");
}

absl::Status Unsubscribe(v1::Category category, Preferences& wishes) {
  base::Violations violations;
  violations.Require(category != v1::SERVICE, "category", "CATEGORY_REQUIRED", "what one must know cannot be turned off");
  violations.Require(v1::Category_IsValid(category), "category", "CATEGORY_INVALID", "one of Category");
  GILDE_RETURN_IF_ERROR(violations.Check());
  for (v1::Category one : {v1::MEETING, v1::NUDGE, v1::PULSE}) {
    if (category != v1::CATEGORY_UNSPECIFIED && category != one) continue;
    const auto& off = wishes.unsubscribed();
    if (std::find(off.begin(), off.end(), one) == off.end()) wishes.add_unsubscribed(one);
  }
  return absl::OkStatus();
}

}  // namespace gilde::notification::domain
