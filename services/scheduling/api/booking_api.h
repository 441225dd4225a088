// The half of MeetingService that takes, moves and frees time.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/base/call.h"
#include "common/storage/store.h"
#include "gilde/scheduling/v1/meeting.pb.h"
#include "services/scheduling/api/calendars.h"
#include "services/scheduling/api/sources.h"
#include "services/scheduling/domain/rules.h"

namespace gilde::scheduling::api {

class BookingApi {
 public:
  BookingApi(storage::Store& store, Calendars& calendars, const Sources& sources)
      : store_(store), calendars_(calendars), sources_(sources) {}

  absl::StatusOr<v1::Hold> HoldSlot(const base::Call& call, const v1::HoldSlotRequest& request);
  absl::StatusOr<v1::Hold> ReleaseHold(const base::Call& call, const v1::ReleaseHoldRequest& request);
  absl::StatusOr<v1::Meeting> BookMeeting(const base::Call& call, const v1::BookMeetingRequest& request);
  absl::StatusOr<v1::Meeting> RescheduleMeeting(const base::Call& call, const v1::RescheduleMeetingRequest& request);
  absl::StatusOr<v1::Meeting> ExtendMeeting(const base::Call& call, const v1::ExtendMeetingRequest& request);
  absl::StatusOr<v1::Meeting> CancelMeeting(const base::Call& call, const v1::CancelMeetingRequest& request);

 private:
  // What the other services know about a slot that somebody wants, and when it is for whom.
  struct Wish {
    matching::v1::Mentorship mentorship;
    std::vector<std::string> people;
    std::vector<v1::Attendee> attendees;
    bool deactivated = false;  // one of the people is
    absl::Time start, end;
  };
  absl::StatusOr<Wish> Prepare(const base::Call& call, std::string_view mentorship, const std::vector<std::string>& asked, absl::Time start,
                               absl::Time end, std::string_view field);
  // In a transaction: everything that refuses to put `wish` into the diaries; `own` is the hold or meeting whose place it takes.
  static absl::Status CheckWish(storage::Writer& writer, const Wish& wish, std::string_view own);
  // In a transaction: everything that refuses to take this time from people.
  static absl::Status CheckCalendars(storage::Writer& writer, const std::vector<std::string>& people, absl::Time start, absl::Time end,
                                     std::string_view own);
  static absl::Status CheckPerson(const base::Call& call, const Wish& wish);

  storage::Store& store_;
  Calendars& calendars_;
  const Sources& sources_;
};

}  // namespace gilde::scheduling::api
