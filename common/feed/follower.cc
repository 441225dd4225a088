#include "common/feed/follower.h"

#include <algorithm>

#include "common/base/zones.h"

namespace gilde::feed {

using gilde::common::v1::Event;
using gilde::common::v1::ListEventsRequest;
using gilde::common::v1::ListEventsResponse;

namespace {

constexpr int kPage = 200;

}  // namespace

Follower::Follower(std::string name, rpc::Client source, storage::Store& store, std::vector<std::string> types, Handle handle)
    : name_(std::move(name)), source_(std::move(source)), store_(store), types_(std::move(types)), handle_(std::move(handle)) {}

absl::StatusOr<int> Follower::Step(absl::Time now) {
  base::Call call = base::System(name_, now);
  ListEventsRequest request;
  request.set_parent("organizations/-");
  request.set_page_size(kPage);
  request.mutable_types()->Add(types_.begin(), types_.end());
  GILDE_RETURN_IF_ERROR(store_.Read(call, [&](storage::Reader& reader) -> absl::Status {
    GILDE_ASSIGN_OR_RETURN(*request.mutable_cursor(), storage::LoadCursor(reader.session(), name_));
    return absl::OkStatus();
  }));
  GILDE_ASSIGN_OR_RETURN(ListEventsResponse page,
                         source_.Call<ListEventsResponse>("gilde.common.v1.EventFeed/ListEvents", request, kPatience));
  if (page.events().empty() && page.next_cursor() == request.cursor()) caught_up_ = absl::ToUnixMicros(now);
  std::string before = request.cursor();
  // Event by event, so that one whose handling fails does not hold up those before it.
  for (const Event& event : page.events()) {
    bool mine = true;
    GILDE_RETURN_IF_ERROR(store_.Apply(call, [&](storage::Writer& writer) -> absl::Status {
      GILDE_ASSIGN_OR_RETURN(std::string current, storage::LoadCursor(writer.session(), name_));
      // Another process of this service has been here.
      mine = current == before;
      if (!mine) return absl::OkStatus();
      GILDE_RETURN_IF_ERROR(handle_(event, writer));
      return writer.MoveCursor(name_, event.cursor());
    }));
    if (!mine) return 1;
    before = event.cursor();
    caught_up_ = std::max<std::int64_t>(caught_up_, absl::ToUnixMicros(base::FromProto(event.time())));
  }
  if (!page.events().empty()) return page.events_size();
  if (page.next_cursor() == request.cursor()) return 0;
  // A page of events of other types: there may be more behind it.
  GILDE_RETURN_IF_ERROR(store_.Apply(call, [&](storage::Writer& writer) { return writer.MoveCursor(name_, page.next_cursor()); }));
  return 1;
}

}  // namespace gilde::feed
