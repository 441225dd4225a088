// Somebody leaves a group that goes on: those who stay are told, kindly and once.
#include "tests/notification/api/fixture.h"

namespace gilde::notification {
namespace {

using matching::v1::Mentorship;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

const char* const kWords = "group-person-left";

class GroupStoryTest : public PairTest {
 protected:
  std::string Move(const std::string& method, const std::string& id, const std::string& request_id = "") {
    profile::v1::DeactivateProfileRequest request;
    request.set_name(Person(id));
    request.set_request_id(request_id);
    std::string answer = Refused(Profiles<profile::v1::Profile>(platform(), method, request));
    world.Settle();
    return answer;
  }
  void Leave(const std::string& id) { EXPECT_EQ(Move("DeactivateProfile", id), "OK "); }
};
INSTANTIATE_TEST_SUITE_P(Engines, GroupStoryTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(GroupStoryTest, WhoeverStaysIsToldKindlyAndNobodyElseIs) {
  std::string group = BeginGroup();
  Leave("carl");
  ASSERT_EQ(Pair(group).state(), Mentorship::ACTIVE);
  Until(Days(2));
  for (const char* person : {"ada", "bob", "dora"}) {
    EXPECT_THAT(ToldAt(person, kWords), ElementsAre(In(absl::ZeroDuration()))) << person;
    v1::Notification told = LastTold(person, kWords);
    ExpectNoBlame(told);
    for (const std::string& said : {told.text(), told.html()}) {
      EXPECT_THAT(said, AllOf(HasSubstr("goes on as planned"), Not(HasSubstr("carl")), Not(HasSubstr("{{")))) << person;
    }
    EXPECT_THAT(ToldAt(person, "ended-leaver"), IsEmpty()) << person;
  }
  EXPECT_THAT(LastTold("ada", kWords).text(), HasSubstr("Your group with bob Doe, dora Doe goes on"));
  EXPECT_THAT(ToldAt("carl", kWords), IsEmpty()) << "who left is not told";
  EXPECT_THAT(ToldAt("eve", kWords), IsEmpty());
}

TEST_P(GroupStoryTest, TheMeetingsThatStayAreThoseWithoutWhoeverLeft) {
  std::string group = BeginGroup();
  std::string all = Book("ada", group, Days(4));
  scheduling::v1::BookMeetingRequest request;
  request.set_parent(kAcme);
  scheduling::v1::Meeting& few = *request.mutable_meeting();
  few.set_mentorship(group);
  for (const char* id : {"bob", "dora"}) few.add_participants(Person(id));
  *few.mutable_start_time() = base::ToProto(start + Days(5) + absl::Hours(2));
  *few.mutable_end_time() = base::ToProto(start + Days(5) + absl::Minutes(150));
  auto without = Meetings<scheduling::v1::Meeting>("dora", "BookMeeting", request);
  ASSERT_EQ(Refused(without), "OK ");
  world.Settle();
  Leave("carl");
  EXPECT_THAT(ToldAt("ada", "meeting-cancelled"), SizeIs(1));
  EXPECT_THAT(ToldAt("dora", "meeting-cancelled"), SizeIs(1));
  Until(Days(6));
  EXPECT_THAT(ToldAt("ada", "meeting-reminder"), IsEmpty());
  EXPECT_THAT(ToldAt("dora", "meeting-reminder"), SizeIs(2));
}

TEST_P(GroupStoryTest, IsToldOnceWhenTheLeavingIsAskedForAgainAndTheServicesBeginAnew) {
  BeginGroup();
  ASSERT_EQ(Move("DeactivateProfile", "carl", "leave"), "OK ");
  EXPECT_EQ(Move("DeactivateProfile", "carl", "leave"), "OK ");
  world.Restart();
  EXPECT_EQ(Move("DeactivateProfile", "carl", "leave"), "OK ");
  EXPECT_EQ(Move("ReactivateProfile", "carl"), "OK ");
  Leave("carl");
  Until(Days(2));
  for (const char* person : {"ada", "bob", "dora"}) EXPECT_THAT(ToldAt(person, kWords), SizeIs(1)) << person;
  EXPECT_THAT(ToldAt("carl", kWords), IsEmpty());
}

TEST_P(GroupStoryTest, IsToldOnceForEachWhoLeavesAndAsAnEndWhenNobodyIsLeftToMentor) {
  std::string group = BeginGroup();
  Leave("carl");
  Advance(absl::Hours(1));
  Leave("dora");
  EXPECT_THAT(ToldAt("ada", kWords), ElementsAre(In(absl::ZeroDuration()), In(absl::Hours(1))));
  EXPECT_THAT(ToldAt("dora", kWords), ElementsAre(In(absl::ZeroDuration()))) << "of carl alone";
  Leave("bob");
  EXPECT_EQ(Pair(group).state(), Mentorship::ENDED);
  EXPECT_THAT(ToldAt("ada", kWords), SizeIs(2));
  EXPECT_THAT(ToldAt("ada", "ended-leaver"), SizeIs(1));
}

TEST_P(GroupStoryTest, IsToldWhateverRoomTheWeekHasForNudgesAsTheEndOfAPairIs) {
  v1::Preferences wishes;
  wishes.set_nudges_per_week(0);
  ASSERT_EQ(Refused(Wish("ada", wishes)), "OK ");
  BeginGroup();
  Leave("carl");
  v1::Notification told = LastTold("ada", kWords);
  EXPECT_EQ(told.category(), v1::SERVICE);
}

TEST_P(GroupStoryTest, IsWrittenInTheLanguageOfTheReader) {
  const std::pair<const char*, const char*> spoken[] = {
      {"nl", "Je groep gaat door"}, {"de", "Deine Gruppe macht weiter"}, {"fr", "Ton groupe continue"}};
  const char* const people[] = {"ada", "bob", "dora"};
  BeginGroup();
  for (size_t i = 0; i < 3; ++i) {
    v1::Preferences wishes;
    wishes.set_locale(spoken[i].first);
    ASSERT_EQ(Refused(Wish(people[i], wishes)), "OK ");
  }
  Leave("carl");
  for (size_t i = 0; i < 3; ++i) EXPECT_EQ(LastTold(people[i], kWords).subject(), spoken[i].second);
}

TEST_P(GroupStoryTest, APairThatEndsIsNotToldSo) {
  BeginActive();
  Leave("bob");
  Until(Days(2));
  EXPECT_THAT(ToldAt("ada", "ended-leaver"), SizeIs(1));
  EXPECT_THAT(ToldAt("ada", kWords), IsEmpty());
}

}  // namespace
}  // namespace gilde::notification
