#include "services/matching/domain/tables.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "common/base/text.h"
#include "services/matching/domain/attribute.h"
#include "services/matching/domain/facets.h"

namespace gilde::matching::domain {

using gilde::matching::v1::MatchPolicy;

namespace {

constexpr size_t kShortestWord = 3;
constexpr int kMostCuts = 255;
constexpr int kMostTableWeight = 1'000'000;

int CommonOf(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  int common = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    int order = i->compare(*j);
    common += order == 0;
    if (order <= 0) ++i;
    if (order >= 0) ++j;
  }
  return common;
}

std::int64_t PercentOf(int part, size_t of) { return of == 0 ? -1 : 100 * part / static_cast<std::int64_t>(of); }

// Measures of one attribute of one of the two, the others being of one of each.
bool OfOne(Measure::Kind kind) { return kind == Measure::COUNT || kind == Measure::HAS || kind == Measure::HAS_WORD; }

size_t StepsOf(const Measure& measure) { return static_cast<size_t>(measure.cuts_size()) + 1; }

size_t StepOf(const Measure& measure, std::int64_t number) {
  return std::upper_bound(measure.cuts().begin(), measure.cuts().end(), number) - measure.cuts().begin();
}

// The name of an attribute for people: `"skills sought"`.
std::string Quoted(const std::string& name) { return absl::StrCat("\"", absl::StrReplaceAll(name, {{"_", " "}}), "\""); }

// The text of a measure for people: the name of an enum's value like that of an attribute.
std::string TextOf(const Measure& measure) {
  const Attribute* attribute = FindAttribute(measure.mentor_attribute().empty() ? measure.mentee_attribute() : measure.mentor_attribute());
  bool of_enum = attribute != nullptr && !attribute->values.empty();
  return of_enum ? Quoted(absl::AsciiStrToLower(measure.text())) : absl::StrCat("\"", measure.text(), "\"");
}

void CheckMeasure(const Measure& measure, const std::string& field, IsAttribute is_attribute, std::vector<Fault>& faults) {
  if (!Measure::Kind_IsValid(measure.kind()) || measure.kind() == Measure::KIND_UNSPECIFIED) {
    faults.push_back({field + ".kind", "MEASURE_KIND_UNKNOWN", "not a kind of measure"});
    return;
  }
  bool number = measure.kind() == Measure::GAP;
  auto check = [&](const std::string& name, const char* of) {
    if (is_attribute(name, number)) return;
    std::string what = number ? "number" : "list";
    faults.push_back({field + of, "ATTRIBUTE_UNKNOWN", absl::StrCat("`", name, "` is no ", what, " that is known of people")});
  };
  bool of_mentee = !measure.mentee_attribute().empty(), of_mentor = !measure.mentor_attribute().empty();
  if (OfOne(measure.kind()) && of_mentee == of_mentor) {
    faults.push_back({field + ".mentee_attribute", "ATTRIBUTE_COUNT", "of one of the two"});
    return;
  }
  if (of_mentee || !OfOne(measure.kind())) check(measure.mentee_attribute(), ".mentee_attribute");
  if (of_mentor || !OfOne(measure.kind())) check(measure.mentor_attribute(), ".mentor_attribute");
  bool with_text = measure.kind() == Measure::HAS || measure.kind() == Measure::HAS_WORD;
  if (with_text == measure.text().empty()) faults.push_back({field + ".text", "TEXT_INVALID", "for HAS and HAS_WORD, and for no other"});
  bool ascending = std::adjacent_find(measure.cuts().begin(), measure.cuts().end(), std::greater_equal<>()) == measure.cuts().end();
  if (measure.cuts().empty() || measure.cuts_size() > kMostCuts || !ascending) {
    faults.push_back({field + ".cuts", "CUTS_INVALID", "1 to 255 numbers, ascending"});
  }
}

}  // namespace

void Known::Put(const std::string& attribute, std::vector<std::string> elements) {
  std::vector<std::string> words;
  for (const std::string& element : elements) {
    for (std::string& word : base::Words(element)) {
      if (word.size() >= kShortestWord) words.push_back(std::move(word));
    }
  }
  for (std::vector<std::string>* list : {&elements, &words}) {
    std::sort(list->begin(), list->end());
    list->erase(std::unique(list->begin(), list->end()), list->end());
  }
  elements_[attribute] = std::move(elements);
  words_[attribute] = std::move(words);
}

std::optional<std::int64_t> Known::Number(const std::string& attribute) const {
  auto found = numbers_.find(attribute);
  return found == numbers_.end() ? std::nullopt : std::optional(found->second);
}

const std::vector<std::string>& Known::Find(const Lists& lists, const std::string& attribute) {
  static const auto& nothing = *new std::vector<std::string>;
  auto found = lists.find(attribute);
  return found == lists.end() ? nothing : found->second;
}

Known KnownOf(const gilde::profile::v1::Profile& profile, const MatchPolicy& policy, bool mentor) {
  std::vector<std::string_view> names;
  for (const Table& table : policy.tables()) {
    for (const Measure& measure : table.measures()) {
      std::string_view name = mentor ? measure.mentor_attribute() : measure.mentee_attribute();
      if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
  }
  Known known;
  for (std::string_view name : names) {
    const Attribute* attribute = FindAttribute(name);
    Reading reading = attribute == nullptr ? Reading() : attribute->Of({profile});
    if (reading.number) known.Put(std::string(name), *reading.number);
    if (!reading.texts.empty()) known.Put(std::string(name), std::vector<std::string>(reading.texts.begin(), reading.texts.end()));
  }
  return known;
}

const Known& PolicyInUse::Of(const gilde::profile::v1::Profile& profile, bool mentor, People& people) const {
  auto found = people.find(&profile);
  return found != people.end() ? found->second : people.emplace(&profile, KnownOf(profile, policy_, mentor)).first->second;
}

bool MoreIsBetter(Measure::Kind kind) { return kind >= Measure::SHARED && kind <= Measure::USED_WORDS; }

std::int64_t NumberOf(const Measure& measure, const Known& mentee, const Known& mentor) {
  const std::string &a = measure.mentee_attribute(), &b = measure.mentor_attribute();
  const Known& one = a.empty() ? mentor : mentee;
  const std::string& of_one = a.empty() ? b : a;
  bool words = measure.kind() >= Measure::SHARED_WORDS && measure.kind() <= Measure::USED_WORDS;
  auto list = [&](const Known& known, const std::string& name) -> const std::vector<std::string>& {
    return words ? known.Words(name) : known.Elements(name);
  };
  auto has = [&](const std::vector<std::string>& all) { return std::binary_search(all.begin(), all.end(), measure.text()) ? 1 : 0; };
  switch (measure.kind()) {
    case Measure::SHARED:
    case Measure::SHARED_WORDS:
      return CommonOf(list(mentee, a), list(mentor, b));
    case Measure::COVERED:
    case Measure::COVERED_WORDS:
      return PercentOf(CommonOf(list(mentee, a), list(mentor, b)), list(mentee, a).size());
    case Measure::USED:
    case Measure::USED_WORDS:
      return PercentOf(CommonOf(list(mentee, a), list(mentor, b)), list(mentor, b).size());
    case Measure::COUNT:
      return static_cast<std::int64_t>(one.Elements(of_one).size());
    case Measure::HAS:
      return has(one.Elements(of_one));
    case Measure::HAS_WORD:
      return has(one.Words(of_one));
    case Measure::GAP: {
      std::optional<std::int64_t> of_mentee = mentee.Number(a), of_mentor = mentor.Number(b);
      return of_mentee && of_mentor ? *of_mentor - *of_mentee : 0;
    }
    default:
      return 0;
  }
}

std::string WordsOf(const Measure& measure, bool dutch) {
  bool of_mentee = measure.mentor_attribute().empty();
  std::string a = Quoted(measure.mentee_attribute()), b = Quoted(measure.mentor_attribute()), text = TextOf(measure);
  const std::string& of_one = of_mentee ? a : b;
  const char* one = of_mentee ? "mentee" : "mentor";
  switch (measure.kind()) {
    case Measure::SHARED:
      return dutch ? absl::StrCat("wat de lijsten ", a, " en ", b, " gemeen hebben")
                   : absl::StrCat("what the lists ", a, " and ", b, " have in common");
    case Measure::COVERED:
      return dutch ? absl::StrCat("hoeveel van ", a, " van de mentee ook in ", b, " van de mentor staat")
                   : absl::StrCat("how much of the mentee's ", a, " is among the mentor's ", b);
    case Measure::USED:
      return dutch ? absl::StrCat("hoeveel van ", b, " van de mentor ook in ", a, " van de mentee staat")
                   : absl::StrCat("how much of the mentor's ", b, " is among the mentee's ", a);
    case Measure::SHARED_WORDS:
      return dutch ? absl::StrCat("de woorden die ", a, " en ", b, " gemeen hebben")
                   : absl::StrCat("the words that ", a, " and ", b, " have in common");
    case Measure::COVERED_WORDS:
      return dutch ? absl::StrCat("hoeveel woorden in ", a, " van de mentee ook in ", b, " van de mentor staan")
                   : absl::StrCat("how many words in the mentee's ", a, " are in the mentor's ", b);
    case Measure::USED_WORDS:
      return dutch ? absl::StrCat("hoeveel woorden in ", b, " van de mentor ook in ", a, " van de mentee staan")
                   : absl::StrCat("how many words in the mentor's ", b, " are in the mentee's ", a);
    case Measure::COUNT:
      return dutch ? absl::StrCat("hoeveel ", of_one, " de ", one, " heeft") : absl::StrCat("how many ", of_one, " the ", one, " has");
    case Measure::HAS:
      return dutch ? absl::StrCat("of ", text, " bij ", of_one, " van de ", one, " staat")
                   : absl::StrCat("whether ", text, " is among the ", one, "'s ", of_one);
    case Measure::HAS_WORD:
      return dutch ? absl::StrCat("of het woord ", text, " in ", of_one, " van de ", one, " staat")
                   : absl::StrCat("whether the word ", text, " is in the ", one, "'s ", of_one);
    case Measure::GAP:
      if (a == b) return absl::StrCat(dutch ? "het verschil in " : "the difference in ", a);
      return dutch ? absl::StrCat("het verschil tussen ", a, " van de mentee en ", b, " van de mentor")
                   : absl::StrCat("the difference between the mentee's ", a, " and the mentor's ", b);
    default:
      return "";
  }
}

bool IsOfProfiles(std::string_view name, bool number) {
  const Attribute* attribute = FindAttribute(name);
  if (attribute == nullptr) return false;
  return attribute->type == (number ? Attribute::Type::kNumber : Attribute::Type::kList);
}

std::vector<Fault> FaultsOf(const Table& table, IsAttribute is_attribute) {
  std::vector<Fault> faults;
  if (table.measures_size() != 1 && table.measures_size() != 2) faults.push_back({".measures", "MEASURE_COUNT", "one or two"});
  size_t cells = 1;
  for (int i = 0; i < table.measures_size(); ++i) {
    CheckMeasure(table.measures(i), absl::StrCat(".measures[", i, "]"), is_attribute, faults);
    cells *= StepsOf(table.measures(i));
  }
  if (!faults.empty()) return faults;
  if (static_cast<size_t>(table.weights_size()) != cells) {
    faults.push_back({".weights", "WEIGHT_COUNT", absl::StrCat("one for each of ", cells, " cells")});
  }
  bool in_range = std::all_of(table.weights().begin(), table.weights().end(), [](int w) { return w >= 0 && w <= kMostTableWeight; });
  if (!in_range) faults.push_back({".weights", "OUT_OF_RANGE", "from 0 to 1000000"});
  return faults;
}

std::int64_t WeightOf(const Table& table, const Known& mentee, const Known& mentor) {
  size_t cell = 0;
  for (const Measure& measure : table.measures()) {
    cell = cell * StepsOf(measure) + StepOf(measure, NumberOf(measure, mentee, mentor));
  }
  return table.weights(static_cast<int>(cell));
}

std::int64_t MostWeightOf(const Table& table) { return *std::max_element(table.weights().begin(), table.weights().end()); }

std::int64_t LearnedValue(const MatchPolicy& policy, const Known& mentee, const Known& mentor) {
  std::int64_t weight = 0, most = 0;
  for (const Table& table : policy.tables()) {
    weight += WeightOf(table, mentee, mentor);
    most += MostWeightOf(table);
  }
  return most == 0 ? 0 : kWhole * weight / most;
}

}  // namespace gilde::matching::domain
