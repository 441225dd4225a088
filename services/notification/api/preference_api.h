// Handlers of PreferenceService.
#pragma once

#include "absl/status/statusor.h"
#include "common/base/call.h"
#include "common/storage/store.h"
#include "gilde/notification/v1/preference.pb.h"

namespace gilde::notification::api {

class PreferenceApi {
 public:
  explicit PreferenceApi(storage::Store& store) : store_(store) {}
  absl::StatusOr<v1::Preferences> GetPreferences(const base::Call& call, const v1::GetPreferencesRequest& request);
  absl::StatusOr<v1::Preferences> UpdatePreferences(const base::Call& call, const v1::UpdatePreferencesRequest& request);
  absl::StatusOr<v1::Preferences> Unsubscribe(const base::Call& call, const v1::UnsubscribeRequest& request);

 private:
  storage::Store& store_;
};

}  // namespace gilde::notification::api
