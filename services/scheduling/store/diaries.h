// Who is taken when: the table that makes double booking impossible, the versions of calendars, and the burdens.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "common/storage/store.h"
#include "gilde/scheduling/v1/meeting.pb.h"

namespace gilde::scheduling::store {

// A meeting or a hold of a person.
struct Booking {
  std::string holder;
  absl::Time start, end;
};

// FAILED_PRECONDITION / SLOT_TAKEN when one of `people` has a meeting or an unexpired hold in [start, end), other than `own`.
absl::Status CheckFree(storage::Reader& reader, absl::Span<const std::string> people, absl::Time start, absl::Time end,
                       std::string_view own = "");

// Takes [start, end) for every one of `people` on behalf of `holder` (a meeting, or a hold that ends at `expires`). Holds that expired
// by call.now make room. All times are multiples of 5 minutes. Call it after CheckFree and after the holder itself was written, so that
// a refusal leaves nothing behind in a shared commit.
// ALREADY_EXISTS from the database when somebody is taken.
absl::Status Take(storage::Writer& writer, absl::Span<const std::string> people, absl::Time start, absl::Time end, std::string_view holder,
                  std::optional<absl::Time> expires = std::nullopt);

// Frees what `holder` has taken in [start, end). Freeing what is not taken changes nothing.
absl::Status Free(storage::Writer& writer, absl::Span<const std::string> people, absl::Time start, absl::Time end, std::string_view holder);

// Meetings and holds of a person that touch [from, to), in order of time.
absl::StatusOr<std::vector<Booking>> Bookings(storage::Reader& reader, std::string_view person, absl::Time from, absl::Time to);

// Gives the person's calendar a new version: call it in every transaction that changes what their free time follows from.
absl::Status Touch(storage::Writer& writer, std::string_view person);

// Says how far a meeting lies outside a person's hours; 0 forgets it.
absl::Status SetBurden(storage::Writer& writer, std::string_view person, std::string_view meeting, absl::Time start, int minutes);

// Writes a meeting that was cancelled, and frees the time and forgets the burden of its participants.
absl::StatusOr<v1::Meeting> SaveCancelled(storage::Writer& writer, v1::Meeting meeting, std::string_view event);

// Deletes a hold and frees its time.
absl::Status DropHold(storage::Writer& writer, const v1::Hold& hold, std::string_view event);

struct CalendarState {
  std::string version;      // empty when the person has no calendar yet
  std::int64_t burden = 0;  // minutes outside hours, of meetings that start at or after `burden_since`
};
// In the order of `people`, who are all of one organization.
absl::StatusOr<std::vector<CalendarState>> States(storage::Reader& reader, absl::Span<const std::string> people, absl::Time burden_since);

}  // namespace gilde::scheduling::store
