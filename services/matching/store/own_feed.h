// The service's own events, followed by one of its own jobs.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/storage/store.h"
#include "gilde/common/v1/event.pb.h"

namespace gilde::matching::store {

struct OwnEvent {
  std::int64_t position = 0;  // of the event, or up to where there is none
  std::string subject;        // empty: there is none
};

// The first event of these types after a position.
absl::StatusOr<OwnEvent> NextOwnEvent(storage::Reader& reader, std::int64_t after, const std::vector<std::string>& types);

// Every event of these types in an organization (id; `-` for all) after `position`, which becomes the position read up to.
absl::Status ReadOwnEvents(storage::Reader& reader, std::string_view organization, std::int64_t& position,
                           const std::vector<std::string>& types, absl::FunctionRef<void(const gilde::common::v1::Event&)> each);
absl::StatusOr<std::int64_t> EndOfOwnFeed(storage::Reader& reader);

// Where a follower of its own service has got to, and noting it in a transaction.
absl::StatusOr<std::int64_t> PositionOf(storage::Reader& reader, std::string_view follower);
absl::Status SavePosition(storage::Writer& writer, std::string_view follower, std::int64_t position);

}  // namespace gilde::matching::store
