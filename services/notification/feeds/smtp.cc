#include "services/notification/feeds/smtp.h"

#include <curl/curl.h>

#include <algorithm>
#include <mutex>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "common/base/clock.h"
#include "spdlog/spdlog.h"

namespace gilde::notification::feeds {

namespace {

constexpr long kTimeoutSeconds = 20;
constexpr absl::Duration kLastSeconds = absl::Seconds(2);

struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
struct FreeMime {
  void operator()(curl_mime* mime) const { curl_mime_free(mime); }
};
using List = std::unique_ptr<curl_slist, FreeList>;
using Mime = std::unique_ptr<curl_mime, FreeMime>;

List ListOf(const std::vector<std::string>& lines) {
  curl_slist* list = nullptr;
  for (const std::string& line : lines) list = curl_slist_append(list, line.c_str());
  return List(list);
}

void AddPart(curl_mime* mime, const std::string& data, const std::string& type, const char* encoding, const char* file = nullptr) {
  curl_mimepart* part = curl_mime_addpart(mime);
  curl_mime_data(part, data.data(), data.size());
  curl_mime_type(part, type.c_str());
  curl_mime_encoder(part, encoding);
  if (file != nullptr) curl_mime_filename(part, file);
}

// multipart/mixed of a multipart/alternative (text, HTML, invitation) and the invitation once more as a file, as calendars expect.
Mime PartsOf(CURL* curl, const domain::Mail& mail) {
  Mime whole(curl_mime_init(curl));
  curl_mime* alternative = curl_mime_init(curl);
  AddPart(alternative, mail.text, "text/plain; charset=utf-8", "quoted-printable");
  AddPart(alternative, mail.html, "text/html; charset=utf-8", "quoted-printable");
  std::string calendar = absl::StrCat("text/calendar; charset=utf-8; method=", mail.method);
  if (!mail.invitation.empty()) AddPart(alternative, mail.invitation, calendar, "base64");
  curl_mimepart* part = curl_mime_addpart(whole.get());
  curl_mime_subparts(part, alternative);
  curl_mime_type(part, "multipart/alternative");
  if (!mail.invitation.empty()) AddPart(whole.get(), mail.invitation, "application/ics", "base64", "invite.ics");
  return whole;
}

// How long a mail under way may still take.
struct Patience {
  const std::atomic<bool>& stopped;
  absl::Time end = absl::InfiniteFuture();
};

// Asked by libcurl at least once a second.
int IsOver(void* patience, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  auto& [stopped, end] = *static_cast<Patience*>(patience);
  absl::Time now = base::SystemClock().Now();
  if (stopped) end = std::min(end, now + kLastSeconds);
  return now >= end ? 1 : 0;
}

}  // namespace

struct Smtp::Impl {
  std::string url;
  std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl{nullptr, &curl_easy_cleanup};
};

Smtp::Smtp(std::string url) : impl_(std::make_unique<Impl>()) {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
  impl_->url = std::move(url);
  impl_->curl.reset(curl_easy_init());
}

Smtp::~Smtp() = default;

std::optional<int> Smtp::Send(const domain::Mail& mail) {
  if (stopped_) return std::nullopt;
  Patience patience{stopped_};
  CURL* curl = impl_->curl.get();
  // Options are set anew, the connection is kept.
  curl_easy_reset(curl);
  List recipients = ListOf({absl::StrCat("<", mail.to, ">")});
  List headers = ListOf(mail.headers);
  Mime parts = PartsOf(curl, mail);
  std::string from = absl::StrCat("<", mail.from, ">");
  curl_easy_setopt(curl, CURLOPT_URL, impl_->url.c_str());
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, kTimeoutSeconds);
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, &IsOver);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &patience);
  curl_easy_setopt(curl, CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_TRY));
  curl_easy_setopt(curl, CURLOPT_MAIL_FROM, from.c_str());
  curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients.get());
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl, CURLOPT_MIMEPOST, parts.get());
  CURLcode code = curl_easy_perform(curl);
  if (code == CURLE_ABORTED_BY_CALLBACK) return std::nullopt;
  long reply = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &reply);
  if (code == CURLE_OK) return reply == 0 ? 250 : static_cast<int>(reply);
  spdlog::warn("smtp: {} ({})", curl_easy_strerror(code), reply);
  // A failure in the middle may leave the code of a step that went well.
  return reply >= 400 ? static_cast<int>(reply) : 0;
}

}  // namespace gilde::notification::feeds
