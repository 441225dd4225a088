// What people are told, on both engines: those of a program, their relationships and meetings, and the RPCs of notification.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "gilde/notification/v1/notification.pb.h"
#include "gilde/notification/v1/preference.pb.h"
#include "gilde/notification/v1/reminder.pb.h"
#include "gilde/notification/v1/rule.pb.h"
#include "gilde/notification/v1/template.pb.h"
#include "gilde/scheduling/v1/meeting.pb.h"
#include "tests/matching/api/relationship_fixture.h"

namespace gilde::notification {

using matching::kAcme;
using matching::Person;
using matching::Refused;

inline absl::Duration Days(double days) { return absl::Hours(24) * days; }

// The clock stands on a Monday at 08:00, the first minute that is not quiet for people in UTC. Without a mail server everything waits to
// be pulled.
class NotificationTest : public matching::RelationshipTest {
 protected:
  template <class Response>
  absl::StatusOr<Response> Rules(const rpc::Client& client, const std::string& method, const google::protobuf::Message& request) {
    return client.Call<Response>("gilde.notification.v1.RuleService/" + method, request);
  }
  template <class Response>
  absl::StatusOr<Response> Reminding(const rpc::Client& client, const std::string& method, const google::protobuf::Message& request) {
    return client.Call<Response>("gilde.notification.v1.ReminderService/" + method, request);
  }
  template <class Response>
  absl::StatusOr<Response> Wishes(const rpc::Client& client, const std::string& method, const google::protobuf::Message& request) {
    return client.Call<Response>("gilde.notification.v1.PreferenceService/" + method, request);
  }
  template <class Response>
  absl::StatusOr<Response> Log(const rpc::Client& client, const std::string& method, const google::protobuf::Message& request) {
    return client.Call<Response>("gilde.notification.v1.NotificationService/" + method, request);
  }
  template <class Response>
  absl::StatusOr<Response> Words(const rpc::Client& client, const std::string& method, const google::protobuf::Message& request) {
    return client.Call<Response>("gilde.notification.v1.TemplateService/" + method, request);
  }
  rpc::Client other() { return world.client("other", "platform"); }

  // A person with an address; known to every service when this returns.
  void AddReader(const std::string& id, int capacity = 0) {
    AddPerson(id, capacity);
    profile::v1::UpdateProfileRequest request;
    request.mutable_profile()->set_name(Person(id));
    request.mutable_profile()->set_family_name("Doe");
    request.mutable_profile()->set_email(id + "@example.org");
    EXPECT_EQ(Refused(Profiles<profile::v1::Profile>(platform(), "UpdateProfile", request)), "OK ");
    world.Settle();
  }

  // A reminder of the enterprise's own, `after` from now; what one must know unless changed.
  v1::CreateReminderRequest Wanted(const std::string& recipient, absl::Duration after, const std::string& id = "") {
    v1::CreateReminderRequest request;
    request.set_parent(kAcme);
    request.set_reminder_id(id);
    v1::Reminder& reminder = *request.mutable_reminder();
    reminder.set_recipient(Person(recipient));
    *reminder.mutable_due_time() = base::ToProto(now() + after);
    reminder.set_template_("plain");
    reminder.set_category(v1::SERVICE);
    (*request.mutable_values())["SUBJECT"] = "Your badge";
    (*request.mutable_values())["TEXT"] = "Bring it along";
    return request;
  }
  v1::CreateReminderRequest WantedNudge(const std::string& recipient, absl::Duration after, const std::string& id = "") {
    v1::CreateReminderRequest request = Wanted(recipient, after, id);
    request.mutable_reminder()->set_category(v1::NUDGE);
    request.mutable_reminder()->set_nudge(true);
    return request;
  }
  absl::StatusOr<v1::Reminder> Create(const v1::CreateReminderRequest& request) {
    return Reminding<v1::Reminder>(platform(), "CreateReminder", request);
  }
  // Creates it and returns its name.
  std::string Remind(const v1::CreateReminderRequest& request) {
    auto reminder = Create(request);
    EXPECT_EQ(Refused(reminder), "OK ");
    return reminder.ok() ? reminder->name() : "";
  }
  std::vector<v1::Reminder> RemindersOf(const std::string& person, v1::Reminder::State state = v1::Reminder::STATE_UNSPECIFIED) {
    v1::ListRemindersRequest request;
    request.set_parent(kAcme);
    request.set_recipient(Person(person));
    request.set_state(state);
    request.set_page_size(500);
    auto page = Reminding<v1::ListRemindersResponse>(platform(), "ListReminders", request);
    EXPECT_EQ(Refused(page), "OK ");
    if (!page.ok()) return {};
    return {page->reminders().begin(), page->reminders().end()};
  }
  v1::Reminder ReminderOf(const std::string& person, const std::string& name) {
    for (v1::Reminder& reminder : RemindersOf(person)) {
      if (reminder.name() == name) return std::move(reminder);
    }
    ADD_FAILURE() << name << " is not there";
    return {};
  }

  // What a person was told, in order of time, as they read it.
  std::vector<v1::Notification> Told(const std::string& person) {
    v1::ListNotificationsRequest request;
    request.set_parent(kAcme);
    request.set_recipient(Person(person));
    request.set_page_size(500);
    auto page = Log<v1::ListNotificationsResponse>(as(person), "ListNotifications", request);
    EXPECT_EQ(Refused(page), "OK ");
    if (!page.ok()) return {};
    return {page->notifications().begin(), page->notifications().end()};
  }
  // When a person was told in these words, `2027-01-07T08:00:00Z`, in order.
  std::vector<std::string> ToldAt(const std::string& person, const std::string& words) {
    std::vector<std::string> times;
    for (const v1::Notification& notification : Told(person)) {
      if (notification.template_() == words) times.push_back(base::ToString(base::FromProto(notification.create_time())));
    }
    return times;
  }
  // The last time a person was told in these words.
  v1::Notification LastTold(const std::string& person, const std::string& words) {
    v1::Notification last;
    for (v1::Notification& notification : Told(person)) {
      if (notification.template_() == words) last = std::move(notification);
    }
    EXPECT_FALSE(last.name().empty()) << person << " was not told: " << words;
    return last;
  }
  // Words that put something on the one who reads them, in any case of letters.
  static void ExpectNoBlame(const v1::Notification& told) {
    std::string said = absl::AsciiStrToLower(told.subject() + "\n" + told.text());
    for (const char* blame :
         {"forgot", "fail", "fault", "late", "overdue", "should have", "must", "ignored", "missed", "declined", "refused"}) {
      EXPECT_THAT(said, testing::Not(testing::HasSubstr(blame))) << told.template_();
    }
  }
  std::string In(absl::Duration after) { return base::ToString(start + after); }
  // Lets everything happen up to this long after the beginning.
  void Until(absl::Duration after) { Advance(start + after - now()); }

  absl::StatusOr<v1::Preferences> Wish(const std::string& person, v1::Preferences wishes) {
    v1::UpdatePreferencesRequest request;
    wishes.set_name(Person(person) + "/preferences");
    *request.mutable_preferences() = std::move(wishes);
    return Wishes<v1::Preferences>(as(person), "UpdatePreferences", request);
  }

  template <class Response>
  absl::StatusOr<Response> Meetings(const std::string& by, const std::string& method, const google::protobuf::Message& request) {
    return as(by).Call<Response>("gilde.scheduling.v1.MeetingService/" + method, request);
  }
  // Half an hour that begins this long after the beginning; its name.
  std::string Book(const std::string& by, const std::string& mentorship, absl::Duration after) {
    scheduling::v1::BookMeetingRequest request;
    request.set_parent(kAcme);
    request.mutable_meeting()->set_mentorship(mentorship);
    *request.mutable_meeting()->mutable_start_time() = base::ToProto(start + after);
    *request.mutable_meeting()->mutable_end_time() = base::ToProto(start + after + absl::Minutes(30));
    auto meeting = Meetings<scheduling::v1::Meeting>(by, "BookMeeting", request);
    EXPECT_EQ(Refused(meeting), "OK ");
    world.Settle();
    return meeting.ok() ? meeting->name() : "";
  }

  const absl::Time start = world.clock().Now();
};

// Ada, who learns, and Bob, who may mentor, in an open program whose owner is Eve.
class PairTest : public NotificationTest {
 protected:
  PairTest() {
    AddReader("ada");
    AddReader("bob", 3);
    AddReader("eve");
    program = AddProgram("p1", matching::v1::Program::FORMAL, [](matching::v1::Program& p) { p.add_owners(Person("eve")); });
    AddGoal("ada", "kafka");
    Enroll(program, "ada", matching::v1::Enrollment::MENTEE);
    Enroll(program, "bob", matching::v1::Enrollment::MENTOR, 3);
    world.Settle();
  }
  std::string Begin() {
    std::string pair = BeginPair(program, "ada", "bob");
    world.Settle();
    return pair;
  }
  std::string BeginActive() {
    std::string pair = Begin();
    EXPECT_EQ(Refused(Conclude("ada", pair, matching::v1::ConcludeIntroRequest::CONTINUE)), "OK ");
    world.Settle();
    return pair;
  }
  // Bob with Ada, Carl and Dora, active in a program of groups; its name.
  std::string BeginGroup() {
    std::string groups = AddProgram("g1", matching::v1::Program::GROUP);
    Enroll(groups, "bob", matching::v1::Enrollment::MENTOR, 4);
    matching::v1::CreateMentorshipRequest request;
    request.set_parent(kAcme);
    request.mutable_mentorship()->set_program(groups);
    request.mutable_mentorship()->add_mentors(Person("bob"));
    for (const char* id : {"carl", "dora"}) {
      AddReader(id);
      AddGoal(id, "kafka");
    }
    for (const char* id : {"ada", "carl", "dora"}) {
      Enroll(groups, id, matching::v1::Enrollment::MENTEE);
      request.mutable_mentorship()->add_mentees(Person(id));
    }
    auto group = Mentoring<matching::v1::Mentorship>(admin(), "CreateMentorship", request);
    EXPECT_EQ(Refused(group), "OK ");
    if (!group.ok()) return "";
    for (const char* id : {"ada", "bob", "carl", "dora"}) {
      matching::v1::AcceptMentorshipRequest accept;
      accept.set_name(group->name());
      EXPECT_EQ(Refused(Mentoring<matching::v1::Mentorship>(as(id), "AcceptMentorship", accept)), "OK ");
    }
    EXPECT_EQ(Refused(Conclude("ada", group->name(), matching::v1::ConcludeIntroRequest::CONTINUE)), "OK ");
    world.Settle();
    return group->name();
  }
  // Lets the meeting happen, confirmed by both.
  void Hold(const std::string& meeting, absl::Duration after) {
    Until(after + absl::Minutes(1));
    for (const char* person : {"ada", "bob"}) {
      scheduling::v1::ConfirmAttendanceRequest request;
      request.set_name(meeting);
      request.set_answer(scheduling::v1::Attendance::HELD);
      EXPECT_EQ(Refused(Meetings<scheduling::v1::Meeting>(person, "ConfirmAttendance", request)), "OK ");
    }
    Until(after + absl::Minutes(30));
  }
  std::string program;
};

}  // namespace gilde::notification
