// Sends mails by SMTP over libcurl; keeps its connection from one mail to the next. Send is used by one thread.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>

#include "services/notification/domain/mail.h"

namespace gilde::notification::feeds {

class Smtp {
 public:
  // `smtp://host:port`, or `smtps://` for TLS from the start; user and password may be in the URL.
  explicit Smtp(std::string url);
  ~Smtp();

  // The server's reply code, 250; 0 when nobody answered in time; nullopt when stopped before that was known.
  std::optional<int> Send(const domain::Mail& mail);
  // Begins nothing more, and gives what is being sent two seconds for its answer: a mail that was taken without our knowing would be
  // sent again. Thread-safe.
  void Stop() { stopped_ = true; }

 private:
  struct Impl;
  std::atomic<bool> stopped_ = false;
  std::unique_ptr<Impl> impl_;
};

}  // namespace gilde::notification::feeds
