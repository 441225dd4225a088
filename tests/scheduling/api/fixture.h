// People, pairs and the RPCs of scheduling, on both engines.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "common/base/errors.h"
#include "common/base/zones.h"
#include "common/rpc/client.h"
#include "gilde/common/v1/event.pb.h"
#include "gilde/matching/v1/mentorship_service.pb.h"
#include "gilde/profile/v1/organization.pb.h"
#include "gilde/profile/v1/profile_service.pb.h"
#include "gilde/scheduling/v1/availability.pb.h"
#include "gilde/scheduling/v1/meeting.pb.h"
#include "tests/support/world.h"

namespace gilde::scheduling {

inline constexpr char kAcme[] = "organizations/acme";
inline std::string Person(const std::string& id) { return std::string(kAcme) + "/profiles/" + id; }

// `NOT_FOUND RESOURCE_NOT_FOUND`, for comparing; `OK ` when nothing was refused.
inline std::string Refused(const absl::Status& status) { return absl::StatusCodeToString(status.code()) + " " + base::ReasonOf(status); }
template <class M>
std::string Refused(const absl::StatusOr<M>& result) {
  return Refused(result.status());
}

class SchedulingTest : public testing::TestWithParam<test::Engine> {
 protected:
  SchedulingTest() : world(GetParam()) {
    profile::v1::CreateOrganizationRequest request;
    request.set_organization_id("acme");
    request.mutable_organization()->set_title("Acme Shipyards");
    EXPECT_EQ(Refused(platform().Call<profile::v1::Organization>("gilde.profile.v1.OrganizationService/CreateOrganization", request)),
              "OK ");
    world.Settle();
  }

  rpc::Client platform() { return world.client("acme", "platform"); }
  rpc::Client admin() { return world.client("acme", "program_admin"); }
  rpc::Client as(const std::string& id) { return world.client("acme", "member", Person(id)); }
  absl::Time now() { return world.clock().Now(); }
  // The day `days` from today (a Monday) at this hour UTC.
  absl::Time At(int days, int hour, int minute = 0) {
    absl::CivilDay day = absl::ToCivilDay(world_start, absl::UTCTimeZone()) + days;
    return absl::FromCivil(absl::CivilMinute(day.year(), day.month(), day.day(), hour, minute), absl::UTCTimeZone());
  }

  void AddPerson(const std::string& id, const std::string& zone = "UTC", int capacity = 0) {
    profile::v1::CreateProfileRequest request;
    request.set_parent(kAcme);
    request.set_profile_id(id);
    auto& profile = *request.mutable_profile();
    profile.set_given_name(id);
    profile.set_family_name("Doe");
    profile.set_email(id + "@example.org");
    profile.set_time_zone(zone);
    auto& language = *profile.add_languages();
    language.set_tag("en");
    language.set_proficiency(5);
    if (capacity > 0) profile.mutable_mentor_offer()->set_capacity(capacity);
    EXPECT_EQ(Refused(platform().Call<profile::v1::Profile>("gilde.profile.v1.ProfileService/CreateProfile", request)), "OK ");
    if (capacity == 0) return;
    profile::v1::ReviewMentorOfferRequest review;
    review.set_name(Person(id));
    review.set_decision(profile::v1::ReviewMentorOfferRequest::APPROVE);
    EXPECT_EQ(Refused(admin().Call<profile::v1::Profile>("gilde.profile.v1.ProfileService/ReviewMentorOffer", review)), "OK ");
  }
  absl::StatusOr<profile::v1::Profile> ChangeZone(const std::string& id, const std::string& zone) {
    profile::v1::UpdateProfileRequest request;
    request.mutable_profile()->set_name(Person(id));
    request.mutable_profile()->set_time_zone(zone);
    request.mutable_update_mask()->add_paths("time_zone");
    auto changed = platform().Call<profile::v1::Profile>("gilde.profile.v1.ProfileService/UpdateProfile", request);
    world.Settle();
    return changed;
  }
  // An informal pair in INTRO; its name.
  std::string Pair(const std::string& mentor, const std::string& mentee) {
    world.Settle();
    matching::v1::CreateMentorshipRequest request;
    request.set_parent(kAcme);
    request.mutable_mentorship()->add_mentors(Person(mentor));
    request.mutable_mentorship()->add_mentees(Person(mentee));
    auto created = Matching<matching::v1::Mentorship>(as(mentee), "CreateMentorship", request);
    EXPECT_EQ(Refused(created), "OK ");
    if (!created.ok()) return "";
    matching::v1::AcceptMentorshipRequest accept;
    accept.set_name(created->name());
    EXPECT_EQ(Refused(Matching<matching::v1::Mentorship>(as(mentor), "AcceptMentorship", accept)), "OK ");
    return created->name();
  }
  template <class Response>
  absl::StatusOr<Response> Matching(const rpc::Client& client, const std::string& method, const google::protobuf::Message& request) {
    return client.Call<Response>("gilde.matching.v1.MentorshipService/" + method, request);
  }
  template <class Response>
  absl::StatusOr<Response> Meetings(const rpc::Client& client, const std::string& method, const google::protobuf::Message& request) {
    return client.Call<Response>("gilde.scheduling.v1.MeetingService/" + method, request);
  }
  template <class Response>
  absl::StatusOr<Response> Calendar(const rpc::Client& client, const std::string& method, const google::protobuf::Message& request) {
    return client.Call<Response>("gilde.scheduling.v1.AvailabilityService/" + method, request);
  }

  static v1::BookMeetingRequest Booking(const std::string& mentorship, absl::Time start, int minutes = 30) {
    v1::BookMeetingRequest request;
    request.set_parent(kAcme);
    request.mutable_meeting()->set_mentorship(mentorship);
    *request.mutable_meeting()->mutable_start_time() = base::ToProto(start);
    *request.mutable_meeting()->mutable_end_time() = base::ToProto(start + absl::Minutes(minutes));
    return request;
  }
  absl::StatusOr<v1::Meeting> Book(const std::string& by, const std::string& mentorship, absl::Time start, int minutes = 30) {
    return Meetings<v1::Meeting>(as(by), "BookMeeting", Booking(mentorship, start, minutes));
  }
  absl::StatusOr<v1::Hold> HoldSlot(const std::string& by, const std::string& mentorship, absl::Time start) {
    v1::HoldSlotRequest request;
    request.set_parent(kAcme);
    request.mutable_hold()->set_mentorship(mentorship);
    *request.mutable_hold()->mutable_start_time() = base::ToProto(start);
    *request.mutable_hold()->mutable_end_time() = base::ToProto(start + absl::Minutes(30));
    return Meetings<v1::Hold>(as(by), "HoldSlot", request);
  }
  absl::StatusOr<v1::Meeting> Get(const rpc::Client& client, const std::string& name) {
    v1::GetMeetingRequest request;
    request.set_name(name);
    return Meetings<v1::Meeting>(client, "GetMeeting", request);
  }
  absl::StatusOr<v1::Meeting> Confirm(const std::string& by, const std::string& name,
                                      v1::Attendance::Answer answer = v1::Attendance::HELD) {
    v1::ConfirmAttendanceRequest request;
    request.set_name(name);
    request.set_answer(answer);
    return Meetings<v1::Meeting>(as(by), "ConfirmAttendance", request);
  }
  absl::StatusOr<v1::Meeting> Cancel(const rpc::Client& client, const std::string& name, const std::string& note = "") {
    v1::CancelMeetingRequest request;
    request.set_name(name);
    request.set_note(note);
    return Meetings<v1::Meeting>(client, "CancelMeeting", request);
  }
  v1::FindSlotsRequest Search(const std::vector<std::string>& people, int minutes = 30) {
    v1::FindSlotsRequest request;
    request.set_parent(kAcme);
    for (const std::string& id : people) request.add_participants(Person(id));
    request.set_minutes(minutes);
    return request;
  }
  absl::StatusOr<v1::FindSlotsResponse> Find(const std::string& by, const v1::FindSlotsRequest& request) {
    return Calendar<v1::FindSlotsResponse>(as(by), "FindSlots", request);
  }
  // Types of scheduling's events so far, in order.
  std::vector<std::string> Events() {
    std::vector<std::string> types;
    EXPECT_TRUE(world.store("scheduling")
                    .Read(base::System("test", now()),
                          [&](storage::Reader& reader) {
                            return reader.session().Query("SELECT type FROM event ORDER BY position", {}, [&](const storage::Row& row) {
                              types.emplace_back(row.Text(0));
                              return true;
                            });
                          })
                    .ok());
    return types;
  }

  test::World world;
  absl::Time world_start = world.clock().Now();
};

}  // namespace gilde::scheduling
