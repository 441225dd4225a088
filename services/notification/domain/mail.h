// A notification as a mail: its header lines (RFC 5322, RFC 2047) and parts. Sending it is feeds/smtp's.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"
#include "gilde/notification/v1/notification.pb.h"

namespace gilde::notification::domain {

struct Mail {
  std::string from, to;              // addresses
  std::vector<std::string> headers;  // `Subject: ...`, ASCII, without line ends
  std::string text, html;
  std::string invitation, method;  // iCalendar text and REQUEST or CANCEL; empty: none
};

// The Message-ID follows from the notification's name, so that a mail sent twice is seen to be one.
Mail MailOf(const gilde::notification::v1::Notification& notification, const std::string& from, absl::Time now);

// Header text as RFC 2047 encoded words where it is not ASCII, or too long for one line.
std::string HeaderText(std::string_view text);

// What an attempt came to, by the server's reply code; 0: nobody answered.
enum class Delivery { kTaken, kTryLater, kRefused };
Delivery DeliveryOf(int reply_code);

// Wait before the next attempt after `attempts` failed ones: a minute, doubling; InfiniteDuration when it is given up.
absl::Duration Backoff(int attempts);

}  // namespace gilde::notification::domain
