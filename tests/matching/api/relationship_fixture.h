// People, a program and the RPCs of relationships, on both engines.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/zones.h"
#include "common/rpc/client.h"
#include "gilde/matching/v1/conversation.pb.h"
#include "gilde/matching/v1/mentorship_service.pb.h"
#include "gilde/matching/v1/program_service.pb.h"
#include "gilde/matching/v1/report.pb.h"
#include "gilde/profile/v1/goal.pb.h"
#include "gilde/profile/v1/organization.pb.h"
#include "gilde/profile/v1/profile_service.pb.h"
#include "tests/support/world.h"

namespace gilde::matching {

inline constexpr char kAcme[] = "organizations/acme";
inline std::string Person(const std::string& id) { return absl::StrCat(kAcme, "/profiles/", id); }

// `NOT_FOUND RESOURCE_NOT_FOUND`, for comparing; `OK ` when nothing was refused.
inline std::string Refused(const absl::Status& status) { return absl::StatusCodeToString(status.code()) + " " + base::ReasonOf(status); }
template <class M>
std::string Refused(const absl::StatusOr<M>& result) {
  return Refused(result.status());
}

class RelationshipTest : public testing::TestWithParam<test::Engine> {
 protected:
  RelationshipTest() : world(GetParam()) {
    gilde::profile::v1::CreateOrganizationRequest request;
    request.set_organization_id("acme");
    request.mutable_organization()->set_title("Acme Shipyards");
    EXPECT_EQ(
        Refused(platform().Call<gilde::profile::v1::Organization>("gilde.profile.v1.OrganizationService/CreateOrganization", request)),
        "OK ");
    world.Settle();
  }

  rpc::Client platform() { return world.client("acme", "platform"); }
  rpc::Client admin() { return world.client("acme", "program_admin"); }
  rpc::Client as(const std::string& id) { return world.client("acme", "member", Person(id)); }
  absl::Time now() { return world.clock().Now(); }
  void Advance(absl::Duration by) { world.Advance(by); }

  template <class Response>
  absl::StatusOr<Response> Conversation(const rpc::Client& client, const std::string& method, const google::protobuf::Message& request) {
    return client.Call<Response>("gilde.matching.v1.ConversationService/" + method, request);
  }
  template <class Response>
  absl::StatusOr<Response> Mentoring(const rpc::Client& client, const std::string& method, const google::protobuf::Message& request) {
    return client.Call<Response>("gilde.matching.v1.MentorshipService/" + method, request);
  }
  template <class Response>
  absl::StatusOr<Response> Profiles(const rpc::Client& client, const std::string& method, const google::protobuf::Message& request) {
    return client.Call<Response>("gilde.profile.v1.ProfileService/" + method, request);
  }

  // A person; with `capacity` one who may mentor.
  void AddPerson(const std::string& id, int capacity = 0) {
    gilde::profile::v1::CreateProfileRequest request;
    request.set_parent(kAcme);
    request.set_profile_id(id);
    auto& profile = *request.mutable_profile();
    profile.set_given_name(id);
    profile.set_time_zone("UTC");
    auto& language = *profile.add_languages();
    language.set_tag("en");
    language.set_proficiency(5);
    if (capacity > 0) {
      profile.mutable_mentor_offer()->set_capacity(capacity);
      auto& skill = *profile.add_skills_offered();
      skill.set_skill("kafka");
      skill.set_level(5);
      auto& work = *profile.add_public_works();
      work.set_kind(gilde::profile::v1::PublicWork::TALK);
      work.set_title("Backpressure by Example");
    }
    EXPECT_EQ(Refused(Profiles<gilde::profile::v1::Profile>(platform(), "CreateProfile", request)), "OK ");
    if (capacity > 0) Review(id, gilde::profile::v1::ReviewMentorOfferRequest::APPROVE);
  }
  // Decides about somebody's mentor offer.
  void Review(const std::string& id, gilde::profile::v1::ReviewMentorOfferRequest::Decision decision) {
    gilde::profile::v1::ReviewMentorOfferRequest review;
    review.set_name(Person(id));
    review.set_decision(decision);
    EXPECT_EQ(Refused(Profiles<gilde::profile::v1::Profile>(admin(), "ReviewMentorOffer", review)), "OK ");
  }
  std::string AddGoal(const std::string& person, const std::string& id) {
    gilde::profile::v1::CreateGoalRequest request;
    request.set_parent(Person(person));
    request.set_goal_id(id);
    auto& goal = *request.mutable_goal();
    goal.set_outcome("I run the streaming platform of my team");
    goal.set_skill("kafka");
    goal.set_horizon(gilde::profile::v1::Goal::SHORT);
    absl::CivilDay day = absl::ToCivilDay(now() + absl::Hours(24 * 200), absl::UTCTimeZone());
    goal.mutable_target_date()->set_year(static_cast<int>(day.year()));
    goal.mutable_target_date()->set_month(day.month());
    goal.mutable_target_date()->set_day(day.day());
    EXPECT_EQ(Refused(as(person).Call<gilde::profile::v1::Goal>("gilde.profile.v1.GoalService/CreateGoal", request)), "OK ");
    return Person(person) + "/goals/" + id;
  }
  void ReachGoal(const std::string& person, const std::string& goal) {
    gilde::profile::v1::RecordProgressRequest request;
    request.set_name(goal);
    request.set_progress(100);
    EXPECT_EQ(Refused(as(person).Call<gilde::profile::v1::Goal>("gilde.profile.v1.GoalService/RecordProgress", request)), "OK ");
    world.Settle();
  }

  // An open program of this kind.
  std::string AddProgram(const std::string& id, v1::Program::Kind kind, const std::function<void(v1::Program&)>& more = nullptr) {
    v1::CreateProgramRequest request;
    request.set_parent(kAcme);
    request.set_program_id(id);
    request.mutable_program()->set_kind(kind);
    request.mutable_program()->set_title("Program " + id);
    request.mutable_program()->mutable_rules()->set_ask_agreement(false);
    if (more) more(*request.mutable_program());
    EXPECT_EQ(Refused(Programs<v1::Program>("CreateProgram", request)), "OK ");
    v1::OpenProgramRequest open;
    open.set_name(absl::StrCat(kAcme, "/programs/", id));
    EXPECT_EQ(Refused(Programs<v1::Program>("OpenProgram", open)), "OK ");
    return open.name();
  }
  template <class Response>
  absl::StatusOr<Response> Programs(const std::string& method, const google::protobuf::Message& request) {
    return admin().Call<Response>("gilde.matching.v1.ProgramService/" + method, request);
  }
  // Enrolls and returns the enrollment's name.
  std::string Enroll(const std::string& program, const std::string& id, v1::Enrollment::Role role, int capacity = 0) {
    v1::CreateEnrollmentRequest request;
    request.set_parent(program);
    request.mutable_enrollment()->set_profile(Person(id));
    request.mutable_enrollment()->add_roles(role);
    request.mutable_enrollment()->set_capacity(capacity);
    auto enrollment = Programs<v1::Enrollment>("CreateEnrollment", request);
    EXPECT_EQ(Refused(enrollment), "OK ");
    return enrollment.ok() ? enrollment->name() : "";
  }
  v1::Enrollment Enrollment(const std::string& name) {
    v1::GetEnrollmentRequest request;
    request.set_name(name);
    auto found = Programs<v1::Enrollment>("GetEnrollment", request);
    EXPECT_EQ(Refused(found), "OK ");
    return found.value_or(v1::Enrollment());
  }
  int SeatsTaken(const std::string& enrollment) { return Enrollment(enrollment).seats_taken(); }

  // A request that can be sent to each of these mentors.
  v1::CreateConversationRequestRequest Draft(const std::string& program, const std::string& mentee,
                                             const std::vector<std::string>& mentors) {
    v1::CreateConversationRequestRequest request;
    request.set_parent(kAcme);
    auto& draft = *request.mutable_conversation_request();
    draft.set_program(program);
    draft.set_mentee(Person(mentee));
    for (const std::string& mentor : mentors) draft.add_ranked_mentors(Person(mentor));
    draft.set_subject("Moving a nightly batch to streams");
    draft.set_opening("Your talk Backpressure by Example made me draw our queue again. " + mentee);
    draft.set_introduction("I keep the ledger service of our team running.");
    draft.add_questions("Where would you begin with one slow consumer?");
    draft.add_questions("What would you measure in the first week?");
    draft.set_minutes(20);
    draft.set_window_days(14);
    for (int day : {2, 3, 4}) {
      auto& slot = *draft.add_proposed_slots();
      *slot.mutable_start_time() = base::ToProto(now() + absl::Hours(24 * day));
      *slot.mutable_end_time() = base::ToProto(now() + absl::Hours(24 * day + 1));
    }
    return request;
  }
  absl::StatusOr<v1::ConversationRequest> Send(const v1::CreateConversationRequestRequest& request) {
    std::string mentee = request.conversation_request().mentee();
    return Conversation<v1::ConversationRequest>(as(mentee.substr(mentee.rfind('/') + 1)), "CreateConversationRequest", request);
  }
  absl::StatusOr<v1::ConversationRequest> Accept(const std::string& mentor, const std::string& name) {
    v1::AcceptConversationRequestRequest request;
    request.set_name(name);
    return Conversation<v1::ConversationRequest>(as(mentor), "AcceptConversationRequest", request);
  }
  absl::StatusOr<v1::ConversationRequest> Decline(const std::string& mentor, const std::string& name) {
    v1::DeclineConversationRequestRequest request;
    request.set_name(name);
    request.set_note("not this month");
    return Conversation<v1::ConversationRequest>(as(mentor), "DeclineConversationRequest", request);
  }
  v1::ConversationRequest Request(const std::string& name, const std::string& by) {
    v1::GetConversationRequestRequest request;
    request.set_name(name);
    auto found = Conversation<v1::ConversationRequest>(as(by), "GetConversationRequest", request);
    EXPECT_EQ(Refused(found), "OK ");
    return found.value_or(v1::ConversationRequest());
  }

  // A pair in INTRO, through a request; its name.
  std::string BeginPair(const std::string& program, const std::string& mentee, const std::string& mentor) {
    auto sent = Send(Draft(program, mentee, {mentor}));
    EXPECT_EQ(Refused(sent), "OK ");
    if (!sent.ok()) return "";
    auto accepted = Accept(mentor, sent->name());
    EXPECT_EQ(Refused(accepted), "OK ");
    return accepted.ok() ? accepted->mentorship() : "";
  }
  absl::StatusOr<v1::Mentorship> Conclude(const std::string& by, const std::string& mentorship, v1::ConcludeIntroRequest::Outcome outcome) {
    v1::ConcludeIntroRequest request;
    request.set_name(mentorship);
    request.set_outcome(outcome);
    return Mentoring<v1::Mentorship>(as(by), "ConcludeIntro", request);
  }
  absl::StatusOr<v1::EndMentorshipResponse> End(const rpc::Client& client, const std::string& mentorship,
                                                v1::Mentorship::EndReason reason) {
    v1::EndMentorshipRequest request;
    request.set_name(mentorship);
    request.set_reason(reason);
    return Mentoring<v1::EndMentorshipResponse>(client, "EndMentorship", request);
  }
  v1::Mentorship Pair(const std::string& name) {
    v1::GetMentorshipRequest request;
    request.set_name(name);
    auto found = Mentoring<v1::Mentorship>(admin(), "GetMentorship", request);
    EXPECT_EQ(Refused(found), "OK ");
    return found.value_or(v1::Mentorship());
  }
  std::vector<std::string> Timeline(const std::string& mentorship, const rpc::Client& client) {
    v1::GetTimelineRequest request;
    request.set_parent(mentorship);
    std::vector<std::string> types;
    do {
      request.set_page_size(2);
      auto page = Mentoring<v1::GetTimelineResponse>(client, "GetTimeline", request);
      EXPECT_EQ(Refused(page), "OK ");
      if (!page.ok()) break;
      for (const auto& entry : page->entries()) types.push_back(entry.type());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return types;
  }

  test::World world;
};

}  // namespace gilde::matching
