#include "services/profile/domain/skills.h"

#include <algorithm>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "common/base/ids.h"
#include "common/base/text.h"
#include "services/profile/domain/checks.h"

namespace gilde::profile::domain {

using gilde::profile::v1::Skill;

namespace {

// One line a skill: id|title|alias;nl:alias|related=similarity;...
constexpr absl::string_view kShipped =
#include "services/profile/domain/skills.inc"
    ;

Skill ParseLine(absl::string_view line) {
  std::vector<absl::string_view> columns = absl::StrSplit(line, '|');
  Skill skill;
  skill.set_name(std::string(columns[0]));
  skill.set_title(std::string(columns[1]));
  skill.set_built_in(true);
  for (absl::string_view text : absl::StrSplit(columns[2], ';', absl::SkipEmpty())) {
    Skill::Alias& alias = *skill.add_aliases();
    if (text.size() > 3 && text[2] == ':') {
      alias.set_language(std::string(text.substr(0, 2)));
      text.remove_prefix(3);
    }
    alias.set_text(std::string(text));
  }
  for (absl::string_view text : absl::StrSplit(columns[3], ';', absl::SkipEmpty())) {
    std::pair<absl::string_view, absl::string_view> parts = absl::StrSplit(text, '=');
    double similarity = 0;
    (void)absl::SimpleAtod(parts.second, &similarity);
    Skill::Related& related = *skill.add_related();
    related.set_skill(std::string(parts.first));
    related.set_similarity(similarity);
  }
  return skill;
}

// Edit distance with neighbouring letters swapped counting once; more than `most` is answered as most + 1.
int Distance(std::string_view a, std::string_view b, int most) {
  if (std::abs(static_cast<int>(a.size()) - static_cast<int>(b.size())) > most) return most + 1;
  std::vector<std::vector<int>> cost(a.size() + 1, std::vector<int>(b.size() + 1));
  for (size_t i = 0; i <= a.size(); ++i) {
    for (size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        cost[i][j] = static_cast<int>(i + j);
        continue;
      }
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
    }
  }
  return std::min(cost[a.size()][b.size()], most + 1);
}

}  // namespace

std::string Spelling(std::string_view text) {
  std::string spelling;
  for (char c : base::Fold(text)) {
    if (absl::ascii_isalnum(c) || c == '+' || c == '#' || (c & 0x80) != 0) spelling.push_back(c);
  }
  return spelling;
}

const std::vector<Skill>& ShippedSkills() {
  static const auto& shipped = *[] {
    auto* skills = new std::vector<Skill>();
    for (absl::string_view line : absl::StrSplit(kShipped, '\n', absl::SkipWhitespace())) skills->push_back(ParseLine(line));
    return skills;
  }();
  return shipped;
}

Catalogue::Catalogue(const std::vector<Skill>& own) {
  for (const Skill& skill : own) {
    Skill& kept = skills_[std::string(base::IdOf(skill.name()))];
    kept = skill;
    kept.set_name(std::string(base::IdOf(skill.name())));
  }
  for (const Skill& skill : ShippedSkills()) skills_.try_emplace(skill.name(), skill);
  // An organization's own spellings win over shipped ones, and ids and titles over aliases.
  for (bool built_in : {false, true}) {
    for (const auto& [id, skill] : skills_) {
      if (skill.built_in() != built_in) continue;
      spellings_.try_emplace(Spelling(id), id);
      spellings_.try_emplace(Spelling(skill.title()), id);
    }
    for (const auto& [id, skill] : skills_) {
      if (skill.built_in() != built_in) continue;
      for (const Skill::Alias& alias : skill.aliases()) spellings_.try_emplace(Spelling(alias.text()), id);
    }
  }
}

Resolution Catalogue::Resolve(std::string_view word) const {
  std::string spelling = Spelling(word);
  absl::string_view whole = spelling;
  absl::string_view without_version = whole;
  while (!without_version.empty() && absl::ascii_isdigit(without_version.back())) without_version.remove_suffix(1);
  absl::string_view without_js = absl::StripSuffix(whole, "js");
  absl::string_view singular = absl::StripSuffix(whole, "s");
  for (absl::string_view candidate : {whole, without_version, without_js, singular}) {
    if (candidate.empty()) continue;
    auto found = spellings_.find(candidate);
    if (found != spellings_.end()) return {found->second, true};
  }
  return {base::Fold(word), false};
}

std::vector<std::string> Catalogue::Suggest(std::string_view word, int limit) const {
  std::string spelling = Spelling(word);
  // Short words allow one slip, long ones a third of their letters, at most three.
  int most = std::clamp(static_cast<int>(spelling.size()) / 3, 1, 3);
  std::map<std::string, int> nearest;
  for (const auto& [known, id] : spellings_) {
    int distance = Distance(spelling, known, most);
    bool begins_alike =
        spelling.size() >= 4 && (absl::StartsWith(known, spelling) || (known.size() >= 4 && absl::StartsWith(spelling, known)));
    if (begins_alike) distance = std::min(distance, most);
    if (distance > most) continue;
    auto [kept, fresh] = nearest.try_emplace(id, distance);
    if (!fresh) kept->second = std::min(kept->second, distance);
  }
  std::vector<std::pair<int, std::string>> order;
  for (const auto& [id, distance] : nearest) order.emplace_back(distance, id);
  std::sort(order.begin(), order.end());
  std::vector<std::string> suggestions;
  for (const auto& [distance, id] : order) {
    if (static_cast<int>(suggestions.size()) < limit) suggestions.push_back(id);
  }
  return suggestions;
}

const Skill* Catalogue::Find(std::string_view id) const {
  auto found = skills_.find(id);
  return found == skills_.end() ? nullptr : &found->second;
}

double Catalogue::Similarity(std::string_view a, std::string_view b) const {
  if (a == b) return 1;
  double similarity = 0;
  for (auto [from, to] : {std::pair(a, b), std::pair(b, a)}) {
    const Skill* skill = Find(from);
    if (skill == nullptr) continue;
    for (const Skill::Related& related : skill->related()) {
      if (related.skill() == to) similarity = std::max(similarity, related.similarity());
    }
  }
  return similarity;
}

namespace {

void CheckSkill(const Skill& skill, const std::string& field, std::string_view organization, base::Violations& violations) {
  bool named = base::NameMatches(skill.name(), "organizations/*/skills/*") && base::ParentOf(skill.name()) == organization;
  violations.Require(named, absl::StrCat(field, ".name"), "NAME_INVALID", "a name looks like organizations/*/skills/*, under the parent");
  CheckText(skill.title(), absl::StrCat(field, ".title"), {.maximum = 80, .required = true}, violations);
  violations.Require(skill.title().empty() || !Spelling(skill.title()).empty(), absl::StrCat(field, ".title"), "TITLE_WITHOUT_LETTERS",
                     "needs a letter or digit");
  CheckSize(skill.aliases_size(), 50, absl::StrCat(field, ".aliases"), violations);
  CheckSize(skill.related_size(), 50, absl::StrCat(field, ".related"), violations);
  for (int i = 0; i < skill.aliases_size(); ++i) {
    std::string alias = At(absl::StrCat(field, ".aliases"), i);
    CheckText(skill.aliases(i).text(), absl::StrCat(alias, ".text"), {.maximum = 80, .required = true}, violations);
    violations.Require(skill.aliases(i).language().empty() || base::IsLanguageTag(skill.aliases(i).language()),
                       absl::StrCat(alias, ".language"), "LANGUAGE_INVALID", "must be a BCP 47 tag");
  }
}

}  // namespace

base::Violations CheckSkills(std::string_view organization, const std::vector<Skill>& imported, const std::vector<Skill>& present) {
  base::Violations violations;
  std::set<std::string, std::less<>> ids;
  for (const Skill& skill : ShippedSkills()) ids.insert(skill.name());
  for (const Skill& skill : present) ids.insert(std::string(base::IdOf(skill.name())));
  for (const Skill& skill : imported) ids.insert(std::string(base::IdOf(skill.name())));

  std::set<std::string_view> names;
  for (const Skill& skill : imported) names.insert(skill.name());
  // Who claims a spelling: the organization's skills that stay, then the imported ones. Shipped ones give way.
  std::map<std::string, std::string_view> claims;
  auto spellings = [](const Skill& skill) {
    std::set<std::string> all = {Spelling(base::IdOf(skill.name())), Spelling(skill.title())};
    for (const Skill::Alias& alias : skill.aliases()) all.insert(Spelling(alias.text()));
    all.erase("");
    return all;
  };
  for (const Skill& skill : present) {
    if (names.count(skill.name()) > 0) continue;
    for (const std::string& spelling : spellings(skill)) claims.emplace(spelling, skill.name());
  }
  names.clear();
  for (size_t i = 0; i < imported.size(); ++i) {
    const Skill& skill = imported[i];
    std::string field = At("skills", static_cast<int>(i));
    CheckSkill(skill, field, organization, violations);
    violations.Require(names.insert(skill.name()).second, absl::StrCat(field, ".name"), "NAME_TWICE", "each skill comes once");
    for (const std::string& spelling : spellings(skill)) {
      auto [claim, fresh] = claims.emplace(spelling, skill.name());
      violations.Require(fresh || claim->second == skill.name(), absl::StrCat(field, ".aliases"), "ALIAS_TAKEN",
                         "another skill of the organization is written like this");
    }
    for (int r = 0; r < skill.related_size(); ++r) {
      std::string related = At(absl::StrCat(field, ".related"), r);
      violations.Require(ids.count(skill.related(r).skill()) > 0, absl::StrCat(related, ".skill"), "RELATED_UNKNOWN",
                         "must be the id of a skill in the catalogue");
      violations.Require(skill.related(r).similarity() > 0 && skill.related(r).similarity() < 1, absl::StrCat(related, ".similarity"),
                         "SIMILARITY_OUT_OF_RANGE", "must be above 0 and below 1");
    }
  }
  return violations;
}

}  // namespace gilde::profile::domain
