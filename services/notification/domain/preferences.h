// What a person may wish.
#pragma once

#include <string_view>

#include "absl/time/time.h"
#include "common/base/errors.h"
#include "common/base/fields.h"
#include "gilde/notification/v1/preference.pb.h"

namespace gilde::notification::domain {

const base::OutputOnly& PreferencesOutputOnly();

// Of somebody who never said anything. `name`: `organizations/acme/profiles/ada/preferences`.
gilde::notification::v1::Preferences DefaultPreferences(std::string_view name);

void CheckPreferences(const gilde::notification::v1::Preferences& wishes, absl::Time now, base::Violations& violations);

// Turns a category off; every one but SERVICE when it is unspecified. INVALID_ARGUMENT / CATEGORY_REQUIRED for SERVICE.
absl::Status Unsubscribe(gilde::notification::v1::Category category, gilde::notification::v1::Preferences& wishes);

}  // namespace gilde::notification::domain
