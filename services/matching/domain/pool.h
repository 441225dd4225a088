// The mentors of a program in columns, for finding the best of them without looking at everybody.
//
// Most facets look at one trait of each of the two: at the kinds of guidance, the level, the zone, the languages, the unit, the manners,
// the seats. Few mentors are alike in all traits, many in each: a trait has kinds, and what a mentee gets from a kind is found once for all
// who are of it, on an example, by the function that scores pairs; the hard rules that look at the same trait likewise. The other facets
// add up over skills and words, so for each skill at a level and for each word there is a list of who has it. Rules that the mentor alone
// breaks (no seat, not vetted) are tried when the pool is made: whoever breaks one is not in it.
//
// The mentors stand in blocks of those who are alike in the traits of few kinds that weigh most: no mentor of a block is worth more than
// the best of the kinds in it. A rule about two people (past, blocked, reporting line) is tried for those alone whose names say that it may
// break. See search.h for what is made of that.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/time/time.h"
#include "services/matching/domain/constraint.h"
#include "services/matching/domain/recommend.h"

namespace gilde::matching::domain {

// A trait that the policy asks about, and the kinds of it that there are.
struct Trait {
  gilde::matching::v1::Facet facet;
  std::int64_t weight = 0;  // 0: only rules ask about it
  std::vector<gilde::matching::v1::HardRule> rules;
  std::vector<const Offered*> examples;  // a mentor of each kind
};

// What a mentee has of a trait: those who have the same get the same from each kind.
std::string TraitOf(gilde::matching::v1::Facet facet, const Person& mentee, absl::Time now);

// Those in `holders` from `begin` on, before `end`.
struct Holders {
  std::uint32_t begin = 0, end = 0;
};

// What of a mentor decides whose turn it is to see them; see recommend.h.
struct Seats {
  std::uint32_t of = 0;  // hash of the mentor's name
  std::int32_t free = 0;
};

// Never changes once made, so that any number of threads may read it. What it is made of must outlive it, as it is.
struct Pool {
  static constexpr std::uint32_t kBlock = 64;  // mentors

  Pool(const gilde::matching::v1::Program& program, const std::vector<Offered>& offered, const SkillLikeness& likeness, absl::Time now);
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  std::uint32_t size() const { return static_cast<std::uint32_t>(place.size()); }
  std::uint32_t blocks() const { return (size() + kBlock - 1) / kBlock; }
  const Offered& mentor(std::uint32_t slot) const { return offered[place[slot]]; }
  const std::uint32_t* kinds_of(std::uint32_t slot) const { return kinds.data() + size_t{slot} * traits.size(); }
  // Weight of a facet; 0 when the policy does not have it.
  std::int64_t WeightOf(gilde::matching::v1::Facet facet) const;

  const gilde::matching::v1::Program& program;
  const std::vector<Offered>& offered;
  const SkillLikeness& likeness;
  absl::Time now;
  Constraint constraint;
  std::int64_t weights = 0;  // of all facets

  std::vector<Trait> traits;  // those of few kinds first, then the heaviest
  size_t few = 0;             // how many of them have few kinds
  // By slot, in order of kinds.
  std::vector<std::uint32_t> place;  // in `offered`
  std::vector<std::uint32_t> rank;   // in order of name
  std::vector<std::uint32_t> kinds;  // of each trait
  std::vector<Seats> seats;
  // The kinds of trait t in block b: from block_kinds_begin[b * few + t] on.
  std::vector<std::uint32_t> block_kinds, block_kinds_begin;

  struct Level {
    int level = 0;
    Holders who;
  };
  absl::flat_hash_map<std::string_view, std::vector<Level>> skills;
  template <class Key>
  using ListsBy = absl::flat_hash_map<Key, Holders>;
  using Lists = ListsBy<std::string_view>;
  Lists words;
  ListsBy<Term> terms;                      // with a holder as often as they say it
  std::vector<std::int64_t> worth_of_term;  // by slot: of one that is said once, in millionths, rounded up
  std::vector<std::uint32_t> holders;       // slots, ascending within each list

  // Whom rules about two people may keep apart: mentors by name, by manager, by whom they block, and those who have a past.
  Lists named, managed_by, blocking;
  std::vector<std::uint32_t> with_past;

 private:
  void AddTraits();
  // Gives the mentors who may be somebody's their slots.
  void Place();
  void AddBlocks();
  void AddSkills();
  void AddWords();
  void AddNames();
  // Puts the slots of each text, ascending, behind the holders there are.
  template <class Key>
  ListsBy<Key> ListsOf(const std::vector<std::pair<Key, std::uint32_t>>& all);
};

}  // namespace gilde::matching::domain
