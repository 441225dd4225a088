// Who plans is asked for the agenda and the follow-up: the mentee, or whom the agreement of peers or of a reverse pair names.
#include "tests/notification/api/fixture.h"
#include "tests/support/fields.h"

namespace gilde::notification {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class OrganizerStoryTest : public NotificationTest {
 protected:
  OrganizerStoryTest() {
    AddReader("ada");
    AddReader("bob", 3);
    AddGoal("ada", "kafka");
    profile::v1::UpdateProfileRequest level;
    level.mutable_profile()->set_name(Person("ada"));
    level.mutable_profile()->set_seniority_level(7);
    EXPECT_EQ(Refused(Profiles<profile::v1::Profile>(platform(), "UpdateProfile", level)), "OK ");
    world.Settle();
  }
  std::string BeginIn(matching::v1::Program::Kind kind) {
    std::string program = AddProgram("p1", kind);
    Enroll(program, "ada", matching::v1::Enrollment::MENTEE);
    Enroll(program, "bob", matching::v1::Enrollment::MENTOR, 3);
    world.Settle();
    std::string pair = BeginPair(program, "ada", "bob");
    EXPECT_EQ(Refused(Conclude("ada", pair, matching::v1::ConcludeIntroRequest::CONTINUE)), "OK ");
    world.Settle();
    return pair;
  }
  absl::StatusOr<matching::v1::Agreement> Propose(const std::string& pair, const std::vector<std::string>& organizers) {
    matching::v1::ProposeAgreementRequest request;
    request.set_parent(pair);
    auto& agreement = *request.mutable_agreement();
    agreement.set_author(Person("ada"));
    agreement.set_cadence_days(14);
    agreement.set_minutes(30);
    agreement.add_channels(matching::v1::Agreement::CHAT);
    agreement.set_response_hours(48);
    agreement.set_confidentiality("what is said here stays here");
    agreement.mutable_end_date()->set_year(static_cast<int>(absl::ToCivilYear(now(), absl::UTCTimeZone()).year()) + 1);
    agreement.mutable_end_date()->set_month(6);
    agreement.mutable_end_date()->set_day(30);
    for (const std::string& id : organizers) agreement.add_organizers(Person(id));
    return Mentoring<matching::v1::Agreement>(as("ada"), "ProposeAgreement", request);
  }
  void Agree(const std::string& pair, const std::vector<std::string>& organizers) {
    auto proposed = Propose(pair, organizers);
    ASSERT_EQ(Refused(proposed), "OK ");
    matching::v1::SignAgreementRequest sign;
    sign.set_name(proposed->name());
    ASSERT_EQ(Refused(Mentoring<matching::v1::Agreement>(as("bob"), "SignAgreement", sign)), "OK ");
    world.Settle();
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, OrganizerStoryTest, testing::ValuesIn(test::Engines()), test::EngineName);

constexpr absl::Duration kNoon = absl::Hours(3 * 24 + 4);  // a Thursday

TEST_P(OrganizerStoryTest, InAReversePairTheJuniorMentorMayBeTheOneWhoBringsTheAgenda) {
  std::string pair = BeginIn(matching::v1::Program::REVERSE);
  Agree(pair, {"bob"});
  EXPECT_THAT(Pair(pair).organizers(), ElementsAre(Person("bob")));
  std::string meeting = Book("ada", pair, kNoon);
  Until(kNoon - absl::Hours(1));
  EXPECT_THAT(ToldAt("bob", "agenda-nudge"), SizeIs(1));
  EXPECT_THAT(ToldAt("bob", "agenda-missed"), SizeIs(1));
  EXPECT_THAT(ToldAt("ada", "agenda-missed-mentor"), SizeIs(1)) << "the other may shorten or move it";
  for (const char* words : {"agenda-nudge", "agenda-missed"}) EXPECT_THAT(ToldAt("ada", words), IsEmpty()) << words;
  EXPECT_THAT(ToldAt("bob", "agenda-missed-mentor"), IsEmpty());
  for (const char* person : {"ada", "bob"}) {
    scheduling::v1::ConfirmAttendanceRequest request;
    request.set_name(meeting);
    request.set_answer(scheduling::v1::Attendance::HELD);
    Until(kNoon + absl::Minutes(1));
    EXPECT_EQ(Refused(Meetings<scheduling::v1::Meeting>(person, "ConfirmAttendance", request)), "OK ");
  }
  Until(kNoon + absl::Hours(22));
  EXPECT_THAT(ToldAt("bob", "follow-up-nudge"), SizeIs(1));
  EXPECT_THAT(ToldAt("ada", "follow-up-nudge"), IsEmpty());
}

TEST_P(OrganizerStoryTest, WithoutAWordAboutItTheMenteePlans) {
  std::string pair = BeginIn(matching::v1::Program::REVERSE);
  Agree(pair, {});
  EXPECT_THAT(Pair(pair).organizers(), IsEmpty());
  Book("bob", pair, kNoon);
  Until(kNoon - absl::Hours(1));
  EXPECT_THAT(ToldAt("ada", "agenda-nudge"), SizeIs(1));
  EXPECT_THAT(ToldAt("bob", "agenda-nudge"), IsEmpty());
}

TEST_P(OrganizerStoryTest, AFormalPairCannotHandThePlanningToTheMentor) {
  std::string pair = BeginIn(matching::v1::Program::FORMAL);
  for (const std::vector<std::string>& organizers : {std::vector<std::string>{"bob"}, {"ada", "ada"}, {"tom"}}) {
    auto refused = Propose(pair, organizers);
    EXPECT_EQ(Refused(refused), "INVALID_ARGUMENT ORGANIZERS_INVALID");
    EXPECT_THAT(test::Fields(refused.status()), ElementsAre("agreement.organizers"));
  }
  EXPECT_EQ(Refused(Propose(pair, {"ada"})), "OK ");
}

}  // namespace
}  // namespace gilde::notification
