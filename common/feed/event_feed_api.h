// Serves the feeds of the services in this process as gilde.common.v1.EventFeed.
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "common/base/call.h"
#include "common/rpc/handlers.h"
#include "common/storage/store.h"
#include "gilde/common/v1/event.pb.h"

namespace gilde::feed {

class EventFeedApi {
 public:
  // The stores of services, by name, outlive the API; their order is part of what a cursor means.
  explicit EventFeedApi(std::vector<std::pair<std::string, storage::Store*>> stores) : stores_(std::move(stores)) {}

  absl::StatusOr<gilde::common::v1::ListEventsResponse> ListEvents(const base::Call& call,
                                                                   const gilde::common::v1::ListEventsRequest& request);
  absl::Status Follow(const base::Call& call, const gilde::common::v1::FollowRequest& request, rpc::Stream& stream);

 private:
  using Positions = std::vector<std::int64_t>;
  struct Found {
    size_t store;
    std::int64_t position;
    std::string bytes;
    absl::Time time;  // known after Merge
  };
  static void Merge(std::vector<Found>& found);
  absl::StatusOr<Positions> Parse(std::string_view cursor) const;
  static std::string Format(const Positions& positions);
  // What is asked for.
  struct Wanted {
    std::string organization;  // id, or `-`
    std::string service;       // empty: all
    std::vector<std::string> types;
    int limit = 0;
  };
  template <class Request>
  absl::StatusOr<Wanted> Checked(const Request& request, int limit) const;
  struct Page {
    std::vector<std::string> events;
    bool at_end = false;  // there were no more
  };
  // Events after `positions`, oldest first, and `positions` moved behind them.
  absl::StatusOr<Page> ReadOn(const base::Call& call, const Wanted& wanted, Positions& positions);
  absl::Status ReadStore(const base::Call& call, size_t store, const Wanted& wanted, std::int64_t position, std::vector<Found>& found,
                         std::int64_t& last);

  std::vector<std::pair<std::string, storage::Store*>> stores_;
  base::SystemClock wall_;
};

}  // namespace gilde::feed
