// Sends mails by SMTP over libcurl; keeps its connection from one mail to the next. Used by one thread.
#pragma once

#include <memory>
#include <string>

#include "services/notification/domain/mail.h"

namespace gilde::notification::feeds {

class Smtp {
 public:
  // `smtp://host:port`, or `smtps://` for TLS from the start; user and password may be in the URL.
  explicit Smtp(std::string url);
  ~Smtp();

  // The server's reply code, 250; 0 when nobody answered in time.
  int Send(const domain::Mail& mail);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace gilde::notification::feeds
