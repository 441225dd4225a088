#include "services/notification/domain/mail.h"

#include <algorithm>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/base/ids.h"

namespace gilde::notification::domain {

namespace {

// An encoded word holds at most 75 characters: 45 bytes in base64 and what is around them.
constexpr size_t kBytesInWord = 45;
// Mail servers refuse lines of more than 998 bytes (RFC 5322, 2.1.1); encoded words can be folded.
constexpr size_t kLongestPlain = 800;
constexpr int kMostAttempts = 8;

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](unsigned char c) { return c >= 0x20 && c < 0x7f; });
}

}  // namespace

std::string HeaderText(std::string_view text) {
  if (IsAscii(text) && text.size() <= kLongestPlain) return std::string(text);
  std::vector<std::string> words;
  while (!text.empty()) {
    size_t size = std::min(kBytesInWord, text.size());
    // Not within a character.
    while (size < text.size() && size > 1 && (static_cast<unsigned char>(text[size]) & 0xc0) == 0x80) --size;
    words.push_back(absl::StrCat("=?UTF-8?B?", absl::Base64Escape(std::string(text.substr(0, size))), "?="));
    text.remove_prefix(size);
  }
  return absl::StrJoin(words, "\r\n ");
}

Mail MailOf(const v1::Notification& notification, const std::string& from, absl::Time now) {
  Mail mail;
  mail.from = from;
  mail.to = notification.address();
  mail.text = notification.text();
  mail.html = notification.html();
  mail.invitation = notification.invitation();
  if (!mail.invitation.empty()) mail.method = absl::StrContains(mail.invitation, "METHOD:CANCEL") ? "CANCEL" : "REQUEST";
  std::string domain = from.substr(from.rfind('@') + 1);
  mail.headers = {
      absl::StrCat("Date: ", absl::FormatTime("%a, %d %b %Y %H:%M:%S +0000", now, absl::UTCTimeZone())),
      absl::StrCat("From: ", from),
      absl::StrCat("To: ", notification.address()),
      absl::StrCat("Subject: ", HeaderText(notification.subject())),
      absl::StrCat("Message-ID: <", std::string(base::IdOf(notification.name())), ".",
                   std::string(base::OrganizationOf(notification.name())), "@", domain, ">"),
      absl::StrCat("Content-Language: ", notification.locale()),
      "Auto-Submitted: auto-generated",
  };
  return mail;
}

Delivery DeliveryOf(int reply_code) {
  if (reply_code >= 200 && reply_code < 300) return Delivery::kTaken;
  return reply_code >= 500 && reply_code < 600 ? Delivery::kRefused : Delivery::kTryLater;
}

absl::Duration Backoff(int attempts) {
  if (attempts >= kMostAttempts) return absl::InfiniteDuration();
  return absl::Minutes(1) * (1 << std::max(0, attempts - 1));
}

}  // namespace gilde::notification::domain
