// What the rules tell people when something grows: a win, a thank-you, a next touch months later; and when they are left in peace.
#include "gilde/matching/v1/growth.pb.h"
#include "gilde/profile/v1/prospect.pb.h"
#include "tests/notification/api/fixture.h"
#include "tests/support/fields.h"

namespace gilde::notification {
namespace {

using matching::v1::Mentorship;
using scheduling::v1::Meeting;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class GrowthStoryTest : public PairTest {};
INSTANTIATE_TEST_SUITE_P(Engines, GrowthStoryTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(GrowthStoryTest, AWinIsToldToTheOtherSoThatTheyCanSayAWord) {
  std::string pair = BeginActive();
  matching::v1::CreateWinRequest request;
  request.set_parent(pair);
  request.mutable_win()->set_author(Person("ada"));
  request.mutable_win()->set_text("The first stream runs without me");
  auto win = Mentoring<matching::v1::Win>(as("ada"), "CreateWin", request);
  ASSERT_EQ(Refused(win), "OK ");
  Until(absl::Hours(1));
  EXPECT_THAT(ToldAt("bob", "win-created"), ElementsAre(In(absl::ZeroDuration())));
  EXPECT_THAT(LastTold("bob", "win-created").text(), HasSubstr("ada Doe"));
  EXPECT_THAT(ToldAt("ada", "win-created"), IsEmpty());
}

TEST_P(GrowthStoryTest, AnAppreciationSaysWhatAndWhatCameOfItAndIsToldToTheReceiver) {
  std::string pair = BeginActive();
  matching::v1::CreateAppreciationRequest request;
  request.set_parent(pair);
  request.mutable_appreciation()->set_author(Person("ada"));
  auto refused = Mentoring<matching::v1::Appreciation>(as("ada"), "CreateAppreciation", request);
  for (const char* field : {"appreciation.what", "appreciation.effect"}) {
    EXPECT_THAT(test::Fields(refused.status()), testing::Contains(field));
  }
  request.mutable_appreciation()->set_what("You showed me the failed draft");
  request.mutable_appreciation()->set_effect("I dared to show mine");
  ASSERT_EQ(Refused(Mentoring<matching::v1::Appreciation>(as("ada"), "CreateAppreciation", request)), "OK ");
  Until(absl::Hours(1));
  EXPECT_THAT(ToldAt("bob", "appreciation-given"), ElementsAre(In(absl::ZeroDuration())));
}

TEST_P(GrowthStoryTest, ANextTouchIsToldToBothOnItsDayThoughThePairIsNoMore) {
  std::string pair = Begin();
  std::string meeting = Book("ada", pair, Days(3) + absl::Hours(2));
  Hold(meeting, Days(3) + absl::Hours(2));
  scheduling::v1::SubmitFollowUpRequest request;
  request.set_name(meeting);
  request.mutable_follow_up()->set_thanks("Thank you for the frank answer");
  request.mutable_follow_up()->add_takeaways("Begin with one consumer");
  request.mutable_follow_up()->mutable_next_touch_date()->set_year(2027);
  request.mutable_follow_up()->mutable_next_touch_date()->set_month(6);
  request.mutable_follow_up()->mutable_next_touch_date()->set_day(7);
  auto submitted = Meetings<Meeting>("ada", "SubmitFollowUp", request);
  ASSERT_EQ(Refused(submitted), "OK ");
  EXPECT_EQ(base::ToString(base::FromProto(submitted->next_touch_time())), "2027-06-07T09:00:00Z");
  ASSERT_EQ(Refused(Conclude("ada", pair, matching::v1::ConcludeIntroRequest::NOT_NOW)), "OK ");
  Until(Days(160));
  for (const char* person : {"ada", "bob"}) EXPECT_THAT(ToldAt(person, "next-touch"), ElementsAre("2027-06-07T09:00:00Z")) << person;
  // Which is how an informal mentorship begins.
  matching::v1::CreateMentorshipRequest create;
  create.set_parent(kAcme);
  create.mutable_mentorship()->add_mentors(Person("bob"));
  create.mutable_mentorship()->add_mentees(Person("ada"));
  auto informal = Mentoring<Mentorship>(as("ada"), "CreateMentorship", create);
  ASSERT_EQ(Refused(informal), "OK ");
  EXPECT_EQ(informal->state(), Mentorship::PROPOSED);
  matching::v1::AcceptMentorshipRequest accept;
  accept.set_name(informal->name());
  auto accepted = Mentoring<Mentorship>(as("bob"), "AcceptMentorship", accept);
  ASSERT_EQ(Refused(accepted), "OK ");
  EXPECT_EQ(accepted->program(), absl::StrCat(kAcme, "/programs/informal"));
  EXPECT_EQ(accepted->state(), Mentorship::INTRO);
  EXPECT_FALSE(accepted->has_end_date());
}

TEST_P(GrowthStoryTest, NobodyIsNudgedWhileTheyAreInAMeeting) {
  std::string pair = BeginActive();
  Book("ada", pair, absl::Hours(2));
  std::string nudge = Remind(WantedNudge("bob", absl::Hours(2) + absl::Minutes(10)));
  std::string known = Remind(Wanted("bob", absl::Hours(2) + absl::Minutes(10)));
  Until(absl::Hours(2) + absl::Minutes(20));
  EXPECT_EQ(ReminderOf("bob", nudge).reason(), v1::Reminder::IN_MEETING);
  EXPECT_EQ(ReminderOf("bob", known).state(), v1::Reminder::SENT) << "what one must know waits for nothing";
  Until(absl::Hours(3));
  v1::Reminder after = ReminderOf("bob", nudge);
  EXPECT_EQ(after.state(), v1::Reminder::SENT);
  EXPECT_EQ(base::ToString(base::FromProto(after.due_time())), In(absl::Hours(2) + absl::Minutes(30)));
}

TEST_P(GrowthStoryTest, AfterTwoReschedulesTenMinutesAreOfferedToBothAndCanBeBooked) {
  std::string pair = BeginActive();
  std::string meeting = Book("ada", pair, Days(7) + absl::Hours(2));
  for (int day : {8, 9}) {
    scheduling::v1::RescheduleMeetingRequest request;
    request.set_name(meeting);
    *request.mutable_start_time() = base::ToProto(start + Days(day) + absl::Hours(2));
    *request.mutable_end_time() = base::ToProto(start + Days(day) + absl::Minutes(150));
    ASSERT_EQ(Refused(Meetings<Meeting>("bob", "RescheduleMeeting", request)), "OK ");
    world.Settle();
  }
  Until(absl::Hours(1));
  EXPECT_TRUE(Pair(pair).has_no_time_offered_time());
  for (const char* person : {"ada", "bob"}) EXPECT_THAT(ToldAt(person, "no-time-offered"), ElementsAre(In(absl::ZeroDuration()))) << person;
  scheduling::v1::BookMeetingRequest ten;
  ten.set_parent(kAcme);
  ten.mutable_meeting()->set_mentorship(pair);
  *ten.mutable_meeting()->mutable_start_time() = base::ToProto(start + Days(2) + absl::Hours(2));
  *ten.mutable_meeting()->mutable_end_time() = base::ToProto(start + Days(2) + absl::Minutes(130));
  EXPECT_EQ(Refused(Meetings<Meeting>("ada", "BookMeeting", ten)), "OK ");
}

TEST_P(GrowthStoryTest, AMonthBeforeTheAgreedEndBothAreAskedToLookBack) {
  std::string pair = BeginActive();
  matching::v1::ProposeAgreementRequest propose;
  propose.set_parent(pair);
  propose.set_agreement_id("first");
  auto& agreement = *propose.mutable_agreement();
  agreement.set_cadence_days(28);
  agreement.set_minutes(45);
  agreement.add_channels(matching::v1::Agreement::VIDEO);
  agreement.set_response_hours(48);
  agreement.set_agenda_habit("The day before");
  agreement.set_cancellation("A word the day before");
  agreement.mutable_end_date()->set_year(2027);
  agreement.mutable_end_date()->set_month(2);
  agreement.mutable_end_date()->set_day(15);
  auto refused = Mentoring<matching::v1::Agreement>(as("ada"), "ProposeAgreement", propose);
  EXPECT_EQ(Refused(refused), "INVALID_ARGUMENT CONFIDENTIALITY_MISSING");
  agreement.set_confidentiality("What we say stays with us");
  auto proposed = Mentoring<matching::v1::Agreement>(as("ada"), "ProposeAgreement", propose);
  ASSERT_EQ(Refused(proposed), "OK ");
  matching::v1::SignAgreementRequest sign;
  sign.set_name(proposed->name());
  ASSERT_EQ(Refused(Mentoring<matching::v1::Agreement>(as("bob"), "SignAgreement", sign)), "OK ");
  Until(Days(11));
  EXPECT_EQ(Pair(pair).state(), Mentorship::ACTIVE);
  Until(Days(14));
  EXPECT_EQ(Pair(pair).state(), Mentorship::WRAPPING_UP);
  EXPECT_EQ(Pair(pair).wrap_up_cause(), Mentorship::END_DATE_NEAR);
  for (const char* person : {"ada", "bob"}) EXPECT_EQ(ToldAt(person, "wrap-up").size(), 1u) << person;
}

TEST_P(GrowthStoryTest, ABriefBringsBackWhatTheMenteeWroteAndWhatTheyWorkTowards) {
  std::string meeting = Book("ada", Begin(), Days(3) + absl::Hours(2));
  scheduling::v1::GetMeetingBriefRequest request;
  request.set_name(meeting);
  for (const char* person : {"ada", "bob"}) {
    auto brief = Meetings<scheduling::v1::MeetingBrief>(person, "GetMeetingBrief", request);
    ASSERT_EQ(Refused(brief), "OK ");
    EXPECT_EQ(brief->approach().subject(), "Moving a nightly batch to streams");
    EXPECT_THAT(brief->approach().opening(), HasSubstr("Backpressure by Example"));
    EXPECT_EQ(brief->approach().questions_size(), 2);
    ASSERT_EQ(brief->goals_size(), 1);
    EXPECT_THAT(brief->DebugString(), HasSubstr("I run the streaming platform of my team"));
  }
}

TEST_P(GrowthStoryTest, WhatAMentorUnderstoodIsPutBeforeTheMentee) {
  std::string pair = BeginActive();
  matching::v1::CreateUnderstandingRequest request;
  request.set_parent(pair);
  request.mutable_understanding()->set_author(Person("bob"));
  request.mutable_understanding()->set_text("You want the work, and not the title");
  ASSERT_EQ(Refused(Mentoring<matching::v1::Understanding>(as("bob"), "CreateUnderstanding", request)), "OK ");
  world.Settle();
  EXPECT_THAT(ToldAt("ada", "understanding-written"), testing::SizeIs(1));
  EXPECT_THAT(ToldAt("bob", "understanding-written"), IsEmpty());
  EXPECT_THAT(LastTold("ada", "understanding-written").text(), testing::Not(testing::HasSubstr("title"))) << "the words stay in the portal";
}

TEST_P(GrowthStoryTest, SomebodyFromOutsideIsToldThatTheyAreInvitedAndNotByWhom) {
  profile::v1::CreateProspectRequest put;
  put.set_parent(Person("ada"));
  put.set_prospect_id("x1");
  put.mutable_prospect()->set_display_name("Barbara Liskov");
  put.mutable_prospect()->set_email("barbara@institute.example");
  put.mutable_prospect()->set_source(profile::v1::Prospect::SOCIAL);
  auto shortlist = [&](const std::string& method, const google::protobuf::Message& request) {
    return as("ada").Call<profile::v1::Prospect>("gilde.profile.v1.ProspectService/" + method, request);
  };
  ASSERT_EQ(Refused(shortlist("CreateProspect", put)), "OK ");
  profile::v1::InviteProspectRequest invite;
  invite.set_name(Person("ada") + "/prospects/x1");
  auto invited = shortlist("InviteProspect", invite);
  ASSERT_EQ(Refused(invited), "OK ");
  world.Settle();
  std::string barbara = invited->candidate().substr(invited->candidate().rfind('/') + 1);
  EXPECT_THAT(ToldAt(barbara, "invited-as-mentor"), testing::SizeIs(1));
  EXPECT_THAT(LastTold(barbara, "invited-as-mentor").text(), testing::Not(testing::HasSubstr("ada")));
  EXPECT_THAT(ToldAt("ada", "invited-as-mentor"), IsEmpty());
}

}  // namespace
}  // namespace gilde::notification
