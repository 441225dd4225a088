// Templates through the RPCs.
#include "services/notification/domain/template.h"
#include "tests/notification/api/fixture.h"

namespace gilde::notification {
namespace {

using testing::HasSubstr;
using testing::Not;
using v1::Template;

class TemplateApiTest : public NotificationTest {
 protected:
  static std::string Name(const std::string& id) { return std::string(kAcme) + "/templates/" + id; }
  absl::StatusOr<Template> Get(const rpc::Client& client, const std::string& name) {
    v1::GetTemplateRequest request;
    request.set_name(name);
    return Words<Template>(client, "GetTemplate", request);
  }
  static v1::UpdateTemplateRequest Change(const std::string& id, const std::string& subject, const std::string& body) {
    v1::UpdateTemplateRequest request;
    request.mutable_template_()->set_name(Name(id));
    request.mutable_template_()->set_subject(subject);
    request.mutable_template_()->set_body(body);
    return request;
  }
  absl::StatusOr<Template> Update(v1::UpdateTemplateRequest request, bool allow_missing = false) {
    request.set_allow_missing(allow_missing);
    return Words<Template>(admin(), "UpdateTemplate", request);
  }
  absl::StatusOr<v1::RenderedTemplate> Preview(const std::string& name, const std::map<std::string, std::string>& values = {}) {
    v1::PreviewTemplateRequest request;
    request.set_name(name);
    request.mutable_values()->insert(values.begin(), values.end());
    return Words<v1::RenderedTemplate>(admin(), "PreviewTemplate", request);
  }
  // Tells a person in these words, in the person's language, and returns what was said.
  v1::Notification Say(const std::string& person, const std::string& words, const std::string& locale) {
    v1::Preferences wishes;
    wishes.set_locale(locale);
    EXPECT_EQ(Refused(Wish(person, wishes)), "OK ");
    v1::CreateReminderRequest request = Wanted(person, absl::ZeroDuration());
    request.mutable_reminder()->set_template_(words);
    std::string name = Remind(request);
    world.Settle();
    for (v1::Notification& told : Told(person)) {
      if (told.reminder() == name) return std::move(told);
    }
    ADD_FAILURE() << words << " was not told in " << locale;
    return {};
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, TemplateApiTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(TemplateApiTest, ShipInFiveLanguagesAndAreListedPageByPage) {
  std::vector<std::string> expected, listed;
  for (const Template& words : domain::ShippedTemplates(kAcme)) expected.push_back(words.name());
  v1::ListTemplatesRequest request;
  request.set_parent(kAcme);
  request.set_page_size(40);
  do {
    auto page = Words<v1::ListTemplatesResponse>(platform(), "ListTemplates", request);
    ASSERT_EQ(Refused(page), "OK ");
    for (const Template& words : page->templates()) listed.push_back(words.name());
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  EXPECT_EQ(listed, expected);
  for (const char* id : {"pulse-en", "pulse-nl", "pulse-de", "pulse-fr", "pulse-es"}) EXPECT_EQ(Get(admin(), Name(id))->etag(), "0") << id;
}

TEST_P(TemplateApiTest, RefusesListsAndReadsThatCannotBe) {
  v1::ListTemplatesRequest request;
  request.set_parent("acme");
  EXPECT_EQ(Refused(Words<v1::ListTemplatesResponse>(admin(), "ListTemplates", request)), "INVALID_ARGUMENT NAME_INVALID");
  request.set_parent(kAcme);
  request.set_page_size(-1);
  EXPECT_EQ(Refused(Words<v1::ListTemplatesResponse>(admin(), "ListTemplates", request)), "INVALID_ARGUMENT PAGE_SIZE_INVALID");
  request.set_page_size(1);
  request.set_page_token("x");
  EXPECT_EQ(Refused(Words<v1::ListTemplatesResponse>(admin(), "ListTemplates", request)), "INVALID_ARGUMENT PAGE_TOKEN_INVALID");
  EXPECT_EQ(Refused(Get(admin(), "pulse-nl")), "INVALID_ARGUMENT NAME_INVALID");
  EXPECT_EQ(Refused(Get(admin(), Name("pulse-pt"))), "NOT_FOUND RESOURCE_NOT_FOUND");
  EXPECT_EQ(Refused(Get(other(), Name("pulse-nl"))), "NOT_FOUND RESOURCE_NOT_FOUND");
  EXPECT_EQ(Get(as("ada"), Name("pulse-nl")).status().code(), absl::StatusCode::kPermissionDenied);
}

TEST_P(TemplateApiTest, ThatArePlainReachThoseWhoWouldRatherReadPlainWords) {
  AddReader("ada");
  ASSERT_EQ(Refused(Update(Change("pulse-plain-nl", "Hoe gaat het?", "Hallo {{GIVEN_NAME}}. Geef een cijfer: 1, 2, 3, 4 of 5."), true)),
            "OK ");
  EXPECT_NE(Say("ada", "pulse", "nl").subject(), "Hoe gaat het?");
  v1::Preferences wishes;
  wishes.set_plain_language(true);
  auto say_plainly = [&](const std::string& locale) {
    wishes.set_locale(locale);
    EXPECT_EQ(Refused(Wish("ada", wishes)), "OK ");
    v1::CreateReminderRequest request = Wanted("ada", absl::ZeroDuration());
    request.mutable_reminder()->set_template_("pulse");
    std::string name = Remind(request);
    world.Settle();
    for (v1::Notification& told : Told("ada")) {
      if (told.reminder() == name) return std::move(told);
    }
    return v1::Notification();
  };
  v1::Notification plain = say_plainly("nl");
  EXPECT_EQ(plain.subject(), "Hoe gaat het?");
  EXPECT_EQ(plain.template_(), "pulse") << "the same message, in other words";
  // Where there is no plain variant, one's own language comes before plainness in another.
  EXPECT_EQ(say_plainly("de").subject(), domain::Shipped(Name("pulse-de"))->subject());
}

TEST_P(TemplateApiTest, AreOverriddenByAnOrganizationAndUsedAtOnce) {
  AddReader("ada");
  auto changed = Update(Change("pulse-en", "How are you, {{GIVEN_NAME}}?", "One to five."));
  ASSERT_EQ(Refused(changed), "OK ");
  EXPECT_EQ(changed->template_(), "pulse");
  EXPECT_EQ(changed->locale(), "en");
  v1::Notification told = Say("ada", "pulse", "en");
  EXPECT_EQ(told.subject(), "How are you, ada?");
  EXPECT_EQ(told.text(), "One to five.\n");
  v1::UpdateTemplateRequest again = Change("pulse-en", "Well?", "");
  again.mutable_update_mask()->add_paths("subject");
  again.mutable_template_()->set_etag(changed->etag());
  auto second = Update(again);
  ASSERT_EQ(Refused(second), "OK ");
  EXPECT_EQ(second->body(), "One to five.");
  EXPECT_EQ(Refused(Update(again)), "ABORTED ETAG_MISMATCH");
}

TEST_P(TemplateApiTest, AreInTheOrganizationsLanguageForThoseWhoSaidNothingElse) {
  AddReader("ada");
  EXPECT_EQ(Say("ada", "pulse", "").locale(), "en");
  profile::v1::UpdateOrganizationRequest dutch;
  dutch.mutable_organization()->set_name(kAcme);
  dutch.mutable_organization()->set_default_language("nl");
  ASSERT_EQ(Refused(platform().Call<profile::v1::Organization>("gilde.profile.v1.OrganizationService/UpdateOrganization", dutch)), "OK ");
  world.Settle();
  EXPECT_EQ(Say("ada", "pulse", "").locale(), "nl");
  EXPECT_EQ(Say("ada", "pulse", "en").locale(), "en");
}

TEST_P(TemplateApiTest, RefusesWordsThatCannotBeRead) {
  EXPECT_EQ(Refused(Update(Change("pulse-en", "s", "{{#NAME}}"))), "INVALID_ARGUMENT TEMPLATE_SYNTAX");
  EXPECT_EQ(Refused(Update(Change("pulse-en", "{{", "b"))), "INVALID_ARGUMENT TEMPLATE_SYNTAX");
  EXPECT_EQ(Refused(Update(Change("pulse-en", "s", "{{>/etc/hostname}}"))), "INVALID_ARGUMENT TEMPLATE_SYNTAX");
  EXPECT_EQ(Refused(Update(Change("pulse-en", std::string(201, 'x'), "b"))), "INVALID_ARGUMENT SUBJECT_INVALID");
  EXPECT_EQ(Refused(Update(Change("pulse-en", "s", std::string(5001, 'x')))), "INVALID_ARGUMENT TEXT_INVALID");
  EXPECT_EQ(Refused(Update(Change("our-words", "s", "b"), true)), "INVALID_ARGUMENT NAME_INVALID") << "no language";
  EXPECT_EQ(Refused(Update(Change("our-words-en", "s", "b"))), "NOT_FOUND RESOURCE_NOT_FOUND");
  v1::UpdateTemplateRequest mask = Change("pulse-en", "s", "b");
  mask.mutable_update_mask()->add_paths("no_such_field");
  EXPECT_EQ(Refused(Update(mask)), "INVALID_ARGUMENT MASK_PATH_UNKNOWN");
  EXPECT_EQ(Refused(Words<Template>(other(), "UpdateTemplate", Change("pulse-en", "s", "b"))), "NOT_FOUND RESOURCE_NOT_FOUND");
  EXPECT_EQ(Get(admin(), Name("pulse-en"))->etag(), "0") << "nothing of it happened";
}

TEST_P(TemplateApiTest, ArePreviewedWithSampleValuesOrOthers) {
  auto sample = Preview(Name("agenda-nudge-nl"));
  ASSERT_EQ(Refused(sample), "OK ");
  EXPECT_THAT(sample->text(), HasSubstr("Hallo Ada"));
  EXPECT_THAT(sample->text(), HasSubstr("Grace Hopper"));
  auto own = Preview(Name("agenda-nudge-en"), {{"GIVEN_NAME", "<b>Linus</b>"}, {"PARTNER", ""}});
  ASSERT_EQ(Refused(own), "OK ");
  EXPECT_THAT(own->text(), HasSubstr("Hello <b>Linus</b>"));
  EXPECT_THAT(own->html(), HasSubstr("Hello &lt;b&gt;Linus&lt;/b&gt;"));
  EXPECT_THAT(own->text(), Not(HasSubstr("Grace")));
  EXPECT_EQ(Refused(Preview(Name("agenda-nudge-pt"))), "NOT_FOUND RESOURCE_NOT_FOUND");
  EXPECT_EQ(Refused(Preview("agenda-nudge-en")), "INVALID_ARGUMENT NAME_INVALID");
  EXPECT_EQ(Refused(Preview(Name("plain-en"), {{"TEXT", std::string(2001, 'x')}})), "INVALID_ARGUMENT TEXT_TOO_LONG");
  std::map<std::string, std::string> many;
  for (int i = 0; i < 21; ++i) many["V" + std::to_string(i)] = "x";
  EXPECT_EQ(Refused(Preview(Name("plain-en"), many)), "INVALID_ARGUMENT TOO_MANY");
}

TEST_P(TemplateApiTest, AreChosenByTheReadersLanguageAndFallBackToEnglish) {
  AddReader("ada");
  EXPECT_EQ(Say("ada", "pulse", "nl").locale(), "nl");
  EXPECT_EQ(Say("ada", "pulse", "nl-BE").locale(), "nl");
  EXPECT_EQ(Say("ada", "pulse", "de").locale(), "de");
  EXPECT_EQ(Say("ada", "pulse", "fr-CA").locale(), "fr");
  EXPECT_EQ(Say("ada", "pulse", "es").locale(), "es");
  EXPECT_EQ(Say("ada", "pulse", "ja").locale(), "en");
  ASSERT_EQ(Refused(Update(Change("pulse-pt-br", "Como vai?", "De um a cinco."), true)), "OK ");
  ASSERT_EQ(Refused(Update(Change("pulse-pt", "Como está?", "De um a cinco."), true)), "OK ");
  EXPECT_EQ(Say("ada", "pulse", "pt-BR").subject(), "Como vai?");
  EXPECT_EQ(Say("ada", "pulse", "pt-PT").subject(), "Como está?");
}

TEST_P(TemplateApiTest, InOneLanguageOnlyAreSaidInThatLanguageAndHoldUpNobody) {
  AddReader("ada");
  ASSERT_EQ(Refused(Update(Change("our-words-nl", "Hoi", "Tot morgen."), true)), "OK ");
  EXPECT_EQ(Say("ada", "our-words", "de").subject(), "Hoi");
  EXPECT_EQ(Say("ada", "pulse", "en").locale(), "en") << "what comes after is told too";
}

}  // namespace
}  // namespace gilde::notification
