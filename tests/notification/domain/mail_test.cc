#include "services/notification/domain/mail.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_split.h"
#include "tests/notification/domain/stories.h"

namespace gilde::notification::domain {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Not;

v1::Notification Told() {
  v1::Notification told;
  told.set_name(kAcme + "/notifications/n1");
  told.set_address("ada@example.org");
  told.set_locale("nl");
  told.set_subject("What would you like to talk about?");
  told.set_text("Hello");
  told.set_html("<p>Hello</p>");
  return told;
}

// The text of RFC 2047 encoded words, and of plain ASCII.
std::string Decoded(const std::string& header) {
  std::string text;
  for (const std::string& word : std::vector<std::string>(absl::StrSplit(header, "\r\n "))) {
    if (word.rfind("=?UTF-8?B?", 0) != 0) return header;
    std::string bytes;
    EXPECT_TRUE(absl::Base64Unescape(word.substr(10, word.size() - 12), &bytes));
    text += bytes;
  }
  return text;
}

TEST(AMail, HasTheHeadersThatAMailMustHave) {
  Mail mail = MailOf(Told(), "mentoring@acme.example", kNow);
  EXPECT_EQ(mail.from, "mentoring@acme.example");
  EXPECT_EQ(mail.to, "ada@example.org");
  EXPECT_THAT(mail.headers, ElementsAre("Date: Mon, 04 Jan 2027 08:00:00 +0000", "From: mentoring@acme.example", "To: ada@example.org",
                                        "Subject: What would you like to talk about?", "Message-ID: <n1.acme@acme.example>",
                                        "Content-Language: nl", "Auto-Submitted: auto-generated"));
  EXPECT_EQ(mail.text, "Hello");
  EXPECT_EQ(mail.html, "<p>Hello</p>");
  EXPECT_TRUE(mail.invitation.empty() && mail.method.empty());
}

TEST(AMail, SentTwiceIsSeenToBeOne) {
  auto id = [](absl::Time now) { return MailOf(Told(), "mentoring@acme.example", now).headers[4]; };
  EXPECT_EQ(id(kNow), id(kNow + absl::Hours(5)));
}

TEST(AMail, CarriesAnInvitationWithItsMethod) {
  v1::Notification told = Told();
  told.set_invitation("BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\n");
  EXPECT_EQ(MailOf(told, "a@b.example", kNow).method, "REQUEST");
  told.set_invitation("BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\n");
  EXPECT_EQ(MailOf(told, "a@b.example", kNow).method, "CANCEL");
}

TEST(TheSubjectOfAMail, StaysAsItIsInAscii) {
  EXPECT_EQ(HeaderText("You meet on Monday, 9:00 (Europe/Amsterdam)"), "You meet on Monday, 9:00 (Europe/Amsterdam)");
  EXPECT_EQ(HeaderText(""), "");
}

TEST(TheSubjectOfAMail, IsEncodedInWordsThatFitAndSplitNoCharacter) {
  std::string long_text;
  for (int i = 0; i < 60; ++i) long_text += i % 3 == 0 ? "é" : i % 3 == 1 ? "漢" : "🙂";
  for (const std::string& text : {std::string("Één dag"), long_text, "x" + long_text, "xy" + long_text}) {
    std::string header = HeaderText(text);
    EXPECT_EQ(Decoded(header), text);
    for (const std::string& word : std::vector<std::string>(absl::StrSplit(header, "\r\n "))) {
      EXPECT_LE(word.size(), 75u);
      std::string bytes;
      ASSERT_TRUE(absl::Base64Unescape(word.substr(10, word.size() - 12), &bytes));
      EXPECT_NE(static_cast<unsigned char>(bytes[0]) & 0xc0, 0x80) << "begins within a character";
    }
  }
}

TEST(TheSubjectOfAMail, NeverMakesALineThatMailServersRefuse) {
  for (const std::string& text : {std::string(2000, 'x'), std::string(200, 'x')}) {
    std::string header = HeaderText(text);
    for (const std::string& line : std::vector<std::string>(absl::StrSplit(header, "\r\n"))) EXPECT_LE(line.size(), 900u);
    EXPECT_EQ(Decoded(header), text);
  }
}

TEST(TheSubjectOfAMail, CannotStartAnotherHeader) {
  std::string header = HeaderText("Hello\r\nBcc: eve@example.org");
  EXPECT_EQ(header.find("Bcc"), std::string::npos);
  v1::Notification told = Told();
  told.set_subject("Hello\nBcc: eve@example.org");
  for (const std::string& line : MailOf(told, "a@b.example", kNow).headers) EXPECT_THAT(line, Not(testing::HasSubstr("Bcc")));
}

TEST(AnAttempt, ComesToWhatTheReplyCodeSays) {
  for (int code : {200, 250, 251, 299}) EXPECT_EQ(DeliveryOf(code), Delivery::kTaken) << code;
  for (int code : {0, 354, 421, 450, 452, 499, 600}) EXPECT_EQ(DeliveryOf(code), Delivery::kTryLater) << code;
  for (int code : {500, 550, 554, 599}) EXPECT_EQ(DeliveryOf(code), Delivery::kRefused) << code;
}

TEST(AnAttempt, IsMadeAgainAfterAMinuteDoublingAndGivenUpAfterTheEighth) {
  std::vector<int> minutes;
  for (int attempts = 1; attempts < 8; ++attempts) minutes.push_back(static_cast<int>(Backoff(attempts) / absl::Minutes(1)));
  EXPECT_THAT(minutes, ElementsAre(1, 2, 4, 8, 16, 32, 64));
  EXPECT_EQ(Backoff(8), absl::InfiniteDuration());
  EXPECT_EQ(Backoff(9), absl::InfiniteDuration());
}

}  // namespace
}  // namespace gilde::notification::domain
