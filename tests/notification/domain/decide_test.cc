#include "services/notification/domain/decide.h"

#include <functional>

#include "tests/notification/domain/stories.h"

namespace gilde::notification::domain {
namespace {

using v1::Reminder;
using What = Decision::What;

// A nudge that is due on a Monday at nine in its reader's zone, and nothing against it.
struct Story {
  Reminder reminder;
  v1::Recipient recipient;
  v1::Preferences preferences;
  v1::Pair pair = Pair();
  v1::Team team = Team();
  bool rule_off = false, knows_pair = true, knows_team = true;
  absl::Time now = kNow;

  Story() {
    reminder.set_recipient(kAda);
    reminder.set_rule(kAcme + "/rules/r1");
    reminder.set_category(v1::NUDGE);
    reminder.set_nudge(true);
    *reminder.mutable_due_time() = *reminder.mutable_planned_time() = base::ToProto(kNow);
    recipient.set_time_zone("Europe/Amsterdam");
  }
  void Told(std::initializer_list<double> days_ago) {
    for (double days : days_ago) *recipient.add_nudge_times() = base::ToProto(kNow - Days(days));
  }
  Decision Decided() const {
    return Decide(reminder, {&recipient, &preferences, knows_pair ? &pair : nullptr, knows_team ? &team : nullptr, rule_off}, now);
  }
};

struct Case {
  const char* name;
  std::function<void(Story&)> change;
  What what;
  Reminder::Reason reason = Reminder::REASON_UNSPECIFIED;
  absl::Duration later = absl::ZeroDuration();  // of kDefer, from kNow
};

void Service(Story& s) {
  s.reminder.set_category(v1::SERVICE);
  s.reminder.set_nudge(false);
}
void AtNight(Story& s) { s.now = kNow + absl::Hours(13); }  // 22:00
void Unsubscribed(Story& s) { s.preferences.add_unsubscribed(v1::NUDGE); }
void Snoozed(Story& s, absl::Duration until) { *s.preferences.mutable_snooze_until_time() = base::ToProto(kNow + until); }
void TooLateAfter(Story& s, absl::Duration after) { *s.reminder.mutable_expire_time() = base::ToProto(kNow + after); }

const std::vector<Case> kCases = {
    {"nothing is against it", [](Story&) {}, What::kTell},
    {"nobody knows the pair or the program", [](Story& s) { s.knows_pair = s.knows_team = false; }, What::kTell},
    // Dropped.
    {"the person has left", [](Story& s) { s.recipient.set_deactivated(true); }, What::kDrop, Reminder::PERSON_DEACTIVATED},
    {"the person has left, a service message",
     [](Story& s) {
       Service(s);
       s.recipient.set_deactivated(true);
     },
     What::kDrop, Reminder::PERSON_DEACTIVATED},
    {"the rule is off", [](Story& s) { s.rule_off = true; }, What::kDrop, Reminder::RULE_OFF},
    {"the rule of a service message is off",
     [](Story& s) {
       Service(s);
       s.rule_off = true;
     },
     What::kDrop, Reminder::RULE_OFF},
    {"the pair rests", [](Story& s) { s.pair.set_rests(true); }, What::kDrop, Reminder::PAIR_RESTS},
    {"the pair rests, and it is no nudge",
     [](Story& s) {
       s.pair.set_rests(true);
       s.reminder.set_nudge(false);
     },
     What::kTell},
    {"no advice is open", [](Story& s) { s.reminder.set_open_advice(true); }, What::kDrop, Reminder::NOTHING_OPEN},
    {"advice is open",
     [](Story& s) {
       s.reminder.set_open_advice(true);
       s.pair.set_open_advice(1);
     },
     What::kTell},
    {"told a week ago, at most monthly",
     [](Story& s) {
       s.reminder.mutable_at_most_every()->set_seconds(30 * 86400);
       (*s.recipient.mutable_told_times())["r1"] = base::ToProto(kNow - Days(7));
     },
     What::kDrop, Reminder::TOLD_LATELY},
    {"told a month ago, at most monthly",
     [](Story& s) {
       s.reminder.mutable_at_most_every()->set_seconds(30 * 86400);
       (*s.recipient.mutable_told_times())["r1"] = base::ToProto(kNow - Days(30));
     },
     What::kTell},
    {"another rule told a week ago",
     [](Story& s) {
       s.reminder.mutable_at_most_every()->set_seconds(30 * 86400);
       (*s.recipient.mutable_told_times())["r2"] = base::ToProto(kNow - Days(7));
     },
     What::kTell},
    {"the meeting has begun", [](Story& s) { TooLateAfter(s, absl::ZeroDuration()); }, What::kDrop, Reminder::TOO_LATE},
    {"the meeting begins in a second", [](Story& s) { TooLateAfter(s, absl::Seconds(1)); }, What::kTell},
    {"the category is turned off", [](Story& s) { Unsubscribed(s); }, What::kDrop, Reminder::UNSUBSCRIBED},
    {"another category is turned off", [](Story& s) { s.preferences.add_unsubscribed(v1::PULSE); }, What::kTell},
    {"the category is turned off at night",
     [](Story& s) {
       Unsubscribed(s);
       AtNight(s);
     },
     What::kDrop, Reminder::UNSUBSCRIBED},
    // Put off.
    {"at night", [](Story& s) { AtNight(s); }, What::kDefer, Reminder::QUIET_HOURS, absl::Hours(23)},
    {"at night by the clock of Tokyo",
     [](Story& s) {
       s.recipient.set_time_zone("Asia/Tokyo");
       s.now = kNow + absl::Hours(3);
     },
     What::kDefer, Reminder::QUIET_HOURS, absl::Hours(15)},
    {"at night where no zone is known",
     [](Story& s) {
       s.recipient.clear_time_zone();
       s.now = kNow + absl::Hours(13);
     },
     What::kDefer, Reminder::QUIET_HOURS, absl::Hours(24)},
    {"at night, until when the meeting has begun",
     [](Story& s) {
       AtNight(s);
       TooLateAfter(s, absl::Hours(20));
     },
     What::kDrop, Reminder::QUIET_HOURS},
    {"a service message at night",
     [](Story& s) {
       Service(s);
       AtNight(s);
     },
     What::kTell},
    {"asked for rest until tomorrow noon", [](Story& s) { Snoozed(s, absl::Hours(28)); }, What::kDefer, Reminder::SNOOZED, absl::Hours(28)},
    {"asked for rest until tonight, which is quiet", [](Story& s) { Snoozed(s, absl::Hours(13)); }, What::kDefer, Reminder::QUIET_HOURS,
     absl::Hours(23)},
    {"asked for rest until yesterday", [](Story& s) { Snoozed(s, -absl::Hours(24)); }, What::kTell},
    {"a service message to one who rests",
     [](Story& s) {
       Service(s);
       Snoozed(s, absl::Hours(28));
     },
     What::kTell},
    {"two nudges this week",
     [](Story& s) {
       s.Told({1, 2});
     },
     What::kTell},
    {"three nudges this week",
     [](Story& s) {
       s.Told({6, 3, 1});
     },
     What::kDefer, Reminder::WEEKLY_CAP, Days(1)},
    {"four nudges this week, the cap was lowered",
     [](Story& s) {
       s.Told({6, 3, 2, 1});
     },
     What::kDefer, Reminder::WEEKLY_CAP, Days(4)},
    {"three nudges, the first a week ago",
     [](Story& s) {
       s.Told({7, 3, 1});
     },
     What::kTell},
    {"three nudges, and it is no nudge",
     [](Story& s) {
       s.Told({6, 3, 1});
       s.reminder.set_nudge(false);
     },
     What::kTell},
    {"the program allows one",
     [](Story& s) {
       s.team.set_nudges_per_week(1);
       s.Told({6});
     },
     What::kDefer, Reminder::WEEKLY_CAP, Days(1)},
    {"the person allows one",
     [](Story& s) {
       s.preferences.set_nudges_per_week(1);
       s.Told({6});
     },
     What::kDefer, Reminder::WEEKLY_CAP, Days(1)},
    {"the person allows more than the program",
     [](Story& s) {
       s.preferences.set_nudges_per_week(9);
       s.Told({6, 3, 1});
     },
     What::kDefer, Reminder::WEEKLY_CAP, Days(1)},
    {"no program is known, three by default",
     [](Story& s) {
       s.knows_team = false;
       s.Told({6, 3, 1});
     },
     What::kDefer, Reminder::WEEKLY_CAP, Days(1)},
    {"the person allows none", [](Story& s) { s.preferences.set_nudges_per_week(0); }, What::kDrop, Reminder::WEEKLY_CAP},
    {"no room within a week of its time",
     [](Story& s) {
       s.Told({1, 0.5, 0.1});
       *s.reminder.mutable_planned_time() = base::ToProto(kNow - Days(2));
     },
     What::kDrop, Reminder::WEEKLY_CAP},
    {"the cap leaves room only at night",
     [](Story& s) {
       s.Told({6.5, 3, 1});
     },
     What::kDefer, Reminder::QUIET_HOURS, absl::Hours(23)},
    {"rest is longer than the cap",
     [](Story& s) {
       s.Told({6, 3, 1});
       Snoozed(s, Days(3));
     },
     What::kDefer, Reminder::SNOOZED, Days(3)},
    {"the cap is longer than rest",
     [](Story& s) {
       s.Told({6, 3, 1});
       Snoozed(s, absl::Hours(2));
     },
     What::kDefer, Reminder::WEEKLY_CAP, Days(1)},
};

TEST(Deciding, FollowsTheTable) {
  for (const Case& one : kCases) {
    SCOPED_TRACE(one.name);
    Story story;
    one.change(story);
    Decision decision = story.Decided();
    EXPECT_EQ(static_cast<int>(decision.what), static_cast<int>(one.what));
    EXPECT_EQ(Reminder::Reason_Name(decision.reason), Reminder::Reason_Name(one.reason));
    if (decision.what != What::kDefer) continue;
    EXPECT_EQ(decision.until - kNow, one.later);
    EXPECT_GT(decision.until, story.now);
  }
}

TEST(Telling, IsRememberedForTheCapAndForRulesThatWait) {
  Story story;
  story.Told({8, 7, 6});
  NoteTold(story.reminder, kNow, story.recipient);
  ASSERT_EQ(story.recipient.nudge_times_size(), 2) << "what is older than a week is forgotten";
  EXPECT_EQ(base::FromProto(story.recipient.nudge_times(1)), kNow);
  EXPECT_EQ(story.recipient.told_times_size(), 0);
  story.reminder.set_nudge(false);
  story.reminder.mutable_at_most_every()->set_seconds(86400);
  NoteTold(story.reminder, kNow, story.recipient);
  EXPECT_EQ(story.recipient.nudge_times_size(), 2);
  EXPECT_EQ(base::FromProto(story.recipient.told_times().at("r1")), kNow);
}

TEST(TheWeeklyCap, IsKeptInAnyWeekWhateverComes) {
  Story story;
  std::vector<absl::Time> told;
  for (int hour = 0; hour < 24 * 28; ++hour) {
    story.now = kNow + absl::Hours(hour);
    *story.reminder.mutable_planned_time() = base::ToProto(story.now);
    if (story.Decided().what != What::kTell) continue;
    NoteTold(story.reminder, story.now, story.recipient);
    told.push_back(story.now);
  }
  EXPECT_EQ(told.size(), 12u) << "three in each of four weeks";
  for (size_t i = 3; i < told.size(); ++i) EXPECT_GE(told[i] - told[i - 3], Days(7));
}

}  // namespace
}  // namespace gilde::notification::domain
