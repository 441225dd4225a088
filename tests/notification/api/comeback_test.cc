// People who left the organization and come back to it: what they wish is kept, and what ended meanwhile is not brought to mind again.
#include "common/base/ids.h"
#include "tests/notification/api/fixture.h"

namespace gilde::notification {
namespace {

using matching::v1::Mentorship;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using v1::Reminder;

class ComebackTest : public PairTest {
 protected:
  void Move(const std::string& method, const std::string& id) {
    profile::v1::DeactivateProfileRequest request;
    request.set_name(Person(id));
    EXPECT_EQ(Refused(Profiles<profile::v1::Profile>(platform(), method, request)), "OK ");
    world.Settle();
  }
  void LeaveAndComeBack(const std::string& id) {
    Move("DeactivateProfile", id);
    Advance(absl::Hours(1));
    Move("ReactivateProfile", id);
  }
  // Rules whose reminders wait for somebody.
  std::vector<std::string> Waiting(const std::string& id) {
    std::vector<std::string> rules;
    for (const Reminder& reminder : RemindersOf(id, Reminder::WAITING)) rules.emplace_back(base::IdOf(reminder.rule()));
    return rules;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, ComebackTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(ComebackTest, FindsTheWishesAsTheyWere) {
  v1::Preferences wishes;
  wishes.set_locale("nl");
  wishes.set_nudges_per_week(1);
  wishes.add_unsubscribed(v1::PULSE);
  wishes.mutable_quiet_hours()->mutable_from()->set_hours(18);
  wishes.mutable_quiet_hours()->mutable_to()->set_hours(10);
  auto wished = Wish("bob", wishes);
  ASSERT_EQ(Refused(wished), "OK ");
  LeaveAndComeBack("bob");
  v1::GetPreferencesRequest get;
  get.set_name(Person("bob") + "/preferences");
  auto kept = Wishes<v1::Preferences>(as("bob"), "GetPreferences", get);
  ASSERT_EQ(Refused(kept), "OK ");
  EXPECT_EQ(kept->DebugString(), wished->DebugString());
  Remind(WantedNudge("bob", absl::ZeroDuration()));
  Until(absl::Hours(2));
  EXPECT_THAT(ToldAt("bob", "plain"), ElementsAre(In(absl::Hours(2)))) << "his quiet hours end at ten";
}

TEST_P(ComebackTest, IsNotRemindedOfAPairAndItsMeetingThatEndedMeanwhile) {
  std::string pair = BeginActive();
  Book("ada", pair, Days(4));
  ASSERT_THAT(Waiting("bob"), Contains("meeting-reminder"));
  ASSERT_THAT(Waiting("bob"), Contains("pulse"));
  LeaveAndComeBack("bob");
  EXPECT_THAT(Waiting("bob"), IsEmpty());
  size_t told = Told("bob").size();
  Until(Days(60));
  EXPECT_THAT(Told("bob"), SizeIs(told));
  EXPECT_THAT(ToldAt("ada", "ended-leaver"), ElementsAre(In(absl::ZeroDuration()))) << "once, and not again when he is back";
  EXPECT_THAT(ToldAt("ada", "pulse"), IsEmpty());
  EXPECT_THAT(ToldAt("ada", "meeting-reminder"), IsEmpty());
}

TEST_P(ComebackTest, IsNotAskedHowAGroupGoesThatWentOnWithoutThem) {
  std::string group = BeginGroup();
  ASSERT_THAT(Waiting("carl"), Contains("pulse"));
  LeaveAndComeBack("carl");
  EXPECT_EQ(Pair(group).state(), Mentorship::ACTIVE);
  EXPECT_THAT(Waiting("carl"), IsEmpty());
  EXPECT_THAT(Waiting("dora"), Contains("pulse")) << "she is still in it";
  Until(Days(31));
  EXPECT_THAT(ToldAt("carl", "pulse"), IsEmpty());
  EXPECT_THAT(ToldAt("dora", "pulse"), SizeIs(1));
}

TEST_P(ComebackTest, IsRemindedOfWhatIsNew) {
  BeginActive();
  LeaveAndComeBack("bob");
  Enroll(program, "bob", matching::v1::Enrollment::MENTOR, 3);
  std::string again = BeginActive();
  Book("ada", again, Days(4) + absl::Hours(2));
  std::string own = Remind(Wanted("bob", Days(2)));
  Until(Days(31));
  EXPECT_EQ(ReminderOf("bob", own).state(), Reminder::SENT);
  EXPECT_THAT(ToldAt("bob", "meeting-reminder"), ElementsAre(In(Days(3) + absl::Hours(2)), In(Days(4) + absl::Hours(1))));
  EXPECT_THAT(ToldAt("bob", "pulse"), ElementsAre(In(Days(30) + absl::Hours(1)))) << "of the new pair alone";
}

}  // namespace
}  // namespace gilde::notification
