// What came of somebody's mentoring.
#include "services/matching/domain/mentor_report.h"

#include <set>

#include "absl/strings/str_cat.h"
#include "tests/matching/domain/pair.h"

namespace gilde::matching::domain {
namespace {

using gilde::matching::v1::Appreciation;
using gilde::matching::v1::ConversationRequest;
using gilde::matching::v1::GoalMark;
using gilde::matching::v1::MentorReport;

constexpr char kBob[] = "organizations/acme/profiles/bob";

// Everything that grace has a part in.
class Past {
 public:
  // A mentorship of grace and this mentee; they have met `meetings` times.
  Mentorship& Add(std::string_view mentee, int meetings = 1) {
    Mentorship mentorship = InActive();
    mentorship.set_name(absl::StrCat("organizations/acme/mentorships/m", mentorships_.size() + 1));
    mentorship.set_mentees(0, std::string(mentee));
    if (meetings > 0) *mentorship.mutable_first_meeting_time() = base::ToProto(kStart + absl::Hours(20));
    mentorship.mutable_counts()->set_meetings(meetings);
    mentorship.mutable_counts()->set_meeting_minutes(30 * meetings);
    mentorships_.push_back(std::move(mentorship));
    return mentorships_.back();
  }
  static void Goal(Mentorship& mentorship, const char* person, const char* id, GoalMark::State state) {
    GoalMark& goal = *mentorship.add_goals();
    goal.set_goal(absl::StrCat(person, "/goals/", id));
    goal.set_state(state);
  }
  static void Finish(Mentorship& mentorship, Mentorship::EndReason reason) {
    mentorship.set_state(Mentorship::ENDED);
    mentorship.set_end_reason(reason);
  }
  void Appreciate(const Mentorship& mentorship, const char* receiver) {
    Appreciation& thanks = appreciations_.emplace_back();
    thanks.set_name(absl::StrCat(mentorship.name(), "/appreciations/a", appreciations_.size()));
    thanks.set_receiver(receiver);
  }
  void Reflect(const Mentorship& mentorship, const char* author) {
    auto& reflection = reflections_.emplace_back();
    reflection.set_name(absl::StrCat(mentorship.name(), "/reflections/r", reflections_.size()));
    reflection.set_author(author);
  }
  void Ask(ConversationRequest::State state) { requests_.emplace_back().set_state(state); }
  MentorReport Report() const {
    return ReportOfMentor(kGrace, mentorships_, requests_, appreciations_, reflections_,
                          [&](const std::string& person) { return now_.count(person) > 0; });
  }
  void MentorsNow(const char* person) { now_.insert(person); }

 private:
  std::vector<Mentorship> mentorships_;
  std::vector<ConversationRequest> requests_;
  std::vector<Appreciation> appreciations_;
  std::vector<gilde::matching::v1::Reflection> reflections_;
  std::set<std::string> now_;
};

TEST(MentorReport, OfSomebodyWhoNeverMentoredIsAllZero) {
  MentorReport report = Past().Report();
  EXPECT_EQ(report.mentor(), kGrace);
  EXPECT_TRUE(report.has_closed_advice());
  EXPECT_TRUE(report.has_accepted_requests());
  report.clear_mentor();
  EXPECT_EQ(report.closed_advice().ByteSizeLong() + report.accepted_requests().ByteSizeLong(), 0);
  report.clear_closed_advice();
  report.clear_accepted_requests();
  EXPECT_EQ(report.ByteSizeLong(), 0);
}

TEST(MentorReport, TellsWhichMentorshipsRunAndWhichCameToAGoodEnd) {
  Past past;
  past.Add(kAda);
  past.Add(kAda).set_state(Mentorship::PAUSED);
  Past::Finish(past.Add(kAda), Mentorship::GOALS_REACHED);
  Past::Finish(past.Add(kAda), Mentorship::MISMATCH);
  Mentorship& in_touch = past.Add(kAda);
  Past::Finish(in_touch, Mentorship::TERM);
  in_touch.set_state(Mentorship::CONTACT);
  Mentorship& proposed = past.Add(kAda);
  proposed.set_state(Mentorship::PROPOSED);
  proposed.clear_start_time();
  MentorReport report = past.Report();
  EXPECT_EQ(report.mentorships(), 5) << "one never came to INTRO";
  EXPECT_EQ(report.running(), 2);
  EXPECT_EQ(report.completed(), 2);
}

TEST(MentorReport, LeavesOutWhatThePersonIsAMenteeOf) {
  Past past;
  past.Add(kAda).set_mentors(0, kBob);
  Mentorship& learns = past.Add(kGrace);
  learns.set_mentors(0, kAda);
  past.Appreciate(learns, kGrace);
  EXPECT_EQ(past.Report().mentorships(), 0);
  EXPECT_EQ(past.Report().meetings(), 0);
  EXPECT_EQ(past.Report().appreciations(), 0);
}

TEST(MentorReport, CountsTheMentorsOwnReflections) {
  Past past;
  Mentorship& own = past.Add(kAda);
  past.Reflect(own, kGrace);
  past.Reflect(own, kGrace);
  past.Reflect(own, kAda);
  EXPECT_EQ(past.Report().reflections(), 2);
}

TEST(MentorReport, CountsPeopleAndTheirGoalsOnceAndOnlyWhereTheyMet) {
  Past past;
  for (int i = 0; i < 2; ++i) {
    Mentorship& again = past.Add(kAda);
    Past::Goal(again, kAda, "one", GoalMark::REACHED);
    Past::Goal(again, kAda, "two", i == 0 ? GoalMark::REACHED : GoalMark::OPEN);
    Past::Goal(again, kAda, "three", GoalMark::DROPPED);
  }
  Mentorship& never_met = past.Add(kBob, 0);
  Past::Goal(never_met, kBob, "one", GoalMark::REACHED);
  past.MentorsNow(kAda);
  past.MentorsNow(kBob);
  MentorReport report = past.Report();
  EXPECT_EQ(report.people_helped(), 1);
  EXPECT_EQ(report.goals_reached(), 2);
  EXPECT_EQ(report.became_mentors(), 1);
}

TEST(MentorReport, OfAPeerIsAboutTheOther) {
  Past past;
  Mentorship& peers = past.Add(kAda);
  peers.set_kind(Program::PEER);
  peers.clear_mentors();
  peers.add_mentees(kGrace);
  Past::Goal(peers, kAda, "one", GoalMark::REACHED);
  Past::Goal(peers, kGrace, "one", GoalMark::REACHED);
  past.MentorsNow(kGrace);
  MentorReport report = past.Report();
  EXPECT_EQ(report.mentorships(), 1);
  EXPECT_EQ(report.people_helped(), 1);
  EXPECT_EQ(report.goals_reached(), 1) << "their own goal is no help to another";
  EXPECT_EQ(report.became_mentors(), 0);
}

TEST(MentorReport, SumsWhatHappenedInThem) {
  Past past;
  for (int meetings : {3, 4}) {
    auto& counts = *past.Add(kAda, meetings).mutable_counts();
    counts.set_advice_given(5);
    counts.set_advice_reported(meetings);
    counts.set_introductions_led_to(1);
    counts.set_introductions_made(2);
    counts.set_advocacies_completed(2);
  }
  MentorReport report = past.Report();
  EXPECT_EQ(report.meetings(), 7);
  EXPECT_EQ(report.meeting_minutes(), 210);
  EXPECT_EQ(report.closed_advice().part(), 7);
  EXPECT_EQ(report.closed_advice().of(), 10);
  EXPECT_EQ(report.introductions_led_to(), 2);
  EXPECT_EQ(report.advocacies_completed(), 4);
}

TEST(MentorReport, CountsTheThanksThatThePersonGot) {
  Past past;
  Mentorship& mentorship = past.Add(kAda);
  past.Appreciate(mentorship, kGrace);
  past.Appreciate(mentorship, kGrace);
  past.Appreciate(mentorship, kAda);
  EXPECT_EQ(past.Report().appreciations(), 2);
}

TEST(MentorReport, CountsTheRequestsThatReachedThemLast) {
  Past past;
  for (auto state : {ConversationRequest::ACCEPTED, ConversationRequest::ACCEPTED, ConversationRequest::DECLINED,
                     ConversationRequest::EXPIRED, ConversationRequest::SENT}) {
    past.Ask(state);
  }
  EXPECT_EQ(past.Report().accepted_requests().part(), 2);
  EXPECT_EQ(past.Report().accepted_requests().of(), 5);
}

}  // namespace
}  // namespace gilde::matching::domain
