// The approach: what a good one needs, and how it goes from mentor to mentor.
#include "services/matching/domain/conversation.h"

#include <functional>
#include <map>

#include "tests/matching/domain/pair.h"

namespace gilde::matching::domain {
namespace {

using gilde::matching::v1::ConversationRequest;
using gilde::matching::v1::Finding;
using gilde::matching::v1::PastChoice;
using gilde::profile::v1::Profile;

ApproachFacts TheMentors() {
  ApproachFacts facts;
  for (const char* name : {kGrace, kAlan}) {
    Profile& profile = facts.mentors[name];
    profile.set_name(name);
    profile.add_public_works()->set_title("Backpressure by Example: lessons from the harbour");
    profile.add_skills_offered()->set_skill("event-sourcing");
  }
  return facts;
}

ConversationRequest Draft() {
  ConversationRequest draft;
  draft.set_name("organizations/acme/conversationRequests/c1");
  draft.set_mentee(kAda);
  draft.add_ranked_mentors(kGrace);
  draft.set_subject("Moving a nightly batch to streams");
  draft.set_opening("Your talk Backpressure by Example made me draw our queue again.");
  draft.set_introduction("I keep the ledger service of our team running.");
  draft.add_questions("Where would you begin with one slow consumer?");
  draft.add_questions("What would you measure in the first week?");
  draft.set_minutes(20);
  draft.set_window_days(14);
  for (int day : {2, 3, 4}) {
    auto& slot = *draft.add_proposed_slots();
    *slot.mutable_start_time() = base::ToProto(kStart + Days(day));
    *slot.mutable_end_time() = base::ToProto(kStart + Days(day) + absl::Hours(1));
  }
  return draft;
}

std::vector<std::string> Reasons(const ConversationRequest& draft, const Sent& sent = {}, const v1::ProgramRules& rules = Rules()) {
  std::vector<std::string> reasons;
  for (const Finding& finding : CheckApproach(draft, rules, TheMentors(), sent, kStart)) {
    EXPECT_FALSE(finding.message().empty() || finding.instead().empty());
    reasons.push_back(finding.field() + " " + finding.reason());
  }
  return reasons;
}

using Reasons_ = std::vector<std::string>;

TEST(Approach, ThatIsSmallSpecificAndPersonalPasses) { EXPECT_EQ(Reasons(Draft()), Reasons_()); }

struct Case {
  const char* name;
  std::function<void(ConversationRequest&)> spoil;
  Reasons_ reasons;
};

const std::string kField = "conversation_request.";

TEST(Approach, IsAsLongAsTheProgramSays) {
  v1::ProgramRules rules = Rules();
  rules.set_subject_characters_min(34);
  rules.set_request_questions_min(3);
  EXPECT_EQ(Reasons(Draft(), {}, rules), (Reasons_{kField + "subject SUBJECT_LENGTH", kField + "questions QUESTION_COUNT"}));
  rules.set_subject_characters_min(33);
  rules.set_request_questions_min(1);
  rules.set_request_questions_max(2);
  EXPECT_EQ(Reasons(Draft(), {}, rules), Reasons_());
}

TEST(Approach, NamesEachThingThatIsWrong) {
  const Case cases[] = {
      {"golden rule", [](auto& d) { d.set_introduction("I learn fast. Will you be my mentor?"); }, {kField + "introduction GOLDEN_RULE"}},
      {"short subject", [](auto& d) { d.set_subject("Hey"); }, {kField + "subject SUBJECT_LENGTH"}},
      {"stock subject", [](auto& d) { d.set_subject("Quick question!"); }, {kField + "subject SUBJECT_STOCK_PHRASE"}},
      {"long subject", [](auto& d) { d.set_subject(std::string(81, 'x')); }, {kField + "subject SUBJECT_LENGTH"}},
      {"impersonal",
       [](auto& d) { d.set_opening("I have admired your work for a long time."); },
       {kField + "opening OPENING_NOT_PERSONAL"}},
      {"short opening", [](auto& d) { d.set_opening("Hi"); }, {kField + "opening OPENING_LENGTH"}},
      {"no introduction", [](auto& d) { d.clear_introduction(); }, {kField + "introduction INTRODUCTION_LENGTH"}},
      {"one question", [](auto& d) { d.mutable_questions()->RemoveLast(); }, {kField + "questions QUESTION_COUNT"}},
      {"tiny question", [](auto& d) { d.set_questions(1, "How?"); }, {kField + "questions[1] QUESTION_LENGTH"}},
      {"too long", [](auto& d) { d.set_minutes(45); }, {kField + "minutes MINUTES_INVALID"}},
      {"too short", [](auto& d) { d.set_minutes(9); }, {kField + "minutes MINUTES_INVALID"}},
      {"far window", [](auto& d) { d.set_window_days(29); }, {kField + "window_days WINDOW_INVALID"}},
      {"two slots", [](auto& d) { d.mutable_proposed_slots()->RemoveLast(); }, {kField + "proposed_slots SLOT_COUNT"}},
      {"slot twice", [](auto& d) { *d.mutable_proposed_slots(1) = d.proposed_slots(0); }, {kField + "proposed_slots[1] SLOT_OVERLAP"}},
      {"past slot",
       [](auto& d) {
         *d.mutable_proposed_slots(0)->mutable_start_time() = base::ToProto(kStart);
         d.mutable_proposed_slots(0)->clear_end_time();
       },
       {kField + "proposed_slots[0] SLOT_INVALID"}},
      {"outside window",
       [](auto& d) { d.set_window_days(3); },
       {kField + "proposed_slots[1] SLOT_OUTSIDE_WINDOW", kField + "proposed_slots[2] SLOT_OUTSIDE_WINDOW"}},
      {"no mentor", [](auto& d) { d.clear_ranked_mentors(); }, {kField + "ranked_mentors MENTOR_COUNT"}},
      {"oneself", [](auto& d) { d.set_ranked_mentors(0, kAda); }, {kField + "ranked_mentors[0] MENTOR_INVALID"}},
      {"twice", [](auto& d) { d.add_ranked_mentors(kGrace); }, {kField + "ranked_mentors[1] MENTOR_TWICE"}},
      {"unknown",
       [](auto& d) { d.add_ranked_mentors("organizations/acme/profiles/nobody"); },
       {kField + "ranked_mentors[1] MENTOR_UNKNOWN"}},
  };
  for (const Case& c : cases) {
    ConversationRequest draft = Draft();
    c.spoil(draft);
    EXPECT_EQ(Reasons(draft), c.reasons) << c.name;
  }
}

TEST(Approach, ThatAsksWillYouBeMyMentorSaysSoFirst) {
  ConversationRequest draft = Draft();
  draft.set_subject("Hi");
  draft.set_opening("Wil je mijn mentor worden?");
  EXPECT_EQ(Reasons(draft).front(), kField + "opening GOLDEN_RULE");
}

TEST(Approach, SendsTheSameOpeningToThreeMentorsAtMost) {
  Sent sent;
  ConversationRequest draft = Draft();
  constexpr std::string_view kSame = "YOUR talk, Backpressure by example, made me draw our queue again!";
  sent.Add(kSame, "a");
  sent.Add(kSame, "b");
  EXPECT_EQ(Reasons(draft, sent), Reasons_());
  draft.add_ranked_mentors(kAlan);
  EXPECT_EQ(Reasons(draft, sent), Reasons_{kField + "opening SAME_TEXT"});
  draft.add_further_openings("Your way with event sourcing is why I write to you.");
  EXPECT_EQ(Reasons(draft, sent), Reasons_());
  sent.Add(kSame, kGrace);
  EXPECT_EQ(Reasons(draft, sent), Reasons_());
}

TEST(Approach, CountsAnOpeningWithAWordOrANameChangedAsTheSame) {
  const std::string opening =
      "Your talk Backpressure by Example made me draw our queue again, and I would like to hear what you think of it.";
  for (const char* alike :
       {"Dear Alan, your talk Backpressure by Example made me draw our queue again, and I would like to hear what you think of it",
        "I would like to hear what you think of it: your talk Backpressure by Example made me draw our queue again",
        "Your talk Backpressure by Example made me draw our queue again and I would love to hear what you think of it."}) {
    EXPECT_GE(Resemblance(ShinglesOf(opening), ShinglesOf(alike)), Sent::kAlike) << alike;
  }
  for (const char* other :
       {"Your way with event sourcing is why I write to you.", "Your talk Backpressure by Example was fun.", "", "Hi"}) {
    EXPECT_LT(Resemblance(ShinglesOf(opening), ShinglesOf(other)), Sent::kAlike) << other;
  }
  EXPECT_EQ(Resemblance(ShinglesOf(opening), ShinglesOf(opening)), 1);
}

TEST(Approach, IsTheBetterPreparedTheMorePointsItEarns) {
  using gilde::matching::v1::BASIC;
  using gilde::matching::v1::GOOD;
  using gilde::matching::v1::STRONG;
  auto hints = [](const ConversationRequest& draft, const Sent& sent) {
    std::vector<std::string> reasons;
    for (const Finding& hint : HintsFor(draft, TheMentors(), sent, Language::kEnglish)) reasons.push_back(hint.reason());
    return reasons;
  };
  ConversationRequest draft = Draft();
  draft.set_introduction("I keep the ledger of our team, and event sourcing is new to me.");
  EXPECT_EQ(QualityOf(draft, 0, TheMentors(), {}), STRONG);
  EXPECT_EQ(hints(draft, {}), Reasons_());
  draft.set_introduction("I keep the ledger service of our team running.");
  EXPECT_EQ(QualityOf(draft, 0, TheMentors(), {}), GOOD);
  EXPECT_EQ(hints(draft, {}), Reasons_{"INTRODUCTION_UNCONNECTED"});
  draft.set_questions(0, "Is one slow consumer a problem?");
  *draft.mutable_proposed_slots(2) = draft.proposed_slots(1);
  Sent sent;
  sent.Add(draft.opening(), kAlan);
  EXPECT_EQ(QualityOf(draft, 0, TheMentors(), sent), BASIC);
  EXPECT_EQ(hints(draft, sent), (Reasons_{"QUESTION_CLOSED", "INTRODUCTION_UNCONNECTED", "FEW_DAYS", "TEXT_LIKE_ANOTHER"}));
  draft.set_opening("Your way with event sourcing is why I write to you.");
  EXPECT_EQ(hints(draft, {}).front(), "OPENING_NAMES_NO_WORK");
}

TEST(Approach, SaysWhatIsWrongWhatIsGoodInsteadAndAnExampleInFiveLanguages) {
  ConversationRequest draft;
  draft.set_subject("Will you be my mentor?");
  draft.set_opening("Hi");
  draft.add_further_openings("Hi");
  draft.set_prospect("organizations/acme/profiles/ada/prospects/x1");
  std::map<Language, std::vector<Finding>> findings;
  for (const char* locale : {"en", "nl", "de-AT", "fr", "es-MX"}) {
    Language language = LanguageOf(locale);
    findings[language] = CheckApproach(draft, Rules(), TheMentors(), {}, kStart, language);
    ASSERT_EQ(findings[language].size(), findings[Language::kEnglish].size());
    for (size_t i = 0; i < findings[language].size(); ++i) {
      const Finding &said = findings[language][i], &english = findings[Language::kEnglish][i];
      EXPECT_EQ(said.field() + said.reason(), english.field() + english.reason());
      EXPECT_FALSE(said.message().empty() || said.instead().empty() || said.example().empty()) << said.reason();
      EXPECT_EQ(said.message().find('$'), std::string::npos) << said.message();
      EXPECT_TRUE(language == Language::kEnglish || said.message() != english.message()) << said.reason();
    }
  }
  EXPECT_EQ(findings.size(), 5u);
  EXPECT_EQ(LanguageOf("pt"), Language::kEnglish);
  EXPECT_EQ(LanguageOf(""), Language::kEnglish);
}

TEST(FindingWords, AreThereForTheSameReasonsWithTheSameNumbersInEveryLanguage) {
  auto english = EnglishFindingWords();
  const absl::Span<const FindingRow> others[] = {DutchFindingWords(), GermanFindingWords(), FrenchFindingWords(), SpanishFindingWords()};
  for (absl::Span<const FindingRow> words : others) {
    ASSERT_EQ(words.size(), english.size());
    for (size_t i = 0; i < words.size(); ++i) {
      EXPECT_EQ(words[i].reason, english[i].reason);
      for (std::string_view number : {"$0", "$1", "$2"}) {
        EXPECT_EQ(words[i].words.message.find(number) == std::string_view::npos,
                  english[i].words.message.find(number) == std::string_view::npos)
            << words[i].reason << " " << number;
      }
    }
  }
}

TEST(Approach, FindsWhatTheOpeningNames) {
  ApproachFacts facts = TheMentors();
  facts.skills["teach me CQRS"] = {"event-sourcing"};
  const Profile& mentor = facts.mentors[kGrace];
  EXPECT_EQ(NamedBy("I read backpressure BY example twice", mentor, facts), mentor.public_works(0).title());
  EXPECT_EQ(NamedBy("your lessons from the harbour stayed with me", mentor, facts), mentor.public_works(0).title());
  EXPECT_EQ(NamedBy("how do you do event sourcing?", mentor, facts), "event-sourcing");
  EXPECT_EQ(NamedBy("teach me CQRS", mentor, facts), "event-sourcing");
  EXPECT_EQ(NamedBy("I like your example", mentor, facts), "");
  EXPECT_EQ(PhrasesOf("Kafka, for me"), (std::vector<std::string>{"kafka", "for", "me", "kafka for", "for me", "kafka for me"}));
}

class Ranked : public testing::Test {
 protected:
  ConversationRequest Sent_() {
    ConversationRequest draft = Draft();
    draft.add_ranked_mentors(kAlan);
    draft.add_further_openings("Your way with event sourcing is why I write to you.");
    return Send(draft, Rules(), TheMentors(), {}, Anybody, kStart)->request;
  }
  static bool Anybody(const std::string&) { return true; }
  static bool Nobody(const std::string&) { return false; }
};

TEST_F(Ranked, GoesToTheFirstAndAfterThreeDaysToTheNext) {
  ConversationRequest request = Sent_();
  EXPECT_EQ(request.mentor(), kGrace);
  EXPECT_EQ(base::FromProto(request.due_time()), kStart + Days(3));
  auto next = OnDue(request, Rules(), Anybody, kStart + Days(3));
  ASSERT_TRUE(next.ok());
  EXPECT_EQ(next->event, "conversation_request.next_choice");
  EXPECT_EQ(next->request.mentor(), kAlan);
  EXPECT_EQ(next->request.work_reference(), "event-sourcing");
  EXPECT_EQ(next->request.past_choices(0).outcome(), PastChoice::NO_ANSWER);
  auto reminded = OnDue(next->request, Rules(), Anybody, kStart + Days(6));
  EXPECT_EQ(reminded->event, "conversation_request.reminded");
  EXPECT_EQ(base::FromProto(reminded->request.due_time()), kStart + Days(10));
  auto expired = OnDue(reminded->request, Rules(), Anybody, kStart + Days(10));
  EXPECT_EQ(expired->event, "conversation_request.expired");
  EXPECT_EQ(expired->request.state(), ConversationRequest::EXPIRED);
  EXPECT_FALSE(expired->request.has_due_time());
}

TEST_F(Ranked, StaysWithTheMentorAndRemindsWhenNobodyElseIsFree) {
  auto reminded = OnDue(Sent_(), Rules(), Nobody, kStart + Days(3));
  EXPECT_EQ(reminded->event, "conversation_request.reminded");
  EXPECT_EQ(reminded->request.mentor(), kGrace);
  auto late = OnDue(reminded->request, Rules(), Anybody, kStart + Days(7));
  EXPECT_EQ(late->event, "conversation_request.next_choice");
}

TEST_F(Ranked, MovesOnWhenDeclinedAndEndsWithTheLast) {
  auto next = Decline(Sent_(), "not this month", Rules(), Anybody, kStart + Days(1));
  EXPECT_EQ(next->request.mentor(), kAlan);
  EXPECT_EQ(next->request.past_choices(0).note(), "not this month");
  auto declined = Decline(next->request, "nor I", Rules(), Anybody, kStart + Days(1));
  EXPECT_EQ(declined->request.state(), ConversationRequest::DECLINED);
  EXPECT_EQ(base::ReasonOf(Withdraw(declined->request, kStart).status()), "REQUEST_NOT_OPEN");
}

TEST_F(Ranked, SkipsAFirstChoiceWhoCannotBeAsked) {
  ConversationRequest draft = Draft();
  draft.add_ranked_mentors(kAlan);
  auto only_alan = [](const std::string& mentor) { return mentor == kAlan; };
  auto sent = Send(draft, Rules(), TheMentors(), {}, only_alan, kStart);
  EXPECT_EQ(sent->request.mentor(), kAlan);
  EXPECT_EQ(sent->request.opening(), draft.opening());
  EXPECT_EQ(sent->request.past_choices(0).outcome(), PastChoice::NOT_AVAILABLE);
  EXPECT_EQ(base::ReasonOf(Send(draft, Rules(), TheMentors(), {}, Nobody, kStart).status()), "MENTOR_NOT_AVAILABLE");
}

TEST_F(Ranked, GoesToTheNextChoiceWhenAMentorTakesAYesBack) {
  auto accepted = Accept(Sent_(), nullptr, "gladly", kPair, kStart + Days(1));
  ASSERT_TRUE(accepted.ok());
  auto back = TakeBack(accepted->request, Rules(), Anybody, kStart + Days(2));
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(back->event, "conversation_request.next_choice");
  EXPECT_EQ(back->request.state(), ConversationRequest::SENT);
  EXPECT_EQ(back->request.mentor(), kAlan);
  EXPECT_EQ(back->request.past_choices(0).outcome(), PastChoice::WITHDREW);
  EXPECT_TRUE(back->request.mentorship().empty() && back->request.answer_note().empty() && !back->request.has_close_time());
  EXPECT_EQ(base::FromProto(back->request.expire_time()), kStart + Days(9));
  auto nobody_left = TakeBack(accepted->request, Rules(), Nobody, kStart + Days(2));
  EXPECT_EQ(nobody_left->event, "conversation_request.declined");
  EXPECT_EQ(nobody_left->request.state(), ConversationRequest::DECLINED);
  EXPECT_EQ(base::ReasonOf(TakeBack(Sent_(), Rules(), Anybody, kStart).status()), "REQUEST_NOT_OPEN");
}

TEST_F(Ranked, ForgetsAMentorBehindWhoHasLeft) {
  ConversationRequest request = Sent_();
  Unrank(request, kAlan);
  EXPECT_EQ(request.ranked_mentors_size(), 1);
  EXPECT_EQ(OnDue(request, Rules(), Anybody, kStart + Days(3))->event, "conversation_request.reminded");
}

TEST(Request, ToOneMentorIsRemindedOnDayThreeAndExpiresOnDaySeven) {
  auto sent = Send(
      Draft(), Rules(), TheMentors(), {}, [](const std::string&) { return true; }, kStart);
  ASSERT_TRUE(sent.ok());
  EXPECT_EQ(sent->event, "conversation_request.sent");
  EXPECT_EQ(base::FromProto(sent->request.remind_time()), kStart + Days(3));
  EXPECT_EQ(base::FromProto(sent->request.expire_time()), kStart + Days(7));
}

TEST(Request, IsAcceptedWithOneOfItsSlots) {
  ConversationRequest request = Send(
                                    Draft(), Rules(), TheMentors(), {}, [](const std::string&) { return true; }, kStart)
                                    ->request;
  gilde::matching::v1::ProposedSlot slot = request.proposed_slots(1);
  auto accepted = Accept(request, &slot, "gladly", kPair, kStart + Days(1));
  ASSERT_TRUE(accepted.ok());
  EXPECT_EQ(accepted->request.state(), ConversationRequest::ACCEPTED);
  EXPECT_EQ(accepted->request.mentorship(), kPair);
  *slot.mutable_start_time() = base::ToProto(kStart);
  EXPECT_EQ(base::ReasonOf(Accept(request, &slot, "", kPair, kStart).status()), "SLOT_UNKNOWN");
}

}  // namespace
}  // namespace gilde::matching::domain
