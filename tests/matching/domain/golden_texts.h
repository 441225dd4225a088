// What people write when they ask somebody to be their mentor, and what they write when they do not, in five languages. Half of each list
// was written without a look at the patterns.
#pragma once

#include <string_view>
#include <vector>

namespace gilde::matching::domain {

struct GoldenTexts {
  std::string_view name;
  std::vector<std::string_view> caught;
  std::vector<std::string_view> innocent;
};
GoldenTexts EnglishGoldenTexts();
GoldenTexts DutchGoldenTexts();
GoldenTexts GermanGoldenTexts();
GoldenTexts FrenchGoldenTexts();
GoldenTexts SpanishGoldenTexts();

}  // namespace gilde::matching::domain
