// Problem: every default reminder in one place, readable as the table it is. Each entry is a rule as RuleService shows it.
#include "services/notification/domain/catalogue.h"

#include <algorithm>
#include <initializer_list>
#include <iterator>

#include "absl/strings/str_cat.h"

namespace gilde::notification::domain {

using v1::Category;
using v1::Rule;

namespace {

constexpr int kHour = 3600;
constexpr int kDay = 24 * kHour;

// Writes one rule, word by word.
class Entry {
 public:
  Entry(const char* id, const char* title) {
    rule_.set_name(id);
    rule_.set_template_(id);
    rule_.set_title(title);
    rule_.set_category(v1::SERVICE);
  }
  Entry On(std::initializer_list<const char*> events) { return Add(*rule_.mutable_on(), events); }
  Entry Unless(std::initializer_list<const char*> events, Rule::Scope scope = Rule::SUBJECT) {
    rule_.set_scope(scope);
    return Add(*rule_.mutable_unless(), events);
  }
  Entry To(std::initializer_list<Rule::Role> roles) {
    for (Rule::Role role : roles) rule_.add_recipients(role);
    return *this;
  }
  Entry When(const char* field, const char* value) { return Condition(field, value, false); }
  Entry WhenNot(const char* field, const char* value) { return Condition(field, value, true); }
  Entry After(std::initializer_list<int> seconds) {
    for (int delay : seconds) rule_.add_delays()->set_seconds(delay);
    return *this;
  }
  Entry From(const char* anchor) {
    rule_.set_anchor(anchor);
    return *this;
  }
  Entry CadencePercent(int percent) {
    rule_.set_cadence_percent(percent);
    return *this;
  }
  Entry Repeat(int seconds) {
    rule_.mutable_repeat()->set_seconds(seconds);
    return *this;
  }
  Entry AtMostEvery(int seconds) {
    rule_.mutable_at_most_every()->set_seconds(seconds);
    return *this;
  }
  Entry OpenAdvice() {
    rule_.set_open_advice(true);
    return *this;
  }
  Entry Invitation() {
    rule_.set_invitation(true);
    return *this;
  }
  Entry About(Category category) {
    rule_.set_category(category);
    return *this;
  }
  Entry Nudge(Category category = v1::NUDGE) {
    rule_.set_nudge(true);
    return About(category);
  }
  Entry Escalate(int seconds, Rule::Role role, const char* words) {
    rule_.mutable_escalation()->mutable_delay()->set_seconds(seconds);
    rule_.mutable_escalation()->add_recipients(role);
    rule_.mutable_escalation()->set_template_(words);
    return *this;
  }
  const Rule& rule() const { return rule_; }

 private:
  template <class List>
  Entry Add(List& list, std::initializer_list<const char*> events) {
    for (const char* event : events) list.Add(event);
    return *this;
  }
  Entry Condition(const char* field, const char* value, bool negate) {
    Rule::Condition& condition = *rule_.add_conditions();
    condition.set_field(field);
    condition.set_value(value);
    condition.set_negate(negate);
    return *this;
  }
  Rule rule_;
};

constexpr auto kMentor = Rule::MENTOR;
constexpr auto kMentee = Rule::MENTEE;
constexpr auto kOrganizer = Rule::ORGANIZER;
constexpr auto kEverybody = Rule::EVERYBODY;
constexpr auto kOwner = Rule::OWNER;
constexpr auto kPerson = Rule::PERSON;

std::vector<Entry> Enrolling() {
  return {
      Entry("profile-unfinished", "A profile that says neither what it offers nor what it seeks, after 7 days")
          .On({"profile.created"})
          .WhenNot("skills_offered", "set")
          .WhenNot("skills_sought", "set")
          .After({7 * kDay})
          .Unless({"profile.updated", "profile.deactivated"})
          .To({kPerson})
          .Nudge(),
      Entry("invited-as-mentor", "Somebody from outside is invited as a mentor").On({"profile.invited"}).To({kPerson}).About(v1::NUDGE),
      Entry("enrollment-invited", "An invitation to a program").On({"enrollment.invited"}).To({kPerson}),
      Entry("invitation-unanswered", "An invitation nobody answered in 14 days: the owners know")
          .On({"enrollment.invited"})
          .After({14 * kDay})
          .Unless({"enrollment.activated", "enrollment.waitlisted", "enrollment.removed"})
          .To({kOwner}),
      Entry("enrollment-waitlisted", "A place on the waiting list").On({"enrollment.waitlisted"}).To({kPerson}),
      Entry("enrollment-active", "Welcome to the program").On({"enrollment.activated"}).To({kPerson}),
      Entry("no-request-yet", "No conversation request sent yet, on day 3 and day 10")
          .On({"enrollment.activated"})
          .When("roles", "MENTEE")
          .After({3 * kDay, 10 * kDay})
          .Unless({"conversation_request.sent", "mentorship.created", "enrollment.paused", "enrollment.withdrawn", "enrollment.removed"},
                  Rule::RECIPIENT)
          .To({kPerson})
          .Nudge(),
  };
}

std::vector<Entry> Approaching() {
  return {
      Entry("request-received", "A conversation request for a mentor")
          .On({"conversation_request.sent", "conversation_request.next_choice"})
          .To({kMentor}),
      Entry("request-moved-on", "A request went to the next choice").On({"conversation_request.next_choice"}).To({kMentee}),
      Entry("request-reminder", "A request still waits for an answer, by default after 3 days")
          .On({"conversation_request.reminded"})
          .To({kMentor})
          .Nudge(),
      Entry("request-accepted", "A mentor said yes").On({"conversation_request.accepted"}).To({kMentee}),
      Entry("request-declined", "No mentor of the ranked ones can now").On({"conversation_request.declined"}).To({kMentee}),
      Entry("request-expired", "A request ended unanswered, by default after 7 days").On({"conversation_request.expired"}).To({kMentee}),
      Entry("mentorship-proposed", "Somebody proposes a mentorship").On({"mentorship.created"}).When("state", "PROPOSED").To({kEverybody}),
      Entry("first-meeting", "First meeting not scheduled after 7 days; after 14 the owners know")
          .On({"mentorship.started"})
          .After({7 * kDay})
          .Unless({"meeting.scheduled", "mentorship.ended"}, Rule::MENTORSHIP)
          .To({kOrganizer})
          .Nudge()
          .Escalate(14 * kDay, kOwner, "first-meeting-owner"),
  };
}

std::vector<Entry> Meeting() {
  return {
      Entry("meeting-invitation", "A meeting is booked or moved: the invitation")
          .On({"meeting.scheduled", "meeting.rescheduled", "meeting.invitation_reissued"})
          .To({kEverybody})
          .Invitation(),
      Entry("meeting-cancelled", "A meeting is off: the cancellation").On({"meeting.cancelled"}).To({kEverybody}).Invitation(),
      Entry("meeting-reminder", "24 hours and 1 hour before a meeting, both")
          .On({"meeting.scheduled", "meeting.rescheduled"})
          .From("start_time")
          .After({-24 * kHour, -kHour})
          .Unless({"meeting.cancelled", "meeting.rescheduled"})
          .To({kEverybody})
          .About(v1::MEETING),
      Entry("agenda-nudge", "Agenda nudge, 12 hours before it is due: 36 hours before the meeting")
          .On({"meeting.scheduled", "meeting.rescheduled"})
          .WhenNot("agenda_set_time", "set")
          .From("agenda_due_time")
          .After({-12 * kHour})
          .Unless({"meeting.agenda_set", "meeting.cancelled", "meeting.rescheduled"})
          .To({kOrganizer})
          .Nudge(v1::MEETING),
      Entry("agenda-missed", "No agenda in time: a soft word to whoever plans")
          .On({"meeting.agenda_missed"})
          .To({kOrganizer})
          .Nudge(v1::MEETING),
      Entry("agenda-missed-mentor", "No agenda in time: the other may shorten or move")
          .On({"meeting.agenda_missed"})
          .To({Rule::COMPANION})
          .Nudge(v1::MEETING),
      Entry("attendance-asked", "Was the meeting held? Both are asked before a no-show is recorded")
          .On({"meeting.attendance_asked"})
          .To({kEverybody})
          .About(v1::MEETING),
      Entry("meeting-no-show", "A meeting did not come about").On({"meeting.no_show"}).To({kEverybody}).About(v1::MEETING),
      Entry("follow-up-nudge", "Follow-up nudge, 4 hours before it is due: 20 hours after the meeting")
          .On({"meeting.started"})
          .From("follow_up_due_time")
          .After({-4 * kHour})
          .Unless({"meeting.follow_up_submitted", "meeting.no_show"})
          .To({kOrganizer})
          .Nudge(v1::MEETING),
      Entry("follow-up-missed", "No follow-up in time: a soft word").On({"meeting.follow_up_missed"}).To({kOrganizer}).Nudge(v1::MEETING),
      Entry("next-touch", "The next touch that a follow-up named, months later and whatever became of the pair")
          .On({"meeting.follow_up_submitted"})
          .From("next_touch_time")
          .After({0})
          .To({kEverybody})
          .About(v1::NUDGE),
      Entry("no-next-meeting", "No next meeting after 1.5 times the cadence")
          .On({"meeting.completed"})
          .CadencePercent(150)
          .Unless({"meeting.scheduled", "mentorship.ended", "mentorship.paused"}, Rule::MENTORSHIP)
          .To({kOrganizer})
          .Nudge(),
      Entry("advice-report", "Report back on advice, 2 days before the next meeting")
          .On({"meeting.scheduled", "meeting.rescheduled"})
          .From("start_time")
          .After({-2 * kDay})
          .Unless({"meeting.cancelled", "meeting.rescheduled"})
          .To({kMentee})
          .OpenAdvice()
          .Nudge(v1::MEETING),
  };
}

std::vector<Entry> Growing() {
  return {
      Entry("agreement-proposed", "An agreement waits for a signature").On({"mentorship.agreement_proposed"}).To({Rule::PARTNER}),
      Entry("feedback-given", "Feedback for somebody").On({"feedback.given"}).To({Rule::RECEIVER}),
      Entry("appreciation-given", "An appreciation for somebody").On({"appreciation.given"}).To({Rule::RECEIVER}),
      Entry("gratitude", "A thank-you after a goal is reached, at most monthly")
          .On({"goal.reached"})
          .AtMostEvery(30 * kDay)
          .To({kPerson})
          .Nudge(),
      Entry("gratitude-introduction", "A thank-you after an introduction is made, at most monthly")
          .On({"introduction.made", "introduction.led_to"})
          .AtMostEvery(30 * kDay)
          .To({Rule::RECEIVER})
          .Nudge(),
      Entry("introduction-offered", "Somebody asks whether they may introduce another to you")
          .On({"introduction.offered"})
          .To({Rule::THIRD_PERSON}),
      Entry("introduction-accepted", "A third person is willing to be introduced")
          .On({"introduction.accepted"})
          .To({Rule::AUTHOR, Rule::RECEIVER}),
      Entry("understanding-written", "A mentor said back what they understood: is it so?")
          .On({"understanding.written"})
          .To({Rule::RECEIVER}),
      Entry("win-created", "Something went well: the other is told, and may say so").On({"win.created"}).To({Rule::PARTNER}).Nudge(),
      Entry("advocacy-offered", "A mentor would speak up for somebody, who is asked first").On({"advocacy.offered"}).To({Rule::RECEIVER}),
      Entry("stretch-debrief", "Talk a stretch assignment over, 2 days before its time")
          .On({"stretch_assignment.created"})
          .From("debrief_due_time")
          .After({-2 * kDay})
          .Unless({"stretch_assignment.debriefed"})
          .To({Rule::RECEIVER})
          .Nudge(),
      Entry("pulse", "How does it go, 1-5? On day 30, then every 60 days")
          .On({"mentorship.activated"})
          .After({30 * kDay})
          .Repeat(60 * kDay)
          .Unless({"mentorship.ended"}, Rule::MENTORSHIP)
          .To({kEverybody})
          .Nudge(v1::PULSE),
      Entry("mentor-reflection", "The mentor looks back, on day 45")
          .On({"mentorship.activated"})
          .After({45 * kDay})
          .Unless({"mentorship.ended"}, Rule::MENTORSHIP)
          .To({kMentor})
          .Nudge(v1::PULSE),
      Entry("mentor-reflection-end", "The mentor looks back at the end")
          .On({"mentorship.ended"})
          .When("end_reason", "GOALS_REACHED|TERM")
          .To({kMentor})
          .About(v1::PULSE),
  };
}

std::vector<Entry> Silence() {
  return {
      Entry("soft-check-in", "One soft check-in when it has gone quiet").On({"mentorship.soft_check_in"}).To({kEverybody}).Nudge(),
      Entry("ten-minutes-offered", "Ten minutes or a few lines, when the silence goes on")
          .On({"mentorship.ten_minutes_offered"})
          .To({kEverybody})
          .Nudge(),
      Entry("pause-offered", "A pause, when the silence goes on").On({"mentorship.pause_offered"}).To({kEverybody}).Nudge(),
      Entry("no-time-offered", "Ten minutes or a few lines, when there is no time")
          .On({"mentorship.no_time_offered"})
          .To({kEverybody})
          .Nudge(),
      Entry("pause-ends", "A pause ends, by default in 3 days").On({"mentorship.resume_notice"}).To({kEverybody}),
  };
}

std::vector<Entry> Ending() {
  return {
      Entry("wrap-up", "All goals done, or the end is near: look back together").On({"mentorship.wrap_up_proposed"}).To({kEverybody}),
      Entry("ended-completed", "A mentorship came to its good end")
          .On({"mentorship.ended"})
          .When("end_reason", "GOALS_REACHED|TERM")
          .To({kEverybody}),
      Entry("ended-mismatch", "A mentorship ended because something else is needed: a thank-you without blame")
          .On({"mentorship.ended"})
          .When("end_reason", "MISMATCH")
          .To({kEverybody}),
      Entry("ended-moved-on", "A silent mentorship moved on").On({"mentorship.ended"}).When("end_reason", "MOVED_ON").To({kEverybody}),
      Entry("ended-leaver", "A mentorship ended because somebody left the organization")
          .On({"mentorship.ended"})
          .When("end_reason", "LEAVER")
          .To({kEverybody}),
      Entry("group-person-left", "Somebody left a group that goes on: those who stay are told")
          .On({"mentorship.person_left"})
          .To({kEverybody}),
      Entry("ended-other", "A mentorship did not begin, or its program is over")
          .On({"mentorship.ended"})
          .When("end_reason", "NOT_NOW|REFERRED|PROGRAM_ENDED")
          .To({kEverybody}),
      Entry("rematch", "First in line for another mentor").On({"mentorship.rematch_queued"}).To({kMentee}),
      Entry("invited-to-mentor", "An invitation to become a mentor").On({"mentorship.invited_to_mentor"}).To({kMentee}),
      Entry("glass-broken", "An administrator read what a pair keeps to itself, and why stands in their timeline")
          .On({"mentorship.glass_broken"})
          .To({kEverybody}),
      Entry("contact-touch", "The light touch of a long-term contact").On({"mentorship.contact_touched"}).To({kEverybody}).About(v1::NUDGE),
  };
}

bool ByName(const Rule& a, const Rule& b) { return a.name() < b.name(); }

// Under their ids, made once.
const std::vector<Rule>& Shipped() {
  static const auto& shipped = *[] {
    auto* rules = new std::vector<Rule>();
    for (const auto& entries : {Enrolling(), Approaching(), Meeting(), Growing(), Silence(), Ending()}) {
      for (const Entry& entry : entries) rules->push_back(entry.rule());
    }
    for (Rule& rule : *rules) rule.set_etag("0");
    return rules;
  }();
  return shipped;
}

}  // namespace

std::vector<Rule> Catalogue(std::string_view organization) {
  return Effective(organization, {}, [](const Rule&) { return true; });
}

std::vector<Rule> Effective(std::string_view organization, std::vector<Rule> own, absl::FunctionRef<bool(const Rule&)> wanted) {
  std::vector<Rule> rules;
  for (const Rule& rule : Shipped()) {
    std::string name = absl::StrCat(std::string(organization), "/rules/", rule.name());
    bool replaced = std::any_of(own.begin(), own.end(), [&](const Rule& other) { return other.name() == name; });
    if (replaced || !wanted(rule)) continue;
    rules.push_back(rule);
    rules.back().set_name(name);
  }
  std::copy_if(std::make_move_iterator(own.begin()), std::make_move_iterator(own.end()), std::back_inserter(rules), wanted);
  std::sort(rules.begin(), rules.end(), ByName);
  return rules;
}

}  // namespace gilde::notification::domain
