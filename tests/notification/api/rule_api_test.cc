// Rules through the RPCs.
#include "services/notification/domain/catalogue.h"
#include "tests/notification/api/fixture.h"

namespace gilde::notification {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class RuleApiTest : public NotificationTest {
 protected:
  static std::string Name(const std::string& id) { return std::string(kAcme) + "/rules/" + id; }
  absl::StatusOr<v1::Rule> Get(const rpc::Client& client, const std::string& name) {
    v1::GetRuleRequest request;
    request.set_name(name);
    return Rules<v1::Rule>(client, "GetRule", request);
  }
  static v1::UpdateRuleRequest Change(const std::string& id, const std::string& path = "") {
    v1::UpdateRuleRequest request;
    request.mutable_rule()->set_name(Name(id));
    if (!path.empty()) request.mutable_update_mask()->add_paths(path);
    return request;
  }
  absl::StatusOr<v1::Rule> Update(const v1::UpdateRuleRequest& request) { return Rules<v1::Rule>(admin(), "UpdateRule", request); }
  std::vector<v1::RuleRevision> Revisions(const std::string& id) {
    v1::ListRuleRevisionsRequest request;
    request.set_parent(Name(id));
    auto page = Rules<v1::ListRuleRevisionsResponse>(admin(), "ListRuleRevisions", request);
    EXPECT_EQ(Refused(page), "OK ");
    if (!page.ok()) return {};
    return {page->revisions().begin(), page->revisions().end()};
  }
  // A rule that is complete, and new.
  static v1::UpdateRuleRequest NewRule(const std::string& id) {
    v1::UpdateRuleRequest request = Change(id);
    request.mutable_rule()->set_title("Say hello after a day");
    request.mutable_rule()->add_on("profile.created");
    request.mutable_rule()->add_delays()->set_seconds(24 * 3600);
    request.mutable_rule()->add_recipients(v1::Rule::PERSON);
    request.mutable_rule()->set_template_("enrollment-active");
    request.mutable_rule()->set_category(v1::SERVICE);
    request.set_allow_missing(true);
    return request;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, RuleApiTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(RuleApiTest, AreThoseOfTheCatalogueFromTheStartPageByPage) {
  std::vector<std::string> expected, listed;
  for (const v1::Rule& rule : domain::Catalogue(kAcme)) expected.push_back(rule.name());
  v1::ListRulesRequest request;
  request.set_parent(kAcme);
  request.set_page_size(7);
  do {
    auto page = Rules<v1::ListRulesResponse>(platform(), "ListRules", request);
    ASSERT_EQ(Refused(page), "OK ");
    EXPECT_LE(page->rules_size(), 7);
    for (const v1::Rule& rule : page->rules()) listed.push_back(rule.name());
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  EXPECT_EQ(listed, expected);
}

TEST_P(RuleApiTest, RefusesListsThatCannotBe) {
  v1::ListRulesRequest request;
  request.set_parent("acme");
  EXPECT_EQ(Refused(Rules<v1::ListRulesResponse>(platform(), "ListRules", request)), "INVALID_ARGUMENT NAME_INVALID");
  request.set_parent(kAcme);
  request.set_page_size(-1);
  EXPECT_EQ(Refused(Rules<v1::ListRulesResponse>(platform(), "ListRules", request)), "INVALID_ARGUMENT PAGE_SIZE_INVALID");
  request.set_page_size(0);
  request.set_page_token("not a token");
  EXPECT_EQ(Refused(Rules<v1::ListRulesResponse>(platform(), "ListRules", request)), "INVALID_ARGUMENT PAGE_TOKEN_INVALID");
  request.clear_page_token();
  EXPECT_EQ(Refused(Rules<v1::ListRulesResponse>(other(), "ListRules", request)), "NOT_FOUND RESOURCE_NOT_FOUND");
}

TEST_P(RuleApiTest, AreReadOneByOne) {
  auto rule = Get(admin(), Name("agenda-nudge"));
  ASSERT_EQ(Refused(rule), "OK ");
  EXPECT_EQ(rule->etag(), "0");
  EXPECT_EQ(rule->version(), 0);
  EXPECT_EQ(Refused(Get(admin(), Name("no-such-rule"))), "NOT_FOUND RESOURCE_NOT_FOUND");
  EXPECT_EQ(Refused(Get(admin(), "rules/agenda-nudge")), "INVALID_ARGUMENT NAME_INVALID");
  EXPECT_EQ(Refused(Get(other(), Name("agenda-nudge"))), "NOT_FOUND RESOURCE_NOT_FOUND");
  EXPECT_EQ(absl::StatusCode::kPermissionDenied, Get(as("ada"), Name("agenda-nudge")).status().code()) << "not for members";
}

TEST_P(RuleApiTest, ChangeOnlyWhatTheMaskNamesAndKeepTheirHistory) {
  EXPECT_THAT(Revisions("agenda-nudge"), IsEmpty()) << "still the catalogue's";
  v1::UpdateRuleRequest request = Change("agenda-nudge", "delays");
  request.mutable_rule()->add_delays()->set_seconds(-6 * 3600);
  request.mutable_rule()->set_title("passed over");
  auto changed = Update(request);
  ASSERT_EQ(Refused(changed), "OK ");
  EXPECT_EQ(changed->version(), 1);
  EXPECT_NE(changed->etag(), "0");
  EXPECT_EQ(changed->delays(0).seconds(), -6 * 3600);
  EXPECT_EQ(changed->title(), domain::Catalogue(kAcme)[0].title().empty() ? "" : Get(admin(), Name("agenda-nudge"))->title());
  EXPECT_NE(changed->title(), "passed over");
  request = Change("agenda-nudge", "off");
  request.mutable_rule()->set_off(true);
  request.mutable_rule()->set_etag(changed->etag());
  ASSERT_EQ(Refused(Update(request)), "OK ");
  EXPECT_EQ(Refused(Update(request)), "ABORTED ETAG_MISMATCH");
  std::vector<v1::RuleRevision> revisions = Revisions("agenda-nudge");
  ASSERT_EQ(revisions.size(), 2u);
  EXPECT_EQ(revisions[0].rule().version(), 1);
  EXPECT_FALSE(revisions[0].rule().off());
  EXPECT_TRUE(revisions[1].rule().off());
  EXPECT_EQ(revisions[1].rule().delays(0).seconds(), -6 * 3600) << "what was changed before stays";
  EXPECT_EQ(revisions[1].name(), Name("agenda-nudge") + "/revisions/000002");
  EXPECT_FALSE(revisions[1].author().empty());
  EXPECT_TRUE(Get(admin(), Name("agenda-nudge"))->off());
}

TEST_P(RuleApiTest, AreMadeAnewOnlyWhereThatIsAllowed) {
  v1::UpdateRuleRequest request = NewRule("hello");
  request.set_allow_missing(false);
  EXPECT_EQ(Refused(Update(request)), "NOT_FOUND RESOURCE_NOT_FOUND");
  request.set_allow_missing(true);
  auto made = Update(request);
  ASSERT_EQ(Refused(made), "OK ");
  EXPECT_EQ(made->version(), 1);
  v1::ListRulesRequest list;
  list.set_parent(kAcme);
  auto page = Rules<v1::ListRulesResponse>(platform(), "ListRules", list);
  EXPECT_EQ(page->rules_size(), static_cast<int>(domain::Catalogue(kAcme).size()) + 1);
  EXPECT_EQ(Revisions("hello").size(), 1u);
}

TEST_P(RuleApiTest, AskedForTwiceWithOneRequestIdChangeOnce) {
  v1::UpdateRuleRequest request = NewRule("hello");
  request.set_request_id("r1");
  ASSERT_EQ(Refused(Update(request)), "OK ");
  EXPECT_EQ(Update(request)->version(), 1);
  EXPECT_EQ(Revisions("hello").size(), 1u);
}

TEST_P(RuleApiTest, RefusesChangesThatCannotBe) {
  EXPECT_EQ(Refused(Update(Change("agenda-nudge", "no_such_field"))), "INVALID_ARGUMENT MASK_PATH_UNKNOWN");
  v1::UpdateRuleRequest nameless;
  nameless.mutable_rule()->set_name("agenda-nudge");
  EXPECT_EQ(Refused(Update(nameless)), "INVALID_ARGUMENT NAME_INVALID");
  v1::UpdateRuleRequest request = Change("agenda-nudge", "template");
  request.mutable_rule()->set_template_("no-such-words");
  EXPECT_EQ(Refused(Update(request)), "INVALID_ARGUMENT TEMPLATE_UNKNOWN");
  request = Change("agenda-nudge", "title");
  EXPECT_EQ(Refused(Update(request)), "INVALID_ARGUMENT TITLE_INVALID") << "unset by the mask";
  request = Change("agenda-nudge", "cadence_percent");
  request.mutable_rule()->set_cadence_percent(150);
  EXPECT_EQ(Refused(Update(request)), "INVALID_ARGUMENT CONTRADICTION");
  request = Change("agenda-nudge", "off");
  request.mutable_rule()->set_off(true);
  request.mutable_rule()->set_etag("stale");
  EXPECT_EQ(Refused(Update(request)), "ABORTED ETAG_MISMATCH");
  EXPECT_EQ(absl::StatusCode::kPermissionDenied, Rules<v1::Rule>(as("ada"), "UpdateRule", request).status().code());
  EXPECT_EQ(Refused(Rules<v1::Rule>(other(), "UpdateRule", request)), "NOT_FOUND RESOURCE_NOT_FOUND");
  EXPECT_EQ(Get(admin(), Name("agenda-nudge"))->version(), 0) << "nothing of it happened";
  v1::ListRuleRevisionsRequest list;
  list.set_parent(Name("no-such-rule"));
  EXPECT_EQ(Refused(Rules<v1::ListRuleRevisionsResponse>(admin(), "ListRuleRevisions", list)), "NOT_FOUND RESOURCE_NOT_FOUND");
  list.set_parent(kAcme);
  EXPECT_EQ(Refused(Rules<v1::ListRuleRevisionsResponse>(admin(), "ListRuleRevisions", list)), "INVALID_ARGUMENT NAME_INVALID");
}

TEST_P(RuleApiTest, OfTheOrganizationsOwnTellPeople) {
  ASSERT_EQ(Refused(Update(NewRule("hello"))), "OK ");
  AddReader("ada");
  Advance(Days(2));
  EXPECT_THAT(ToldAt("ada", "enrollment-active"), ElementsAre(In(Days(1))));
  EXPECT_EQ(LastTold("ada", "enrollment-active").rule(), Name("hello"));
}

TEST_P(RuleApiTest, ThatAreTurnedOffTellNobodyNotEvenWhatWaits) {
  ASSERT_EQ(Refused(Update(NewRule("hello"))), "OK ");
  AddReader("ada");
  v1::UpdateRuleRequest off = Change("hello", "off");
  off.mutable_rule()->set_off(true);
  ASSERT_EQ(Refused(Update(off)), "OK ");
  AddReader("bob");
  Advance(Days(2));
  EXPECT_THAT(Told("ada"), IsEmpty());
  EXPECT_THAT(Told("bob"), IsEmpty());
  EXPECT_EQ(RemindersOf("ada", v1::Reminder::DROPPED).at(0).reason(), v1::Reminder::RULE_OFF);
}

}  // namespace
}  // namespace gilde::notification
