// What is there before a row begins.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/base/clock.h"
#include "common/base/errors.h"
#include "common/storage/store.h"

namespace gilde::bench {

// As the service itself stores and publishes them, many in one transaction.
template <class M, class Make>
absl::Status Store(storage::Store& store, int count, const std::vector<std::string>& events, const Make& make) {
  constexpr int kTogether = 500;
  for (int from = 0; from < count; from += kTogether) {
    base::Call call = base::System("bench", base::SystemClock().Now());
    GILDE_RETURN_IF_ERROR(store.Apply(call, [&](storage::Writer& writer) -> absl::Status {
      for (int i = from; i < std::min(count, from + kTogether); ++i) {
        GILDE_ASSIGN_OR_RETURN(M made, writer.Create(make(i), events[0]));
        for (size_t more = 1; more < events.size(); ++more) writer.Publish(events[more], made.name(), made);
      }
      return absl::OkStatus();
    }));
  }
  return absl::OkStatus();
}

}  // namespace gilde::bench
