#include "services/notification/domain/catalogue.h"

#include <algorithm>
#include <map>

#include "absl/strings/str_cat.h"
#include "services/notification/domain/rule.h"
#include "services/notification/domain/template.h"
#include "services/notification/domain/words.h"
#include "tests/notification/domain/stories.h"

namespace gilde::notification::domain {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using v1::Rule;

constexpr int kHour = 3600;
constexpr int kDay = 24 * kHour;

std::map<std::string, Rule> ById() {
  std::map<std::string, Rule> rules;
  for (const Rule& rule : Catalogue(kAcme)) rules[rule.name().substr(rule.name().rfind('/') + 1)] = rule;
  return rules;
}

// A number of the specification's table and where it lives: in the rule, or, with no delay here, in the service that publishes the event.
struct Row {
  const char* id;
  std::vector<std::string> on;
  std::string anchor;
  std::vector<int> delays;
  std::vector<int> recipients;
  bool nudge;
};

TEST(TheCatalogue, HoldsEveryDefaultRuleWithItsNumber) {
  const std::vector<Row> rows = {
      // profile unfinished 7 d / invitation unanswered 14 d
      {"profile-unfinished", {"profile.created"}, "", {7 * kDay}, {Rule::PERSON}, true},
      {"invitation-unanswered", {"enrollment.invited"}, "", {14 * kDay}, {Rule::OWNER}, false},
      // no conversation request sent yet: day 3, day 10
      {"no-request-yet", {"enrollment.activated"}, "", {3 * kDay, 10 * kDay}, {Rule::PERSON}, true},
      // request unanswered: remind, next choice, expire are deadlines of the request
      {"request-reminder", {"conversation_request.reminded"}, "", {}, {Rule::MENTOR}, true},
      {"request-moved-on", {"conversation_request.next_choice"}, "", {}, {Rule::MENTEE}, false},
      {"request-expired", {"conversation_request.expired"}, "", {}, {Rule::MENTEE}, false},
      // first meeting not scheduled: 7 d
      {"first-meeting", {"mentorship.started"}, "", {7 * kDay}, {Rule::ORGANIZER}, true},
      // meeting reminder: 24 h and 1 h, both
      {"meeting-reminder", {"meeting.scheduled", "meeting.rescheduled"}, "start_time", {-24 * kHour, -kHour}, {Rule::EVERYBODY}, false},
      // agenda nudge 36 h before, of an agenda due 24 h before
      {"agenda-nudge", {"meeting.scheduled", "meeting.rescheduled"}, "agenda_due_time", {-12 * kHour}, {Rule::ORGANIZER}, true},
      // follow-up nudge 20 h after, of a follow-up due 24 h after
      {"follow-up-nudge", {"meeting.started"}, "follow_up_due_time", {-4 * kHour}, {Rule::ORGANIZER}, true},
      // no next meeting: 1.5 x cadence, see below
      {"no-next-meeting", {"meeting.completed"}, "", {}, {Rule::ORGANIZER}, true},
      // report back on advice: 2 d before the next meeting
      {"advice-report", {"meeting.scheduled", "meeting.rescheduled"}, "start_time", {-2 * kDay}, {Rule::MENTEE}, true},
      // gratitude prompt after a goal is reached or an introduction made
      {"gratitude", {"goal.reached"}, "", {}, {Rule::PERSON}, true},
      {"gratitude-introduction", {"introduction.made", "introduction.led_to"}, "", {}, {Rule::RECEIVER}, true},
      // silence ladder: the steps are deadlines of the mentorship
      {"soft-check-in", {"mentorship.soft_check_in"}, "", {}, {Rule::EVERYBODY}, true},
      {"ten-minutes-offered", {"mentorship.ten_minutes_offered"}, "", {}, {Rule::EVERYBODY}, true},
      {"pause-offered", {"mentorship.pause_offered"}, "", {}, {Rule::EVERYBODY}, true},
      // pulse: day 30, then every 60 d
      {"pulse", {"mentorship.activated"}, "", {30 * kDay}, {Rule::EVERYBODY}, true},
      // mentor reflection: day 45 and at the end
      {"mentor-reflection", {"mentorship.activated"}, "", {45 * kDay}, {Rule::MENTOR}, true},
      {"mentor-reflection-end", {"mentorship.ended"}, "", {}, {Rule::MENTOR}, false},
      // wrap-up: all goals done or end - 30 d, a deadline of the mentorship
      {"wrap-up", {"mentorship.wrap_up_proposed"}, "", {}, {Rule::EVERYBODY}, false},
      // a person leaves: partners are told, and those of a group that goes on too
      {"ended-leaver", {"mentorship.ended"}, "", {}, {Rule::EVERYBODY}, false},
      {"group-person-left", {"mentorship.person_left"}, "", {}, {Rule::EVERYBODY}, false},
      // pause ends: 3 d notice, a deadline of the mentorship
      {"pause-ends", {"mentorship.resume_notice"}, "", {}, {Rule::EVERYBODY}, false},
  };
  std::map<std::string, Rule> rules = ById();
  for (const Row& row : rows) {
    SCOPED_TRACE(row.id);
    ASSERT_TRUE(rules.contains(row.id));
    const Rule& rule = rules[row.id];
    EXPECT_EQ(std::vector<std::string>(rule.on().begin(), rule.on().end()), row.on);
    EXPECT_EQ(rule.anchor(), row.anchor);
    std::vector<int> delays;
    for (const auto& delay : rule.delays()) delays.push_back(static_cast<int>(delay.seconds()));
    EXPECT_EQ(delays, row.delays);
    EXPECT_EQ(std::vector<int>(rule.recipients().begin(), rule.recipients().end()), row.recipients);
    EXPECT_EQ(rule.nudge(), row.nudge);
    EXPECT_FALSE(rule.off());
  }
}

TEST(TheCatalogue, HoldsTheNumbersThatAreNoDelays) {
  std::map<std::string, Rule> rules = ById();
  const auto& escalation = rules["first-meeting"].escalation();
  EXPECT_EQ(escalation.delay().seconds(), 14 * kDay) << "at 14 d tell the program's owner";
  EXPECT_THAT(escalation.recipients(), ElementsAre(Rule::OWNER));
  EXPECT_EQ(rules["no-next-meeting"].cadence_percent(), 150);
  EXPECT_EQ(rules["gratitude"].at_most_every().seconds(), 30 * kDay) << "at most monthly";
  EXPECT_EQ(rules["gratitude-introduction"].at_most_every().seconds(), 30 * kDay);
  EXPECT_EQ(rules["pulse"].repeat().seconds(), 60 * kDay);
  EXPECT_TRUE(rules["advice-report"].open_advice());
  EXPECT_EQ(rules["agenda-nudge"].scope(), Rule::SUBJECT);
  EXPECT_EQ(rules["first-meeting"].scope(), Rule::MENTORSHIP);
  EXPECT_EQ(rules["no-request-yet"].scope(), Rule::RECIPIENT);
}

TEST(TheCatalogue, PassesTheCheckOfRules) {
  for (const Rule& rule : Catalogue(kAcme)) {
    SCOPED_TRACE(rule.name());
    base::Violations violations;
    CheckRule(
        rule, [](const std::string& id) { return Ships(id); }, violations);
    EXPECT_THAT(Named(violations), IsEmpty());
    EXPECT_EQ(rule.etag(), "0");
    EXPECT_EQ(rule.version(), 0);
  }
}

TEST(TheCatalogue, CountsEveryNudgeOfAPairAsOneThatCanBeTurnedOff) {
  for (const Rule& rule : Catalogue(kAcme)) {
    EXPECT_FALSE(rule.nudge() && rule.category() == v1::SERVICE) << rule.name();
  }
}

// Everything a template may say, and nothing of it.
void ExpectRenders(const v1::Template& words, const Values& values) {
  absl::StatusOr<v1::RenderedTemplate> rendered = Render(words, values);
  ASSERT_TRUE(rendered.ok()) << rendered.status();
  for (const std::string& text : {rendered->subject(), rendered->text(), rendered->html()}) {
    EXPECT_FALSE(text.empty());
    EXPECT_THAT(text, Not(HasSubstr("{{")));
    EXPECT_THAT(text, Not(HasSubstr("}}")));
  }
  EXPECT_THAT(rendered->text(), Not(HasSubstr("  "))) << "a value that is left out leaves no hole";
  EXPECT_THAT(rendered->text(), Not(HasSubstr(" ."))) << "a value that is left out leaves no hole";
}

TEST(TheCatalogue, HasWordsInEveryLanguageThatRenderWithoutMarks) {
  Values full = SampleValues();
  for (const char* name : {"GIVEN_NAME", "PARTNER", "PROGRAM", "TIME", "UNTIL", "TITLE", "TIME_NOTE", "PLACE", "SUBJECT", "TEXT"}) {
    full.try_emplace(name, "");
    if (full[name].empty()) full[name] = "Grace";
  }
  Values spare = {{"GIVEN_NAME", "Ada"}, {"TIME", "soon"}, {"SUBJECT", "A word"}, {"TEXT", "Some words"}};
  for (const Rule& rule : Catalogue(kAcme)) {
    std::vector<std::string> ids = {rule.template_()};
    if (rule.has_escalation()) ids.push_back(rule.escalation().template_());
    for (const std::string& id : ids) {
      for (const char* locale : {"en", "nl", "de", "fr", "es"}) {
        std::string name = absl::StrCat(kAcme, "/templates/", id, "-", locale);
        SCOPED_TRACE(name);
        std::optional<v1::Template> words = Shipped(name);
        ASSERT_TRUE(words.has_value());
        ExpectRenders(*words, full);
        ExpectRenders(*words, spare);
      }
    }
  }
}

// The marks of a text, `{{#PARTNER}}` and `{{PARTNER}}`, in order of the alphabet.
std::vector<std::string> Marks(std::string_view text) {
  std::vector<std::string> marks;
  for (size_t at = text.find("{{"); at != std::string_view::npos; at = text.find("{{", at + 2)) {
    marks.emplace_back(text.substr(at, text.find("}}", at) + 2 - at));
  }
  std::sort(marks.begin(), marks.end());
  return marks;
}

TEST(TheWords, AreOfTheSameMessagesWithTheSameValuesInEveryLanguageAndPassTheCheck) {
  absl::Span<const Words> english = EnglishWords();
  EXPECT_TRUE(std::is_sorted(english.begin(), english.end(),
                             [](const Words& a, const Words& b) { return std::string_view(a.id) < std::string_view(b.id); }));
  for (absl::Span<const Words> other : {DutchWords(), GermanWords(), FrenchWords(), SpanishWords()}) {
    ASSERT_EQ(other.size(), english.size());
    for (size_t i = 0; i < english.size(); ++i) {
      SCOPED_TRACE(absl::StrCat(other[i].id, ": ", other[i].subject));
      EXPECT_STREQ(other[i].id, english[i].id);
      EXPECT_EQ(Marks(other[i].subject), Marks(english[i].subject));
      EXPECT_EQ(Marks(other[i].body), Marks(english[i].body));
    }
  }
  for (v1::Template& words : ShippedTemplates(kAcme)) {
    base::Violations violations;
    CheckTemplate(words, violations);
    EXPECT_THAT(Named(violations), IsEmpty()) << words.name();
  }
}

TEST(TheCatalogue, IsInOrderAndTakesAnOrganizationsOwnRulesInPlace) {
  std::vector<Rule> rules = Catalogue(kAcme);
  auto by_name = [](const Rule& a, const Rule& b) { return a.name() < b.name(); };
  EXPECT_TRUE(std::is_sorted(rules.begin(), rules.end(), by_name));
  Rule own = rules[3], added;
  own.set_off(true);
  added.set_name(kAcme + "/rules/a-new-one");
  std::vector<Rule> effective = Effective(kAcme, {added, own}, [](const Rule&) { return true; });
  EXPECT_EQ(effective.size(), rules.size() + 1);
  EXPECT_TRUE(std::is_sorted(effective.begin(), effective.end(), by_name));
  EXPECT_TRUE(effective[4].off());
  EXPECT_EQ(effective[0].name(), added.name());
  std::vector<Rule> off = Effective(kAcme, {added, own}, [](const Rule& rule) { return rule.off(); });
  ASSERT_EQ(off.size(), 1u);
  EXPECT_EQ(off[0].name(), own.name());
}

}  // namespace
}  // namespace gilde::notification::domain
