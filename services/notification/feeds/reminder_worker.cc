#include "services/notification/feeds/reminder_worker.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_split.h"
#include "common/base/ids.h"
#include "common/base/zones.h"
#include "gilde/notification/v1/directory.pb.h"
#include "gilde/notification/v1/notification.pb.h"
#include "gilde/notification/v1/preference.pb.h"
#include "gilde/notification/v1/rule.pb.h"
#include "services/notification/domain/compose.h"
#include "services/notification/domain/decide.h"
#include "services/notification/domain/rule.h"
#include "services/notification/domain/template.h"
#include "services/notification/feeds/event_followers.h"

namespace gilde::notification::feeds {

using domain::Decision;
using v1::Notification;
using v1::Reminder;

namespace {

constexpr int kAtOnce = 1000;
constexpr size_t kInOneTransaction = 250;
constexpr absl::Duration kLease = absl::Seconds(60);
// Until it is asked again whether the recipient's profile has been read.
constexpr absl::Duration kUntilKnown = absl::Minutes(1);

absl::StatusOr<v1::Template> WordsFor(storage::Reader& reader, std::string_view organization, const std::string& id,
                                      std::string_view locale, bool plain) {
  for (const std::string& name : domain::Candidates(organization, id, locale, plain)) {
    GILDE_ASSIGN_OR_RETURN(std::optional<v1::Template> own, reader.GetOptional<v1::Template>(name));
    if (own) return *std::move(own);
    std::optional<v1::Template> shipped = domain::Shipped(name);
    if (shipped) return *std::move(shipped);
  }
  // An organization's own, in none of these languages: better said in another one than not at all.
  storage::Query all;
  all.parent = base::OrganizationName(organization);
  GILDE_ASSIGN_OR_RETURN(std::vector<v1::Template> own, reader.Find<v1::Template>(all));
  for (v1::Template& words : own) {
    if (words.template_() == id) return std::move(words);
  }
  return base::NotFound(id);
}

// The next one of a repeating reminder.
absl::Status Repeat(storage::Writer& writer, const Reminder& reminder) {
  absl::Time now = writer.call().now;
  Reminder next = domain::Next(reminder, now);
  next.set_name(base::OrganizationName(base::OrganizationOf(reminder.name())) + "/reminders/" + base::NewId(now));
  return writer.Create(std::move(next), "reminder.scheduled").status();
}

// Whom its words name.
std::vector<std::string> PeopleIn(const Reminder& reminder) {
  std::vector<std::string> people;
  for (const char* value : {"PARTNERS", "OUTSIDE_HOURS"}) {
    auto found = reminder.values().find(value);
    if (found == reminder.values().end()) continue;
    std::vector<std::string> named = absl::StrSplit(found->second, ',', absl::SkipEmpty());
    people.insert(people.end(), named.begin(), named.end());
  }
  return people;
}

absl::StatusOr<std::map<std::string, std::string>> NamesIn(const Reminder& reminder, storage::Reader& reader) {
  std::map<std::string, std::string> names;
  for (const std::string& profile : PeopleIn(reminder)) {
    GILDE_ASSIGN_OR_RETURN(std::optional<v1::Recipient> person, reader.GetOptional<v1::Recipient>(profile + "/recipient"));
    if (person) names[profile] = person->display_name();
  }
  return names;
}

Notification NotificationOf(const Reminder& reminder, const v1::Recipient& recipient, v1::Channel channel, absl::Time now) {
  Notification notification;
  notification.set_name(base::OrganizationName(base::OrganizationOf(reminder.name())) + "/notifications/" + base::NewId(now));
  notification.set_recipient(reminder.recipient());
  notification.set_channel(channel);
  notification.set_state(Notification::PENDING);
  notification.set_rule(reminder.rule());
  notification.set_reminder(reminder.name());
  notification.set_template_(reminder.template_());
  notification.set_category(reminder.category());
  notification.set_nudge(reminder.nudge());
  notification.set_subject_resource(reminder.subject());
  notification.set_mentorship(reminder.mentorship());
  notification.set_invitation(reminder.invitation());
  if (channel == v1::EMAIL) notification.set_address(recipient.email());
  *notification.mutable_due_time() = base::ToProto(now);
  return notification;
}

absl::Status PutOff(storage::Writer& writer, Reminder reminder, Reminder::Reason reason, absl::Time until, std::string_view event) {
  reminder.set_reason(reason);
  *reminder.mutable_due_time() = base::ToProto(until);
  return writer.Update(std::move(reminder), event).status();
}

// Everything that is known about a due reminder, read in one transaction with what is done about it.
struct Known {
  v1::Recipient recipient;
  v1::Preferences preferences;
  std::optional<v1::Pair> pair;
  std::optional<v1::Team> team;
  bool rule_off = false;

  domain::Situation situation() const { return {&recipient, &preferences, pair ? &*pair : nullptr, team ? &*team : nullptr, rule_off}; }
};

absl::StatusOr<Known> Read(storage::Reader& reader, const Reminder& reminder, v1::Recipient recipient) {
  Known known;
  known.recipient = std::move(recipient);
  GILDE_ASSIGN_OR_RETURN(std::optional<v1::Preferences> wishes, reader.GetOptional<v1::Preferences>(reminder.recipient() + "/preferences"));
  if (wishes) known.preferences = *std::move(wishes);
  if (!reminder.mentorship().empty()) {
    GILDE_ASSIGN_OR_RETURN(known.pair, reader.GetOptional<v1::Pair>(reminder.mentorship() + "/pair"));
  }
  if (!reminder.program().empty()) {
    GILDE_ASSIGN_OR_RETURN(known.team, reader.GetOptional<v1::Team>(reminder.program() + "/team"));
  }
  if (!reminder.rule().empty()) {
    GILDE_ASSIGN_OR_RETURN(std::optional<v1::Rule> rule, reader.GetOptional<v1::Rule>(reminder.rule()));
    known.rule_off = rule && domain::IsOff(*rule, reminder.program());
  }
  return known;
}

absl::Status Tell(storage::Writer& writer, Reminder reminder, Known known, bool can_mail) {
  absl::Time now = writer.call().now;
  std::string organization = base::OrganizationName(base::OrganizationOf(reminder.name()));
  GILDE_ASSIGN_OR_RETURN(std::optional<v1::House> house, writer.GetOptional<v1::House>(organization + "/house"));
  std::string locale = domain::LocaleFor(known.preferences, known.recipient, house.value_or(v1::House()));
  GILDE_ASSIGN_OR_RETURN(v1::Template words,
                         WordsFor(writer, organization, reminder.template_(), locale, known.preferences.plain_language()));
  GILDE_ASSIGN_OR_RETURN(auto names, NamesIn(reminder, writer));
  domain::Values values = domain::ValuesFor(reminder, known.recipient, known.team ? known.team->title() : "", names, words.locale());
  GILDE_ASSIGN_OR_RETURN(v1::RenderedTemplate text, domain::Render(words, values));
  Notification notification =
      NotificationOf(reminder, known.recipient, domain::ChannelFor(reminder, known.preferences, known.recipient, can_mail), now);
  notification.set_locale(words.locale());
  notification.set_subject(text.subject());
  notification.set_text(text.text());
  notification.set_html(text.html());
  reminder.set_state(Reminder::SENT);
  reminder.set_notification(notification.name());
  if (reminder.has_repeat()) GILDE_RETURN_IF_ERROR(Repeat(writer, reminder));
  if (reminder.nudge() || reminder.has_at_most_every()) {
    domain::NoteTold(reminder, now, known.recipient);
    GILDE_RETURN_IF_ERROR(writer.Update(std::move(known.recipient), "").status());
  }
  GILDE_RETURN_IF_ERROR(writer.Create(std::move(notification), "notification.created").status());
  return writer.Update(std::move(reminder), "reminder.sent").status();
}

}  // namespace

absl::Status ReminderWorker::TellOrNot(storage::Writer& writer, Reminder reminder) {
  absl::Time now = writer.call().now;
  GILDE_ASSIGN_OR_RETURN(std::optional<v1::Recipient> recipient, writer.GetOptional<v1::Recipient>(reminder.recipient() + "/recipient"));
  if (!recipient && !HasRead(people_, base::FromProto(reminder.create_time()))) {
    return PutOff(writer, std::move(reminder), Reminder::REASON_UNSPECIFIED, now + kUntilKnown, "");
  }
  Decision decision{Decision::What::kDrop, Reminder::PERSON_DEACTIVATED, {}};
  Known known;
  if (recipient) {
    GILDE_ASSIGN_OR_RETURN(known, Read(writer, reminder, *std::move(recipient)));
    decision = domain::Decide(reminder, known.situation(), now);
  }
  switch (decision.what) {
    case Decision::What::kDrop:
      // Not wanted this time, as in a pause, may be wanted the next time.
      if (reminder.has_repeat() && decision.reason != Reminder::PERSON_DEACTIVATED) GILDE_RETURN_IF_ERROR(Repeat(writer, reminder));
      reminder.set_state(Reminder::DROPPED);
      reminder.set_reason(decision.reason);
      return writer.Update(std::move(reminder), "reminder.dropped").status();
    case Decision::What::kDefer:
      return PutOff(writer, std::move(reminder), decision.reason, decision.until, "reminder.deferred");
    case Decision::What::kTell:
      break;
  }
  return Tell(writer, std::move(reminder), std::move(known), can_mail_);
}

// Most of what telling them will ask for, in few queries.
static absl::Status ReadAhead(const std::vector<Reminder>& reminders, storage::Writer& writer) {
  storage::Names names;
  for (const Reminder& reminder : reminders) {
    names.Add<v1::House>(base::OrganizationName(base::OrganizationOf(reminder.name())) + "/house");
    names.Add<v1::Recipient>(reminder.recipient() + "/recipient");
    for (const std::string& person : PeopleIn(reminder)) names.Add<v1::Recipient>(person + "/recipient");
    names.Add<v1::Preferences>(reminder.recipient() + "/preferences");
    if (!reminder.mentorship().empty()) names.Add<v1::Pair>(reminder.mentorship() + "/pair");
    if (!reminder.program().empty()) names.Add<v1::Team>(reminder.program() + "/team");
    if (!reminder.rule().empty()) names.Add<v1::Rule>(reminder.rule());
  }
  GILDE_RETURN_IF_ERROR(writer.ReadAhead(names));
  storage::Names words;
  for (const Reminder& reminder : reminders) {
    std::string organization = base::OrganizationName(base::OrganizationOf(reminder.name()));
    GILDE_ASSIGN_OR_RETURN(auto house, writer.GetOptional<v1::House>(organization + "/house"));
    GILDE_ASSIGN_OR_RETURN(auto recipient, writer.GetOptional<v1::Recipient>(reminder.recipient() + "/recipient"));
    GILDE_ASSIGN_OR_RETURN(auto wishes, writer.GetOptional<v1::Preferences>(reminder.recipient() + "/preferences"));
    std::string locale =
        domain::LocaleFor(wishes.value_or(v1::Preferences()), recipient.value_or(v1::Recipient()), house.value_or(v1::House()));
    for (std::string& name : domain::Candidates(organization, reminder.template_(), locale, wishes && wishes->plain_language())) {
      words.Add<v1::Template>(std::move(name));
    }
  }
  return writer.ReadAhead(words);
}

absl::StatusOr<std::vector<std::string>> ReminderWorker::Claim(const base::Call& call) {
  if (redis_ != nullptr && !queue_) {
    GILDE_ASSIGN_OR_RETURN(std::string id, store_.Setting("reminder_queue"));
    if (id.empty()) {
      id = base::RandomHex(8);
      GILDE_RETURN_IF_ERROR(store_.SetSetting("reminder_queue", id));
    }
    queue_.emplace(*redis_, id);
  }
  if (queue_) {
    absl::StatusOr<std::vector<std::string>> claimed = queue_->Claim({}, call.now, kAtOnce, kLease);
    if (claimed.ok() && !claimed->empty()) return claimed;
  }
  // Nothing queued, or no queue: the database knows what is due.
  std::vector<std::string> due;
  GILDE_RETURN_IF_ERROR(store_.ReadOne(call, [&](storage::Reader& reader) -> absl::Status {
    GILDE_ASSIGN_OR_RETURN(due, reader.Due<Reminder>(call.now, kAtOnce));
    return absl::OkStatus();
  }));
  if (due.empty() || !queue_) return due;
  absl::StatusOr<std::vector<std::string>> claimed = queue_->Claim(due, call.now, kAtOnce, kLease);
  return claimed.ok() ? *std::move(claimed) : due;
}

absl::StatusOr<int> ReminderWorker::Step(absl::Time now) {
  base::Call call = base::System(name(), now);
  drained_ = false;
  GILDE_ASSIGN_OR_RETURN(std::vector<std::string> names, Claim(call));
  for (size_t i = 0; i < names.size(); i += kInOneTransaction) {
    auto first = names.begin() + static_cast<std::ptrdiff_t>(i);
    auto last = names.begin() + static_cast<std::ptrdiff_t>(std::min(names.size(), i + kInOneTransaction));
    GILDE_RETURN_IF_ERROR(store_.Apply(call, [&](storage::Writer& writer) -> absl::Status {
      GILDE_ASSIGN_OR_RETURN(std::vector<Reminder> reminders, writer.GetAll<Reminder>({&*first, static_cast<size_t>(last - first)}));
      GILDE_RETURN_IF_ERROR(ReadAhead(reminders, writer));
      for (Reminder& reminder : reminders) {
        bool due = reminder.state() == Reminder::WAITING && base::FromProto(reminder.due_time()) <= now;
        if (due) GILDE_RETURN_IF_ERROR(TellOrNot(writer, std::move(reminder)));
      }
      return absl::OkStatus();
    }));
    if (queue_) queue_->Done({first, last}).IgnoreError();
  }
  drained_ = names.size() < kAtOnce;
  return static_cast<int>(names.size());
}

}  // namespace gilde::notification::feeds
