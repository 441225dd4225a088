// The mentors of a program, to be recommended from: a pool of all, and a small one of those who have changed since it was made, so that a
// change of one person does not take the time of making a pool of everybody.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "common/base/guarded.h"
#include "gilde/matching/v1/match_service.pb.h"
#include "gilde/matching/v1/program.pb.h"
#include "services/matching/domain/pool.h"
#include "services/matching/domain/recommend.h"
#include "services/matching/domain/search.h"

namespace gilde::matching::domain {

// Thread-safe: it never changes.
class Roster {
 public:
  // What words weigh and who is inactive is seen as at `now`.
  Roster(gilde::matching::v1::Program program, std::vector<Offered> offered, std::shared_ptr<const SkillLikeness> likeness, absl::Time now);
  // The same but for these people, of whom those `offered` still mentor, as they are now.
  Roster(const Roster& before, const std::set<std::string>& changed, std::vector<Offered> offered);

  // Whether so many have changed that it is time for a new one.
  bool IsOutgrown() const { return changed_.size() * changed_.size() > all_->offered.size(); }
  size_t size() const { return all_->offered.size(); }
  const std::set<std::string>& changed() const { return changed_; }
  const SkillLikeness& likeness() const { return *all_->likeness; }
  absl::Time time() const { return all_->pool.now; }
  const gilde::matching::v1::Program& program() const { return all_->program; }

  // Of `asked`, the program is this one.
  gilde::matching::v1::RecommendMentorsResponse Recommend(const Asked& asked) const;

 private:
  // A pool, and searches of it that nobody uses now: each keeps what it found out.
  struct Pooled {
    Pooled(gilde::matching::v1::Program its_program, std::vector<Offered> its_offered, std::shared_ptr<const SkillLikeness> its_likeness,
           absl::Time now)
        : program(std::move(its_program)),
          offered(std::move(its_offered)),
          likeness(std::move(its_likeness)),
          pool(program, offered, *likeness, now) {}
    gilde::matching::v1::Program program;
    std::vector<Offered> offered;
    std::shared_ptr<const SkillLikeness> likeness;
    Pool pool;
    base::Guarded<std::vector<std::unique_ptr<Search>>> idle;
  };
  class Used;

  std::shared_ptr<Pooled> all_, recent_;  // of everybody; of those who changed, or null
  std::set<std::string> changed_;
  std::vector<bool> without_;  // slots of those who changed
  size_t gone_ = 0;            // of `all_->offered`, those who changed
};

}  // namespace gilde::matching::domain
