#include "services/cli/recommendation.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"

namespace gilde::cli {

using gilde::matching::v1::Recommendation;
using gilde::matching::v1::ScorePart;

void FillRecommendRequest(const std::string& program, const std::string& mentee, int count,
                          gilde::matching::v1::RecommendMentorsRequest* request) {
  request->set_program(program);
  request->set_mentee(mentee);
  request->set_page_size(count);
}

std::string Points(std::int64_t millionths) { return absl::StrFormat("%.2f", static_cast<double>(millionths) / 1e6); }

bool PartsAddUp(const Recommendation& recommendation) {
  std::int64_t sum = 0;
  for (const ScorePart& part : recommendation.parts()) sum += part.points();
  return sum == recommendation.score();
}

std::string Reasons(const Recommendation& recommendation) {
  std::vector<const ScorePart*> parts;
  for (const ScorePart& part : recommendation.parts()) {
    if (part.points() > 0) parts.push_back(&part);
  }
  std::stable_sort(parts.begin(), parts.end(), [](const ScorePart* a, const ScorePart* b) { return a->points() > b->points(); });
  std::vector<std::string> words;
  words.reserve(parts.size());
  for (const ScorePart* part : parts) {
    std::string facet = absl::StrReplaceAll(gilde::matching::v1::Facet_Name(part->facet()), {{"_", " "}});
    words.push_back(absl::StrCat(absl::AsciiStrToLower(facet), " ", Points(part->points())));
  }
  return absl::StrCat(Points(recommendation.score()), " = ", absl::StrJoin(words, " + "));
}

}  // namespace gilde::cli
