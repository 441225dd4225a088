// Jobs on several cores.
#include "common/base/side_by_side.h"

#include <gmock/gmock.h>

namespace gilde::base {
namespace {

using testing::Each;

TEST(SideBySide, DoesEachJobOnce) {
  for (size_t jobs : {0, 1, 2, 100}) {
    std::vector<int> done(jobs);
    std::vector<std::function<void()>> all;
    for (int& one : done) all.emplace_back([&one] { ++one; });
    SideBySide(all);
    EXPECT_THAT(done, Each(1)) << jobs;
  }
}

}  // namespace
}  // namespace gilde::base
