// Follows another service's feed, each event taking effect once: what is done with an event and the cursor after it commit together.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "common/feed/job.h"
#include "common/rpc/client.h"
#include "common/storage/store.h"
#include "gilde/common/v1/event.pb.h"

namespace gilde::feed {

// How long another service is waited for: short enough for a process to end in time while the other side hangs.
inline constexpr absl::Duration kPatience = absl::Seconds(10);

class Follower : public Job {
 public:
  using Handle = std::function<absl::Status(const gilde::common::v1::Event&, storage::Writer&)>;
  using HandleAll = std::function<absl::Status(absl::Span<const gilde::common::v1::Event* const>, storage::Writer&)>;
  // `name` identifies the cursor in `store`: `matching.profile`. `source` is a client of the followed service with the SERVICE role.
  // `types` as in FollowRequest. `handle` writes through the writer only; a non-OK status is tried again, so return OK for an event
  // that no longer matters.
  Follower(std::string name, rpc::Client source, storage::Store& store, std::vector<std::string> types, const Handle& handle);
  // `handle` gets some events at once, oldest first, to read ahead for all of them.
  Follower(std::string name, rpc::Client source, storage::Store& store, std::vector<std::string> types, HandleAll handle);
  std::string name() const override { return name_; }
  void Look(absl::Time now) override { page_ = ReadPage(base::System(name_, now)); }
  absl::StatusOr<int> Step(absl::Time now) override;
  bool Drained() const override { return drained_; }
  std::string Follows() const override { return source_.service(); }
  void StillIdle(absl::Time now) override { caught_up_ = absl::ToUnixMicros(now); }
  // Every event before this instant has taken effect, by this process or another; InfinitePast until that is known. Thread-safe.
  absl::Time caught_up() const { return absl::FromUnixMicros(caught_up_); }

 private:
  absl::StatusOr<gilde::common::v1::ListEventsResponse> ReadPage(const base::Call& call);
  absl::StatusOr<int> StepOn(const base::Call& call, const gilde::common::v1::ListEventsResponse& page);
  // Handles these events and moves the stored cursor, all or nothing. False when another process of this service has moved it meanwhile.
  absl::StatusOr<bool> Take(const base::Call& call, absl::Span<const gilde::common::v1::Event* const> events, const std::string& cursor);

  std::string name_;
  rpc::Client source_;
  storage::Store& store_;
  std::vector<std::string> types_;
  HandleAll handle_;
  std::optional<absl::StatusOr<gilde::common::v1::ListEventsResponse>> page_;  // looked at, not yet acted on
  std::optional<std::string> stored_;                                          // the cursor as last seen in the store
  absl::Time stored_time_;                                                     // then
  std::string read_;  // as far as there is nothing after `stored_` for this follower
  bool drained_ = false;
  std::atomic<std::int64_t> caught_up_ = absl::ToUnixMicros(absl::InfinitePast());
};

}  // namespace gilde::feed
