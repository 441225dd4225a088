// What people wish, through the RPCs, and what it does to what they are told.
#include "tests/notification/api/fixture.h"

namespace gilde::notification {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using v1::Preferences;
using v1::Reminder;

class PreferenceApiTest : public NotificationTest {
 protected:
  PreferenceApiTest() {
    AddReader("ada");
    AddReader("bob");
  }
  absl::StatusOr<Preferences> Get(const rpc::Client& client, const std::string& person) {
    v1::GetPreferencesRequest request;
    request.set_name(person + "/preferences");
    return Wishes<Preferences>(client, "GetPreferences", request);
  }
  absl::StatusOr<Preferences> Unsubscribe(const rpc::Client& client, const std::string& person, v1::Category category) {
    v1::UnsubscribeRequest request;
    request.set_name(Person(person) + "/preferences");
    request.set_category(category);
    return Wishes<Preferences>(client, "Unsubscribe", request);
  }
  static v1::UpdatePreferencesRequest Change(const std::string& person, const std::string& path) {
    v1::UpdatePreferencesRequest request;
    request.mutable_preferences()->set_name(Person(person) + "/preferences");
    request.mutable_update_mask()->add_paths(path);
    return request;
  }
  absl::StatusOr<Preferences> Update(const v1::UpdatePreferencesRequest& request) {
    return Wishes<Preferences>(as("ada"), "UpdatePreferences", request);
  }
  // No night, so that only the cap and rest put anything off.
  static Preferences Wakeful() {
    Preferences wishes;
    wishes.mutable_quiet_hours()->mutable_from()->set_hours(9);
    wishes.mutable_quiet_hours()->mutable_to()->set_hours(9);
    return wishes;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, PreferenceApiTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(PreferenceApiTest, AreTheDefaultsUntilSomethingIsSaid) {
  auto wishes = Get(as("ada"), Person("ada"));
  ASSERT_EQ(Refused(wishes), "OK ");
  EXPECT_EQ(wishes->profile(), Person("ada"));
  EXPECT_EQ(wishes->etag(), "0");
  EXPECT_FALSE(wishes->has_create_time() || wishes->has_nudges_per_week() || wishes->has_quiet_hours());
}

TEST_P(PreferenceApiTest, BelongToThePersonAlone) {
  EXPECT_EQ(Refused(Get(as("bob"), Person("ada"))), "PERMISSION_DENIED NOT_A_PARTY");
  EXPECT_EQ(Refused(Unsubscribe(as("bob"), "ada", v1::PULSE)), "PERMISSION_DENIED NOT_A_PARTY");
  v1::UpdatePreferencesRequest change = Change("ada", "locale");
  EXPECT_EQ(Refused(Wishes<Preferences>(as("bob"), "UpdatePreferences", change)), "PERMISSION_DENIED NOT_A_PARTY");
  EXPECT_EQ(Refused(Get(world.client("acme", "member"), Person("ada"))), "PERMISSION_DENIED ACTING_PERSON_REQUIRED");
  EXPECT_EQ(Get(admin(), Person("ada")).status().code(), absl::StatusCode::kPermissionDenied) << "an administrator's business is it not";
  EXPECT_EQ(Refused(Get(platform(), Person("ada"))), "OK ");
}

TEST_P(PreferenceApiTest, OfAnotherOrganizationOrOfNobodyAreNotFound) {
  EXPECT_EQ(Refused(Get(other(), Person("ada"))), "NOT_FOUND RESOURCE_NOT_FOUND");
  EXPECT_EQ(Refused(Get(world.client("other", "member", "organizations/other/profiles/ada"), Person("ada"))),
            "NOT_FOUND RESOURCE_NOT_FOUND");
  EXPECT_EQ(Refused(Get(platform(), Person("nobody"))), "NOT_FOUND RESOURCE_NOT_FOUND");
  EXPECT_EQ(Refused(Get(platform(), "profiles/ada")), "INVALID_ARGUMENT NAME_INVALID");
}

TEST_P(PreferenceApiTest, ChangeWhatTheMaskNames) {
  v1::UpdatePreferencesRequest change = Change("ada", "locale");
  change.mutable_preferences()->set_locale("nl");
  change.mutable_preferences()->set_nudges_per_week(1);
  auto changed = Update(change);
  ASSERT_EQ(Refused(changed), "OK ");
  EXPECT_EQ(changed->locale(), "nl");
  EXPECT_FALSE(changed->has_nudges_per_week());
  change = Change("ada", "nudges_per_week");
  change.mutable_preferences()->set_nudges_per_week(0);
  change.mutable_preferences()->set_etag(changed->etag());
  auto again = Update(change);
  ASSERT_EQ(Refused(again), "OK ");
  EXPECT_EQ(again->locale(), "nl");
  EXPECT_TRUE(again->has_nudges_per_week());
  EXPECT_EQ(Refused(Update(change)), "ABORTED ETAG_MISMATCH");
  EXPECT_EQ(Get(as("ada"), Person("ada"))->etag(), again->etag());
}

TEST_P(PreferenceApiTest, ThatCannotBeAreRefused) {
  v1::UpdatePreferencesRequest change = Change("ada", "locale");
  change.mutable_preferences()->set_locale("in Dutch");
  EXPECT_EQ(Refused(Update(change)), "INVALID_ARGUMENT LOCALE_INVALID");
  EXPECT_EQ(Refused(Update(Change("ada", "no_such_field"))), "INVALID_ARGUMENT MASK_PATH_UNKNOWN");
  change = Change("ada", "snooze_until_time");
  *change.mutable_preferences()->mutable_snooze_until_time() = base::ToProto(now() + Days(91));
  EXPECT_EQ(Refused(Update(change)), "INVALID_ARGUMENT TIME_INVALID");
  change = Change("ada", "unsubscribed");
  change.mutable_preferences()->add_unsubscribed(v1::SERVICE);
  EXPECT_EQ(Refused(Update(change)), "INVALID_ARGUMENT CATEGORY_REQUIRED");
  EXPECT_EQ(Refused(Unsubscribe(as("ada"), "ada", v1::SERVICE)), "INVALID_ARGUMENT CATEGORY_REQUIRED");
  EXPECT_EQ(Get(as("ada"), Person("ada"))->etag(), "0") << "nothing of it happened";
}

TEST_P(PreferenceApiTest, TurnCategoriesOffButNeverWhatOneMustKnow) {
  ASSERT_EQ(Refused(Unsubscribe(as("ada"), "ada", v1::NUDGE)), "OK ");
  std::string nudge = Remind(WantedNudge("ada", absl::Hours(1)));
  Remind(Wanted("ada", absl::Hours(1)));
  Advance(absl::Hours(2));
  EXPECT_THAT(Told("ada"), SizeIs(1));
  EXPECT_EQ(ReminderOf("ada", nudge).state(), Reminder::DROPPED);
  EXPECT_EQ(ReminderOf("ada", nudge).reason(), Reminder::UNSUBSCRIBED);
  auto all = Unsubscribe(as("ada"), "ada", v1::CATEGORY_UNSPECIFIED);
  ASSERT_EQ(Refused(all), "OK ");
  EXPECT_THAT(all->unsubscribed(), SizeIs(3));
}

TEST_P(PreferenceApiTest, PutOffWhatFallsIntoQuietHoursToTheirEndInThePersonsZone) {
  profile::v1::UpdateProfileRequest move;
  move.mutable_profile()->set_name(Person("ada"));
  move.mutable_profile()->set_time_zone("America/New_York");
  ASSERT_EQ(Refused(Profiles<profile::v1::Profile>(platform(), "UpdateProfile", move)), "OK ");
  world.Settle();
  std::string nudge = Remind(WantedNudge("ada", absl::Hours(1)));  // 04:00 there
  Remind(Wanted("ada", absl::Hours(1)));
  Advance(absl::Hours(2));
  EXPECT_THAT(ToldAt("ada", "plain"), ElementsAre(In(absl::Hours(1)))) << "what one must know comes at night too";
  EXPECT_EQ(ReminderOf("ada", nudge).reason(), Reminder::QUIET_HOURS);
  EXPECT_EQ(base::FromProto(ReminderOf("ada", nudge).due_time()), start + absl::Hours(5));
  EXPECT_EQ(base::FromProto(ReminderOf("ada", nudge).planned_time()), start + absl::Hours(1));
  Advance(Days(1));
  EXPECT_THAT(ToldAt("ada", "plain"), ElementsAre(In(absl::Hours(1)), In(absl::Hours(5))));
}

TEST_P(PreferenceApiTest, MayMakeTheWeekendQuiet) {
  Preferences wishes;
  wishes.mutable_quiet_hours()->mutable_from()->set_hours(18);
  wishes.mutable_quiet_hours()->mutable_to()->set_hours(9);
  wishes.mutable_quiet_hours()->set_weekend(true);
  ASSERT_EQ(Refused(Wish("ada", wishes)), "OK ");
  Remind(WantedNudge("ada", Days(5)));  // a Saturday
  Advance(Days(10));
  EXPECT_THAT(ToldAt("ada", "plain"), ElementsAre(In(Days(7) + absl::Hours(1))));
}

TEST_P(PreferenceApiTest, NeverLetMoreNudgesThroughThanTheWeeklyCap) {
  ASSERT_EQ(Refused(Wish("ada", Wakeful())), "OK ");
  for (int i = 0; i < 40; ++i) Remind(WantedNudge("ada", absl::Hours(5) * i));
  Advance(Days(30));
  std::vector<absl::Time> told;
  for (const v1::Notification& notification : Told("ada")) {
    if (notification.nudge()) told.push_back(base::FromProto(notification.create_time()));
  }
  std::sort(told.begin(), told.end());
  EXPECT_GE(told.size(), 6u) << "and what can be told is told";
  for (size_t i = 3; i < told.size(); ++i) EXPECT_GE(told[i] - told[i - 3], Days(7)) << "four in a week";
  EXPECT_EQ(told[2], start + absl::Hours(10)) << "the first three at once";
  EXPECT_THAT(RemindersOf("ada", Reminder::WAITING), IsEmpty());
  for (const Reminder& reminder : RemindersOf("ada", Reminder::DROPPED)) EXPECT_EQ(reminder.reason(), Reminder::WEEKLY_CAP);
}

TEST_P(PreferenceApiTest, MayLowerTheCapAndDoNotCountWhatIsNoNudge) {
  Preferences wishes = Wakeful();
  wishes.set_nudges_per_week(1);
  ASSERT_EQ(Refused(Wish("ada", wishes)), "OK ");
  for (int hour : {1, 2, 3}) Remind(Wanted("ada", absl::Hours(hour)));
  Remind(WantedNudge("ada", absl::Hours(4)));
  Remind(WantedNudge("ada", absl::Hours(5)));
  Advance(Days(8));
  EXPECT_THAT(ToldAt("ada", "plain"),
              ElementsAre(In(absl::Hours(1)), In(absl::Hours(2)), In(absl::Hours(3)), In(absl::Hours(4)), In(Days(7) + absl::Hours(4))));
}

TEST_P(PreferenceApiTest, GiveRestUntilALaterTime) {
  Preferences wishes = Wakeful();
  *wishes.mutable_snooze_until_time() = base::ToProto(now() + Days(10));
  ASSERT_EQ(Refused(Wish("ada", wishes)), "OK ");
  std::string nudge = Remind(WantedNudge("ada", absl::Hours(1)));
  Advance(Days(1));
  EXPECT_THAT(Told("ada"), IsEmpty());
  EXPECT_EQ(ReminderOf("ada", nudge).reason(), Reminder::SNOOZED);
  Advance(Days(10));
  EXPECT_THAT(ToldAt("ada", "plain"), ElementsAre(In(Days(10))));
}

TEST_P(PreferenceApiTest, ChooseTheLanguage) {
  Preferences wishes;
  wishes.set_locale("nl-BE");
  ASSERT_EQ(Refused(Wish("ada", wishes)), "OK ");
  v1::CreateReminderRequest pulse = Wanted("ada", absl::Hours(1));
  pulse.mutable_reminder()->set_template_("pulse");
  Remind(pulse);
  Advance(absl::Hours(2));
  EXPECT_EQ(LastTold("ada", "pulse").locale(), "nl");
  EXPECT_THAT(LastTold("ada", "pulse").text(), testing::HasSubstr("Hallo ada"));
}

}  // namespace
}  // namespace gilde::notification
