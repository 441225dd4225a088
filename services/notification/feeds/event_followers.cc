#include "services/notification/feeds/event_followers.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "common/base/ids.h"
#include "common/base/zones.h"
#include "gilde/notification/v1/directory.pb.h"
#include "gilde/notification/v1/reminder.pb.h"
#include "gilde/notification/v1/rule.pb.h"
#include "services/notification/domain/catalogue.h"
#include "services/notification/domain/directory.h"
#include "services/notification/domain/facts.h"
#include "services/notification/domain/rule.h"
#include "services/notification/store/kinds.h"

namespace gilde::notification::feeds {

using common::v1::Event;
using domain::Facts;
using v1::Reminder;

namespace {

constexpr absl::Duration kClocksDiffer = absl::Minutes(1);

// Lets `learn` change what is kept under `name`, from nothing when there is nothing.
template <class M>
absl::Status Learn(storage::Writer& writer, const std::string& name, const std::function<void(M&)>& learn) {
  GILDE_ASSIGN_OR_RETURN(std::optional<M> known, writer.GetOptional<M>(name));
  bool fresh = !known.has_value();
  M message = known.value_or(M());
  message.set_name(name);
  learn(message);
  return (fresh ? writer.Create(std::move(message), "") : writer.Update(std::move(message), "")).status();
}

absl::Status LearnFrom(const Facts& facts, storage::Writer& writer) {
  if (domain::IsOrganization(facts)) {
    return Learn<v1::House>(writer, facts.subject + "/house", [&](v1::House& house) { domain::Learn(facts, house); });
  }
  if (domain::IsProfile(facts)) {
    return Learn<v1::Recipient>(writer, facts.subject + "/recipient", [&](v1::Recipient& r) { domain::Learn(facts, r); });
  }
  if (domain::IsProgram(facts)) {
    return Learn<v1::Team>(writer, facts.subject + "/team", [&](v1::Team& team) { domain::Learn(facts, team); });
  }
  if (domain::IsMentorship(facts) || domain::IsAdvice(facts)) {
    return Learn<v1::Pair>(writer, facts.mentorship + "/pair", [&](v1::Pair& pair) { domain::Learn(facts, pair); });
  }
  return absl::OkStatus();
}

// Whoever is in a meeting is not nudged until its end.
absl::Status NoteMeeting(const Facts& facts, storage::Writer& writer) {
  for (const std::string& person : facts.everybody) {
    GILDE_ASSIGN_OR_RETURN(std::optional<v1::Recipient> recipient, writer.GetOptional<v1::Recipient>(person + "/recipient"));
    if (!recipient) continue;
    *recipient->mutable_in_meeting_until_time() = base::ToProto(domain::FieldTime(facts, "end_time"));
    GILDE_RETURN_IF_ERROR(writer.Update(*std::move(recipient), "").status());
  }
  return absl::OkStatus();
}

absl::Status Cancel(std::vector<Reminder> reminders, storage::Writer& writer) {
  for (Reminder& reminder : reminders) {
    reminder.set_state(Reminder::CANCELLED);
    GILDE_RETURN_IF_ERROR(writer.Update(std::move(reminder), "reminder.cancelled").status());
  }
  return absl::OkStatus();
}

// The `unless` keys of reminders that wait; those of the facts at hand are all that is asked.
using Awaited = absl::flat_hash_set<std::string>;

// What these facts can end, asked once for all of them: most end nothing.
absl::StatusOr<Awaited> AwaitedOf(absl::Span<const Facts> all, storage::Writer& writer) {
  std::map<std::string, std::vector<std::string>> ended;  // by organization
  for (const Facts& facts : all) {
    for (std::string& key : domain::KeysEnded(facts)) ended[facts.organization].push_back(std::move(key));
  }
  Awaited awaited;
  for (const auto& [organization, keys] : ended) {
    GILDE_ASSIGN_OR_RETURN(std::vector<Reminder> waiting, writer.Find<Reminder>(store::UnlessQuery(organization, keys)));
    for (const Reminder& reminder : waiting) awaited.insert(reminder.unless().begin(), reminder.unless().end());
  }
  return awaited;
}

absl::Status EndWaiting(const Facts& facts, const Awaited& awaited, storage::Writer& writer) {
  std::vector<std::string> keys = domain::KeysEnded(facts);
  keys.erase(std::remove_if(keys.begin(), keys.end(), [&](const std::string& key) { return !awaited.contains(key); }), keys.end());
  if (keys.empty()) return absl::OkStatus();
  GILDE_ASSIGN_OR_RETURN(std::vector<Reminder> waiting, writer.Find<Reminder>(store::UnlessQuery(facts.organization, std::move(keys))));
  return Cancel(std::move(waiting), writer);
}

// Nudges about a group for whoever is no longer in it; before the pair is learned anew.
absl::Status EndForWhoLeft(const Facts& facts, storage::Writer& writer) {
  GILDE_ASSIGN_OR_RETURN(std::optional<v1::Pair> before, writer.GetOptional<v1::Pair>(facts.mentorship + "/pair"));
  if (!before) return absl::OkStatus();
  std::vector<std::string> people(before->mentors().begin(), before->mentors().end());
  people.insert(people.end(), before->mentees().begin(), before->mentees().end());
  for (const std::string& person : people) {
    if (std::find(facts.everybody.begin(), facts.everybody.end(), person) != facts.everybody.end()) continue;
    GILDE_ASSIGN_OR_RETURN(std::vector<Reminder> waiting,
                           writer.Find<Reminder>(store::ReminderQuery(facts.organization, person, Reminder::WAITING)));
    auto stays = [&](const Reminder& reminder) { return reminder.mentorship() != facts.mentorship || !reminder.nudge(); };
    waiting.erase(std::remove_if(waiting.begin(), waiting.end(), stays), waiting.end());
    GILDE_RETURN_IF_ERROR(Cancel(std::move(waiting), writer));
  }
  return absl::OkStatus();
}

absl::Status ApplyRules(const Facts& facts, const v1::Team& team, int cadence_days, Awaited& awaited, storage::Writer& writer) {
  std::string organization = base::OrganizationName(facts.organization);
  storage::Query own;
  own.parent = organization;
  GILDE_ASSIGN_OR_RETURN(std::vector<v1::Rule> rules, writer.Find<v1::Rule>(own));
  auto starts = [&](const v1::Rule& rule) { return domain::Starts(rule, facts); };
  for (const v1::Rule& rule : domain::Effective(organization, std::move(rules), starts)) {
    for (Reminder& reminder : domain::Plan(rule, facts, team, cadence_days)) {
      reminder.set_name(organization + "/reminders/" + base::NewId(writer.call().now));
      awaited.insert(reminder.unless().begin(), reminder.unless().end());
      GILDE_RETURN_IF_ERROR(writer.Create(std::move(reminder), "reminder.scheduled").status());
    }
  }
  return absl::OkStatus();
}

// `pairs` is the feed from which mentorships are known; null when that is where the event comes from.
absl::Status Follow(Facts facts, Awaited& awaited, storage::Writer& writer, const feed::Follower* pairs) {
  if (facts.type == "mentorship.person_left") GILDE_RETURN_IF_ERROR(EndForWhoLeft(facts, writer));
  GILDE_RETURN_IF_ERROR(LearnFrom(facts, writer));
  if (facts.type == "meeting.started") GILDE_RETURN_IF_ERROR(NoteMeeting(facts, writer));
  std::optional<v1::Pair> pair;
  if (!facts.mentorship.empty()) {
    GILDE_ASSIGN_OR_RETURN(pair, writer.GetOptional<v1::Pair>(facts.mentorship + "/pair"));
    if (!pair && pairs != nullptr && !HasRead(*pairs, facts.time)) return absl::UnavailableError("the mentorship is not known yet");
    if (pair) domain::AddPair(*pair, facts);
  }
  v1::Team team = domain::DefaultTeam();
  if (!facts.program.empty()) {
    GILDE_ASSIGN_OR_RETURN(std::optional<v1::Team> known, writer.GetOptional<v1::Team>(facts.program + "/team"));
    if (known) team = *std::move(known);
  }
  GILDE_RETURN_IF_ERROR(EndWaiting(facts, awaited, writer));
  return ApplyRules(facts, team, pair ? pair->cadence_days() : 0, awaited, writer);
}

// What following them will ask for, in few queries.
absl::Status ReadAhead(absl::Span<const Facts> all, storage::Writer& writer) {
  storage::Names names;
  for (const Facts& facts : all) {
    if (!facts.mentorship.empty()) names.Add<v1::Pair>(facts.mentorship + "/pair");
    if (!facts.program.empty()) names.Add<v1::Team>(facts.program + "/team");
    if (domain::IsProfile(facts)) names.Add<v1::Recipient>(facts.subject + "/recipient");
    if (facts.type != "meeting.started") continue;
    for (const std::string& person : facts.everybody) names.Add<v1::Recipient>(person + "/recipient");
  }
  return writer.ReadAhead(names);
}

absl::Status FollowAll(absl::Span<const Event* const> events, storage::Writer& writer, const feed::Follower* pairs) {
  std::vector<Facts> all;
  for (const Event* event : events) {
    Facts facts = domain::FactsOf(*event);
    if (facts.payload != nullptr) all.push_back(std::move(facts));
  }
  GILDE_RETURN_IF_ERROR(ReadAhead(all, writer));
  GILDE_ASSIGN_OR_RETURN(Awaited awaited, AwaitedOf(all, writer));
  for (Facts& facts : all) GILDE_RETURN_IF_ERROR(Follow(std::move(facts), awaited, writer, pairs));
  return absl::OkStatus();
}

}  // namespace

EventFollowers FollowOthers(storage::Store& store, const rpc::Dependencies& dependencies) {
  auto follow = [&](const char* name, const rpc::Client& source, std::vector<std::string> types, const feed::Follower* pairs) {
    feed::Follower::HandleAll handle = [pairs](absl::Span<const Event* const> events, storage::Writer& writer) {
      return FollowAll(events, writer, pairs);
    };
    return std::make_unique<feed::Follower>(name, source, store, std::move(types), std::move(handle));
  };
  EventFollowers followers;
  followers.profile =
      follow("notification.profile", *dependencies.profile, {"organization.*", "profile.*", "mentor_offer.*", "goal.*"}, nullptr);
  followers.matching = follow("notification.matching", *dependencies.matching,
                              {"program.*", "enrollment.*", "conversation_request.*", "mentorship.*", "advice.*", "feedback.*",
                               "appreciation.*", "win.*", "introduction.*", "advocacy.*", "stretch_assignment.*", "understanding.*"},
                              nullptr);
  followers.scheduling = follow("notification.scheduling", *dependencies.scheduling, {"meeting.*"}, followers.matching.get());
  return followers;
}

bool HasRead(const feed::Follower& feed, absl::Time time) { return feed.caught_up() > time + kClocksDiffer; }

}  // namespace gilde::notification::feeds
