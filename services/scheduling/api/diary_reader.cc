#include "services/scheduling/api/diary_reader.h"

#include "common/base/zones.h"
#include "services/scheduling/domain/availability.h"
#include "services/scheduling/store/diaries.h"
#include "services/scheduling/store/kinds.h"

namespace gilde::scheduling::api {

absl::StatusOr<domain::Diary> ReadDiary(storage::Reader& reader, std::string_view person, domain::Span window) {
  domain::Diary diary;
  GILDE_ASSIGN_OR_RETURN(diary.availability, reader.Get<v1::Availability>(domain::AvailabilityName(person)));
  GILDE_ASSIGN_OR_RETURN(diary.zone, base::Zone(diary.availability.time_zone()));
  // A whole week more on both sides, for buffers and for weeks that have their meetings.
  domain::Span wide = {window.start - absl::Hours(8 * 24), window.end + absl::Hours(8 * 24)};
  GILDE_ASSIGN_OR_RETURN(std::vector<v1::BusyTimes> sources, reader.Find<v1::BusyTimes>(store::BusyTimesQuery(person)));
  for (const v1::BusyTimes& source : sources) {
    for (const v1::Interval& interval : source.intervals()) {
      domain::Span span = domain::FromProto(interval);
      if (span.Overlaps(wide)) diary.busy.push_back(span);
    }
  }
  GILDE_ASSIGN_OR_RETURN(std::vector<store::Booking> bookings, store::Bookings(reader, person, wide.start, wide.end));
  for (const store::Booking& booking : bookings) diary.bookings.push_back({booking.start, booking.end});
  return diary;
}

}  // namespace gilde::scheduling::api
