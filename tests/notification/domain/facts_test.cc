#include "services/notification/domain/facts.h"

#include "services/notification/domain/directory.h"
#include "tests/notification/domain/stories.h"

namespace gilde::notification::domain {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using v1::Rule;

TEST(Facts, OfAMeetingNameItsPeopleAndWhomItIsLateFor) {
  Facts facts = FactsOf(EventOf("meeting.scheduled", kMeeting, Meeting()));
  EXPECT_EQ(facts.organization, "acme");
  EXPECT_EQ(facts.mentorship, kPair);
  EXPECT_EQ(facts.time, kNow);
  EXPECT_THAT(facts.everybody, ElementsAre(kBob, kAda));
  EXPECT_THAT(facts.outside_hours, ElementsAre(kBob));
  EXPECT_THAT(facts.mentors, IsEmpty()) << "a meeting does not say who is who";
}

TEST(Facts, GetTheRolesFromThePairForThoseWhoTakePart) {
  v1::Pair pair = Pair();
  pair.add_mentees(kEve);
  Facts facts = FactsOf(EventOf("meeting.scheduled", kMeeting, Meeting()));
  AddPair(pair, facts);
  EXPECT_EQ(facts.program, kProgram);
  EXPECT_THAT(facts.mentors, ElementsAre(kBob));
  EXPECT_THAT(facts.mentees, ElementsAre(kAda)) << "eve is not in this meeting";
}

TEST(Facts, OfWhatLiesBelowAMentorshipGetItsPeopleFromThePair) {
  matching::v1::Feedback feedback;
  feedback.set_author(kBob);
  feedback.set_receiver(kAda);
  Facts facts = FactsOf(EventOf("feedback.given", kPair + "/feedback/f1", feedback, kBob));
  EXPECT_EQ(facts.mentorship, kPair);
  EXPECT_EQ(facts.author, kBob);
  EXPECT_EQ(facts.receiver, kAda);
  AddPair(Pair(), facts);
  EXPECT_THAT(facts.everybody, ElementsAre(kBob, kAda));
  EXPECT_THAT(facts.mentees, ElementsAre(kAda));
}

TEST(Facts, OfARequestNameItsMentorMenteeAndProgram) {
  matching::v1::ConversationRequest request;
  request.set_program(kProgram);
  request.set_mentee(kAda);
  request.set_mentor(kBob);
  Facts facts = FactsOf(EventOf("conversation_request.sent", kAcme + "/conversationRequests/c1", request));
  EXPECT_EQ(facts.program, kProgram);
  EXPECT_THAT(facts.mentors, ElementsAre(kBob));
  EXPECT_THAT(facts.mentees, ElementsAre(kAda));
  EXPECT_THAT(facts.everybody, ElementsAre(kBob, kAda));
}

TEST(Facts, NameThePersonOfAnEnrollmentAProfileAndAGoal) {
  matching::v1::Enrollment enrollment;
  enrollment.set_profile(kAda);
  Facts enrolled = FactsOf(EventOf("enrollment.activated", kProgram + "/enrollments/e1", enrollment));
  EXPECT_EQ(enrolled.person, kAda);
  EXPECT_EQ(enrolled.program, kProgram);
  EXPECT_EQ(FactsOf(EventOf("profile.created", kAda, profile::v1::Profile())).person, kAda);
  EXPECT_EQ(FactsOf(EventOf("goal.reached", kAda + "/goals/g1", profile::v1::Goal())).person, kAda);
}

TEST(Facts, OfAnUnknownPayloadAreFewAndHarmless) {
  common::v1::Event event = EventOf("robot.built", kAcme + "/robots/r1", Meeting());
  event.mutable_payload()->set_type_url("type.googleapis.com/acme.Robot");
  Facts facts = FactsOf(event);
  EXPECT_EQ(facts.payload, nullptr);
  EXPECT_THAT(FieldTexts(facts, "link"), IsEmpty());
  event = EventOf("meeting.scheduled", kMeeting, Meeting());
  event.mutable_payload()->set_value("\xff\xff\xff");
  EXPECT_EQ(FactsOf(event).payload, nullptr) << "bytes that are no message";
}

TEST(Facts, ReadAnyFieldAsText) {
  Facts facts = Booked();
  EXPECT_THAT(FieldTexts(facts, "first_conversation"), ElementsAre("true"));
  EXPECT_THAT(FieldTexts(facts, "reschedule_count"), ElementsAre("2"));
  EXPECT_THAT(FieldTexts(facts, "medium"), ElementsAre("VIDEO"));
  EXPECT_THAT(FieldTexts(facts, "mentorship"), ElementsAre(kPair));
  EXPECT_THAT(FieldTexts(facts, "participants"), ElementsAre(kBob, kAda));
  EXPECT_THAT(FieldTexts(facts, "start_time"), ElementsAre("2027-01-07T08:00:00Z"));
  EXPECT_THAT(FieldTexts(facts, "attendees"), ElementsAre("set"));
  for (const char* unset : {"agenda_set_time", "link", "agenda", "attendance", "no_such_field"}) {
    EXPECT_THAT(FieldTexts(facts, unset), IsEmpty()) << unset;
  }
  EXPECT_EQ(FieldTime(facts, "start_time"), kNow + Days(3));
  for (const char* no_time : {"agenda_set_time", "link", "participants", "no_such_field"}) {
    EXPECT_EQ(FieldTime(facts, no_time), absl::InfinitePast()) << no_time;
  }
}

struct HoldsCase {
  const char* field;
  const char* value;
  bool holds;
};
TEST(Facts, MeetAConditionOrItsOpposite) {
  const HoldsCase cases[] = {
      {"medium", "VIDEO", true},        {"medium", "PHONE", false},
      {"medium", "PHONE|VIDEO", true},  {"participants", "nobody", false},
      {"participants", "set", true},    {"agenda_set_time", "set", false},
      {"agenda_due_time", "set", true}, {"reschedule_count", "2", true},
      {"reschedule_count", "1", false}, {"first_conversation", "true", true},
      {"no_such_field", "set", false},  {"no_such_field", "true", false},
  };
  Facts facts = Booked();
  for (const HoldsCase& one : cases) {
    SCOPED_TRACE(std::string(one.field) + " " + one.value);
    Rule rule;
    auto& condition = *rule.add_conditions();
    condition.set_field(one.field);
    condition.set_value(one.value);
    EXPECT_EQ(Holds(rule, facts), one.holds);
    condition.set_negate(true);
    EXPECT_EQ(Holds(rule, facts), !one.holds);
    rule.add_conditions()->set_field("no_such_field");
    rule.mutable_conditions(1)->set_value("set");
    EXPECT_FALSE(Holds(rule, facts)) << "every condition must hold";
  }
  EXPECT_TRUE(Holds(Rule(), facts));
}

TEST(Facts, KnowThePeopleInEveryRole) {
  Facts facts = Booked();
  facts.person = facts.receiver = kAda;
  facts.author = kBob;
  EXPECT_THAT(PeopleIn(Rule::MENTOR, facts, Team()), ElementsAre(kBob));
  EXPECT_THAT(PeopleIn(Rule::MENTEE, facts, Team()), ElementsAre(kAda));
  EXPECT_THAT(PeopleIn(Rule::EVERYBODY, facts, Team()), ElementsAre(kBob, kAda));
  EXPECT_THAT(PeopleIn(Rule::OWNER, facts, Team()), ElementsAre(kEve));
  EXPECT_THAT(PeopleIn(Rule::PERSON, facts, Team()), ElementsAre(kAda));
  EXPECT_THAT(PeopleIn(Rule::RECEIVER, facts, Team()), ElementsAre(kAda));
  EXPECT_THAT(PeopleIn(Rule::AUTHOR, facts, Team()), ElementsAre(kBob));
  EXPECT_THAT(PeopleIn(Rule::PARTNER, facts, Team()), ElementsAre(kBob)) << "ada did it";
  EXPECT_THAT(PeopleIn(Rule::ORGANIZER, facts, Team()), ElementsAre(kAda));
  EXPECT_THAT(PeopleIn(Rule::COMPANION, facts, Team()), ElementsAre(kBob));
  EXPECT_THAT(PeopleIn(Rule::ROLE_UNSPECIFIED, facts, Team()), IsEmpty());
  EXPECT_THAT(PeopleIn(Rule::PERSON, Booked(), Team()), IsEmpty());
}

TEST(Facts, EndTheWaitingOfWhatHasTheSameInCommon) {
  Facts facts = Booked();
  std::vector<std::string> ended = KeysEnded(Booked("meeting.agenda_set"));
  EXPECT_THAT(ended, Contains(UnlessKey("meeting.agenda_set", Rule::SUBJECT, facts, kAda)));
  EXPECT_THAT(ended, Contains(UnlessKey("meeting.agenda_set", Rule::MENTORSHIP, facts, kAda)));
  EXPECT_THAT(ended, Contains(UnlessKey("meeting.agenda_set", Rule::RECIPIENT, facts, kAda)));
  EXPECT_THAT(ended, Not(Contains(UnlessKey("meeting.cancelled", Rule::SUBJECT, facts, kAda))));
  facts.subject = kAcme + "/meetings/other";
  facts.mentorship = kAcme + "/mentorships/other";
  facts.program = kAcme + "/programs/other";
  EXPECT_THAT(ended, Not(Contains(UnlessKey("meeting.agenda_set", Rule::SUBJECT, facts, kAda))));
  EXPECT_THAT(ended, Not(Contains(UnlessKey("meeting.agenda_set", Rule::MENTORSHIP, facts, kAda))));
  EXPECT_THAT(ended, Not(Contains(UnlessKey("meeting.agenda_set", Rule::RECIPIENT, facts, kAda))));
}

TEST(Directory, KeepsOfAProfileHowToReachThePerson) {
  profile::v1::Profile profile;
  profile.set_given_name("Ada");
  profile.set_display_name("Ada Lovelace");
  profile.set_email("ada@example.org");
  profile.set_time_zone("Europe/London");
  profile.mutable_communication()->set_language("nl");
  v1::Recipient recipient;
  *recipient.add_nudge_times() = base::ToProto(kNow);
  Learn(FactsOf(EventOf("profile.created", kAda, profile)), recipient);
  EXPECT_EQ(recipient.email(), "ada@example.org");
  EXPECT_EQ(recipient.time_zone(), "Europe/London");
  EXPECT_EQ(recipient.language(), "nl");
  EXPECT_FALSE(recipient.deactivated());
  EXPECT_EQ(recipient.nudge_times_size(), 1) << "what the person was told stays known";
  profile.set_state(profile::v1::Profile::DEACTIVATED);
  Learn(FactsOf(EventOf("profile.deactivated", kAda, profile)), recipient);
  EXPECT_TRUE(recipient.deactivated());
}

TEST(Directory, KeepsOfAMentorshipItsPeopleCadenceAndWhetherItRests) {
  v1::Pair pair;
  matching::v1::Mentorship mentorship = Mentorship();
  auto learn = [&](matching::v1::Mentorship::State state) {
    mentorship.set_state(state);
    Learn(FactsOf(EventOf("mentorship.updated", kPair, mentorship)), pair);
  };
  for (auto [state, rests] : {std::pair{matching::v1::Mentorship::ACTIVE, false},
                              {matching::v1::Mentorship::PAUSED, true},
                              {matching::v1::Mentorship::WRAPPING_UP, false},
                              {matching::v1::Mentorship::ENDED, true},
                              {matching::v1::Mentorship::CONTACT, false}}) {
    learn(state);
    EXPECT_EQ(pair.rests(), rests) << state;
  }
  EXPECT_EQ(pair.cadence_days(), 14);
  EXPECT_THAT(pair.mentors(), ElementsAre(kBob));
  mentorship.set_kind(matching::v1::Program::PEER);
  mentorship.clear_mentors();
  mentorship.add_mentees(kBob);
  learn(matching::v1::Mentorship::ACTIVE);
  EXPECT_THAT(pair.mentors(), ElementsAre(kAda, kBob)) << "peers are each other's mentors";
}

TEST(Directory, CountsTheAdviceThatIsOpen) {
  v1::Pair pair;
  auto advice = [&](const char* type) { Learn(FactsOf(EventOf(type, kPair + "/advice/a1", matching::v1::Advice())), pair); };
  advice("advice.given");
  advice("advice.given");
  advice("advice.acted");
  EXPECT_EQ(pair.open_advice(), 2);
  advice("advice.reported");
  EXPECT_EQ(pair.open_advice(), 1);
  advice("advice.reported");
  advice("advice.reported");
  EXPECT_EQ(pair.open_advice(), 0);
}

TEST(Directory, KeepsOfAProgramItsOwnersAndItsCap) {
  matching::v1::Program program;
  program.set_title("Spring program");
  program.add_owners(kEve);
  v1::Team team;
  Learn(FactsOf(EventOf("program.opened", kProgram, program)), team);
  EXPECT_EQ(team.nudges_per_week(), 3) << "where the program says nothing";
  EXPECT_THAT(team.owners(), ElementsAre(kEve));
  program.mutable_rules()->set_nudges_per_week(0);
  Learn(FactsOf(EventOf("program.updated", kProgram, program)), team);
  EXPECT_EQ(team.nudges_per_week(), 0);
}

}  // namespace
}  // namespace gilde::notification::domain
