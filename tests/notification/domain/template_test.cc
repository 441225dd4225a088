#include "services/notification/domain/template.h"

#include <algorithm>

#include "absl/strings/str_split.h"
#include "tests/notification/domain/stories.h"

namespace gilde::notification::domain {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using v1::RenderedTemplate;
using v1::Template;

Template Words(const std::string& subject, const std::string& body) {
  Template words;
  words.set_name(kAcme + "/templates/hello-en");
  words.set_subject(subject);
  words.set_body(body);
  return words;
}

RenderedTemplate Rendered(const Template& words, const Values& values) {
  absl::StatusOr<RenderedTemplate> rendered = Render(words, values);
  EXPECT_TRUE(rendered.ok()) << rendered.status();
  return rendered.value_or(RenderedTemplate());
}

std::vector<std::string> Wrong(const std::string& subject, const std::string& body) {
  base::Violations violations;
  CheckTemplate(Words(subject, body), violations);
  return Named(violations);
}

TEST(ATemplate, PutsValuesIntoSubjectTextAndHtml) {
  RenderedTemplate hello = Rendered(Words("For {{NAME}}", "Hello {{NAME}},\n\nyou meet on {{DAY}}."), {{"NAME", "Ada"}, {"DAY", "Monday"}});
  EXPECT_EQ(hello.subject(), "For Ada");
  EXPECT_EQ(hello.text(), "Hello Ada,\n\nyou meet on Monday.\n");
  EXPECT_THAT(hello.html(), HasSubstr("<p>Hello Ada,</p>\n<p>you meet on Monday.</p>"));
}

TEST(ATemplate, LeavesAParagraphOutWhenItsValueIsEmpty) {
  Template words = Words("s", "Hello.\n\n{{#NOTE}}Mind {{NOTE}}.{{/NOTE}}\n\nBye.");
  EXPECT_EQ(Rendered(words, {{"NOTE", "the step"}}).text(), "Hello.\n\nMind the step.\n\nBye.\n");
  EXPECT_THAT(Rendered(words, {{"NOTE", "the step"}}).html(), HasSubstr("<p>Mind the step.</p>"));
  for (const Values& without : {Values{{"NOTE", ""}}, Values{}}) {
    EXPECT_EQ(Rendered(words, without).text(), "Hello.\n\nBye.\n");
    EXPECT_THAT(Rendered(words, without).html(), Not(HasSubstr("<p></p>")));
  }
}

TEST(ATemplate, LeavesOutWordsWithinALineToo) {
  Template words = Words("s", "You meet{{#WHO}} with {{WHO}}{{/WHO}} soon.");
  EXPECT_EQ(Rendered(words, {{"WHO", "Bob"}}).text(), "You meet with Bob soon.\n");
  EXPECT_EQ(Rendered(words, {}).text(), "You meet soon.\n");
}

TEST(ATemplate, EscapesValuesInHtmlAndLeavesPlainTextPlain) {
  const std::string nasty = "<script>alert(\"x\")</script> & <b>";
  RenderedTemplate hello = Rendered(Words("{{NAME}}", "Hello {{NAME}}"), {{"NAME", nasty}});
  EXPECT_EQ(hello.text(), "Hello " + nasty + "\n");
  EXPECT_EQ(hello.subject(), nasty) << "a subject is no HTML";
  EXPECT_THAT(hello.html(), HasSubstr("Hello &lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &lt;b&gt;"));
  EXPECT_THAT(hello.html(), Not(HasSubstr("<script")));
}

TEST(ATemplate, EscapesItsOwnWordsInHtmlToo) {
  EXPECT_THAT(Rendered(Words("s", "1 < 2 & <img src=x>"), {}).html(), HasSubstr("<p>1 &lt; 2 &amp; &lt;img src=x&gt;</p>"));
}

TEST(ATemplate, DoesNotReadMarksInValues) {
  RenderedTemplate hello = Rendered(Words("s", "{{NAME}}"), {{"NAME", "{{OTHER}} {{#NAME}}"}, {"OTHER", "secret"}});
  EXPECT_EQ(hello.text(), "{{OTHER}} {{#NAME}}\n");
  EXPECT_THAT(hello.html(), Not(HasSubstr("secret")));
}

TEST(ATemplate, KeepsASubjectOnOneLineSoThatNoValueStartsAHeader) {
  for (const char* breaks : {"\r\n", "\n", "\r", "\r\n\r\n"}) {
    std::string subject = Rendered(Words("For {{NAME}}", "b"), {{"NAME", std::string("Ada") + breaks + "Bcc: eve@example.org"}}).subject();
    EXPECT_EQ(subject.find_first_of("\r\n"), std::string::npos) << subject;
    EXPECT_THAT(subject, HasSubstr("Ada"));
  }
  EXPECT_THAT(Rendered(Words("a\nb", "b"), {}).subject(), Not(HasSubstr("\n")));
}

TEST(ATemplate, ThatCannotBeReadIsRefused) {
  EXPECT_THAT(Wrong("For {{NAME}}", "Hello {{#NAME}}{{NAME}}{{/NAME}}"), IsEmpty());
  for (const char* body :
       {"{{#NAME}}never closed", "{{/NAME}}never opened", "{{NAME", "{{#A}}{{#B}}{{/A}}{{/B}}", "{{not a name}}", "{{}}"}) {
    EXPECT_THAT(Wrong("s", body), ElementsAre("template.body TEMPLATE_SYNTAX")) << body;
    EXPECT_THAT(Wrong(body, "b"), ElementsAre("template.subject TEMPLATE_SYNTAX")) << body;
  }
}

TEST(ATemplate, MayNeitherReadFilesNorSwitchEscapingOff) {
  for (const char* body : {"{{>/etc/passwd}}", "{{=<% %>=}}", "{{%AUTOESCAPE context=\"HTML\"}}", "{{NAME:none}}", "{{!a comment}}"}) {
    EXPECT_THAT(Wrong("s", body), ElementsAre("template.body TEMPLATE_SYNTAX")) << body;
  }
}

TEST(ATemplate, HasASubjectAndWordsOfSomeLength) {
  EXPECT_THAT(Wrong("", ""), ElementsAre("template.subject SUBJECT_INVALID", "template.body TEXT_INVALID"));
  EXPECT_THAT(Wrong(std::string(200, 'x'), std::string(5000, 'x')), IsEmpty());
  EXPECT_THAT(Wrong(std::string(201, 'x'), std::string(5001, 'x')),
              ElementsAre("template.subject SUBJECT_INVALID", "template.body TEXT_INVALID"));
}

TEST(ATemplate, ThatIsBrokenInTheStoreIsAnInternalErrorAndNoCrash) {
  EXPECT_EQ(Render(Words("s", "{{#NAME}}"), {}).status().code(), absl::StatusCode::kInternal);
}

struct NameCase {
  const char* id;
  const char* template_id;
  const char* locale;
};
TEST(TheNameOfATemplate, EndsInItsLanguage) {
  for (const NameCase& one : {NameCase{"agenda-nudge-nl", "agenda-nudge", "nl"}, NameCase{"agenda-nudge-pt-br", "agenda-nudge", "pt-br"},
                              NameCase{"plain-en", "plain", "en"}, NameCase{"our-own-words-de-at", "our-own-words", "de-at"}}) {
    Template words;
    words.set_name(kAcme + "/templates/" + one.id);
    base::Violations violations;
    SplitName(words, violations);
    EXPECT_THAT(Named(violations), IsEmpty()) << one.id;
    EXPECT_EQ(words.template_(), one.template_id);
    EXPECT_EQ(words.locale(), one.locale);
  }
  for (const char* id : {"hello", "agenda-nudge", "hello-english"}) {
    Template words;
    words.set_name(kAcme + "/templates/" + id);
    base::Violations violations;
    SplitName(words, violations);
    EXPECT_THAT(Named(violations), ElementsAre("template.name NAME_INVALID")) << id;
  }
}

TEST(TheWordsForAReader, AreLookedForInTheirLanguageAndThenInEnglish) {
  auto ids = [](std::string_view locale, bool plain = false) {
    std::vector<std::string> names = Candidates(kAcme, "pulse", locale, plain);
    for (std::string& name : names) name = name.substr(name.rfind('/') + 1);
    return names;
  };
  EXPECT_THAT(ids("pt-BR"), ElementsAre("pulse-pt-br", "pulse-pt", "pulse-en"));
  EXPECT_THAT(ids("nl"), ElementsAre("pulse-nl", "pulse-en"));
  EXPECT_THAT(ids("en-GB"), ElementsAre("pulse-en-gb", "pulse-en"));
  EXPECT_THAT(ids(""), ElementsAre("pulse-en"));
  EXPECT_THAT(ids("pt-BR", true),
              ElementsAre("pulse-plain-pt-br", "pulse-pt-br", "pulse-plain-pt", "pulse-pt", "pulse-plain-en", "pulse-en"));
}

// Plain language: at most twenty-five words a sentence, as guides to it in all five languages ask.
TEST(ShippedTemplates, SayNothingInLongSentences) {
  for (const Template& words : ShippedTemplates(kAcme)) {
    std::string body = words.body();
    for (absl::string_view sentence : absl::StrSplit(body, absl::ByAnyChar(".?!:;\n"))) {
      std::vector<absl::string_view> said = absl::StrSplit(sentence, ' ', absl::SkipEmpty());
      EXPECT_LE(said.size(), 25u) << words.name() << ": " << sentence;
    }
  }
}

TEST(ShippedTemplates, AreFoundByNameAndStandAsideForAnOrganizationsOwn) {
  EXPECT_TRUE(Ships("pulse"));
  EXPECT_FALSE(Ships("poem"));
  for (const char* locale : {"en", "nl", "de", "fr", "es"}) EXPECT_EQ(Shipped(kAcme + "/templates/pulse-" + locale)->locale(), locale);
  for (const char* id : {"pulse-pt", "pulse", "-de", "de", "poem-de"}) EXPECT_EQ(Shipped(kAcme + "/templates/" + id), std::nullopt) << id;
  Template own = *Shipped(kAcme + "/templates/pulse-nl");
  own.set_subject("Anders");
  Template added;
  added.set_name(kAcme + "/templates/pulse-pt");
  std::vector<Template> all = EffectiveTemplates(kAcme, {added, own});
  EXPECT_EQ(all.size(), ShippedTemplates(kAcme).size() + 1);
  EXPECT_TRUE(std::is_sorted(all.begin(), all.end(), [](const Template& a, const Template& b) { return a.name() < b.name(); }));
  auto place = std::find_if(all.begin(), all.end(), [&](const Template& t) { return t.name() == own.name(); });
  ASSERT_NE(place, all.end());
  EXPECT_EQ(place->subject(), "Anders");
}

}  // namespace
}  // namespace gilde::notification::domain
