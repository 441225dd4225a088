// Problem: find one particular request in free text, in five languages, in many wordings, without stumbling over the word "mentor".
// Way: phrases over folded words with fillers (golden_phrases.h), sentence by sentence, by backtracking; exceptions that overlap win.
// Rejected: a list of whole sentences (misses every variation); a learned classifier (nobody could say why a text was refused).
#include "services/matching/domain/golden_rule.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "common/base/text.h"
#include "services/matching/domain/golden_phrases.h"

namespace gilde::matching::domain {
namespace {

using WordSet = absl::flat_hash_set<std::string>;
using Sentence = std::vector<std::string>;
using Span = std::pair<size_t, size_t>;  // first word, one past the last

constexpr int kMostFillers = 6;
constexpr int kMostAny = 3;

struct Element {
  enum Kind { kWord, kFillers, kAny, kStart } kind = kWord;
  WordSet words;
  bool optional = false;
};
using Phrase = std::vector<Element>;

struct Language {
  WordSet fillers;
  std::vector<Phrase> asks, not_asks;
};

// The non-empty parts of a text between any of the separators.
std::vector<std::string_view> Split(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> parts;
  for (size_t begin = text.find_first_not_of(separators); begin != std::string_view::npos;) {
    size_t end = std::min(text.find_first_of(separators, begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = text.find_first_not_of(separators, end);
  }
  return parts;
}

using Sets = absl::flat_hash_map<std::string, WordSet>;

// `a|b|$name` as words.
WordSet WordsOf(std::string_view token, const Sets& sets) {
  WordSet words;
  for (std::string_view word : Split(token, "|")) {
    if (word.front() == '$') {
      const WordSet& named = sets.at(std::string(word));
      words.insert(named.begin(), named.end());
    } else {
      words.emplace(word);
    }
  }
  return words;
}

Phrase Compile(const std::vector<std::string_view>& tokens, const Sets& sets) {
  Phrase phrase;
  for (size_t i = 1; i < tokens.size(); ++i) {
    std::string_view token = tokens[i];
    Element element;
    if (token == "~") {
      element.kind = Element::kFillers;
    } else if (token == "*") {
      element.kind = Element::kAny;
    } else if (token == "^") {
      element.kind = Element::kStart;
    } else {
      element.optional = token.back() == '?';
      if (element.optional) token.remove_suffix(1);
      element.words = WordsOf(token, sets);
    }
    phrase.push_back(std::move(element));
  }
  return phrase;
}

Language CompileLanguage(std::string_view text) {
  Language language;
  Sets sets;
  for (std::string_view line : Split(text, "\n")) {
    std::vector<std::string_view> tokens = Split(line, " ");
    if (tokens[0] == "+") {
      language.asks.push_back(Compile(tokens, sets));
    } else if (tokens[0] == "-") {
      language.not_asks.push_back(Compile(tokens, sets));
    } else {
      WordSet& words = tokens[0] == "~" ? language.fillers : sets[std::string(tokens[0])];
      words.insert(tokens.begin() + 1, tokens.end());
    }
  }
  return language;
}

const std::vector<Language>& Languages() {
  static const std::vector<Language>& languages = *[] {
    auto* compiled = new std::vector<Language>();
    for (std::string_view text : kGoldenPhrases) compiled->push_back(CompileLanguage(text));
    return compiled;
  }();
  return languages;
}

bool AllFillers(const Sentence& words, size_t end, const WordSet& fillers) {
  for (size_t i = 0; i < end; ++i) {
    if (!fillers.contains(words[i])) return false;
  }
  return true;
}

// Where the phrase from `element` on ends when it starts at word `at`; npos when it does not match.
size_t MatchAt(const Phrase& phrase, size_t element, const Sentence& words, size_t at, const WordSet& fillers) {
  if (element == phrase.size()) return at;
  const Element& now = phrase[element];
  if (now.kind == Element::kStart) {
    return AllFillers(words, at, fillers) ? MatchAt(phrase, element + 1, words, at, fillers) : std::string::npos;
  }
  if (now.kind == Element::kWord) {
    if (at < words.size() && now.words.contains(words[at])) {
      size_t end = MatchAt(phrase, element + 1, words, at + 1, fillers);
      if (end != std::string::npos) return end;
    }
    return now.optional ? MatchAt(phrase, element + 1, words, at, fillers) : std::string::npos;
  }
  int most = now.kind == Element::kAny ? kMostAny : kMostFillers;
  for (int taken = 0; taken <= most; ++taken) {
    size_t end = MatchAt(phrase, element + 1, words, at + taken, fillers);
    if (end != std::string::npos) return end;
    if (at + taken >= words.size()) break;
    if (now.kind == Element::kFillers && !fillers.contains(words[at + taken])) break;
  }
  return std::string::npos;
}

std::vector<Span> Matches(const std::vector<Phrase>& phrases, const Sentence& words, const WordSet& fillers) {
  std::vector<Span> spans;
  for (const Phrase& phrase : phrases) {
    for (size_t at = 0; at < words.size(); ++at) {
      size_t end = MatchAt(phrase, 0, words, at, fillers);
      if (end != std::string::npos) spans.emplace_back(at, end);
    }
  }
  return spans;
}

bool Asks(const Language& language, const Sentence& words) {
  std::vector<Span> asks = Matches(language.asks, words, language.fillers);
  if (asks.empty()) return false;
  std::vector<Span> not_asks = Matches(language.not_asks, words, language.fillers);
  for (const Span& ask : asks) {
    bool excused = false;
    for (const Span& other : not_asks) excused |= other.first < ask.second && ask.first < other.second;
    if (!excused) return true;
  }
  return false;
}

}  // namespace

bool AsksForAMentor(std::string_view text) {
  for (std::string_view sentence : Split(text, ".!?;:\n")) {
    Sentence words = base::Words(sentence);
    for (const Language& language : Languages()) {
      if (Asks(language, words)) return true;
    }
  }
  return false;
}

}  // namespace gilde::matching::domain
