#include "common/feed/event_feed_api.h"

#include <google/protobuf/io/coded_stream.h>

#include <algorithm>

#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/base/ids.h"
#include "common/base/zones.h"

namespace gilde::feed {

using gilde::common::v1::Event;
using gilde::common::v1::FollowRequest;
using gilde::common::v1::ListEventsRequest;
using gilde::common::v1::ListEventsResponse;

namespace {

constexpr int kDefaultPage = 100;
constexpr int kLargestPage = 1000;
// Of a page, so that it fits into a message of gRPC's default size; a single event is always less.
constexpr size_t kMostBytes = 2 << 20;
constexpr size_t kMostTypes = 100;
constexpr absl::Duration kHeartbeat = absl::Seconds(15);
constexpr absl::Duration kPoll = absl::Milliseconds(250);

// A serialized Event with its cursor added: protobuf lets a field follow in any order.
void AddCursor(std::string& bytes, std::string_view cursor) {
  google::protobuf::io::StringOutputStream stream(&bytes);
  google::protobuf::io::CodedOutputStream out(&stream);
  out.WriteTag(Event::kCursorFieldNumber << 3 | 2);
  out.WriteVarint32(static_cast<std::uint32_t>(cursor.size()));
  out.WriteRaw(cursor.data(), static_cast<int>(cursor.size()));
}

}  // namespace

template <class Request>
absl::StatusOr<EventFeedApi::Wanted> EventFeedApi::Checked(const Request& request, int limit) const {
  base::Violations violations;
  violations.Require(!base::OrganizationOf(request.parent()).empty(), "parent", "NAME_INVALID", "name an organization, organizations/acme");
  violations.Require(static_cast<size_t>(request.types_size()) <= kMostTypes, "types", "TOO_MANY", "at most 100 types");
  bool here = request.service().empty() ||
              std::any_of(stores_.begin(), stores_.end(), [&](const auto& store) { return store.first == request.service(); });
  violations.Require(here, "service", "SERVICE_UNKNOWN", "no such service answers here");
  GILDE_RETURN_IF_ERROR(violations.Check());
  return Wanted{
      std::string(base::OrganizationOf(request.parent())), request.service(), {request.types().begin(), request.types().end()}, limit};
}

absl::StatusOr<EventFeedApi::Positions> EventFeedApi::Parse(std::string_view cursor) const {
  Positions positions(stores_.size(), 0);
  if (cursor.empty()) return positions;
  std::vector<std::string> parts = absl::StrSplit(absl::string_view(cursor.data(), cursor.size()), '_');
  if (parts.size() != positions.size()) {
    return base::Refusal(absl::StatusCode::kInvalidArgument, "CURSOR_INVALID", "the cursor is of another feed");
  }
  for (size_t i = 0; i < parts.size(); ++i) {
    GILDE_ASSIGN_OR_RETURN(positions[i], storage::PositionOf(parts[i]));
  }
  return positions;
}

std::string EventFeedApi::Format(const Positions& positions) {
  return absl::StrJoin(positions, "_", [](std::string* out, std::int64_t position) { out->append(storage::CursorOf(position)); });
}

absl::Status EventFeedApi::ReadStore(const base::Call& call, size_t store, const Wanted& wanted, std::int64_t position,
                                     std::vector<Found>& found, std::int64_t& last) {
  storage::Store& from = *stores_[store].second;
  size_t size = 0, begin = found.size();
  GILDE_RETURN_IF_ERROR(from.ReadOne(call, [&](storage::Reader& reader) {
    return storage::ReadEvents(reader.session(), wanted.organization, position, wanted.types, wanted.limit, &last,
                               [&](std::int64_t at, std::string_view bytes) {
                                 found.push_back({store, at, std::string(bytes), {}});
                                 return (size += bytes.size()) < kMostBytes;
                               });
  }));
  // Positions have no gaps and the newest event is always kept: what comes next, or that nothing does, often shows that none is missing.
  bool next_found = found.size() > begin && found[begin].position == position + 1;
  bool at_the_end = wanted.organization == "-" && last == position;
  if (position == 0 || next_found || at_the_end) return absl::OkStatus();
  std::int64_t first = 0;
  GILDE_RETURN_IF_ERROR(from.ReadOne(call, [&](storage::Reader& reader) -> absl::Status {
    GILDE_ASSIGN_OR_RETURN(first, storage::FirstPosition(reader.session()));
    return absl::OkStatus();
  }));
  if (position >= first - 1) return absl::OkStatus();
  return base::Refusal(absl::StatusCode::kOutOfRange, "CURSOR_EXPIRED", "events after this cursor are no longer kept: start anew");
}

// By time across stores, and within a store as they were committed: of two calls at once the later one may commit first, and a cursor
// after the second event of a store stands after the first too.
void EventFeedApi::Merge(std::vector<Found>& found) {
  for (size_t i = 0; i < found.size(); ++i) {
    Event event;
    event.ParseFromString(found[i].bytes);
    found[i].time = base::FromProto(event.time());
    if (i > 0 && found[i - 1].store == found[i].store) found[i].time = std::max(found[i].time, found[i - 1].time);
  }
  std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) { return a.time < b.time; });
}

absl::StatusOr<EventFeedApi::Page> EventFeedApi::ReadOn(const base::Call& call, const Wanted& wanted, Positions& positions) {
  std::vector<Found> found;
  Positions last = positions;
  Page page{{}, true};
  for (size_t i = 0; i < stores_.size(); ++i) {
    if (!wanted.service.empty() && wanted.service != stores_[i].first) continue;
    GILDE_RETURN_IF_ERROR(ReadStore(call, i, wanted, positions[i], found, last[i]));
    // As many as were asked for were looked at: there may be more. Positions have no gaps, but where events have expired.
    if (last[i] - positions[i] >= wanted.limit) page.at_end = false;
  }
  if (stores_.size() > 1) Merge(found);
  size_t fitting = 0, size = 0;
  for (; fitting < std::min(found.size(), static_cast<size_t>(wanted.limit)) && size < kMostBytes; ++fitting) {
    size += found[fitting].bytes.size();
  }
  bool cut = found.size() > fitting;
  if (cut || size >= kMostBytes) page.at_end = false;
  found.resize(fitting);
  for (Found& event : found) {
    positions[event.store] = event.position;
    AddCursor(event.bytes, Format(positions));
    page.events.push_back(std::move(event.bytes));
  }
  if (!cut) positions = last;
  return page;
}

absl::StatusOr<ListEventsResponse> EventFeedApi::ListEvents(const base::Call& call, const ListEventsRequest& request) {
  int limit = request.page_size() <= 0 ? kDefaultPage : std::min(request.page_size(), kLargestPage);
  GILDE_ASSIGN_OR_RETURN(Wanted wanted, Checked(request, limit));
  base::Violations violations;
  violations.Require(request.page_size() >= 0, "page_size", "PAGE_SIZE_INVALID", "must not be negative");
  GILDE_RETURN_IF_ERROR(violations.Check());
  GILDE_ASSIGN_OR_RETURN(Positions positions, Parse(request.cursor()));
  Page page;
  // An empty page is the end: what nobody asked for is passed over here.
  do {
    if (call.deadline < wall_.Now())
      return base::Refusal(absl::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED", "too far to the next event");
    GILDE_ASSIGN_OR_RETURN(page, ReadOn(call, wanted, positions));
  } while (page.events.empty() && !page.at_end);
  ListEventsResponse response;
  response.set_at_end(page.at_end);
  for (const std::string& bytes : page.events) response.add_events()->ParseFromString(bytes);
  response.set_next_cursor(positions == Positions(positions.size(), 0) ? request.cursor() : Format(positions));
  return response;
}

absl::Status EventFeedApi::Follow(const base::Call& call, const FollowRequest& request, rpc::Stream& stream) {
  GILDE_ASSIGN_OR_RETURN(Wanted wanted, Checked(request, kLargestPage));
  GILDE_ASSIGN_OR_RETURN(Positions positions, Parse(request.cursor()));
  absl::Duration silence;
  std::int64_t seen = 0;
  while (!stream.Cancelled()) {
    GILDE_ASSIGN_OR_RETURN(Page page, ReadOn(call, wanted, positions));
    for (const std::string& bytes : page.events) {
      Event event;
      // The services themselves see every field: their events pass as they are stored.
      bool sent = call.IsService() ? stream.WriteSerialized(bytes) : event.ParseFromString(bytes) && stream.Write(std::move(event));
      if (!sent) return absl::OkStatus();
    }
    if (!page.events.empty()) {
      silence = absl::ZeroDuration();
      continue;
    }
    // Writes of this process wake us; those of another are found at the next poll.
    absl::Time begun = wall_.Now();
    seen = stores_[0].second->WaitForEvents(seen, kPoll);
    silence += wall_.Now() - begun;
    if (silence < kHeartbeat) continue;
    silence = absl::ZeroDuration();
    Event heartbeat;
    heartbeat.set_cursor(Format(positions));
    *heartbeat.mutable_time() = base::ToProto(stores_[0].second->clock().Now());
    if (!stream.Write(std::move(heartbeat))) return absl::OkStatus();
  }
  return base::TryAgain(absl::StatusCode::kUnavailable, "SERVER_STOPPING", "this server stops: follow on from your cursor at another",
                        absl::Seconds(1));
}

}  // namespace gilde::feed
