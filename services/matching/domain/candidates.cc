#include "services/matching/domain/candidates.h"

#include <algorithm>
#include <atomic>
#include <utility>

#include "common/base/errors.h"
#include "common/base/parallel.h"
#include "services/matching/domain/search.h"

namespace gilde::matching::domain {

using gilde::matching::v1::Program;

namespace {

// The graph, made in parts by whoever is free.
class Graph {
 public:
  Graph(const Pool& pool, const std::vector<Seeker>& seekers, size_t most)
      : pool_(pool), seekers_(seekers), most_(most), parts_((seekers.size() + kPart - 1) / kPart) {}

  // Makes parts until none is left. `wanted` is asked before each; when it says no, nobody begins another.
  template <class Wanted>
  void Work(Wanted wanted) {
    Search search(pool_);
    for (size_t part = next_++; part < parts_.size(); part = next_++) {
      if (!wanted(static_cast<double>(part) / static_cast<double>(parts_.size()))) {
        next_ = parts_.size();
        return;
      }
      Make(part, search);
    }
  }

  std::vector<Option> Take() {
    size_t size = 0;
    for (const auto& part : parts_) size += part.size();
    std::vector<Option> all;
    all.reserve(size);
    for (auto& part : parts_) {
      all.insert(all.end(), part.begin(), part.end());
      part = {};
    }
    return all;
  }

 private:
  static constexpr size_t kPart = 64;  // mentees

  void Make(size_t part, Search& search) {
    std::vector<Option>& options = parts_[part];
    for (size_t i = part * kPart; i < std::min(seekers_.size(), (part + 1) * kPart); ++i) {
      const Seeker& seeker = seekers_[i];
      const auto* manager = seeker.manager == nullptr ? nullptr : &seeker.manager->profile;
      auto begin = static_cast<std::ptrdiff_t>(options.size());
      for (const Candidate& one : search.Best({*seeker.mentee, manager, &seeker.enrollment, &seeker.mentorships}, most_)) {
        options.push_back({static_cast<int>(i), static_cast<int>(pool_.place[one.slot]), one.points});
      }
      std::sort(options.begin() + begin, options.end(), [](const Option& a, const Option& b) { return a.mentor < b.mentor; });
    }
    options.shrink_to_fit();
  }

  const Pool& pool_;
  const std::vector<Seeker>& seekers_;
  size_t most_;
  std::vector<std::vector<Option>> parts_;
  std::atomic<size_t> next_ = 0;
};

}  // namespace

absl::StatusOr<std::vector<Option>> CandidateGraph(const Program& program, const std::vector<Seeker>& seekers,
                                                   const std::vector<Offered>& offered, const SkillLikeness& likeness, absl::Time now,
                                                   size_t most, int threads, absl::FunctionRef<absl::Status(double done)> still_wanted) {
  GILDE_RETURN_IF_ERROR(still_wanted(0));
  Pool pool(program, offered, likeness, now);
  Graph graph(pool, seekers, most);
  absl::Status status;
  base::OnThreads(threads, [&](int thread) {
    graph.Work([&](double done) {
      if (thread == 0) status = still_wanted(done);
      return thread != 0 || status.ok();
    });
  });
  GILDE_RETURN_IF_ERROR(status);
  return graph.Take();
}

}  // namespace gilde::matching::domain
