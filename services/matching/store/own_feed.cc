#include "services/matching/store/own_feed.h"

#include "common/storage/journal.h"
#include "gilde/common/v1/event.pb.h"

namespace gilde::matching::store {

namespace {

// Positions are counted one by one: whoever comes less far than this has read all that there is.
constexpr int kRead = 1000;

}  // namespace

absl::StatusOr<OwnEvent> NextOwnEvent(storage::Reader& reader, std::int64_t after, const std::vector<std::string>& types) {
  OwnEvent next;
  std::int64_t last = after;
  do {
    after = last;
    GILDE_RETURN_IF_ERROR(
        storage::ReadEvents(reader.session(), "-", after, types, kRead, &last, [&](std::int64_t at, std::string_view body) {
          gilde::common::v1::Event event;
          event.ParseFromArray(body.data(), static_cast<int>(body.size()));
          next = {at, event.subject()};
          return false;
        }));
  } while (next.subject.empty() && last - after >= kRead);
  if (next.subject.empty()) next.position = last;
  return next;
}

absl::Status ReadOwnEvents(storage::Reader& reader, std::string_view organization, std::int64_t& position,
                           const std::vector<std::string>& types, absl::FunctionRef<void(const gilde::common::v1::Event&)> each) {
  std::int64_t before = position;
  do {
    before = position;
    GILDE_RETURN_IF_ERROR(
        storage::ReadEvents(reader.session(), organization, before, types, kRead, &position, [&](std::int64_t, std::string_view body) {
          gilde::common::v1::Event event;
          event.ParseFromArray(body.data(), static_cast<int>(body.size()));
          each(event);
          return true;
        }));
  } while (position - before >= kRead);
  return absl::OkStatus();
}

absl::StatusOr<std::int64_t> EndOfOwnFeed(storage::Reader& reader) { return storage::LastPosition(reader.session()); }

absl::StatusOr<std::int64_t> PositionOf(storage::Reader& reader, std::string_view follower) {
  GILDE_ASSIGN_OR_RETURN(std::string cursor, storage::LoadCursor(reader.session(), follower));
  return storage::PositionOf(cursor);
}

absl::Status SavePosition(storage::Writer& writer, std::string_view follower, std::int64_t position) {
  return storage::SaveCursor(writer.session(), follower, storage::CursorOf(position));
}

}  // namespace gilde::matching::store
