// A meeting as time has left it, before anybody acts on it.
#pragma once

#include "absl/status/statusor.h"
#include "common/storage/store.h"
#include "gilde/scheduling/v1/meeting.pb.h"
#include "services/scheduling/domain/meeting.h"

namespace gilde::scheduling::api {

// Applies what fell due by call.now and the sweeper has not come to yet, one event each.
inline absl::StatusOr<v1::Meeting> CatchUp(storage::Writer& writer, v1::Meeting meeting) {
  while (auto step = domain::NextStep(meeting, writer.call().now)) {
    GILDE_ASSIGN_OR_RETURN(meeting, writer.Update(std::move(step->meeting), step->event));
  }
  return meeting;
}

}  // namespace gilde::scheduling::api
