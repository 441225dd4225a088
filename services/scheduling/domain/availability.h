// What an availability may say, and how it changes.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "gilde/scheduling/v1/availability.pb.h"

namespace gilde::scheduling::domain {

// The name of a profile's availability.
std::string AvailabilityName(std::string_view profile);

// Monday to Friday 09:00-17:00, outside them 07:00-22:00.
v1::Availability DefaultAvailability(std::string_view profile, std::string_view time_zone);

// `current` with the request's fields. INVALID_ARGUMENT with every bad field.
absl::StatusOr<v1::Availability> Changed(const v1::Availability& current, const v1::UpdateAvailabilityRequest& request);

// The intervals of a source, checked, merged and in order. INVALID_ARGUMENT with every bad field, at most 10 of them.
absl::StatusOr<v1::BusyTimes> ToBusyTimes(const v1::PutBusyTimesRequest& request);

}  // namespace gilde::scheduling::domain
