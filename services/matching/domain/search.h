// The best mentors for one mentee, exactly, without scoring everybody.
//
// Problem: the k best of n by a sum of eleven facets, ties by name, in whole numbers equal to those of score.h.
// Source: threshold algorithms (Fagin, Lotem, Naor, Optimal aggregation algorithms for middleware, JCSS 2003): stop where no bound on what
// has not been seen reaches what has. Bounds by block as for block-max indexes (Ding, Suel, Faster top-k document retrieval, SIGIR 2011).
// The way: what lists say (skills, wishes, words) is added up for everybody in a list of the mentee's, which is exact and cheap: a list is
// a skill at a level, so what it gives is computed once. Those of whom the lists say most are scored first and set a bar; the others are
// scored only if what the lists say of them and the best of the kinds in their block reach it, then the blocks themselves for those in no
// list. Rules about traits are kinds that give nobody anything; rules about two people are tried when somebody would enter.
// Rejected: a list of each facet in order of value, and reading all lists in turn: the facets of few kinds have thousands of equals, and
// the bar is not reached before most have been read. Bounds of each skill in each block: blocks of 64 have every common skill. Scoring
// everybody on the columns: five times slower than this, see the figure.
// Measured on one busy core, 25,000 mentors of whom 14,038 have a seat, default policy, k = 50: 0.6 ms a mentee, 1562 mentors scored; by
// ScoreOf and ForbiddenBy for everybody 240 ms; everybody on the columns 3 ms.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/function_ref.h"
#include "services/matching/domain/pool.h"
#include "services/matching/domain/score.h"

namespace gilde::matching::domain {

// A mentee who asks.
struct Query {
  const Person& mentee;
  const gilde::profile::v1::Profile* manager = nullptr;                       // of the mentee, or null
  const gilde::matching::v1::Enrollment* enrollment = nullptr;                // of the mentee, or null
  const std::vector<gilde::matching::v1::Mentorship>* mentorships = nullptr;  // of the mentee; null: the pool's mentors have their past
};

struct Candidate {
  std::uint32_t slot = 0;  // in the pool
  std::int64_t points = 0;
};

// Asks a pool, which must outlive it. What it found out for one mentee it keeps for the next. Used by one thread.
class Search {
 public:
  explicit Search(const Pool& pool);

  // The best mentors whom no rule forbids, by points, ties by name: the same as if everybody were scored. At most so many; 0: all. None
  // of the slots that are set in `without`.
  std::vector<Candidate> Best(const Query& query, size_t most, const std::vector<bool>* without = nullptr);
  // The same, and besides the best of those slots of which `has_turn` is true, in one pass.
  struct Both {
    std::vector<Candidate> all, in_turn;
  };
  Both BestAndInTurn(const Query& query, size_t most, const std::vector<bool>* without, absl::FunctionRef<bool(std::uint32_t)> has_turn);

  const Pool& pool() const { return pool_; }
  // Mentors of the last answer whose score was computed.
  size_t scored() const { return scored_; }

 private:
  // What each kind of a trait gives a mentee, weighted; kForbidden where a rule forbids the kind, kUnknown until somebody asks.
  struct Gains {
    std::vector<std::int32_t> of_kind;
    std::int32_t most = 0;  // or more
  };
  // What the lists say of a mentor.
  struct Count {
    std::uint32_t query = 0;    // of which this is; of another, it is all 0
    std::uint32_t list = 0;     // that counted last, so that a better offer of the same is not followed by a worse
    std::uint32_t offers = 0;   // sum over the skills sought of the best offer
    std::uint16_t wishes = 0;   // of the persona, met by skills and words
    std::uint32_t answers = 0;  // to the goals, in millionths, at most
  };

  // The best so far: a heap, the last of them first.
  struct Top {
    std::vector<Candidate> best;
    std::int64_t bar = 0;  // weighted value below which nobody enters
  };

  void Begin(const Query& query, size_t most);
  Gains& GainsOf(size_t trait);
  std::int32_t GainOf(size_t trait, std::uint32_t kind) const;
  void Suspect();
  void CountSkills();
  void CountWishes();
  void CountWords();
  template <class Add>
  void EachHolder(Holders who, Add add);
  Count& CountOf(std::uint32_t slot);

  void AskAll();
  std::vector<Candidate> Take(Top& top) const;
  void AskCounted();
  void AskOthers();
  void Ask(std::uint32_t slot, const Count& count);
  std::int64_t MostOf(const Count& count) const;
  std::int64_t MostInBlock(std::uint32_t block);
  bool IsForbidden(std::uint32_t slot) const;
  bool IsBehind(const Candidate& a, const Candidate& b) const;
  bool HasTurn(std::uint32_t slot) const { return has_turn_ != nullptr && (*has_turn_)(slot); }
  // What everybody must reach, and what this one must.
  std::int64_t LowestBar() const { return has_turn_ == nullptr ? top_.bar : std::min(top_.bar, top_in_turn_.bar); }
  std::int64_t BarOf(std::uint32_t slot) const { return HasTurn(slot) ? std::min(top_.bar, top_in_turn_.bar) : top_.bar; }
  bool WouldEnter(const Candidate& candidate, const Top& top) const;
  void Enter(const Candidate& candidate, Top& top) const;

  const Pool& pool_;
  PolicyInUse policy_;
  std::int64_t skills_weight_, persona_weight_, goal_weight_, learned_weight_;
  size_t level_trait_;                                                           // of the pool's; as many as there are when there is none
  std::vector<absl::flat_hash_map<std::string, std::unique_ptr<Gains>>> known_;  // by trait, by what the mentee has of it
  size_t known_size_ = 0;

  // Of the query.
  const Query* query_ = nullptr;
  const std::vector<bool>* without_ = nullptr;                        // slots; null: nobody
  const absl::FunctionRef<bool(std::uint32_t)>* has_turn_ = nullptr;  // by slot; null: nobody is told from others
  size_t most_ = 0, scored_ = 0;
  std::vector<Gains*> gains_;
  std::int64_t most_of_traits_ = 0, most_of_many_ = 0;  // of all; of those of many kinds, and of what is learned
  std::int64_t offer_gain_ = 0;                         // of each millionth of a skill offered, rounded up
  std::vector<std::int64_t> wishes_gain_;               // by how many are met
  std::vector<std::uint8_t> level_wishes_met_;          // by kind of level
  std::uint8_t most_level_wishes_met_ = 0;
  std::uint32_t query_number_ = 0, list_number_ = 0;
  std::vector<Count> counts_;           // by slot
  std::vector<std::uint32_t> suspect_;  // by slot: the last query in which rules about two people may keep them apart
  std::vector<std::uint32_t> counted_;  // slots that a list names
  std::vector<std::int64_t> most_of_counted_;
  struct BlockMost {
    std::uint32_t query = 0;
    std::int64_t most = 0;
  };
  std::vector<BlockMost> block_most_;
  Top top_, top_in_turn_;
};

}  // namespace gilde::matching::domain
