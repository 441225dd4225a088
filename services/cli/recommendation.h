// A recommendation as a person reads it.
#pragma once

#include <string>

#include "gilde/matching/v1/match_service.pb.h"

namespace gilde::cli {

void FillRecommendRequest(const std::string& program, const std::string& mentee, int count,
                          gilde::matching::v1::RecommendMentorsRequest* request);

// `87.25`, of 100.
std::string Points(std::int64_t millionths);

// Whether the parts sum to the score, exactly.
bool PartsAddUp(const gilde::matching::v1::Recommendation& recommendation);

// `87.25 = skills 31.00 + languages 12.50 + ...`, the parts that count for something, most first.
std::string Reasons(const gilde::matching::v1::Recommendation& recommendation);

}  // namespace gilde::cli
