#include "common/base/text.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cctype>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"

namespace gilde::base {
namespace {

icu::UnicodeString Decode(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int>(text.size())));
}

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x80; });
}

std::string FoldAscii(std::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  bool blank = false;
  for (unsigned char c : text) {
    if (absl::ascii_isspace(c)) {
      blank = !folded.empty();
      continue;
    }
    if (blank) folded.push_back(' ');
    blank = false;
    folded.push_back(absl::ascii_tolower(c));
  }
  return folded;
}

bool IsLetterOrDigit(UChar32 c) { return c >= 0 && (c < 0x80 ? absl::ascii_isalnum(static_cast<unsigned char>(c)) : u_isalnum(c) != 0); }

bool All(std::string_view text, int (*test)(int)) {
  return std::all_of(text.begin(), text.end(), [test](unsigned char c) { return c < 0x80 && test(c) != 0; });
}

}  // namespace

int CodePoints(std::string_view text) {
  int count = 0;
  auto size = static_cast<int>(text.size());
  for (int i = 0; i < size; ++count) {
    UChar32 c;
    U8_NEXT(text.data(), i, size, c);
    if (c < 0) return -1;
  }
  return count;
}

std::string Fold(std::string_view text) {
  if (IsAscii(text)) return FoldAscii(text);
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKDInstance(error);
  if (U_FAILURE(error)) return FoldAscii(text);
  // Folding case may compose again (U+0390), so it goes between two decompositions.
  icu::UnicodeString decomposed = normalizer->normalize(normalizer->normalize(Decode(text), error).foldCase(), error);
  icu::UnicodeString folded;
  bool blank = false;
  for (int i = 0; i < decomposed.length();) {
    UChar32 c = decomposed.char32At(i);
    i += U16_LENGTH(c);
    int8_t type = u_charType(c);
    if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK) continue;
    if (u_isUWhiteSpace(c)) {
      blank = folded.length() > 0;
      continue;
    }
    if (blank) folded.append(static_cast<UChar32>(' '));
    blank = false;
    folded.append(c);
  }
  std::string result;
  folded.toUTF8String(result);
  return result;
}

std::vector<std::string> Words(std::string_view text) {
  std::string folded = Fold(text);
  std::vector<std::string> words;
  auto size = static_cast<int>(folded.size());
  int word = -1;  // where the one that is not over begins
  for (int i = 0; i < size;) {
    int start = i;
    UChar32 c;
    U8_NEXT(folded.data(), i, size, c);
    bool inside = IsLetterOrDigit(c) || (word >= 0 && (c == '+' || c == '#'));
    if (inside && word < 0) word = start;
    if (!inside && word >= 0) words.push_back(folded.substr(static_cast<size_t>(word), static_cast<size_t>(start - word)));
    if (!inside) word = -1;
  }
  if (word >= 0) words.push_back(folded.substr(static_cast<size_t>(word)));
  return words;
}

bool IsYesNoQuestion(std::string_view question) {
  static const auto* const kFirstWords = new absl::flat_hash_set<std::string>(
      {// English
       "am", "are", "can", "could", "did", "do", "does", "had", "has", "have", "is", "may", "might", "must", "shall", "should", "was",
       "were", "will", "would",
       // Dutch
       "ben", "bent", "denk", "doe", "doet", "ga", "gaat", "hebben", "hebt", "heb", "heeft", "is", "kan", "kun", "kunnen", "kunt", "mag",
       "moet", "moeten", "was", "waren", "wil", "wilt", "wordt", "zal", "zijn", "zou", "zouden", "zult",
       // German
       "bin", "bist", "darf", "gibt", "haben", "hast", "hat", "hatten", "ist", "kann", "kannst", "konnen", "konnten", "muss", "sind",
       "sollte", "war", "werden", "wird", "wurde", "wurden",
       // French, Spanish
       "as", "avez", "est", "etes", "peut", "peux", "pourrais", "pourriez", "pouvez", "cree", "debo", "deberia", "es", "esta", "hay",
       "podria", "podrias", "puede", "puedes", "tiene", "tienes"});
  std::vector<std::string> words = Words(question);
  return !words.empty() && kFirstWords->contains(words.front());
}

bool IsLanguageTag(std::string_view tag) {
  // RFC 5646: a primary subtag of 2-3 letters (4-8 are reserved or registered), then subtags of 1-8 letters and digits.
  bool first = true;
  while (true) {
    size_t dash = tag.find('-');
    std::string_view part = tag.substr(0, dash);
    if (part.empty() || part.size() > 8 || !All(part, std::isalnum)) return false;
    if (first && (part.size() < 2 || part.size() > 3 || !All(part, std::isalpha))) return false;
    if (dash == std::string_view::npos) return true;
    tag.remove_prefix(dash + 1);
    first = false;
  }
}

bool IsEmail(std::string_view address) {
  size_t at = address.find('@');
  if (at == std::string_view::npos || at == 0 || at > 64 || address.size() > 254) return false;
  std::string_view local = address.substr(0, at);
  std::string_view domain = address.substr(at + 1);
  auto local_fine = [](unsigned char c) {
    return c >= 0x80 || std::isalnum(c) || std::string_view("!#$%&'*+-/=?^_`{|}~.").find(static_cast<char>(c)) != std::string_view::npos;
  };
  if (!std::all_of(local.begin(), local.end(), local_fine) || local.front() == '.' || local.back() == '.') return false;
  if (local.find("..") != std::string_view::npos) return false;
  while (true) {
    size_t dot = domain.find('.');
    std::string_view label = domain.substr(0, dot);
    auto label_fine = [](unsigned char c) { return c >= 0x80 || std::isalnum(c) || c == '-'; };
    if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-') return false;
    if (!std::all_of(label.begin(), label.end(), label_fine)) return false;
    if (dot == std::string_view::npos) return true;
    domain.remove_prefix(dot + 1);
  }
}

std::uint64_t StableHash(std::string_view text) {
  // FNV-1a (Fowler, Noll, Vo); then mixed, since what comes last in the text would only reach the low bits (MurmurHash3's finalizer).
  std::uint64_t hash = 14695981039346656037ull;
  for (unsigned char c : text) hash = (hash ^ c) * 1099511628211ull;
  hash = (hash ^ hash >> 33) * 0xff51afd7ed558ccdull;
  return hash ^ hash >> 33;
}

}  // namespace gilde::base
