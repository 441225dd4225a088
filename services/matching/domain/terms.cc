// Problem: of the words that goals and an offer have in common, `kafka` says more than `project`; `teams` is `team`; and a list of all
// there is answers a goal less than a few words that hit it.
// Source: S. Robertson and H. Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009, with k1 = 1.2 and b = 0.75;
// M. Porter, Snowball: a language for stemming algorithms, 2001.
// Way: a term that n of N offers have weighs log((N + 1) / (n + 1/2)): the inverse document frequency of BM25 with 1 added to the ratio,
// so that one which most offers have still weighs a little. Logarithms and ratios are in integers, the same on every machine.
// Rejected: a language for each word (a skill is a name in no language); stems of all languages at once (English words fall together by
// Spanish rules); the goals' own BM25 as the most (a word counts less in a longer text, so that long goals would be met by little).
// Figure: goals of 10 terms against an offer of 12 words take 0.5 us; a new word becomes terms in 2.5 us, one seen before in 0.02 us.
#include "services/matching/domain/terms.h"

#include <libstemmer.h>

#include <algorithm>
#include <bit>
#include <memory>

#include "absl/hash/hash.h"
#include "common/base/guarded.h"
#include "common/base/text.h"
#include "services/matching/domain/facets.h"

namespace gilde::matching::domain {
namespace {

constexpr const char* kAlgorithms[] = {"english", "dutch", "german", "french", "spanish"};  // in the order of Language
constexpr int kStemmerBits = 6;
constexpr size_t kStemmers = size_t{1} << kStemmerBits;  // of which each has its words, so that threads seldom wait for each other
constexpr size_t kMostRemembered = 100'000 / kStemmers;  // words each
constexpr int kFraction = 20;                            // bits of a logarithm
constexpr std::int64_t kOne = std::int64_t{1} << kFraction;

// Suffixes that Snowball knows by accents, which a folded word has lost.
struct Suffix {
  Language language;
  std::string_view folded, accented;
};
constexpr Suffix kSuffixes[] = {
    {Language::kFrench, "ee", "ée"},      {Language::kFrench, "ees", "ées"},      {Language::kFrench, "ite", "ité"},
    {Language::kFrench, "ites", "ités"},  {Language::kFrench, "iere", "ière"},    {Language::kFrench, "ieres", "ières"},
    {Language::kSpanish, "cion", "ción"}, {Language::kSpanish, "logia", "logía"}, {Language::kSpanish, "logias", "logías"},
};

std::string WithAccents(const std::string& word, Language language) {
  for (const Suffix& suffix : kSuffixes) {
    if (suffix.language != language || !word.ends_with(suffix.folded)) continue;
    return word.substr(0, word.size() - suffix.folded.size()).append(suffix.accented);
  }
  return word;
}

// Remembers words: there are few of them, and each is said by many.
class Stemmer {
 public:
  std::array<Term, std::size(kLanguages)> Of(const std::string& word) {
    if (known_.size() > kMostRemembered) known_.clear();
    auto [known, is_new] = known_.try_emplace(word);
    if (is_new) {
      for (Language each : kLanguages)
        known->second[static_cast<size_t>(each)] = base::StableHash(kAlgorithms[static_cast<size_t>(each)] + Stem(word, each));
    }
    return known->second;
  }

 private:
  struct Delete {
    void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
  };
  using Handle = std::unique_ptr<sb_stemmer, Delete>;

  std::string Stem(const std::string& word, Language language) {
    Handle& handle = handles_[static_cast<size_t>(language)];
    if (handle == nullptr) handle.reset(sb_stemmer_new(kAlgorithms[static_cast<size_t>(language)], "UTF_8"));
    std::string accented = WithAccents(word, language);
    if (handle == nullptr) return accented;
    const sb_symbol* stem =
        sb_stemmer_stem(handle.get(), reinterpret_cast<const sb_symbol*>(accented.data()), static_cast<int>(accented.size()));
    if (stem == nullptr) return accented;
    return {reinterpret_cast<const char*>(stem), static_cast<size_t>(sb_stemmer_length(handle.get()))};
  }

  std::array<Handle, std::size(kLanguages)> handles_;
  absl::flat_hash_map<std::string, std::array<Term, std::size(kLanguages)>> known_;
};

// The logarithm to base 2 of 1 or more, in parts of kOne: each squaring of the fraction tells one bit.
std::int64_t Log2(std::uint64_t number) {
  int whole = std::bit_width(number) - 1;
  std::uint64_t fraction = whole <= 31 ? number << (31 - whole) : number >> (whole - 31);  // from 2^31 to 2^32
  std::int64_t logarithm = whole;
  for (int bit = 0; bit < kFraction; ++bit) {
    fraction = fraction * fraction >> 31;
    logarithm *= 2;
    if (fraction >> 32 == 0) continue;
    fraction >>= 1;
    ++logarithm;
  }
  return logarithm;
}

// Log2(2 n + 1), of most numbers of offers from a table.
std::int64_t LogOfOdd(std::int64_t n) {
  static const auto& table = *[] {
    auto* logarithms = new std::array<std::int64_t, 4096>;
    for (size_t i = 0; i < logarithms->size(); ++i) (*logarithms)[i] = Log2(2 * i + 1);
    return logarithms;
  }();
  return n < static_cast<std::int64_t>(table.size()) ? table[static_cast<size_t>(n)] : Log2(2 * static_cast<std::uint64_t>(n) + 1);
}

}  // namespace

std::array<Term, std::size(kLanguages)> TermsOf(const std::string& word) {
  static auto& stemmers = *new std::array<base::Guarded<Stemmer>, kStemmers>;
  // By bits of the hash that the table of a stemmer does not look at.
  std::uint64_t hash = absl::Hash<std::string>()(word);
  return stemmers[hash >> (64 - kStemmerBits)].With([&](Stemmer& stemmer) { return stemmer.Of(word); });
}

Term TermOf(const std::string& word, Language language) { return TermsOf(word)[static_cast<size_t>(language)]; }

void Offers::Count(const Terms& offer, int by) {
  if (offer.empty()) return;
  offers_ += by;
  terms_ += by * static_cast<std::int64_t>(offer.size());
  log_of_all_ = Log2(2 * static_cast<std::uint64_t>(std::max<std::int64_t>(0, offers_)) + 2);
  for (size_t i = 0; i < offer.size(); ++i) {
    if (i > 0 && offer[i] == offer[i - 1]) continue;
    auto place = with_.try_emplace(offer[i]).first;
    place->second += by;
    if (place->second == 0) with_.erase(place);
  }
}

std::int64_t Offers::WeightOf(Term term) const {
  if (offers_ == 0) return kOne;
  auto found = with_.find(term);
  if (found == with_.end() || found->second <= 0) return 0;
  return std::max<std::int64_t>(1, log_of_all_ - LogOfOdd(found->second));
}

std::int64_t Offers::WorthOf(std::int64_t times, std::int64_t terms) const {
  // times (k1 + 1) / (times + k1 (1 - b + b terms / usual)), above and below by ten times the usual number of terms, in thousandths.
  std::int64_t usual = offers_ == 0 ? 1000 * terms : 1000 * terms_ / offers_;
  return kWhole * 22 * times * usual / (10 * times * usual + 3 * usual + 9000 * terms);
}

std::int64_t Offers::Answers(const Terms& sought, const Terms& offer) const {
  std::int64_t answered = 0, most = 0;
  for (Term term : sought) {
    std::int64_t weight = WeightOf(term);
    most += weight;
    auto [first, last] = std::equal_range(offer.begin(), offer.end(), term);
    if (weight > 0 && first != last) answered += weight * WorthOf(last - first, static_cast<std::int64_t>(offer.size()));
  }
  return most == 0 ? 0 : std::min(kWhole, answered / most);
}

}  // namespace gilde::matching::domain
