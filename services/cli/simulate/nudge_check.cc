#include "services/cli/simulate/nudge_check.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/ids.h"
#include "common/base/text.h"
#include "common/base/zones.h"

namespace gilde::cli::simulation {

using gilde::common::v1::Event;
using gilde::notification::v1::Notification;

namespace {

constexpr size_t kExamples = 5;
constexpr absl::Duration kWeek = absl::Hours(24 * 7);
// What the program and its people begin with; nobody changes it here.
constexpr int kNudgesPerWeek = 3;
constexpr int kQuietFrom = 20, kQuietTo = 8;

// Phrases that put the blame on somebody, folded: lower case, without accents.
constexpr const char* kBlame[] = {
    "you forgot",        "you failed",
    "your fault",        "you should have",
    "you ignored",       "you neglected",
    "you let ",          "too late",
    "disappoint",        "you still have not",
    "you still haven't", "why haven't you",
    "you never",         "you missed",
    "shame on",          "unacceptable",
    "overdue",           "je bent vergeten",
    "je vergat",         "jouw schuld",
    "je had moeten",     "nalatig",
    "teleurgesteld",     "je hebt nog steeds niet",
    "te laat",           "du hast vergessen",
    "deine schuld",      "hattest sollen",
    "hattest du ",       "versaumt",
    "enttausch",         "immer noch nicht",
    "zu spat",           "tu as oublie",
    "vous avez oublie",  "ta faute",
    "votre faute",       "tu aurais du",
    "vous auriez du",    "decu",
    "toujours pas",      "trop tard",
    "olvidaste",         "has olvidado",
    "tu culpa",          "deberias haber",
    "decepcion",         "todavia no has",
    "demasiado tarde",
};

// When pairs were paused: from, to.
using Pauses = std::map<std::string, std::vector<std::pair<absl::Time, absl::Time>>>;

Pauses PausesIn(const std::vector<Event>& matching) {
  Pauses pauses;
  for (const Event& event : matching) {
    absl::Time time = base::FromProto(event.time());
    if (event.type() == "mentorship.paused") pauses[event.subject()].emplace_back(time, absl::InfiniteFuture());
    auto paused = pauses.find(event.subject());
    if (paused == pauses.end()) continue;
    if (event.type() == "mentorship.resumed" || event.type() == "mentorship.ended") {
      paused->second.back().second = std::min(paused->second.back().second, time);
    }
  }
  return pauses;
}

class Checker {
 public:
  Checker(const std::map<std::string, std::string>& zones, Pauses pauses) : zones_(zones), pauses_(std::move(pauses)) {}

  void Add(const Notification& notification) {
    if (!notification.nudge()) return;
    ++found_.nudges;
    ++found_.by_rule[std::string(base::IdOf(notification.rule()))];
    absl::Time time = base::FromProto(notification.create_time());
    sent_[notification.recipient()].push_back(time);
    auto person = zones_.find(notification.recipient());
    absl::StatusOr<absl::TimeZone> zone = base::Zone(person == zones_.end() ? "UTC" : person->second);
    int hour = static_cast<int>(absl::ToCivilHour(time, zone.ok() ? *zone : absl::UTCTimeZone()).hour());
    if (hour >= kQuietFrom || hour < kQuietTo) Count(found_.in_quiet_hours, "in quiet hours", notification);
    for (const auto& [from, to] : pauses_[notification.mentorship()]) {
      if (from < time && time < to) Count(found_.to_paused_pairs, "to a paused pair", notification);
    }
  }

  NudgeCheck Finish() {
    for (auto& [recipient, times] : sent_) {
      std::sort(times.begin(), times.end());
      for (size_t i = kNudgesPerWeek; i < times.size(); ++i) {
        if (times[i] - times[i - kNudgesPerWeek] >= kWeek) continue;
        ++found_.over_cap;
        Example(absl::StrCat("over the cap: ", recipient, " at ", base::ToString(times[i])));
      }
    }
    return std::move(found_);
  }

 private:
  void Count(int& count, const char* what, const Notification& notification) {
    ++count;
    Example(absl::StrCat(what, ": ", notification.name(), " by ", notification.rule(), " at ",
                         base::ToString(base::FromProto(notification.create_time()))));
  }
  void Example(const std::string& words) {
    if (found_.examples.size() < kExamples) found_.examples.push_back(words);
  }

  const std::map<std::string, std::string>& zones_;
  Pauses pauses_;
  std::map<std::string, std::vector<absl::Time>> sent_;
  NudgeCheck found_;
};

}  // namespace

std::string BlameIn(std::string_view text) {
  std::string folded = base::Fold(text);
  for (const char* phrase : kBlame) {
    if (absl::StrContains(folded, phrase)) return phrase;
  }
  return "";
}

NudgeCheck CheckNudges(const std::vector<Notification>& log, const std::map<std::string, std::string>& zones,
                       const std::vector<Event>& matching) {
  Checker checker(zones, PausesIn(matching));
  for (const Notification& notification : log) checker.Add(notification);
  return checker.Finish();
}

}  // namespace gilde::cli::simulation
