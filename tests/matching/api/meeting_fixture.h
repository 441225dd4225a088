// A pair that meets: meetings are booked, held and followed up through scheduling.
#pragma once

#include "gilde/scheduling/v1/meeting.pb.h"
#include "tests/matching/api/mentorship_fixture.h"

namespace gilde::matching {

class MeetingTest : public MentorshipTest {
 protected:
  using Meeting = gilde::scheduling::v1::Meeting;

  absl::StatusOr<Meeting> Meet(const std::string& by, const std::string& method, const google::protobuf::Message& request) {
    return as(by).Call<Meeting>("gilde.scheduling.v1.MeetingService/" + method, request);
  }
  // A meeting of ada and grace tomorrow at ten, which both say was held; its name.
  std::string Hold(const std::string& pair, int minutes) {
    world.Settle();
    gilde::scheduling::v1::BookMeetingRequest book;
    book.set_parent(kAcme);
    book.mutable_meeting()->set_mentorship(pair);
    absl::CivilDay tomorrow = absl::ToCivilDay(now(), absl::UTCTimeZone()) + 1;
    absl::Time start = absl::FromCivil(tomorrow, absl::UTCTimeZone()) + absl::Hours(10);
    *book.mutable_meeting()->mutable_start_time() = base::ToProto(start);
    *book.mutable_meeting()->mutable_end_time() = base::ToProto(start + absl::Minutes(minutes));
    auto meeting = Meet("ada", "BookMeeting", book);
    EXPECT_EQ(Refused(meeting), "OK ");
    if (!meeting.ok()) return "";
    Advance(start + absl::Minutes(minutes + 1) - now());
    for (const char* person : {"ada", "grace"}) {
      gilde::scheduling::v1::ConfirmAttendanceRequest confirm;
      confirm.set_name(meeting->name());
      confirm.set_answer(gilde::scheduling::v1::Attendance::HELD);
      EXPECT_EQ(Refused(Meet(person, "ConfirmAttendance", confirm)), "OK ");
    }
    world.Settle();
    return meeting->name();
  }
  absl::StatusOr<Meeting> FollowUp(const std::string& by, const std::string& meeting) {
    gilde::scheduling::v1::SubmitFollowUpRequest request;
    request.set_name(meeting);
    request.mutable_follow_up()->set_thanks("Thank you for the frank answer");
    request.mutable_follow_up()->add_takeaways("Measure before you change");
    auto submitted = Meet(by, "SubmitFollowUp", request);
    world.Settle();
    return submitted;
  }
};

}  // namespace gilde::matching
