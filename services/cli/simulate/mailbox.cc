#include "services/cli/simulate/mailbox.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/ids.h"
#include "services/cli/simulate/nudge_check.h"

namespace gilde::cli::simulation {

using gilde::notification::v1::Notification;

namespace {

constexpr int kAtOnce = 100;
constexpr int kExamples = 5;
constexpr int kBotLane = -1;
constexpr char kNotifications[] = "gilde.notification.v1.NotificationService/";

// The mentorship that something is part of, or is; empty when it is none.
std::string MentorshipIn(const std::string& subject) {
  size_t start = subject.find("/mentorships/");
  return start == std::string::npos ? "" : subject.substr(0, subject.find('/', start + std::string_view("/mentorships/").size()));
}

}  // namespace

absl::Status Mailbox::Deliver() {
  const Connection& to = world_.connection;
  rpc::Client bot = to.To("notification", {"platform", ""});
  std::vector<std::pair<std::string, Message>> read;  // by what does not change from run to run
  while (true) {
    gilde::notification::v1::PullNotificationsRequest pull;
    pull.set_parent(to.Organization());
    pull.set_page_size(kAtOnce);
    GILDE_ASSIGN_OR_RETURN(
        auto pulled, bot.Call<gilde::notification::v1::PullNotificationsResponse>(absl::StrCat(kNotifications, "PullNotifications"), pull));
    if (pulled.notifications().empty()) break;
    gilde::notification::v1::AcknowledgeNotificationsRequest acknowledge;
    acknowledge.set_parent(to.Organization());
    for (const auto& message : pulled.notifications()) {
      ++messages_;
      acknowledge.add_names(message.name());
      std::string blame = BlameIn(absl::StrCat(message.subject(), " ", message.text()));
      if (!blame.empty() && ++blaming_ <= kExamples) {
        examples_.push_back(absl::StrCat("blame, \"", blame, "\": ", message.template_(), " in ", message.locale()));
      }
      Life* life = world_.LifeOf(MentorshipIn(message.subject_resource()));
      read.emplace_back(absl::StrCat(message.recipient(), " ", message.template_(), " ",
                                     life == nullptr ? message.subject_resource() : std::to_string(life->number())),
                        Message{message.recipient(), message.template_(), message.subject_resource()});
    }
    // Taken over while people act, and before the lease ends.
    world_.diary.At(world_.now, Diary::Turn::kAct, kBotLane, [bot, acknowledge] {
      return bot
          .Call<gilde::notification::v1::AcknowledgeNotificationsResponse>(absl::StrCat(kNotifications, "AcknowledgeNotifications"),
                                                                           acknowledge)
          .status();
    });
    if (pulled.notifications_size() < kAtOnce) break;
  }
  std::sort(read.begin(), read.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [order, told] : read) Read(told);
  return absl::OkStatus();
}

// The life a message is about: a mentee's own, or that of the mentee whom a mentor's message is about.
void Mailbox::Read(const Message& told) {
  auto person = world_.by_name.find(told.recipient);
  if (person == world_.by_name.end()) return;
  Life* life = world_.LifeOf(MentorshipIn(told.subject));
  int number = 0;
  std::string id(base::IdOf(told.subject));
  if (!person->second->mentor) {
    life = world_.lives[static_cast<size_t>(person->second->number)].get();
  } else if (life == nullptr && id.size() > 6 && absl::SimpleAtoi(id.substr(1, 5), &number) && number < world_.flags.pairs) {
    life = world_.lives[static_cast<size_t>(number)].get();  // a request or a meeting: s00012-1
  }
  if (life != nullptr) life->Told(*person->second, told);
}

absl::StatusOr<std::vector<Notification>> DeliveryLog(const Connection& connection) {
  std::vector<Notification> log;
  gilde::notification::v1::ListNotificationsRequest request;
  request.set_parent(connection.Organization());
  request.set_page_size(500);
  rpc::Client reader = connection.To("notification", connection.Administrator());
  do {
    GILDE_ASSIGN_OR_RETURN(auto page, reader.Call<gilde::notification::v1::ListNotificationsResponse>(
                                          absl::StrCat(kNotifications, "ListNotifications"), request));
    std::move(page.mutable_notifications()->begin(), page.mutable_notifications()->end(), std::back_inserter(log));
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return log;
}

}  // namespace gilde::cli::simulation
