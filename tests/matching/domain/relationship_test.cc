// What people do in a mentorship.
#include "services/matching/domain/relationship.h"

#include "services/matching/domain/agreement.h"
#include "services/matching/domain/exchange.h"
#include "services/matching/domain/program.h"
#include "tests/matching/domain/pair.h"

namespace gilde::matching::domain {
namespace {

using gilde::matching::v1::Advice;
using gilde::matching::v1::Agreement;
using gilde::matching::v1::ConcludeIntroRequest;
using gilde::matching::v1::EndMentorshipRequest;
using gilde::matching::v1::Feedback;

Mentorship Draft() {
  Mentorship draft;
  draft.set_name(kPair);
  draft.add_mentors(kGrace);
  draft.add_mentees(kAda);
  return draft;
}

TEST(Mentorship, CreatedByOneOfTwoBeginsWhenTheOtherAccepts) {
  Change proposed = Propose(Draft(), AProgram(Program::INFORMAL), {}, Ada(), kStart);
  EXPECT_EQ(proposed.mentorship.state(), Mentorship::PROPOSED);
  EXPECT_EQ(proposed.seats_taken, (std::vector<std::string>{kGrace}));
  EXPECT_EQ(NextDue(proposed.mentorship).time, kStart + Days(14));
  auto again = AcceptProposed(proposed.mentorship, Ada(), kStart);
  EXPECT_TRUE(again.ok() && again->events.empty());
  auto accepted = AcceptProposed(proposed.mentorship, Grace(), kStart + Days(1));
  ASSERT_TRUE(accepted.ok());
  EXPECT_EQ(accepted->events, (std::vector<std::string>{"mentorship.accepted", "mentorship.started"}));
  EXPECT_EQ(accepted->mentorship.state(), Mentorship::INTRO);
}

TEST(Mentorship, ProposedAndNotAcceptedEndsAfterTheWindow) {
  Change proposed = Propose(Draft(), AProgram(), {}, Administrator(), kStart);
  EXPECT_EQ(proposed.mentorship.accepted_by_size(), 0);
  auto over = OnDue(proposed.mentorship, kStart + Days(14));
  ASSERT_TRUE(over.ok());
  EXPECT_EQ(over->mentorship.end_reason(), Mentorship::NOT_NOW);
  EXPECT_EQ(over->seats_freed, (std::vector<std::string>{kGrace}));
}

TEST(Mentorship, NamesEveryBadPersonOfANewOne) {
  Mentorship draft;
  draft.set_name(kPair);
  draft.add_mentors("grace");
  draft.add_mentors(kAda);
  draft.add_mentees(kAda);
  Program program;
  program.set_kind(Program::FORMAL);
  FillDefaults(program);
  auto items = CheckPeople(draft, program).items();
  ASSERT_EQ(items.size(), 3u);
  EXPECT_EQ(items[0].reason, "PERSON_INVALID");
  EXPECT_EQ(items[1].reason, "PERSON_TWICE");
  EXPECT_EQ(items[2].reason, "MENTOR_COUNT");
}

TEST(Mentorship, HasAsManyPeopleAsItsKindOfProgramAndItsRulesAllow) {
  Program program;
  program.set_kind(Program::GROUP);
  FillDefaults(program);
  auto wrong = [&](int mentors, int mentees) {
    Mentorship draft;
    draft.set_name(kPair);
    for (int i = 0; i < mentors; ++i) draft.add_mentors("organizations/acme/profiles/m" + std::to_string(i));
    for (int i = 0; i < mentees; ++i) draft.add_mentees("organizations/acme/profiles/e" + std::to_string(i));
    std::string fields;
    base::Violations violations = CheckPeople(draft, program);
    for (const auto& item : violations.items()) fields += item.field + " ";
    return fields;
  };
  EXPECT_EQ(wrong(1, 2), "");
  EXPECT_EQ(wrong(2, 12), "");
  EXPECT_EQ(wrong(3, 13), "mentorship.mentors mentorship.mentees ");
  EXPECT_EQ(wrong(0, 1), "mentorship.mentors mentorship.mentees ");
  program.mutable_rules()->set_group_mentors_max(3);
  program.mutable_rules()->set_group_mentees_max(13);
  EXPECT_EQ(wrong(3, 13), "");
  program.set_kind(Program::PEER);
  EXPECT_EQ(wrong(0, 2), "");
  EXPECT_EQ(wrong(0, 3), "mentorship.mentees ");
}

TEST(Intro, GoesOnToActive) {
  auto change = ConcludeIntro(InIntro(), ConcludeIntroRequest::CONTINUE, Ada(), kStart + Days(2));
  ASSERT_TRUE(change.ok());
  EXPECT_EQ(change->mentorship.state(), Mentorship::ACTIVE);
  EXPECT_TRUE(Has(change->events, "mentorship.introduced") && Has(change->events, "mentorship.activated"));
  EXPECT_EQ(base::ReasonOf(ConcludeIntro(change->mentorship, ConcludeIntroRequest::CONTINUE, Ada(), kStart).status()),
            "MENTORSHIP_NOT_IN_INTRO");
}

TEST(Intro, ThatLeadsNoFurtherPutsTheMenteeFirstInLine) {
  auto not_now = ConcludeIntro(InIntro(), ConcludeIntroRequest::NOT_NOW, Grace(), kStart);
  EXPECT_EQ(not_now->mentorship.end_reason(), Mentorship::NOT_NOW);
  EXPECT_EQ(not_now->mentorship.rematch_size(), 1);
  auto refer = ConcludeIntro(InIntro(), ConcludeIntroRequest::REFER, Grace(), kStart);
  EXPECT_EQ(refer->mentorship.end_reason(), Mentorship::REFERRED);
  auto by_mentee = ConcludeIntro(InIntro(), ConcludeIntroRequest::NOT_NOW, Ada(), kStart);
  EXPECT_EQ(by_mentee->mentorship.rematch_size(), 0);
}

Agreement AnAgreement(std::string_view id) {
  Agreement agreement;
  agreement.set_name(std::string(kPair) + "/agreements/" + std::string(id));
  agreement.set_cadence_days(14);
  agreement.set_minutes(45);
  agreement.add_channels(Agreement::CHAT);
  agreement.set_response_hours(48);
  agreement.set_confidentiality("what is said here stays here");
  *agreement.mutable_end_date() = DateOf(kStart + Days(180));
  return agreement;
}

TEST(Agreement, ActivatesAnIntroductionThatWaitedForItWithTheLastSignature) {
  Mentorship mentorship = InIntro();
  mentorship.mutable_rules()->set_ask_agreement(true);
  mentorship = ConcludeIntro(mentorship, ConcludeIntroRequest::CONTINUE, Ada(), kStart)->mentorship;
  EXPECT_EQ(mentorship.state(), Mentorship::INTRO);
  EXPECT_EQ(base::ReasonOf(ConcludeIntro(mentorship, ConcludeIntroRequest::CONTINUE, Ada(), kStart).status()), "INTRO_CONCLUDED");
  auto proposed = ProposeAgreement(mentorship, AnAgreement("a1"), std::nullopt, 1, Ada(), kStart);
  ASSERT_TRUE(proposed.ok());
  EXPECT_EQ(proposed->agreement.signatures_size(), 1);
  EXPECT_EQ(base::ReasonOf(SignAgreement(proposed->change.mentorship, proposed->agreement, std::nullopt, Ada(), kStart).status()),
            "ALREADY_SIGNED");
  auto signed_ = SignAgreement(proposed->change.mentorship, proposed->agreement, std::nullopt, Grace(), kStart);
  ASSERT_TRUE(signed_.ok()) << signed_.status();
  const Mentorship& after = signed_->change.mentorship;
  EXPECT_EQ(after.state(), Mentorship::ACTIVE);
  EXPECT_EQ(after.cadence_days(), 14);
  EXPECT_EQ(after.meeting_minutes(), 45);
  EXPECT_EQ(after.agreement(), signed_->agreement.name());
  EXPECT_TRUE(Has(signed_->change.events, "mentorship.agreement_signed") && Has(signed_->change.events, "mentorship.activated"));
}

TEST(Agreement, NewVersionReplacesTheOldOnlyWhenBothHaveSigned) {
  Mentorship mentorship = InActive();
  auto first = ProposeAgreement(mentorship, AnAgreement("a1"), std::nullopt, 1, Ada(), kStart);
  auto in_force = SignAgreement(first->change.mentorship, first->agreement, std::nullopt, Grace(), kStart);
  Agreement later = AnAgreement("a2");
  later.set_cadence_days(30);
  auto second = ProposeAgreement(in_force->change.mentorship, later, std::nullopt, 2, Grace(), kStart);
  EXPECT_EQ(second->change.mentorship.cadence_days(), 14);
  auto replaced = SignAgreement(second->change.mentorship, second->agreement, in_force->agreement, Ada(), kStart);
  EXPECT_EQ(replaced->change.mentorship.cadence_days(), 30);
  EXPECT_EQ(replaced->replaced->state(), Agreement::REPLACED);
}

TEST(Agreement, NamesEveryBadField) {
  Agreement bad;
  bad.add_channels(Agreement::CHAT);
  bad.add_channels(Agreement::CHAT);
  std::vector<std::string> reasons;
  auto violations = CheckAgreement(bad, InActive(), kStart);
  for (const auto& item : violations.items()) reasons.push_back(item.reason);
  EXPECT_EQ(reasons, (std::vector<std::string>{"CADENCE_INVALID", "MINUTES_NOT_OFFERED", "CHANNELS_INVALID", "RESPONSE_HOURS_INVALID",
                                               "CONFIDENTIALITY_MISSING", "END_DATE_MISSING"}));
}

TEST(Advice, GoesFromTheMentorToAnActionToAReport) {
  Advice draft;
  draft.set_name(std::string(kPair) + "/advice/a1");
  draft.set_text("write the test first");
  EXPECT_EQ(base::ReasonOf(GiveAdvice(InActive(), draft, Ada(), kStart).status()), "NOT_A_MENTOR");
  auto given = GiveAdvice(InActive(), draft, Grace(), kStart);
  ASSERT_TRUE(given.ok()) << given.status();
  EXPECT_EQ(given->child.receiver(), kAda);
  EXPECT_EQ(base::ReasonOf(domain::ActOnAdvice(given->change.mentorship, given->child, "did", Grace(), kStart).status()), "NOT_A_PARTY");
  auto acted = domain::ActOnAdvice(given->change.mentorship, given->child, "wrote ten", Ada(), kStart);
  ASSERT_TRUE(acted.ok());
  EXPECT_EQ(base::ReasonOf(domain::ActOnAdvice(acted->change.mentorship, acted->child, "again", Ada(), kStart).status()),
            "ADVICE_NOT_OPEN");
  auto reported = domain::ReportAdvice(acted->change.mentorship, acted->child, "fewer bugs", Ada(), kStart);
  ASSERT_TRUE(reported.ok());
  EXPECT_EQ(reported->child.state(), Advice::REPORTED);
  EXPECT_EQ(reported->change.mentorship.counts().advice_reported(), 1);
  EXPECT_EQ(base::ReasonOf(domain::ReportAdvice(reported->change.mentorship, reported->child, "x", Ada(), kStart).status()),
            "ADVICE_NOT_OPEN");
}

TEST(Feedback, NeedsSituationBehaviourAndImpact) {
  std::vector<std::string> reasons;
  auto violations = CheckFeedback(Feedback());
  for (const auto& item : violations.items()) reasons.push_back(item.reason);
  EXPECT_EQ(reasons, (std::vector<std::string>{"SITUATION_MISSING", "BEHAVIOUR_MISSING", "IMPACT_MISSING"}));
}

TEST(Feedback, IsAcknowledgedByItsReceiverOnce) {
  Feedback draft;
  draft.set_name(std::string(kPair) + "/feedback/f1");
  auto given = GiveFeedback(InActive(), draft, Ada(), kStart);
  EXPECT_EQ(given->child.receiver(), kGrace);
  EXPECT_EQ(base::ReasonOf(AcknowledgeFeedback(given->change.mentorship, given->child, "", Ada(), kStart).status()), "NOT_A_PARTY");
  auto heard = AcknowledgeFeedback(given->change.mentorship, given->child, "thank you", Grace(), kStart);
  ASSERT_TRUE(heard.ok());
  EXPECT_EQ(base::ReasonOf(AcknowledgeFeedback(heard->change.mentorship, heard->child, "", Grace(), kStart).status()),
            "ALREADY_ACKNOWLEDGED");
}

TEST(Exchange, IsRefusedWhereContactsDoNotCount) {
  Mentorship ended = End(InActive(), Mentorship::TERM, false, Ada(), kStart)->mentorship;
  EXPECT_EQ(base::ReasonOf(GiveFeedback(ended, Feedback(), Ada(), kStart).status()), "MENTORSHIP_NOT_RUNNING");
}

TEST(Mismatch, AsksAMenteeAndNobodyElseWhatIsNeededInstead) {
  EndMentorshipRequest request;
  request.set_reason(Mentorship::MISMATCH);
  EXPECT_EQ(CheckEnd(request, true).items().at(0).reason, "NEEDED_INSTEAD_MISSING");
  EXPECT_TRUE(CheckEnd(request, false).empty());
  request.mutable_needed_instead()->add_skills("kafka");
  EXPECT_TRUE(CheckEnd(request, true).empty());
  EXPECT_EQ(CheckEnd(request, false).items().at(0).reason, "NEEDED_INSTEAD_NOT_ALLOWED");
  auto ended = End(InActive(), Mentorship::MISMATCH, true, Ada(), kStart);
  EXPECT_TRUE(ended->mentorship.never_again());
  EXPECT_EQ(ended->mentorship.rematch(0), kAda);
}

TEST(Leaver, EndsThePairNeutrallyAndQueuesTheOtherOne) {
  auto mentor_left = PersonLeft(InActive(), kGrace, kStart);
  EXPECT_EQ(mentor_left->mentorship.end_reason(), Mentorship::LEAVER);
  EXPECT_EQ(mentor_left->mentorship.rematch(0), kAda);
  auto mentee_left = PersonLeft(InActive(), kAda, kStart);
  EXPECT_EQ(mentee_left->mentorship.rematch_size(), 0);
  EXPECT_EQ(mentee_left->seats_freed, (std::vector<std::string>{kGrace}));
  auto again = PersonLeft(mentor_left->mentorship, kGrace, kStart);
  EXPECT_TRUE(again->events.empty());
}

TEST(Leaver, LeavesAGroupThatGoesOn) {
  Mentorship group = InActive();
  group.set_kind(Program::GROUP);
  group.add_mentees(kAlan);
  auto smaller = PersonLeft(group, kAda, kStart);
  EXPECT_EQ(smaller->mentorship.state(), Mentorship::ACTIVE);
  EXPECT_EQ(smaller->events, (std::vector<std::string>{"mentorship.person_left"}));
  auto without_mentor = PersonLeft(group, kGrace, kStart);
  EXPECT_EQ(without_mentor->mentorship.end_reason(), Mentorship::LEAVER);
  EXPECT_EQ(without_mentor->mentorship.rematch_size(), 2);
}

TEST(End, GivesLeaverOnlyToAdministrators) {
  EXPECT_EQ(base::ReasonOf(End(InActive(), Mentorship::LEAVER, false, Ada(), kStart).status()), "ADMINISTRATOR_REQUIRED");
  EXPECT_TRUE(End(InActive(), Mentorship::LEAVER, false, Administrator(), kStart).ok());
  EXPECT_EQ(base::ReasonOf(End(InActive(), Mentorship::NOT_NOW, false, Ada(), kStart).status()), "END_REASON_NOT_ALLOWED");
}

}  // namespace
}  // namespace gilde::matching::domain
