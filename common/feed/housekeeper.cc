#include "common/feed/housekeeper.h"

namespace gilde::feed {

namespace {

constexpr absl::Duration kEventsKept = absl::Hours(24 * 30);
constexpr absl::Duration kInterval = absl::Minutes(10);
constexpr int kAtOnce = 1000;

}  // namespace

absl::StatusOr<int> Housekeeper::Step(absl::Time now) {
  if (now < next_) return 0;
  int done = 0;
  GILDE_RETURN_IF_ERROR(store_.Apply(base::System(name_, now), [&](storage::Writer& writer) -> absl::Status {
    GILDE_ASSIGN_OR_RETURN(done, storage::Expire(writer.session(), now - kEventsKept, now - storage::kAnswersKept, kAtOnce));
    return absl::OkStatus();
  }));
  if (done == 0) next_ = now + kInterval;
  return done;
}

}  // namespace gilde::feed
