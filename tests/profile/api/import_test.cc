#include "tests/profile/api/fixture.h"

namespace gilde::profile {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using R = v1::ImportProfileResult;

class ImportTest : public ProfileTest {
 protected:
  struct Answer {
    absl::Status status;
    std::vector<R> results;
    v1::ImportSummary summary;
    // `CREATED 1, FAILED 2`, in order of the rows.
    std::vector<std::string> Outcomes() const {
      std::vector<std::string> outcomes;
      for (const R& result : results) outcomes.push_back(R::Outcome_Name(result.outcome()) + " " + std::to_string(result.line()));
      return outcomes;
    }
  };

  static v1::ImportProfileRow Row(const std::string& external_id, const std::function<void(v1::Profile&)>& more = nullptr) {
    v1::ImportProfileRow row;
    row.mutable_profile()->set_external_id(external_id);
    row.mutable_profile()->set_given_name("Ada");
    row.mutable_profile()->set_family_name("Number " + external_id);
    if (more) more(*row.mutable_profile());
    return row;
  }
  static std::vector<v1::ImportProfileRow> Rows(int count) {
    std::vector<v1::ImportProfileRow> rows;
    rows.reserve(count);
    for (int i = 0; i < count; ++i) rows.push_back(Row("p" + std::to_string(i)));
    return rows;
  }

  // Sends the rows, `together` a message.
  Answer Import(const std::vector<v1::ImportProfileRow>& rows, const std::function<void(v1::ImportProfilesRequest&)>& settings = nullptr,
                size_t together = 100) {
    Answer answer;
    v1::ImportProfilesRequest up;
    v1::ImportProfilesResponse down;
    size_t sent = 0;
    bool first = true;
    auto next = [&] {
      if (!first && sent == rows.size()) return false;
      up.Clear();
      if (first) {
        up.set_parent(kAcme);
        if (settings) settings(up);
      }
      first = false;
      for (size_t i = 0; i < together && sent < rows.size(); ++i) *up.add_rows() = rows[sent++];
      return true;
    };
    auto each = [&] {
      for (const R& result : down.results()) answer.results.push_back(result);
      if (down.has_summary()) answer.summary = down.summary();
    };
    answer.status = platform().Exchange("gilde.profile.v1.ProfileService/ImportProfiles", up, next, down, each);
    return answer;
  }
};

TEST_P(ImportTest, CreatesPeopleAndAnswersEveryRow) {
  Answer answer = Import({Row("ada"), Row("bob")}, nullptr, 1);
  ASSERT_TRUE(answer.status.ok()) << answer.status;
  EXPECT_THAT(answer.Outcomes(), ElementsAre("CREATED 1", "CREATED 2"));
  EXPECT_EQ(answer.results[0].profile(), Person("ada"));
  EXPECT_EQ(answer.results[0].external_id(), "ada");
  EXPECT_EQ(answer.summary.row_count(), 2);
  EXPECT_EQ(answer.summary.created_count(), 2);
  EXPECT_EQ(Get(platform(), Person("bob"))->display_name(), "Ada Number bob");
  EXPECT_THAT(Events(), ElementsAre("organization.created", "profile.created", "profile.created"));
}

TEST_P(ImportTest, TheSameAgainChangesNothingAndPublishesNothing) {
  ASSERT_EQ(Import(Rows(250)).summary.created_count(), 250);
  std::vector<std::string> events = Events();
  Answer again = Import(Rows(250));
  EXPECT_EQ(again.summary.unchanged_count(), 250);
  EXPECT_EQ(again.summary.updated_count(), 0);
  EXPECT_EQ(Events(), events);
}

TEST_P(ImportTest, ABadRowFailsAloneWithLineFieldAndReason) {
  v1::ImportProfileRow bad = Row("bob", [](auto& p) {
    p.set_time_zone("Mars/Olympus");
    p.set_seniority_level(11);
  });
  bad.set_line(42);
  Answer answer = Import({Row("ada"), bad, Row("cat")});
  ASSERT_TRUE(answer.status.ok()) << answer.status;
  EXPECT_THAT(answer.Outcomes(), ElementsAre("CREATED 1", "FAILED 42", "CREATED 3"));
  ASSERT_EQ(answer.results[1].errors_size(), 2);
  EXPECT_EQ(answer.results[1].errors(0).field(), "profile.seniority_level");
  EXPECT_EQ(answer.results[1].errors(0).reason(), "SENIORITY_OUT_OF_RANGE");
  EXPECT_EQ(answer.results[1].errors(1).field(), "profile.time_zone");
  EXPECT_EQ(Refused(Get(platform(), Person("bob"))), "NOT_FOUND RESOURCE_NOT_FOUND");
}

TEST_P(ImportTest, TextThatIsNoneAndNamesOfOthersFailTheirRowAlone) {
  v1::ImportProfileRow control = Row("bob", [](auto& p) { p.set_given_name("B\x01ob"); });
  v1::ImportProfileRow elsewhere = Row("cat", [](auto& p) { p.set_manager("organizations/other/profiles/dan"); });
  v1::ImportProfileRow huge = Row("dan", [](auto& p) { p.add_public_works()->set_title(std::string(100'001, 'x')); });
  v1::ImportProfileRow manager = Row("fay");
  manager.set_manager_external_id(std::string("a\0b", 3));
  Answer answer = Import({Row("ada"), control, elsewhere, huge, Row("eve"), manager, Row(std::string("g\0us", 4))});
  ASSERT_TRUE(answer.status.ok()) << answer.status;
  EXPECT_THAT(answer.Outcomes(), ElementsAre("CREATED 1", "FAILED 2", "FAILED 3", "FAILED 4", "CREATED 5", "FAILED 6", "FAILED 7"));
  EXPECT_EQ(answer.results[1].errors(0).field(), "profile.given_name");
  EXPECT_EQ(answer.results[1].errors(0).reason(), "TEXT_INVALID");
  EXPECT_EQ(answer.results[1].external_id(), "bob");
  EXPECT_EQ(answer.results[2].errors(0).reason(), "RESOURCE_NOT_FOUND");
  EXPECT_EQ(answer.results[3].errors(0).field(), "profile.public_works[0].title");
  EXPECT_EQ(answer.results[3].errors(0).reason(), "TEXT_TOO_LONG");
  EXPECT_EQ(answer.summary.failed_count(), 5);
}

TEST_P(ImportTest, ARosterWithARowThatCannotBeReadIsRefusedBeforeAnybodyIsTakenForALeaver) {
  ASSERT_EQ(Import(Rows(30)).summary.created_count(), 30);
  std::vector<v1::ImportProfileRow> roster = Rows(30);
  roster[7].mutable_profile()->set_external_id("p7\x01");
  Answer answer = Import(roster, [](auto& first) {
    first.set_full_roster(true);
    first.set_confirm_mass_change(true);
  });
  EXPECT_EQ(Refused(answer.status), "FAILED_PRECONDITION ROSTER_HAS_BAD_ROWS");
  EXPECT_EQ(Get(platform(), Person("p7"))->state(), v1::Profile::ACTIVE);
}

TEST_P(ImportTest, ARosterThatBreaksOffInTheMiddleDeactivatesNobody) {
  ASSERT_EQ(Import(Rows(20)).summary.created_count(), 20);
  int sent = 0;
  v1::ImportProfilesRequest up;
  v1::ImportProfilesResponse down;
  auto next = [&] {
    up.Clear();
    up.set_parent(sent == 0 ? std::string(kAcme) : "no\x01name");
    up.set_full_roster(true);
    up.set_confirm_mass_change(true);
    *up.add_rows() = Row("p" + std::to_string(sent));
    return ++sent <= 2;
  };
  absl::Status status = platform().Exchange("gilde.profile.v1.ProfileService/ImportProfiles", up, next, down, [] {});
  EXPECT_EQ(Refused(status), "INVALID_ARGUMENT TEXT_INVALID");
  EXPECT_EQ(Get(platform(), Person("p19"))->state(), v1::Profile::ACTIVE);
  EXPECT_THAT(Events(), testing::Not(testing::Contains("profile.deactivated")));
}

TEST_P(ImportTest, ADryRunAnswersAsTheRealRunAndWritesNothing) {
  ASSERT_TRUE(Import({Row("ada"), Row("gone")}).status.ok());
  ASSERT_TRUE(Deactivate("gone").ok());
  std::vector<v1::ImportProfileRow> rows = {Row("ada"),
                                            Row("ada", [](auto& p) { p.set_location("Utrecht"); }),
                                            Row("bob"),
                                            Row("gone"),
                                            Row(""),
                                            Row("cat", [](auto& p) { p.clear_given_name(); }),
                                            Row("E 7", [](auto& p) { p.add_skills_offered()->set_skill("juggling"); })};
  rows[6].mutable_profile()->mutable_skills_offered(0)->set_level(2);
  std::vector<std::string> events = Events();
  Answer dry = Import(rows, [](auto& s) { s.set_validate_only(true); });
  EXPECT_EQ(Events(), events);
  Answer real = Import(rows);
  EXPECT_THAT(real.Outcomes(), ElementsAre("UNCHANGED 1", "FAILED 2", "CREATED 3", "FAILED 4", "FAILED 5", "FAILED 6", "CREATED 7"));
  ASSERT_EQ(dry.results.size(), real.results.size());
  for (size_t i = 0; i < real.results.size(); ++i) {
    EXPECT_EQ(dry.results[i].SerializeAsString(), real.results[i].SerializeAsString()) << i;
  }
  EXPECT_EQ(dry.summary.SerializeAsString(), real.summary.SerializeAsString());
  EXPECT_THAT(real.results[6].unknown_skills(), ElementsAre("juggling"));
}

TEST_P(ImportTest, WithAMaskChangesOnlyWhatTheMaskNames) {
  ASSERT_TRUE(Import({Row("ada", [](auto& p) { p.set_location("London"); })}).status.ok());
  v1::ImportProfileRow row = Row("ada", [](auto& p) {
    p.set_org_unit("eu/nl");
    p.set_given_name("Adelaide");
  });
  Answer answer = Import({row}, [](auto& s) {
    s.mutable_update_mask()->add_paths("org_unit");
    s.mutable_update_mask()->add_paths("location");
  });
  EXPECT_THAT(answer.Outcomes(), ElementsAre("UPDATED 1"));
  auto ada = Get(platform(), Person("ada"));
  EXPECT_EQ(ada->org_unit(), "eu/nl");
  EXPECT_EQ(ada->location(), "");
  EXPECT_EQ(ada->given_name(), "Ada");
  EXPECT_EQ(Refused(Import({row}, [](auto& s) { s.mutable_update_mask()->add_paths("persona"); }).status),
            "INVALID_ARGUMENT MASK_PATH_NOT_IMPORTED");
  EXPECT_EQ(Refused(Import({row}, [](auto& s) { s.mutable_update_mask()->add_paths("unit"); }).status),
            "INVALID_ARGUMENT MASK_PATH_UNKNOWN");
}

TEST_P(ImportTest, FindsManagersByExternalIdWhereverTheyStand) {
  ASSERT_TRUE(Create("the-boss").ok());
  v1::ImportProfileRow ada = Row("ada");
  ada.set_manager_external_id("bob");
  v1::ImportProfileRow bob = Row("bob");
  bob.set_manager_external_id("E-the-boss");
  ASSERT_TRUE(Import({ada, bob}).status.ok());
  EXPECT_EQ(Get(platform(), Person("ada"))->manager(), Person("bob"));
  EXPECT_EQ(Get(platform(), Person("bob"))->manager(), Person("the-boss"));
}

TEST_P(ImportTest, UpdatesSomebodyWhoWasCreatedUnderAnotherId) {
  ASSERT_TRUE(Create("ada", [](auto& p) { p.set_external_id("10442"); }).ok());
  Answer answer = Import({Row("10442")});
  EXPECT_THAT(answer.Outcomes(), ElementsAre("UPDATED 1"));
  EXPECT_EQ(answer.results[0].profile(), Person("ada"));
}

TEST_P(ImportTest, RefusesARosterThatWouldDeactivateMoreThanFivePercent) {
  ASSERT_EQ(Import(Rows(40)).summary.created_count(), 40);
  auto full = [](auto& s) { s.set_full_roster(true); };
  std::vector<std::string> events = Events();
  EXPECT_EQ(Refused(Import(Rows(37), full).status), "FAILED_PRECONDITION MASS_CHANGE_UNCONFIRMED");
  EXPECT_EQ(Events(), events);
  Answer small = Import(Rows(38), full);
  ASSERT_TRUE(small.status.ok()) << small.status;
  EXPECT_EQ(small.summary.deactivated_count(), 2);
  EXPECT_EQ(small.summary.unchanged_count(), 38);
  EXPECT_EQ(Get(platform(), Person("p39"))->state(), v1::Profile::DEACTIVATED);
  Answer confirmed = Import(Rows(10), [](auto& s) {
    s.set_full_roster(true);
    s.set_confirm_mass_change(true);
  });
  EXPECT_EQ(confirmed.summary.deactivated_count(), 28);
}

TEST_P(ImportTest, ARosterLeavesAlonePeopleWhomNoImportBroughtIn) {
  ASSERT_TRUE(Create("guest", [](auto& p) { p.clear_external_id(); }).ok());
  ASSERT_TRUE(Import(Rows(3), [](auto& s) { s.set_full_roster(true); }).status.ok());
  EXPECT_EQ(Get(platform(), Person("guest"))->state(), v1::Profile::ACTIVE);
}

TEST_P(ImportTest, ARosterIsTriedWithoutWriting) {
  ASSERT_TRUE(Import(Rows(40)).status.ok());
  Answer dry = Import(Rows(39), [](auto& s) {
    s.set_full_roster(true);
    s.set_validate_only(true);
  });
  ASSERT_TRUE(dry.status.ok()) << dry.status;
  EXPECT_EQ(dry.summary.deactivated_count(), 1);
  EXPECT_EQ(dry.results.back().profile(), Person("p39"));
  EXPECT_EQ(Get(platform(), Person("p39"))->state(), v1::Profile::ACTIVE);
}

TEST_P(ImportTest, ARosterNeedsExternalIds) {
  ASSERT_TRUE(Import(Rows(3)).status.ok());
  Answer answer = Import({Row("p0"), Row("")}, [](auto& s) { s.set_full_roster(true); });
  EXPECT_EQ(Refused(answer.status), "FAILED_PRECONDITION ROSTER_HAS_BAD_ROWS");
}

TEST_P(ImportTest, BringsBackPeopleWhoHadLeftOnlyWhenAsked) {
  ASSERT_TRUE(Import({Row("ada")}).status.ok());
  ASSERT_TRUE(Deactivate("ada").ok());
  Answer refused = Import({Row("ada")});
  EXPECT_THAT(refused.Outcomes(), ElementsAre("FAILED 1"));
  EXPECT_EQ(refused.results[0].errors(0).reason(), "PROFILE_DEACTIVATED");
  EXPECT_THAT(Import({Row("ada")}, [](auto& s) { s.set_reactivate(true); }).Outcomes(), ElementsAre("UPDATED 1"));
  EXPECT_EQ(Events().back(), "profile.reactivated");
}

TEST_P(ImportTest, IsRefusedAsAWholeForBadSettings) {
  EXPECT_EQ(Refused(Import({Row("ada")}, [](auto& s) { s.set_parent("organizations/globex"); }).status), "NOT_FOUND RESOURCE_NOT_FOUND");
  EXPECT_EQ(Refused(Import({Row("ada")}, [](auto& s) { s.set_parent("acme"); }).status), "INVALID_ARGUMENT NAME_INVALID");
  EXPECT_EQ(Refused(Import(Rows(1001), nullptr, 1001).status), "INVALID_ARGUMENT LIST_TOO_LONG");
}

TEST_P(ImportTest, WithoutRowsAnswersWithAnEmptySummary) {
  Answer answer = Import({});
  EXPECT_TRUE(answer.status.ok()) << answer.status;
  EXPECT_THAT(answer.results, IsEmpty());
  EXPECT_EQ(answer.summary.row_count(), 0);
}

INSTANTIATE_TEST_SUITE_P(Engines, ImportTest, testing::ValuesIn(test::Engines()), test::EngineName);

}  // namespace
}  // namespace gilde::profile
