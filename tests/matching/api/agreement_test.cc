// Agreements and their versions, through the RPCs.
#include "tests/matching/api/mentorship_fixture.h"
#include "tests/support/fields.h"

namespace gilde::matching {
namespace {

using test::Fields;
using testing::ElementsAre;

class AgreementTest : public MentorshipTest {
 protected:
  AgreementTest() : pair(ActivePair()) {
    EXPECT_EQ(Refused(Propose("ada", Version("ada", "a1", 14, 30))), "OK ");
    EXPECT_EQ(Refused(Sign("grace", pair + "/agreements/a1")), "OK ");
  }
  v1::ProposeAgreementRequest Version(const std::string& by, const std::string& id, int cadence_days, int minutes) {
    v1::ProposeAgreementRequest request = Agreeing(by, pair, cadence_days, minutes);
    request.set_agreement_id(id);
    return request;
  }
  std::vector<std::string> Versions(const std::string& by) {
    v1::ListAgreementsRequest list;
    list.set_parent(pair);
    auto page = Mentoring<v1::ListAgreementsResponse>(as(by), "ListAgreements", list);
    EXPECT_EQ(Refused(page), "OK ");
    std::vector<std::string> versions;
    if (!page.ok()) return versions;
    for (const auto& one : page->agreements()) {
      versions.push_back(absl::StrCat(one.version(), " ", v1::Agreement::State_Name(one.state()), " ", one.signatures_size()));
    }
    return versions;
  }
  std::string pair;
};
INSTANTIATE_TEST_SUITE_P(Engines, AgreementTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(AgreementTest, ProposedAnewLeavesTheOneInForceUntilBothHaveSigned) {
  auto second = Propose("grace", Version("grace", "a2", 28, 60));
  ASSERT_EQ(Refused(second), "OK ");
  EXPECT_EQ(second->version(), 2);
  EXPECT_EQ(second->state(), v1::Agreement::PROPOSED);
  v1::Mentorship before = Pair(pair);
  EXPECT_EQ(before.agreement(), pair + "/agreements/a1");
  EXPECT_EQ(before.proposed_agreement(), pair + "/agreements/a2");
  EXPECT_EQ(before.cadence_days(), 14);
  EXPECT_EQ(before.meeting_minutes(), 30);
  EXPECT_THAT(Versions("ada"), ElementsAre("1 SIGNED 2", "2 PROPOSED 1"));

  EXPECT_EQ(Sign("ada", second->name())->state(), v1::Agreement::SIGNED);
  v1::Mentorship after = Pair(pair);
  EXPECT_EQ(after.agreement(), pair + "/agreements/a2");
  EXPECT_EQ(after.proposed_agreement(), "");
  EXPECT_EQ(after.cadence_days(), 28);
  EXPECT_EQ(after.meeting_minutes(), 60);
  EXPECT_EQ(after.state(), v1::Mentorship::ACTIVE);
  for (const char* id : {"ada", "grace"}) EXPECT_THAT(Versions(id), ElementsAre("1 REPLACED 2", "2 SIGNED 2")) << id;
}

TEST_P(AgreementTest, ThatWaitsIsReplacedByTheNextProposal) {
  ASSERT_EQ(Refused(Propose("grace", Version("grace", "a2", 28, 60))), "OK ");
  ASSERT_EQ(Refused(Propose("ada", Version("ada", "a3", 21, 45))), "OK ");
  EXPECT_THAT(Versions("ada"), ElementsAre("1 SIGNED 2", "2 REPLACED 1", "3 PROPOSED 1"));
  EXPECT_EQ(Refused(Sign("ada", pair + "/agreements/a2")), "FAILED_PRECONDITION AGREEMENT_NOT_PROPOSED");
  EXPECT_EQ(Pair(pair).cadence_days(), 14);
  ASSERT_EQ(Refused(Sign("grace", pair + "/agreements/a3")), "OK ");
  EXPECT_THAT(Versions("ada"), ElementsAre("1 REPLACED 2", "2 REPLACED 1", "3 SIGNED 2"));
  EXPECT_EQ(Pair(pair).cadence_days(), 21);
}

TEST_P(AgreementTest, IsSignedOnceByItsPeopleAndAsTheyReadIt) {
  auto second = Propose("grace", Version("grace", "a2", 28, 60));
  ASSERT_EQ(Refused(second), "OK ");
  EXPECT_EQ(Refused(Sign("grace", second->name())), "FAILED_PRECONDITION ALREADY_SIGNED");
  EXPECT_EQ(Refused(Sign("ada", pair + "/agreements/a1")), "FAILED_PRECONDITION AGREEMENT_NOT_PROPOSED");
  EXPECT_EQ(Refused(Sign("ada", pair + "/agreements/none")), "NOT_FOUND RESOURCE_NOT_FOUND");
  EXPECT_EQ(Refused(Sign("ada", pair)), "INVALID_ARGUMENT NAME_INVALID");
  EXPECT_EQ(Refused(Sign("alan", second->name())), "PERMISSION_DENIED NOT_A_PARTY");
  EXPECT_EQ(Refused(Sign("ada", second->name(), "0")), "ABORTED ETAG_MISMATCH");
  EXPECT_THAT(Versions("ada"), ElementsAre("1 SIGNED 2", "2 PROPOSED 1"));
  EXPECT_EQ(Refused(Sign("ada", second->name(), second->etag())), "OK ");
}

TEST_P(AgreementTest, ThatSaysTooLittleNamesEveryField) {
  auto wrong = Version("ada", "a2", 181, 25);
  wrong.mutable_agreement()->clear_channels();
  wrong.mutable_agreement()->set_response_hours(0);
  wrong.mutable_agreement()->clear_confidentiality();
  wrong.mutable_agreement()->add_organizers(Person("grace"));
  wrong.mutable_agreement()->mutable_end_date()->set_year(2020);
  absl::Status refused = Propose("ada", wrong).status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(Fields(refused), ElementsAre("agreement.cadence_days", "agreement.minutes", "agreement.channels", "agreement.response_hours",
                                           "agreement.confidentiality", "agreement.organizers", "agreement.end_date"));
  EXPECT_EQ(Refused(Propose("alan", Version("alan", "a2", 28, 60))), "PERMISSION_DENIED NOT_A_PARTY");
  EXPECT_EQ(Refused(Propose("ada", Version("ada", "a1", 28, 60))), "ALREADY_EXISTS RESOURCE_EXISTS");
  EXPECT_THAT(Versions("ada"), ElementsAre("1 SIGNED 2"));
  EXPECT_EQ(Pair(pair).proposed_agreement(), "");
}

}  // namespace
}  // namespace gilde::matching
