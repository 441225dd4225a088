// AvailabilityService: check the request, call domain and store, answer.
#pragma once

#include "absl/status/statusor.h"
#include "common/base/call.h"
#include "common/storage/store.h"
#include "gilde/scheduling/v1/availability.pb.h"
#include "services/scheduling/api/calendars.h"
#include "services/scheduling/api/sources.h"

namespace gilde::scheduling::api {

class AvailabilityApi {
 public:
  AvailabilityApi(storage::Store& store, Calendars& calendars, const Sources& sources)
      : store_(store), calendars_(calendars), sources_(sources) {}

  absl::StatusOr<v1::Availability> GetAvailability(const base::Call& call, const v1::GetAvailabilityRequest& request);
  absl::StatusOr<v1::Availability> UpdateAvailability(const base::Call& call, const v1::UpdateAvailabilityRequest& request);
  absl::StatusOr<v1::BusyTimes> PutBusyTimes(const base::Call& call, const v1::PutBusyTimesRequest& request);
  absl::StatusOr<v1::ListFreeTimesResponse> ListFreeTimes(const base::Call& call, const v1::ListFreeTimesRequest& request);
  absl::StatusOr<v1::FindSlotsResponse> FindSlots(const base::Call& call, const v1::FindSlotsRequest& request);

 private:
  absl::StatusOr<v1::FindSlotsResponse> NoSlot(const base::Call& call, const v1::FindSlotsRequest& request, const domain::Search& search,
                                               const std::vector<domain::Candidate>& people);

  storage::Store& store_;
  Calendars& calendars_;
  const Sources& sources_;
};

}  // namespace gilde::scheduling::api
