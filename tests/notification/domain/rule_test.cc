#include "services/notification/domain/rule.h"

#include <functional>

#include "tests/notification/domain/stories.h"

namespace gilde::notification::domain {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;
using v1::Reminder;
using v1::Rule;

Rule Good() {
  Rule rule;
  rule.set_name(kAcme + "/rules/r1");
  rule.set_title("Something to say");
  rule.add_on("meeting.scheduled");
  rule.add_recipients(Rule::MENTEE);
  rule.set_template_("agenda-nudge");
  rule.set_category(v1::NUDGE);
  return rule;
}

std::vector<std::string> Wrong(const Rule& rule) {
  base::Violations violations;
  CheckRule(
      rule, [](const std::string& id) { return id == "agenda-nudge"; }, violations);
  return Named(violations);
}

// `2027-01-07T08:00:00Z ada`: what a rule makes of an event, in order.
std::vector<std::string> Planned(const Rule& rule, const Facts& facts, int cadence_days = 14) {
  std::vector<std::string> planned;
  for (const Reminder& reminder : Plan(rule, facts, Team(), cadence_days)) {
    const std::string& who = reminder.recipient();
    planned.push_back(base::ToString(base::FromProto(reminder.due_time())) + " " + who.substr(who.rfind('/') + 1));
  }
  return planned;
}

struct BadRule {
  const char* name;
  std::function<void(Rule&)> spoil;
  const char* named;
};

constexpr int kTooLong = 401 * 24 * 3600;
const std::vector<BadRule> kBadRules = {
    {"no title", [](Rule& r) { r.clear_title(); }, "rule.title TITLE_INVALID"},
    {"a story of a title", [](Rule& r) { r.set_title(std::string(121, 'x')); }, "rule.title TITLE_INVALID"},
    {"no event", [](Rule& r) { r.clear_on(); }, "rule.on EVENTS_INVALID"},
    {"eleven events",
     [](Rule& r) {
       for (int i = 0; i < 10; ++i) r.add_on("a.b");
     },
     "rule.on EVENTS_INVALID"},
    {"an event without a dot", [](Rule& r) { r.set_on(0, "meeting"); }, "rule.on EVENT_TYPE_INVALID"},
    {"an event in capitals", [](Rule& r) { r.set_on(0, "Meeting.Scheduled"); }, "rule.on EVENT_TYPE_INVALID"},
    {"a wrong unless", [](Rule& r) { r.add_unless("never"); }, "rule.unless EVENT_TYPE_INVALID"},
    {"twenty-one unless",
     [](Rule& r) {
       for (int i = 0; i < 21; ++i) r.add_unless("a.b");
     },
     "rule.unless TOO_MANY"},
    {"a condition on nothing", [](Rule& r) { r.add_conditions()->set_value("true"); }, "rule.conditions CONDITION_INVALID"},
    {"six conditions",
     [](Rule& r) {
       for (int i = 0; i < 6; ++i) {
         r.add_conditions()->set_field("a");
         r.mutable_conditions(i)->set_value("b");
       }
     },
     "rule.conditions TOO_MANY"},
    {"six delays",
     [](Rule& r) {
       for (int i = 0; i < 6; ++i) r.add_delays();
     },
     "rule.delays TOO_MANY"},
    {"a delay of years", [](Rule& r) { r.add_delays()->set_seconds(kTooLong); }, "rule.delays DELAY_INVALID"},
    {"years before", [](Rule& r) { r.add_delays()->set_seconds(-kTooLong); }, "rule.delays DELAY_INVALID"},
    {"a part of a second", [](Rule& r) { r.add_delays()->set_nanos(1); }, "rule.delays DELAY_INVALID"},
    {"nine percent", [](Rule& r) { r.set_cadence_percent(9); }, "rule.cadence_percent PERCENT_INVALID"},
    {"1001 percent", [](Rule& r) { r.set_cadence_percent(1001); }, "rule.cadence_percent PERCENT_INVALID"},
    {"percent and a delay",
     [](Rule& r) {
       r.set_cadence_percent(150);
       r.add_delays();
     },
     "rule.cadence_percent CONTRADICTION"},
    {"again within a day", [](Rule& r) { r.mutable_repeat()->set_seconds(3600); }, "rule.repeat DELAY_INVALID"},
    {"again after years", [](Rule& r) { r.mutable_repeat()->set_seconds(kTooLong); }, "rule.repeat DELAY_INVALID"},
    {"at most every nothing", [](Rule& r) { r.mutable_at_most_every(); }, "rule.at_most_every DELAY_INVALID"},
    {"nobody told", [](Rule& r) { r.clear_recipients(); }, "rule.recipients RECIPIENTS_INVALID"},
    {"four roles",
     [](Rule& r) {
       for (int i = 0; i < 3; ++i) r.add_recipients(Rule::OWNER);
     },
     "rule.recipients RECIPIENTS_INVALID"},
    {"no role", [](Rule& r) { r.set_recipients(0, Rule::ROLE_UNSPECIFIED); }, "rule.recipients RECIPIENTS_INVALID"},
    {"a role of no name", [](Rule& r) { r.set_recipients(0, static_cast<Rule::Role>(99)); }, "rule.recipients RECIPIENTS_INVALID"},
    {"a scope of no name", [](Rule& r) { r.set_scope(static_cast<Rule::Scope>(99)); }, "rule.scope SCOPE_INVALID"},
    {"a category of no name", [](Rule& r) { r.set_category(static_cast<v1::Category>(99)); }, "rule.category CATEGORY_INVALID"},
    {"words that are not there", [](Rule& r) { r.set_template_("poem"); }, "rule.template TEMPLATE_UNKNOWN"},
    {"an escalation without words", [](Rule& r) { r.mutable_escalation()->add_recipients(Rule::OWNER); },
     "rule.escalation.template TEMPLATE_UNKNOWN"},
    {"an escalation to nobody", [](Rule& r) { r.mutable_escalation()->set_template_("agenda-nudge"); },
     "rule.escalation.recipients RECIPIENTS_INVALID"},
    {"an escalation after years",
     [](Rule& r) {
       r.mutable_escalation()->set_template_("agenda-nudge");
       r.mutable_escalation()->add_recipients(Rule::OWNER);
       r.mutable_escalation()->mutable_delay()->set_seconds(kTooLong);
     },
     "rule.escalation.delay DELAY_INVALID"},
    {"a program of others", [](Rule& r) { r.add_programs()->set_program("organizations/other/programs/p1"); },
     "rule.programs PROGRAM_INVALID"},
    {"a program twice",
     [](Rule& r) {
       for (int i = 0; i < 2; ++i) r.add_programs()->set_program(kProgram);
     },
     "rule.programs PROGRAM_INVALID"},
    {"six delays in a program",
     [](Rule& r) {
       r.add_programs()->set_program(kProgram);
       for (int i = 0; i < 6; ++i) r.mutable_programs(0)->add_delays();
     },
     "rule.programs TOO_MANY"},
    {"years in a program",
     [](Rule& r) {
       r.add_programs()->set_program(kProgram);
       r.mutable_programs(0)->add_delays()->set_seconds(kTooLong);
     },
     "rule.programs.delays DELAY_INVALID"},
};

TEST(ARule, NamesEverythingThatIsWrongWithIt) {
  EXPECT_THAT(Wrong(Good()), IsEmpty());
  for (const BadRule& bad : kBadRules) {
    SCOPED_TRACE(bad.name);
    Rule rule = Good();
    bad.spoil(rule);
    EXPECT_THAT(Wrong(rule), ElementsAre(bad.named));
  }
  EXPECT_THAT(Wrong(Rule()), ElementsAre("rule.title TITLE_INVALID", "rule.on EVENTS_INVALID", "rule.recipients RECIPIENTS_INVALID",
                                         "rule.template TEMPLATE_UNKNOWN"));
}

TEST(ARule, StartsOnItsEventWhereItsConditionsHoldAndItIsNotOff) {
  Rule rule = Good();
  EXPECT_TRUE(Starts(rule, Booked()));
  EXPECT_FALSE(Starts(rule, Booked("meeting.cancelled")));
  auto& condition = *rule.add_conditions();
  condition.set_field("first_conversation");
  condition.set_value("false");
  EXPECT_FALSE(Starts(rule, Booked()));
  condition.set_value("true");
  EXPECT_TRUE(Starts(rule, Booked()));
  rule.add_programs()->set_program(kProgram);
  EXPECT_TRUE(Starts(rule, Booked()));
  rule.mutable_programs(0)->set_off(true);
  EXPECT_FALSE(Starts(rule, Booked()));
  EXPECT_TRUE(IsOff(rule, kProgram));
  EXPECT_FALSE(IsOff(rule, kAcme + "/programs/other"));
  rule.clear_programs();
  rule.set_off(true);
  EXPECT_FALSE(Starts(rule, Booked()));
}

TEST(ARule, TellsAtOnceWhereItSaysNoDelay) { EXPECT_THAT(Planned(Good(), Booked()), ElementsAre("2027-01-04T08:00:00Z ada")); }

TEST(ARule, CountsItsDelaysFromTheEventOrFromATimeInIt) {
  Rule rule = Good();
  rule.add_delays()->set_seconds(3600);
  rule.add_delays()->set_seconds(24 * 3600);
  EXPECT_THAT(Planned(rule, Booked()), ElementsAre("2027-01-04T09:00:00Z ada", "2027-01-05T08:00:00Z ada"));
  rule.set_anchor("start_time");
  rule.mutable_delays(0)->set_seconds(-3600);
  rule.mutable_delays(1)->set_seconds(-24 * 3600);
  EXPECT_THAT(Planned(rule, Booked()), ElementsAre("2027-01-07T07:00:00Z ada", "2027-01-06T08:00:00Z ada"));
}

TEST(ARule, MakesNothingThatIsPastOrHasNoTimeToCountFrom) {
  Rule rule = Good();
  rule.set_anchor("start_time");
  rule.add_delays()->set_seconds(-3 * 24 * 3600 - 1);
  rule.add_delays()->set_seconds(-3 * 24 * 3600);
  EXPECT_THAT(Planned(rule, Booked()), ElementsAre("2027-01-04T08:00:00Z ada"));
  rule.set_anchor("agenda_set_time");
  EXPECT_THAT(Planned(rule, Booked()), IsEmpty());
  rule.set_anchor("no_such_field");
  EXPECT_THAT(Planned(rule, Booked()), IsEmpty());
}

TEST(ARule, TellsEachPersonOnceWhateverTheirRoles) {
  Rule rule = Good();
  rule.add_recipients(Rule::MENTOR);
  rule.add_recipients(Rule::EVERYBODY);
  EXPECT_THAT(Planned(rule, Booked()), UnorderedElementsAre("2027-01-04T08:00:00Z ada", "2027-01-04T08:00:00Z bob"));
}

TEST(ARule, FollowsTheCadenceOfThePair) {
  Rule rule = Good();
  rule.set_cadence_percent(150);
  EXPECT_THAT(Planned(rule, Booked(), 14), ElementsAre("2027-01-25T08:00:00Z ada"));
  EXPECT_THAT(Planned(rule, Booked(), 0), IsEmpty()) << "no cadence is known";
}

TEST(ARule, MayHaveOtherDelaysInAProgram) {
  Rule rule = Good();
  rule.add_delays()->set_seconds(3600);
  rule.add_programs()->set_program(kProgram);
  EXPECT_THAT(Planned(rule, Booked()), ElementsAre("2027-01-04T09:00:00Z ada"));
  rule.mutable_programs(0)->add_delays()->set_seconds(7200);
  EXPECT_THAT(Planned(rule, Booked()), ElementsAre("2027-01-04T10:00:00Z ada"));
  rule.mutable_programs(0)->set_program(kAcme + "/programs/other");
  EXPECT_THAT(Planned(rule, Booked()), ElementsAre("2027-01-04T09:00:00Z ada"));
}

TEST(ARule, EscalatesInOtherWordsAndStopsForTheSameReason) {
  Rule rule = Good();
  rule.add_unless("meeting.agenda_set");
  rule.mutable_escalation()->mutable_delay()->set_seconds(7200);
  rule.mutable_escalation()->add_recipients(Rule::OWNER);
  rule.mutable_escalation()->set_template_("first-meeting-owner");
  std::vector<Reminder> reminders = Plan(rule, Booked(), Team(), 14);
  ASSERT_EQ(reminders.size(), 2u);
  EXPECT_EQ(reminders[1].recipient(), kEve);
  EXPECT_EQ(reminders[1].template_(), "first-meeting-owner");
  EXPECT_EQ(base::FromProto(reminders[1].due_time()), kNow + absl::Hours(2));
  for (const Reminder& reminder : reminders) EXPECT_THAT(reminder.unless(), ElementsAre("meeting.agenda_set " + kMeeting));
}

TEST(AReminderOfARule, CarriesWhatItNeedsUntilItIsTold) {
  Rule rule = Good();
  rule.set_version(3);
  rule.set_nudge(true);
  rule.set_open_advice(true);
  rule.set_invitation(true);
  rule.mutable_repeat()->set_seconds(86400);
  rule.mutable_at_most_every()->set_seconds(86400);
  Reminder reminder = Plan(rule, Booked(), Team(), 14)[0];
  EXPECT_TRUE(reminder.name().empty());
  EXPECT_EQ(reminder.state(), Reminder::WAITING);
  EXPECT_EQ(reminder.rule(), rule.name());
  EXPECT_EQ(reminder.rule_version(), 3);
  EXPECT_EQ(reminder.subject(), kMeeting);
  EXPECT_EQ(reminder.mentorship(), kPair);
  EXPECT_EQ(reminder.program(), kProgram);
  EXPECT_EQ(reminder.invitation(), Meeting().invitation());
  EXPECT_EQ(base::FromProto(reminder.planned_time()), base::FromProto(reminder.due_time()));
  EXPECT_TRUE(reminder.nudge() && reminder.open_advice() && reminder.has_repeat() && reminder.has_at_most_every());
  EXPECT_EQ(reminder.values().at("TIME"), "2027-01-07T08:00:00Z");
  EXPECT_EQ(reminder.values().at("PARTNERS"), kBob);
  EXPECT_EQ(reminder.values().at("OUTSIDE_HOURS"), kBob);
  EXPECT_FALSE(reminder.has_expire_time());
}

TEST(AReminderOfARule, IsTooLateWhenTheMeetingItPreparesHasBegun) {
  for (const char* anchor : {"start_time", "agenda_due_time"}) {
    Rule rule = Good();
    rule.set_anchor(anchor);
    EXPECT_EQ(base::FromProto(Plan(rule, Booked(), Team(), 14)[0].expire_time()), kNow + Days(3)) << anchor;
  }
}

TEST(AReminderOfARule, SaysTheSubjectOfARequestAndNeverWhatFeedbackSays) {
  matching::v1::ConversationRequest request;
  request.set_mentee(kAda);
  request.set_mentor(kBob);
  request.set_subject("Moving a nightly batch to streams");
  *request.mutable_expire_time() = base::ToProto(kNow + Days(7));
  Rule rule = Good();
  rule.set_recipients(0, Rule::MENTOR);
  Reminder received = Plan(rule, FactsOf(EventOf("conversation_request.sent", kAcme + "/conversationRequests/c1", request)), Team(), 0)[0];
  EXPECT_EQ(received.values().at("TITLE"), "Moving a nightly batch to streams");
  EXPECT_EQ(received.values().at("UNTIL"), "2027-01-11T08:00:00Z");
  matching::v1::Feedback feedback;
  feedback.set_author(kBob);
  feedback.set_receiver(kAda);
  feedback.set_situation("the review of Monday");
  rule.set_recipients(0, Rule::RECEIVER);
  Reminder given = Plan(rule, FactsOf(EventOf("feedback.given", kPair + "/feedback/f1", feedback)), Team(), 0)[0];
  EXPECT_EQ(given.values().at("PARTNERS"), kBob);
  for (const auto& [name, value] : given.values()) EXPECT_THAT(value, Not(testing::HasSubstr("Monday"))) << name;
}

TEST(ARepeatingReminder, WaitsAgainFromWhenItWasTold) {
  Rule rule = Good();
  rule.mutable_repeat()->set_seconds(60 * 86400);
  Reminder told = Plan(rule, Booked(), Team(), 14)[0];
  told.set_name(kAcme + "/reminders/r1");
  told.set_notification(kAcme + "/notifications/n1");
  told.set_state(Reminder::SENT);
  told.set_reason(Reminder::QUIET_HOURS);
  Reminder next = Next(told, kNow + absl::Hours(2));
  EXPECT_TRUE(next.name().empty() && next.notification().empty());
  EXPECT_EQ(next.state(), Reminder::WAITING);
  EXPECT_EQ(next.reason(), Reminder::REASON_UNSPECIFIED);
  EXPECT_EQ(base::FromProto(next.due_time()), kNow + absl::Hours(2) + Days(60));
  EXPECT_EQ(base::FromProto(next.planned_time()), kNow + absl::Hours(2) + Days(60));
}

}  // namespace
}  // namespace gilde::notification::domain
