#include "services/notification/domain/preferences.h"

#include <functional>

#include "tests/notification/domain/stories.h"

namespace gilde::notification::domain {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;
using v1::Preferences;

std::vector<std::string> Wrong(const Preferences& wishes) {
  base::Violations violations;
  CheckPreferences(wishes, kNow, violations);
  return Named(violations);
}

void AddChannel(Preferences& wishes, v1::Category category, v1::Channel channel) {
  wishes.add_channels()->set_category(category);
  wishes.mutable_channels(wishes.channels_size() - 1)->set_channel(channel);
}

struct BadWish {
  const char* name;
  std::function<void(Preferences&)> wish;
  const char* named;
};

TEST(Preferences, NameEverythingThatIsWrongWithThem) {
  const std::vector<BadWish> cases = {
      {"a channel for nothing", [](Preferences& p) { AddChannel(p, v1::CATEGORY_UNSPECIFIED, v1::EMAIL); },
       "preferences.channels CHANNEL_INVALID"},
      {"no channel", [](Preferences& p) { AddChannel(p, v1::NUDGE, v1::CHANNEL_UNSPECIFIED); }, "preferences.channels CHANNEL_INVALID"},
      {"a category twice",
       [](Preferences& p) {
         AddChannel(p, v1::NUDGE, v1::EMAIL);
         AddChannel(p, v1::NUDGE, v1::PULL);
       },
       "preferences.channels CHANNEL_INVALID"},
      {"a language in words", [](Preferences& p) { p.set_locale("in Dutch"); }, "preferences.locale LOCALE_INVALID"},
      {"quiet from 24:00", [](Preferences& p) { p.mutable_quiet_hours()->mutable_from()->set_hours(24); },
       "preferences.quiet_hours.from TIME_INVALID"},
      {"quiet to a minute below", [](Preferences& p) { p.mutable_quiet_hours()->mutable_to()->set_minutes(-1); },
       "preferences.quiet_hours.to TIME_INVALID"},
      {"quiet to the second", [](Preferences& p) { p.mutable_quiet_hours()->mutable_to()->set_seconds(1); },
       "preferences.quiet_hours.to TIME_INVALID"},
      {"fifty-one nudges", [](Preferences& p) { p.set_nudges_per_week(51); }, "preferences.nudges_per_week NUMBER_INVALID"},
      {"fewer than none", [](Preferences& p) { p.set_nudges_per_week(-1); }, "preferences.nudges_per_week NUMBER_INVALID"},
      {"nothing one must know", [](Preferences& p) { p.add_unsubscribed(v1::SERVICE); }, "preferences.unsubscribed CATEGORY_REQUIRED"},
      {"nothing of nothing", [](Preferences& p) { p.add_unsubscribed(v1::CATEGORY_UNSPECIFIED); },
       "preferences.unsubscribed CATEGORY_INVALID"},
      {"off twice",
       [](Preferences& p) {
         p.add_unsubscribed(v1::PULSE);
         p.add_unsubscribed(v1::PULSE);
       },
       "preferences.unsubscribed CATEGORY_INVALID"},
      {"rest for 91 days", [](Preferences& p) { *p.mutable_snooze_until_time() = base::ToProto(kNow + Days(91)); },
       "preferences.snooze_until_time TIME_INVALID"},
  };
  for (const BadWish& bad : cases) {
    SCOPED_TRACE(bad.name);
    Preferences wishes = DefaultPreferences(kAda + "/preferences");
    bad.wish(wishes);
    EXPECT_THAT(Wrong(wishes), ElementsAre(bad.named));
  }
}

TEST(Preferences, MayWishALot) {
  Preferences wishes = DefaultPreferences(kAda + "/preferences");
  EXPECT_THAT(Wrong(wishes), IsEmpty());
  for (v1::Category category : {v1::SERVICE, v1::MEETING, v1::NUDGE, v1::PULSE}) AddChannel(wishes, category, v1::PULL);
  wishes.set_locale("pt-BR");
  wishes.mutable_quiet_hours()->mutable_from()->set_hours(23);
  wishes.mutable_quiet_hours()->mutable_to()->set_minutes(59);
  wishes.mutable_quiet_hours()->set_weekend(true);
  wishes.set_nudges_per_week(50);
  for (v1::Category category : {v1::MEETING, v1::NUDGE, v1::PULSE}) wishes.add_unsubscribed(category);
  *wishes.mutable_snooze_until_time() = base::ToProto(kNow + Days(90));
  EXPECT_THAT(Wrong(wishes), IsEmpty());
}

TEST(Preferences, OfOneWhoNeverSaidAnythingAreTheDefaults) {
  Preferences wishes = DefaultPreferences(kAda + "/preferences");
  EXPECT_EQ(wishes.profile(), kAda);
  EXPECT_EQ(wishes.etag(), "0");
  EXPECT_FALSE(wishes.has_nudges_per_week() || wishes.has_quiet_hours() || wishes.has_snooze_until_time());
}

TEST(Unsubscribing, TurnsOneCategoryOffOrEveryOneThatCanBe) {
  Preferences wishes;
  ASSERT_TRUE(Unsubscribe(v1::PULSE, wishes).ok());
  ASSERT_TRUE(Unsubscribe(v1::PULSE, wishes).ok());
  EXPECT_THAT(wishes.unsubscribed(), ElementsAre(v1::PULSE));
  ASSERT_TRUE(Unsubscribe(v1::CATEGORY_UNSPECIFIED, wishes).ok());
  EXPECT_THAT(wishes.unsubscribed(), UnorderedElementsAre(v1::PULSE, v1::MEETING, v1::NUDGE));
  EXPECT_THAT(Wrong(wishes), IsEmpty());
}

TEST(Unsubscribing, FromWhatOneMustKnowIsRefused) {
  Preferences wishes;
  EXPECT_EQ(base::ReasonOf(Unsubscribe(v1::SERVICE, wishes)), "CATEGORY_REQUIRED");
  EXPECT_EQ(base::ReasonOf(Unsubscribe(static_cast<v1::Category>(9), wishes)), "CATEGORY_INVALID");
  EXPECT_THAT(wishes.unsubscribed(), IsEmpty());
}

}  // namespace
}  // namespace gilde::notification::domain
