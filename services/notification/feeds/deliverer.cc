#include "services/notification/feeds/deliverer.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/zones.h"
#include "services/notification/domain/mail.h"

namespace gilde::notification::feeds {

using v1::Notification;

namespace {

constexpr int kAtOnce = 50;
constexpr absl::Duration kLease = absl::Minutes(5);

bool IsReady(const Notification& notification, absl::Time now) {
  bool open = notification.state() == Notification::PENDING || notification.state() == Notification::SENDING;
  return open && notification.channel() == v1::EMAIL && base::FromProto(notification.due_time()) <= now;
}

// Leases what is ready, so that no other worker sends it too.
absl::StatusOr<std::vector<Notification>> Lease(storage::Store& store, const base::Call& call, const std::vector<std::string>& names) {
  std::vector<Notification> leased;
  GILDE_RETURN_IF_ERROR(store.Apply(call, [&](storage::Writer& writer) -> absl::Status {
    leased.clear();
    for (const std::string& name : names) {
      absl::StatusOr<Notification> found = writer.Get<Notification>(name);
      if (absl::IsNotFound(found.status())) continue;
      GILDE_RETURN_IF_ERROR(found.status());
      if (!IsReady(*found, call.now)) continue;
      found->set_state(Notification::SENDING);
      *found->mutable_due_time() = base::ToProto(call.now + kLease);
      GILDE_ASSIGN_OR_RETURN(Notification taken, writer.Update(*std::move(found), ""));
      leased.push_back(std::move(taken));
    }
    return absl::OkStatus();
  }));
  return leased;
}

// Writes the attempt into the log, and what follows from it.
std::string Note(Notification& notification, int reply, absl::Time now) {
  domain::Delivery delivery = domain::DeliveryOf(reply);
  Notification::Attempt& attempt = *notification.add_attempts();
  *attempt.mutable_time() = base::ToProto(now);
  attempt.set_ok(delivery == domain::Delivery::kTaken);
  attempt.set_reason(reply == 0 ? "NO_ANSWER" : absl::StrCat(reply));
  absl::Duration wait = domain::Backoff(notification.attempts_size());
  if (delivery == domain::Delivery::kTaken) {
    notification.set_state(Notification::SENT);
    *notification.mutable_sent_time() = base::ToProto(now);
    notification.clear_due_time();
    return "notification.sent";
  }
  if (delivery == domain::Delivery::kRefused || wait == absl::InfiniteDuration()) {
    notification.set_state(Notification::FAILED);
    notification.clear_due_time();
    return "notification.failed";
  }
  notification.set_state(Notification::PENDING);
  *notification.mutable_due_time() = base::ToProto(now + wait);
  return "";
}

// Ends the lease of what was not tried, or broken off.
std::string PutBack(Notification& notification, absl::Time now) {
  notification.set_state(Notification::PENDING);
  *notification.mutable_due_time() = base::ToProto(now);
  return "";
}

}  // namespace

absl::StatusOr<int> Deliverer::Step(absl::Time now) {
  base::Call call = base::System(name(), now);
  std::vector<std::string> names;
  GILDE_RETURN_IF_ERROR(store_.ReadOne(call, [&](storage::Reader& reader) -> absl::Status {
    GILDE_ASSIGN_OR_RETURN(names, reader.Due<Notification>(now, kAtOnce));
    return absl::OkStatus();
  }));
  if (names.empty()) return 0;
  GILDE_ASSIGN_OR_RETURN(std::vector<Notification> leased, Lease(store_, call, names));
  int sent = 0;
  for (Notification& notification : leased) {
    std::optional<int> reply;
    // What a slow server leaves no time for is sent by whoever comes next, and not by two.
    if (store_.clock().Now() < now + kLease / 2) reply = smtp_.Send(domain::MailOf(notification, from_, now));
    if (reply) ++sent;
    call.now = store_.clock().Now();
    std::string event = reply ? Note(notification, *reply, call.now) : PutBack(notification, call.now);
    GILDE_RETURN_IF_ERROR(store_.Apply(call, [&](storage::Writer& writer) -> absl::Status {
      GILDE_ASSIGN_OR_RETURN(Notification stored, writer.Get<Notification>(notification.name()));
      // Somebody took it over meanwhile: what they said stays.
      if (stored.etag() != notification.etag()) return absl::OkStatus();
      return writer.Update(notification, event).status();
    }));
  }
  return sent;
}

}  // namespace gilde::notification::feeds
