#include "services/notification/domain/template.h"

#include <ctemplate/template.h>
#include <ctemplate/template_string.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "common/base/ids.h"
#include "common/base/text.h"
#include "services/notification/domain/words.h"

namespace gilde::notification::domain {

using v1::RenderedTemplate;
using v1::Template;

namespace {

Template Make(std::string_view organization, const Words& words, const char* locale) {
  Template made;
  made.set_name(absl::StrCat(std::string(organization), "/templates/", words.id, "-", locale));
  made.set_etag("0");
  made.set_template_(words.id);
  made.set_locale(locale);
  made.set_subject(words.subject);
  made.set_body(words.body);
  return made;
}

struct Language {
  const char* locale;
  absl::Span<const Words> words;
};
// The languages that ship. compose.cc has the days and months of each.
std::vector<Language> Languages() {
  return {{"en", EnglishWords()}, {"nl", DutchWords()}, {"de", GermanWords()}, {"fr", FrenchWords()}, {"es", SpanishWords()}};
}

// `a "b" & c` -> safe between HTML tags; template marks stay as they are.
std::string EscapeText(std::string_view text) {
  return absl::StrReplaceAll(std::string(text), {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}});
}

std::string HtmlOf(std::string_view body) {
  std::string html = "<!DOCTYPE html><html><body style=\"font-family:sans-serif;line-height:1.5;max-width:36em\">\n";
  for (absl::string_view paragraph : absl::StrSplit(std::string(body), "\n\n")) {
    paragraph = absl::StripAsciiWhitespace(paragraph);
    if (paragraph.empty()) continue;
    std::string text = EscapeText(std::string(paragraph));
    // A paragraph that is shown only with a value goes with its tags.
    absl::string_view inner = text;
    size_t open = inner.find("}}");
    bool whole = absl::StartsWith(inner, "{{#") && absl::EndsWith(inner, "}}") &&
                 absl::EndsWith(inner, absl::StrCat("{{/", inner.substr(3, open - 3), "}}"));
    if (whole) {
      absl::string_view name = inner.substr(3, open - 3);
      absl::string_view middle = inner.substr(open + 2, inner.size() - open - 2 - name.size() - 5);
      absl::StrAppend(&html, "{{#", name, "}}<p>", middle, "</p>{{/", name, "}}\n");
    } else {
      absl::StrAppend(&html, "<p>", text, "</p>\n");
    }
  }
  return absl::StrReplaceAll(html, {{"\r", ""}}) + "</body></html>\n";
}

std::unique_ptr<ctemplate::Template> Parse(const std::string& text) {
  return std::unique_ptr<ctemplate::Template>(ctemplate::Template::StringToTemplate(text, ctemplate::DO_NOT_STRIP));
}

// The same few texts are told to thousands.
const ctemplate::Template* ParsedOnce(const std::string& text) {
  constexpr size_t kMost = 500;
  thread_local absl::flat_hash_map<std::string, std::unique_ptr<ctemplate::Template>> parsed;
  if (parsed.size() > kMost) parsed.clear();
  auto [known, fresh] = parsed.try_emplace(text);
  if (fresh) known->second = Parse(text);
  return known->second.get();
}

absl::StatusOr<std::string> Expand(const std::string& text, const Values& values) {
  const ctemplate::Template* parsed = ParsedOnce(text);
  if (parsed == nullptr) return base::Refusal(absl::StatusCode::kInternal, "TEMPLATE_SYNTAX", "a stored template cannot be read");
  ctemplate::TemplateDictionary dictionary("message");
  for (const auto& [name, value] : values) {
    dictionary.SetValue(name, value);
    if (!value.empty()) dictionary.ShowSection(name);
  }
  std::string out;
  if (!parsed->Expand(&out, &dictionary)) {
    return base::Refusal(absl::StatusCode::kInternal, "TEMPLATE_SYNTAX", "a stored template cannot be read");
  }
  return out;
}

// Lines that a left-out section leaves empty are closed up.
std::string Tidy(std::string_view text) {
  std::string out;
  int empty = 0;
  for (absl::string_view line : absl::StrSplit(std::string(text), '\n')) {
    line = absl::StripTrailingAsciiWhitespace(line);
    empty = line.empty() ? empty + 1 : 0;
    if (empty > 1 || (line.empty() && out.empty())) continue;
    absl::StrAppend(&out, line, "\n");
  }
  return out;
}

}  // namespace

const base::OutputOnly& TemplateOutputOnly() {
  static const auto& fields = *new base::OutputOnly{"name", "etag", "create_time", "update_time", "template", "locale"};
  return fields;
}

std::vector<Template> ShippedTemplates(std::string_view organization) {
  std::vector<Template> templates;
  for (const Language& language : Languages()) {
    for (const Words& words : language.words) templates.push_back(Make(organization, words, language.locale));
  }
  std::sort(templates.begin(), templates.end(), [](const Template& a, const Template& b) { return a.name() < b.name(); });
  return templates;
}

std::vector<Template> EffectiveTemplates(std::string_view organization, std::vector<Template> own) {
  std::vector<Template> templates = ShippedTemplates(organization);
  auto by_name = [](const Template& a, const Template& b) { return a.name() < b.name(); };
  for (Template& words : own) {
    auto place = std::lower_bound(templates.begin(), templates.end(), words, by_name);
    if (place != templates.end() && place->name() == words.name()) {
      *place = std::move(words);
    } else {
      templates.insert(place, std::move(words));
    }
  }
  return templates;
}

bool Ships(std::string_view id) {
  absl::Span<const Words> words = EnglishWords();
  return std::any_of(words.begin(), words.end(), [id](const Words& w) { return id == w.id; });
}

std::optional<Template> Shipped(std::string_view name) {
  std::string_view id = base::IdOf(name);
  for (const Language& language : Languages()) {
    std::string ending = absl::StrCat("-", language.locale);
    if (!id.ends_with(ending)) continue;
    std::string_view stem = id.substr(0, id.size() - ending.size());
    for (const Words& words : language.words) {
      if (stem == words.id) return Make(base::ParentOf(name), words, language.locale);
    }
  }
  return std::nullopt;
}

std::vector<std::string> Candidates(std::string_view organization, std::string_view id, std::string_view locale, bool plain) {
  std::vector<std::string> names;
  auto add = [&](std::string_view tag) {
    for (const char* variant : {"-plain-", "-"}) {
      std::string name = absl::StrCat(std::string(organization), "/templates/", std::string(id), variant, base::Fold(tag));
      bool wanted = !tag.empty() && (plain || variant == std::string_view("-"));
      if (wanted && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
    }
  };
  add(locale);
  add(locale.substr(0, locale.find('-')));
  add("en");
  return names;
}

void SplitName(Template& words, base::Violations& violations) {
  // `agenda-nudge-pt-br`: the language is one or two subtags, the first of two or three letters.
  std::vector<std::string> parts = absl::StrSplit(std::string(base::IdOf(words.name())), '-');
  auto is_language = [](const std::string& part) { return part.size() == 2; };
  size_t tags = parts.size() >= 3 && is_language(parts.back()) && is_language(parts[parts.size() - 2]) ? 2 : 1;
  if (parts.size() < 2 || !is_language(parts.back())) {
    violations.Add("template.name", "NAME_INVALID", "ends in its language: agenda-nudge-nl");
    return;
  }
  std::vector<std::string> id(parts.begin(), parts.end() - static_cast<std::ptrdiff_t>(tags));
  std::vector<std::string> tag(parts.end() - static_cast<std::ptrdiff_t>(tags), parts.end());
  words.set_template_(absl::StrJoin(id, "-"));
  words.set_locale(absl::StrJoin(tag, "-"));
}

void CheckTemplate(const Template& words, base::Violations& violations) {
  int subject = base::CodePoints(words.subject());
  violations.Require(subject >= 1 && subject <= 200, "template.subject", "SUBJECT_INVALID", "1-200 characters");
  int body = base::CodePoints(words.body());
  violations.Require(body >= 1 && body <= 5000, "template.body", "TEXT_INVALID", "1-5,000 characters");
  // Marks that read files or switch escaping off are not for templates that come in by a call.
  auto check = [&](const std::string& text, const char* field) {
    bool tame = true;
    for (size_t at = text.find("{{"); at != std::string::npos; at = text.find("{{", at + 2)) {
      size_t end = text.find("}}", at);
      tame =
          tame && end != std::string::npos && end > at + 2 && text.substr(at + 2, end - at - 2).find_first_of(">=%:!") == std::string::npos;
    }
    violations.Require(tame && Parse(text) != nullptr, field, "TEMPLATE_SYNTAX", "marks are {{NAME}} and {{#NAME}}...{{/NAME}}");
  };
  check(words.subject(), "template.subject");
  check(words.body(), "template.body");
}

absl::StatusOr<RenderedTemplate> Render(const Template& words, const Values& values) {
  RenderedTemplate rendered;
  GILDE_ASSIGN_OR_RETURN(std::string subject, Expand(words.subject(), values));
  // One line: a value with a line break must not start a header of its own.
  rendered.set_subject(absl::StrReplaceAll(subject, {{"\r", " "}, {"\n", " "}}));
  GILDE_ASSIGN_OR_RETURN(std::string text, Expand(words.body(), values));
  rendered.set_text(Tidy(text));
  Values escaped;
  for (const auto& [name, value] : values) escaped[name] = EscapeText(value);
  GILDE_ASSIGN_OR_RETURN(*rendered.mutable_html(), Expand(HtmlOf(words.body()), escaped));
  return rendered;
}

Values SampleValues() {
  return {{"GIVEN_NAME", "Ada"},
          {"PARTNER", "Grace Hopper"},
          {"PROGRAM", "Spring program"},
          {"TIME", "Tuesday 12 January, 16:30 (Europe/Amsterdam)"},
          {"UNTIL", "Friday 15 January"},
          {"TITLE", "Moving a batch system to streams"},
          {"TIME_NOTE", ""},
          {"PLACE", "3"},
          {"SUBJECT", "A word from your program"},
          {"TEXT", "Some words of your own."}};
}

}  // namespace gilde::notification::domain
