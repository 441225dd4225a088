#include "common/feed/follower.h"

#include <algorithm>
#include <utility>

#include "common/base/zones.h"

namespace gilde::feed {

using gilde::common::v1::Event;
using gilde::common::v1::ListEventsRequest;
using gilde::common::v1::ListEventsResponse;

namespace {

constexpr int kPage = 200;
constexpr int kTogether = 32;
constexpr absl::Duration kStoredEvery = absl::Hours(24);

}  // namespace

Follower::Follower(std::string name, rpc::Client source, storage::Store& store, std::vector<std::string> types, const Handle& handle)
    : Follower(std::move(name), std::move(source), store, std::move(types),
               HandleAll([handle](absl::Span<const Event* const> events, storage::Writer& writer) -> absl::Status {
                 for (const Event* event : events) GILDE_RETURN_IF_ERROR(handle(*event, writer));
                 return absl::OkStatus();
               })) {}

Follower::Follower(std::string name, rpc::Client source, storage::Store& store, std::vector<std::string> types, HandleAll handle)
    : name_(std::move(name)), source_(std::move(source)), store_(store), types_(std::move(types)), handle_(std::move(handle)) {}

absl::StatusOr<ListEventsResponse> Follower::ReadPage(const base::Call& call) {
  if (!stored_) {
    GILDE_RETURN_IF_ERROR(store_.Read(call, [&](storage::Reader& reader) -> absl::Status {
      GILDE_ASSIGN_OR_RETURN(stored_, storage::LoadCursor(reader.session(), name_));
      return absl::OkStatus();
    }));
    read_ = *stored_;
    stored_time_ = call.now;
  }
  ListEventsRequest request;
  request.set_parent("organizations/-");
  request.set_service(source_.service());
  request.set_page_size(kPage);
  request.set_cursor(read_);
  request.mutable_types()->Add(types_.begin(), types_.end());
  return source_.Call<ListEventsResponse>("gilde.common.v1.EventFeed/ListEvents", request, kPatience);
}

absl::StatusOr<int> Follower::Step(absl::Time now) {
  if (!page_) Look(now);
  drained_ = false;
  absl::StatusOr<ListEventsResponse> page = *std::exchange(page_, std::nullopt);
  absl::StatusOr<int> done = page.ok() ? StepOn(base::System(name_, now), *page) : page.status();
  if (!done.ok()) stored_.reset();
  return done;
}

absl::StatusOr<int> Follower::StepOn(const base::Call& call, const ListEventsResponse& page) {
  std::vector<const Event*> events;
  events.reserve(static_cast<size_t>(page.events_size()));
  for (const Event& event : page.events()) events.push_back(&event);
  for (absl::Span<const Event* const> left(events); !left.empty();) {
    absl::Span<const Event* const> next = left.subspan(0, kTogether);
    absl::StatusOr<bool> mine = Take(call, next, next.back()->cursor());
    // Event by event, so that one whose handling fails does not hold up those before it.
    if (!mine.ok() && next.size() > 1) {
      next = left.subspan(0, 1);
      mine = Take(call, next, next.back()->cursor());
    }
    GILDE_RETURN_IF_ERROR(mine.status());
    if (!*mine) return 1;
    caught_up_ = std::max<std::int64_t>(caught_up_, absl::ToUnixMicros(base::FromProto(next.back()->time())));
    left.remove_prefix(next.size());
  }
  drained_ = page.at_end();
  if (!events.empty() && !drained_) return static_cast<int>(events.size());
  // What others publish costs no write, but for one a day, long before the events after the cursor expire.
  read_ = page.next_cursor();
  caught_up_ = absl::ToUnixMicros(call.now);
  if (!events.empty()) return static_cast<int>(events.size());
  if (read_ != *stored_ && call.now > stored_time_ + kStoredEvery) GILDE_RETURN_IF_ERROR(Take(call, {}, read_).status());
  return 0;
}

absl::StatusOr<bool> Follower::Take(const base::Call& call, absl::Span<const Event* const> events, const std::string& cursor) {
  bool mine = true;
  absl::Status taken = store_.Apply(call, [&](storage::Writer& writer) -> absl::Status {
    GILDE_ASSIGN_OR_RETURN(auto current, writer.AskCursor(name_));
    absl::Status handled = events.empty() ? absl::OkStatus() : handle_(events, writer);
    if (handled.ok()) handled = writer.Arrive();
    // What came of it says nothing when somebody else was here before.
    bool known = handled.ok() || current->has_value();
    mine = !known || current->value_or("") == *stored_;
    if (!mine) return base::Aborted("CURSOR_MOVED", "another process has handled these events");
    GILDE_RETURN_IF_ERROR(handled);
    return writer.MoveCursor(name_, cursor);
  });
  if (!mine) {
    stored_.reset();
    return false;
  }
  GILDE_RETURN_IF_ERROR(taken);
  stored_ = read_ = cursor;
  stored_time_ = call.now;
  return true;
}

}  // namespace gilde::feed
