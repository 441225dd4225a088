#include "services/matching/domain/roster.h"

#include <algorithm>

namespace gilde::matching::domain {

// A search while it is used.
class Roster::Used {
 public:
  explicit Used(Pooled& pooled) : pooled_(pooled) {
    search_ = pooled.idle.With([](auto& idle) {
      std::unique_ptr<Search> one;
      if (!idle.empty()) one = std::move(idle.back());
      if (one != nullptr) idle.pop_back();
      return one;
    });
    if (search_ == nullptr) search_ = std::make_unique<Search>(pooled.pool);
  }
  Used(const Used&) = delete;
  Used& operator=(const Used&) = delete;
  ~Used() {
    pooled_.idle.With([&](auto& idle) { idle.push_back(std::move(search_)); });
  }
  Search& operator*() { return *search_; }

 private:
  Pooled& pooled_;
  std::unique_ptr<Search> search_;
};

Roster::Roster(gilde::matching::v1::Program program, std::vector<Offered> offered, std::shared_ptr<const SkillLikeness> likeness,
               absl::Time now)
    : all_(std::make_shared<Pooled>(std::move(program), std::move(offered), std::move(likeness), now)) {}

Roster::Roster(const Roster& before, const std::set<std::string>& changed, std::vector<Offered> offered)
    : all_(before.all_),
      recent_(std::make_shared<Pooled>(all_->program, std::move(offered), all_->likeness, all_->pool.now)),
      changed_(changed),
      without_(all_->pool.size()) {
  for (const std::string& name : changed) {
    auto found = all_->pool.named.find(name);
    if (found == all_->pool.named.end()) continue;
    for (std::uint32_t i = found->second.begin; i < found->second.end; ++i) without_[all_->pool.holders[i]] = true;
  }
  gone_ = static_cast<size_t>(std::count_if(all_->offered.begin(), all_->offered.end(),
                                            [&](const Offered& one) { return changed.count(one.mentor->profile.name()) > 0; }));
}

gilde::matching::v1::RecommendMentorsResponse Roster::Recommend(const Asked& asked) const {
  Used all(*all_);
  if (recent_ == nullptr) return domain::Recommend(asked, {{*all}}, all_->offered.size());
  Used recent(*recent_);
  return domain::Recommend(asked, {{*all, &without_}, {*recent}}, all_->offered.size() - gone_ + recent_->offered.size());
}

}  // namespace gilde::matching::domain
