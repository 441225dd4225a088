#include "services/notification/domain/compose.h"

#include <set>

#include "absl/strings/str_split.h"
#include "tests/notification/domain/stories.h"

namespace gilde::notification::domain {
namespace {

using testing::Contains;
using testing::Pair;

const absl::TimeZone kAmsterdam = *base::Zone("Europe/Amsterdam");

TEST(AMoment, IsSaidInTheReadersZoneAndLanguage) {
  absl::Time noon = kNow + absl::Hours(7.5);
  EXPECT_EQ(MomentText(noon, kAmsterdam, "en"), "Monday 4 January, 16:30 (Europe/Amsterdam)");
  EXPECT_EQ(MomentText(noon, kAmsterdam, "nl"), "maandag 4 januari, 16:30 (Europe/Amsterdam)");
  EXPECT_EQ(MomentText(noon, kAmsterdam, "nl-BE"), "maandag 4 januari, 16:30 (Europe/Amsterdam)");
  EXPECT_EQ(MomentText(noon, kAmsterdam, "de"), "Montag, 4. Januar, 16:30 (Europe/Amsterdam)");
  EXPECT_EQ(MomentText(noon, kAmsterdam, "fr-CA"), "lundi 4 janvier, 16:30 (Europe/Amsterdam)");
  EXPECT_EQ(MomentText(noon, kAmsterdam, "es"), "lunes 4 de enero, 16:30 (Europe/Amsterdam)");
  EXPECT_EQ(MomentText(noon, kAmsterdam, "ja"), "Monday 4 January, 16:30 (Europe/Amsterdam)") << "no words of ours are in Japanese";
  EXPECT_EQ(MomentText(noon, kAmsterdam, "est"), "Monday 4 January, 16:30 (Europe/Amsterdam)") << "Estonian is not Spanish";
  EXPECT_EQ(DayText(kNow + absl::Hours(15.5), kAmsterdam, "nl"), "dinsdag 5 januari") << "after midnight there";
}

struct DayCase {
  const char* locale;
  const char* saturday;
  const char* sunday;
  const char* first;
  const char* december;
};
TEST(AMoment, HasANameForEveryDayAndMonthInEveryLanguage) {
  for (const DayCase& one : {DayCase{"en", "Saturday 9 January", "Sunday 10 January", "Monday 1 February", "Tuesday 28 December"},
                             DayCase{"nl", "zaterdag 9 januari", "zondag 10 januari", "maandag 1 februari", "dinsdag 28 december"},
                             DayCase{"de", "Samstag, 9. Januar", "Sonntag, 10. Januar", "Montag, 1. Februar", "Dienstag, 28. Dezember"},
                             DayCase{"fr", "samedi 9 janvier", "dimanche 10 janvier", "lundi 1er février", "mardi 28 décembre"},
                             DayCase{"es", "sábado 9 de enero", "domingo 10 de enero", "lunes 1 de febrero", "martes 28 de diciembre"}}) {
    SCOPED_TRACE(one.locale);
    auto day = [&](double days) { return DayText(kNow + Days(days), absl::UTCTimeZone(), one.locale); };
    EXPECT_EQ(day(5), one.saturday);
    EXPECT_EQ(day(6), one.sunday);
    EXPECT_EQ(day(28), one.first);
    EXPECT_EQ(day(358), one.december);
    std::set<std::string> days, months;
    for (int i = 0; i < 365; ++i) {
      std::vector<std::string> parts = absl::StrSplit(day(i), ' ');
      days.insert(parts.front());
      months.insert(parts.back());
    }
    EXPECT_EQ(days.size(), 7u);
    EXPECT_EQ(months.size(), 12u);
  }
}

TEST(TheLanguage, IsThePersonsWishThenTheProfilesThenTheOrganizationsThenEnglish) {
  v1::Preferences wishes;
  v1::Recipient recipient;
  v1::House house;
  EXPECT_EQ(LocaleFor(wishes, recipient, house), "en");
  house.set_language("de");
  EXPECT_EQ(LocaleFor(wishes, recipient, house), "de");
  recipient.set_language("nl");
  EXPECT_EQ(LocaleFor(wishes, recipient, house), "nl");
  wishes.set_locale("pt-BR");
  EXPECT_EQ(LocaleFor(wishes, recipient, house), "pt-BR");
}

struct ChannelCase {
  const char* name;
  v1::Channel wish;
  const char* email;
  bool can_mail;
  v1::Channel expected;
};
TEST(TheChannel, IsMailWhereMailCanReachThePersonAndThePersonWantsIt) {
  for (const ChannelCase& one : {ChannelCase{"no wish", v1::CHANNEL_UNSPECIFIED, "a@b.example", true, v1::EMAIL},
                                 ChannelCase{"no address", v1::CHANNEL_UNSPECIFIED, "", true, v1::PULL},
                                 ChannelCase{"no mail server", v1::CHANNEL_UNSPECIFIED, "a@b.example", false, v1::PULL},
                                 ChannelCase{"wants the bot", v1::PULL, "a@b.example", true, v1::PULL},
                                 ChannelCase{"wants mail, has no address", v1::EMAIL, "", true, v1::PULL}}) {
    v1::Preferences wishes;
    if (one.wish != v1::CHANNEL_UNSPECIFIED) {
      wishes.add_channels()->set_category(v1::NUDGE);
      wishes.mutable_channels(0)->set_channel(one.wish);
    }
    v1::Reminder reminder;
    reminder.set_category(v1::NUDGE);
    v1::Recipient recipient;
    recipient.set_email(one.email);
    EXPECT_EQ(ChannelFor(reminder, wishes, recipient, one.can_mail), one.expected) << one.name;
  }
}

TEST(TheChannel, IsChosenForEachCategoryByItself) {
  v1::Preferences wishes;
  wishes.add_channels()->set_category(v1::PULSE);
  wishes.mutable_channels(0)->set_channel(v1::PULL);
  v1::Recipient recipient;
  recipient.set_email("a@b.example");
  v1::Reminder reminder;
  reminder.set_category(v1::NUDGE);
  EXPECT_EQ(ChannelFor(reminder, wishes, recipient, true), v1::EMAIL);
  reminder.set_category(v1::PULSE);
  EXPECT_EQ(ChannelFor(reminder, wishes, recipient, true), v1::PULL);
}

TEST(TheValues, SayPeopleByNameAndInstantsInTheReadersZone) {
  v1::Recipient recipient;
  recipient.set_given_name("Ada");
  recipient.set_time_zone("Europe/Amsterdam");
  v1::Reminder reminder;
  auto& values = *reminder.mutable_values();
  values["TIME"] = "2027-01-07T15:30:00Z";
  values["UNTIL"] = "2027-01-11T08:00:00Z";
  values["PARTNERS"] = kBob + "," + kEve + ",organizations/acme/profiles/nobody";
  values["OUTSIDE_HOURS"] = kBob;
  values["ROOM"] = "4.12";
  Values said = ValuesFor(reminder, recipient, "Spring program", {{kBob, "Bob Noyce"}, {kEve, "Eve Doe"}}, "nl");
  EXPECT_THAT(said, Contains(Pair("GIVEN_NAME", "Ada")));
  EXPECT_THAT(said, Contains(Pair("PROGRAM", "Spring program")));
  EXPECT_THAT(said, Contains(Pair("TIME", "donderdag 7 januari, 16:30 (Europe/Amsterdam)")));
  EXPECT_THAT(said, Contains(Pair("UNTIL", "maandag 11 januari")));
  EXPECT_THAT(said, Contains(Pair("PARTNER", "Bob Noyce, Eve Doe"))) << "who is not known here is left out";
  EXPECT_THAT(said, Contains(Pair("TIME_NOTE", "Bob Noyce")));
  EXPECT_THAT(said, Contains(Pair("ROOM", "4.12")));
}

TEST(TheValues, OfTheEnterprisesOwnStayAsTheyAreAndTheRestIsEmpty) {
  v1::Reminder reminder;
  (*reminder.mutable_values())["TIME"] = "after lunch";
  Values said = ValuesFor(reminder, v1::Recipient(), "", {}, "en");
  EXPECT_THAT(said, Contains(Pair("TIME", "after lunch")));
  for (const char* empty : {"UNTIL", "TITLE", "TIME_NOTE", "PROGRAM"}) EXPECT_THAT(said, Contains(Pair(empty, ""))) << empty;
}

}  // namespace
}  // namespace gilde::notification::domain
