// Words as terms, and how well an offer answers goals by its terms.
//
// Two words are the same term in a language when they have the same stem there (Snowball). An offer is found by goals in any of the five
// languages, so its words are terms of each; the words of goals are terms of the language they are written in. Words come folded: one that
// is typed in other letter case, or without its accents, is the same term, and a word is always the same term as itself.
#pragma once

#include <array>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "services/matching/domain/language.h"

namespace gilde::matching::domain {

// A stem of a language, as a hash that is the same on every machine.
using Term = std::uint64_t;
Term TermOf(const std::string& word, Language language);
// In each language, in the order of kLanguages.
std::array<Term, std::size(kLanguages)> TermsOf(const std::string& word);

// Terms in ascending order; one as often as it is said.
using Terms = std::vector<Term>;

// What the offers of an organization say, for telling terms that are rare among them from common ones. Without any offer all terms weigh
// the same.
class Offers {
 public:
  // The terms of one offer, in all languages.
  void Add(const Terms& offer) { Count(offer, 1); }
  void Remove(const Terms& offer) { Count(offer, -1); }

  // The weight of a term, 0 to 60,000,000: the logarithm of how rare it is. 0 for one that nobody offers: it cannot tell offers apart.
  std::int64_t WeightOf(Term term) const;
  // What a term that an offer of so many terms says so often is worth in it, in millionths: less in a long offer, at most 2,200,000. Said
  // twice, it is worth less than twice as much.
  std::int64_t WorthOf(std::int64_t times, std::int64_t terms) const;
  // How well an offer answers goals, in millionths, 0 to 1,000,000: BM25 of the offer, against an offer of usual length that says each
  // term of the goals once that anybody offers: the sum of weight x worth over the terms in common, by the sum of the weights of those
  // sought. `sought` has each term once.
  std::int64_t Answers(const Terms& sought, const Terms& offer) const;

 private:
  void Count(const Terms& offer, int by);

  absl::flat_hash_map<Term, std::int32_t> with_;  // offers that say it
  std::int64_t offers_ = 0, terms_ = 0;           // those with terms, and all their terms
  std::int64_t log_of_all_ = 0;                   // of twice as many offers and two
};

}  // namespace gilde::matching::domain
