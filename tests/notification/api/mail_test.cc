// Notifications as mail, over SMTP to a mail server beside the test.
#include "absl/strings/str_split.h"
#include "tests/notification/api/fixture.h"
#include "tests/notification/api/mail_sink.h"

namespace gilde::notification {
namespace {

using test::HeaderOf;
using test::MailSink;
using test::PartOf;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;
using v1::Notification;

class MailTest : public PairTest {
 protected:
  void MailBy(const std::string& url) {
    world.options().smtp = url;
    world.options().smtp_from = "mentoring@acme.example";
    world.Restart();
  }
  // The mails to a person whose subject begins so.
  static std::vector<std::string> Mails(const MailSink& sink, const std::string& person, const std::string& subject) {
    std::vector<std::string> mails;
    for (std::string& mail : sink.Mails()) {
      bool wanted = HeaderOf(mail, "To") == person + "@example.org" && HeaderOf(mail, "Subject").rfind(subject, 0) == 0;
      if (wanted) mails.push_back(std::move(mail));
    }
    return mails;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, MailTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(MailTest, CarriesTextHtmlAndTheHeadersOfAMail) {
  MailSink sink;
  MailBy(sink.url());
  v1::CreateReminderRequest request = Wanted("ada", absl::ZeroDuration());
  (*request.mutable_values())["TEXT"] = "Één regel & <nog een>.\n\n" + std::string(2000 - 30, 'x');
  Remind(request);
  world.Settle();
  std::vector<std::string> mails = Mails(sink, "ada", "Your badge");
  ASSERT_THAT(mails, SizeIs(1));
  Notification sent = LastTold("ada", "plain");
  EXPECT_EQ(sent.state(), Notification::SENT);
  EXPECT_EQ(sent.address(), "ada@example.org");
  ASSERT_EQ(sent.attempts_size(), 1);
  EXPECT_EQ(sent.attempts(0).reason(), "250");
  EXPECT_EQ(HeaderOf(mails[0], "From"), "mentoring@acme.example");
  EXPECT_EQ(HeaderOf(mails[0], "Date"), "Mon, 04 Jan 2027 08:00:00 +0000");
  EXPECT_EQ(HeaderOf(mails[0], "Auto-Submitted"), "auto-generated");
  EXPECT_THAT(HeaderOf(mails[0], "Message-ID"), AllOf(StartsWith("<"), HasSubstr("@acme.example>")));
  EXPECT_EQ(PartOf(mails[0], "text/plain"), sent.text());
  EXPECT_EQ(PartOf(mails[0], "text/html"), sent.html());
  EXPECT_THAT(sent.html(), HasSubstr("Één regel &amp; &lt;nog een&gt;."));
  EXPECT_THAT(PartOf(mails[0], "text/calendar"), IsEmpty());
}

TEST_P(MailTest, WithALongSubjectInAnyLanguageArrives) {
  MailSink sink;
  MailBy(sink.url());
  for (const std::string& subject : {std::string(1900, 'x'), std::string("Één dag met 漢字"), std::string("Plain")}) {
    v1::CreateReminderRequest request = Wanted("ada", absl::ZeroDuration());
    (*request.mutable_values())["SUBJECT"] = subject;
    Remind(request);
  }
  world.Settle();
  EXPECT_THAT(sink.Mails(), SizeIs(3));
  for (const std::string& mail : sink.Mails()) {
    for (const auto line : absl::StrSplit(mail, '\n')) EXPECT_LE(line.size(), 998u);
  }
  for (const Notification& told : Told("ada")) {
    EXPECT_TRUE(told.template_() != "plain" || told.state() == Notification::SENT) << told.subject();
  }
}

TEST_P(MailTest, TakesNoHeadersFromAValue) {
  MailSink sink;
  MailBy(sink.url());
  v1::CreateReminderRequest request = Wanted("ada", absl::ZeroDuration());
  (*request.mutable_values())["SUBJECT"] = "Hello\r\nBcc: eve@example.org\r\n\r\nnot the text";
  Remind(request);
  world.Settle();
  std::vector<std::string> mails = Mails(sink, "ada", "Hello");
  ASSERT_THAT(mails, SizeIs(1));
  EXPECT_THAT(HeaderOf(mails[0], "Bcc"), IsEmpty());
  EXPECT_THAT(PartOf(mails[0], "text/plain"), StartsWith("Bring it along"));
}

TEST_P(MailTest, OfAMeetingIsAnInvitationThatCalendarsRead) {
  MailSink sink;
  MailBy(sink.url());
  std::string pair = Begin();
  std::string meeting = Book("ada", pair, Days(3));
  for (const char* person : {"ada", "bob"}) {
    std::vector<std::string> mails = Mails(sink, person, "You meet on Thursday 7 January");
    ASSERT_THAT(mails, SizeIs(1)) << person;
    std::string head;
    std::string calendar = PartOf(mails[0], "text/calendar", &head);
    EXPECT_THAT(head, HasSubstr("method=REQUEST"));
    EXPECT_EQ(calendar, LastTold(person, "meeting-invitation").invitation());
    EXPECT_THAT(calendar, AllOf(HasSubstr("METHOD:REQUEST"), HasSubstr("UID:"), HasSubstr("mailto:bob@example.org")));
    EXPECT_EQ(PartOf(mails[0], "application/ics", &head), calendar);
    EXPECT_THAT(head, HasSubstr("invite.ics"));
  }
  scheduling::v1::CancelMeetingRequest cancel;
  cancel.set_name(meeting);
  ASSERT_EQ(Refused(Meetings<scheduling::v1::Meeting>("ada", "CancelMeeting", cancel)), "OK ");
  world.Settle();
  std::vector<std::string> mails = Mails(sink, "bob", "Your meeting is off");
  ASSERT_THAT(mails, SizeIs(1));
  std::string head;
  EXPECT_THAT(PartOf(mails[0], "text/calendar", &head), HasSubstr("METHOD:CANCEL"));
  EXPECT_THAT(head, HasSubstr("method=CANCEL"));
}

TEST_P(MailTest, OfTheSilenceLadderGoesToBothOneForEachStep) {
  MailSink sink;
  MailBy(sink.url());
  std::string pair = BeginActive();
  matching::v1::ProgramRules rules = Pair(pair).rules();
  Until(Days(std::max(rules.cadence_days() * rules.quiet_cadence_percent() / 100, rules.quiet_min_days()) + 22));
  for (const char* person : {"ada", "bob"}) {
    for (const char* subject : {"Just a hello", "Ten minutes, or three lines?", "Would a pause help?", "Time to move on, with thanks"}) {
      std::vector<std::string> mails = Mails(sink, person, subject);
      ASSERT_THAT(mails, SizeIs(1)) << person << " " << subject;
      EXPECT_THAT(PartOf(mails[0], "text/plain"), Not(HasSubstr("{{")));
    }
  }
}

TEST_P(MailTest, IsNotSentToOneWhoWantsTheBot) {
  MailSink sink;
  MailBy(sink.url());
  v1::Preferences wishes;
  wishes.add_channels()->set_category(v1::SERVICE);
  wishes.mutable_channels(0)->set_channel(v1::PULL);
  ASSERT_EQ(Refused(Wish("ada", wishes)), "OK ");
  Remind(Wanted("ada", absl::ZeroDuration()));
  world.Settle();
  EXPECT_EQ(LastTold("ada", "plain").channel(), v1::PULL);
  EXPECT_THAT(Mails(sink, "ada", "Your badge"), IsEmpty());
}

TEST_P(MailTest, ThatNobodyTakesIsTriedAgainUntilSomebodyDoes) {
  int port = test::FreePort();
  MailBy("smtp://127.0.0.1:" + std::to_string(port));
  Remind(Wanted("ada", absl::ZeroDuration()));
  world.Settle();
  Notification waiting = LastTold("ada", "plain");
  EXPECT_EQ(waiting.state(), Notification::PENDING);
  EXPECT_EQ(base::FromProto(waiting.due_time()), start + absl::Minutes(1));
  Advance(absl::Minutes(8));
  EXPECT_EQ(LastTold("ada", "plain").attempts_size(), 4) << "after 1, 3 and 7 minutes";
  MailSink sink(port);
  Advance(absl::Minutes(8));
  Notification sent = LastTold("ada", "plain");
  EXPECT_EQ(sent.state(), Notification::SENT);
  ASSERT_EQ(sent.attempts_size(), 5);
  EXPECT_EQ(sent.attempts(3).reason(), "NO_ANSWER");
  EXPECT_FALSE(sent.attempts(3).ok());
  EXPECT_TRUE(sent.attempts(4).ok());
  EXPECT_EQ(base::FromProto(sent.sent_time()), start + absl::Minutes(15));
  EXPECT_THAT(Mails(sink, "ada", "Your badge"), SizeIs(1));
}

TEST_P(MailTest, ThatTheServerPutsOffIsGivenUpAfterEightAttempts) {
  test::RefusingServer server("451 try again later");
  MailBy(server.url());
  Remind(Wanted("ada", absl::ZeroDuration()));
  world.Settle();
  Advance(absl::Hours(4));
  Notification failed = LastTold("ada", "plain");
  EXPECT_EQ(failed.state(), Notification::FAILED);
  ASSERT_EQ(failed.attempts_size(), 8);
  for (const auto& attempt : failed.attempts()) EXPECT_EQ(attempt.reason(), "451");
  EXPECT_EQ(base::FromProto(failed.attempts(7).time()), start + absl::Minutes(127));
}

TEST_P(MailTest, ThatTheServerRefusesIsNotTriedAgain) {
  test::RefusingServer server("550 no such mailbox");
  MailBy(server.url());
  Remind(Wanted("ada", absl::ZeroDuration()));
  world.Settle();
  Advance(absl::Hours(4));
  Notification failed = LastTold("ada", "plain");
  EXPECT_EQ(failed.state(), Notification::FAILED);
  ASSERT_EQ(failed.attempts_size(), 1);
  EXPECT_EQ(failed.attempts(0).reason(), "550");
}

TEST_P(MailTest, IsSentOnceThoughTheServiceStartsAnewInTheMiddle) {
  MailSink sink;
  MailBy(sink.url());
  for (int i = 0; i < 200; ++i) Remind(Wanted("ada", absl::Hours(1)));
  world.clock().Set(now() + absl::Hours(1));
  // The runner of the world works on its own; it is stopped when it has sent some of them.
  while (Mails(sink, "ada", "Your badge").empty()) continue;
  world.Restart();
  world.Settle();
  EXPECT_THAT(Mails(sink, "ada", "Your badge"), SizeIs(200));
}

}  // namespace
}  // namespace gilde::notification
