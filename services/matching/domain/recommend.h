// The best mentors for a mentee: everybody allowed is scored, and the exact top is taken, ties by name.
//
// Exposure: a mentor with f free seats should be a first choice of at most f x exposure_factor mentees. Each mentee sees a mentor
// only when their turn, a fixed fraction of the unit interval drawn from both names, is below (f x exposure_factor) / mentees of the
// program; whoever is first in line for another mentor sees all of them. So a mentor with room for all is shown to all, and one with little
// room to a fixed few. The others find them behind, in order of score.
#pragma once

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "gilde/matching/v1/match_service.pb.h"
#include "gilde/matching/v1/program.pb.h"
#include "services/matching/domain/formation.h"
#include "services/matching/domain/person.h"

namespace gilde::matching::domain {

// A mentor of the program. Where nobody needs an enrollment, it has no name and only says how many seats there are.
struct Offered {
  std::shared_ptr<const Person> mentor;
  gilde::matching::v1::Enrollment enrollment;
  Past past;

  const gilde::matching::v1::Enrollment* enrolled() const { return enrollment.name().empty() ? nullptr : &enrollment; }
};

struct Asked {
  const Person& mentee;
  const gilde::profile::v1::Profile* manager;  // of the mentee, or null
  const gilde::matching::v1::Program& program;
  int mentees = 0;  // active in the program
  size_t most = 10;
  bool dutch = false;
  const gilde::matching::v1::Enrollment* enrollment = nullptr;  // of the mentee
};

gilde::matching::v1::RecommendMentorsResponse Recommend(const Asked& asked, const std::vector<Offered>& offered,
                                                        const SkillLikeness& likeness, absl::Time now);

// Whether the mentee's turn to see this mentor as a first choice has come.
bool InTurn(std::string_view mentee, std::string_view mentor, int free_seats, int exposure_factor, int mentees);

}  // namespace gilde::matching::domain
