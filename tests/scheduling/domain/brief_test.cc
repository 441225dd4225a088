#include "services/scheduling/domain/brief.h"

#include <gtest/gtest.h>

#include "common/base/errors.h"
#include "common/base/zones.h"
#include "services/scheduling/domain/question_bank.h"
#include "services/scheduling/domain/rules.h"

namespace gilde::scheduling::domain {
namespace {

const std::string kAda = "organizations/acme/profiles/ada";
const std::string kBob = "organizations/acme/profiles/bob";

matching::v1::Mentorship Pair(matching::v1::Mentorship::State state = matching::v1::Mentorship::ACTIVE) {
  matching::v1::Mentorship mentorship;
  mentorship.set_name("organizations/acme/mentorships/p1");
  mentorship.add_mentors(kBob);
  mentorship.add_mentees(kAda);
  mentorship.set_state(state);
  return mentorship;
}

BriefSources Sources() {
  BriefSources sources;
  sources.mentorship = Pair();
  sources.meeting.set_name("organizations/acme/meetings/m1");
  *sources.meeting.mutable_start_time() = base::ToProto(absl::FromCivil(absl::CivilHour(2026, 3, 10, 8), absl::UTCTimeZone()));
  for (const std::string& person : {kBob, kAda}) {
    sources.meeting.add_participants(person);
    profile::v1::Profile& profile = sources.profiles.emplace_back();
    profile.set_name(person);
    profile.set_given_name(person == kAda ? "Ada" : "Bob");
    profile.set_display_name(person == kAda ? "Ada L." : "Bob M.");
    profile.set_time_zone(person == kAda ? "Europe/Amsterdam" : "Pacific/Auckland");
  }
  return sources;
}

TEST(Brief, ThanksAPartnerForWhomItIsLate) {
  v1::MeetingBrief brief = MakeBrief(Sources(), kAda, "");
  ASSERT_EQ(brief.partners_size(), 1);
  EXPECT_EQ(brief.reader().local_start(), "2026-03-10T09:00:00");
  EXPECT_EQ(brief.partners(0).local_time().local_start(), "2026-03-10T21:00:00");
  EXPECT_EQ(brief.partners(0).thanks(), "It will be 21:00 for Bob: a word of thanks for staying this late is in place.");
  EXPECT_EQ(MakeBrief(Sources(), kBob, "").partners(0).thanks(), "");
}

TEST(Brief, SpeaksTheLanguageTheReaderLikes) {
  BriefSources sources = Sources();
  sources.profiles[1].mutable_communication()->set_language("nl-NL");
  EXPECT_EQ(MakeBrief(sources, kAda, "").locale(), "nl");
  EXPECT_EQ(MakeBrief(sources, kAda, "fr").locale(), "en");
  EXPECT_EQ(MakeBrief(sources, kBob, "").locale(), "en");
}

TEST(Brief, HasOpenAdviceOldestFirstAndTheLastActionsNewestFirst) {
  BriefSources sources = Sources();
  for (int i = 0; i < 4; ++i) {
    matching::v1::Advice& advice = sources.advice.emplace_back();
    advice.set_text("advice " + std::to_string(i));
    advice.set_state(i < 2 ? matching::v1::Advice::REPORTED : matching::v1::Advice::GIVEN);
    advice.set_outcome("outcome " + std::to_string(i));
  }
  v1::MeetingBrief brief = MakeBrief(sources, kAda, "");
  ASSERT_EQ(brief.open_advice_size(), 2);
  EXPECT_EQ(brief.open_advice(0).text(), "advice 2");
  ASSERT_EQ(brief.last_actions_size(), 2);
  EXPECT_EQ(brief.last_actions(0).action(), "outcome 1");
}

TEST(Brief, ShowsOpenGoalsAndTheApproach) {
  BriefSources sources = Sources();
  sources.goals.emplace_back().set_state(profile::v1::Goal::REACHED);
  sources.goals.emplace_back().set_state(profile::v1::Goal::OPEN);
  sources.goals.back().set_outcome("Give a talk");
  sources.approach.emplace().set_subject("Your talk on compilers");
  v1::MeetingBrief brief = MakeBrief(sources, kAda, "");
  ASSERT_EQ(brief.goals_size(), 1);
  EXPECT_EQ(brief.goals(0).outcome(), "Give a talk");
  EXPECT_EQ(brief.approach().subject(), "Your talk on compilers");
}

TEST(QuestionBank, HasQuestionsForEveryPhaseRoleAndLanguage) {
  for (Phase phase : {Phase::kFirstConversation, Phase::kOngoing, Phase::kWrappingUp, Phase::kContact}) {
    for (PartRole role : {PartRole::kMentor, PartRole::kMentee, PartRole::kPeer}) {
      EXPECT_FALSE(BankQuestions(phase, role, "en").empty());
      EXPECT_EQ(BankQuestions(phase, role, "en").size(), BankQuestions(phase, role, "nl").size());
    }
  }
  EXPECT_NE(BankQuestions(Phase::kOngoing, PartRole::kMentor, "en"), BankQuestions(Phase::kOngoing, PartRole::kMentee, "en"));
}

TEST(Mentorship, IsMetInOnlyWhileItIsOpen) {
  using State = matching::v1::Mentorship;
  for (auto state : {State::INTRO, State::ACTIVE, State::WRAPPING_UP, State::CONTACT}) EXPECT_TRUE(CheckOpen(Pair(state)).ok());
  for (auto state : {State::PROPOSED, State::PAUSED, State::ENDED}) {
    EXPECT_EQ(base::ReasonOf(CheckOpen(Pair(state))), "MENTORSHIP_NOT_OPEN");
  }
}

TEST(Mentorship, IsMetInByItsOwnPeopleWithAMentor) {
  EXPECT_EQ(*ParticipantsOf(Pair(), {}, "p"), (std::vector<std::string>{kBob, kAda}));
  matching::v1::Mentorship group = Pair();
  group.add_mentees("organizations/acme/profiles/cyd");
  EXPECT_EQ(ParticipantsOf(group, {kBob, "organizations/acme/profiles/cyd"}, "p")->size(), 2u);
  for (const std::vector<std::string>& wrong : std::vector<std::vector<std::string>>{
           {kAda}, {kAda, kAda}, {kAda, "organizations/acme/profiles/cyd"}, {kBob, "organizations/acme/profiles/eve"}}) {
    EXPECT_EQ(base::ReasonOf(ParticipantsOf(group, wrong, "p").status()), "PARTICIPANTS_INVALID");
  }
}

}  // namespace
}  // namespace gilde::scheduling::domain
