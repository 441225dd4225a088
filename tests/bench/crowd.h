// A program with mentors and mentees of any number, the same ones in every run, alike in numbers to a real one: what people offer and seek
// is a few things that a third of them have and a long tail (skill k has a weight of 1 / (k + 3)), some know half a dozen skills and some
// thirty, and the mentors whom many ask have little room left.
#pragma once

#include <vector>

#include "services/matching/domain/recommend.h"

namespace gilde::bench {

struct Crowd {
  matching::v1::Program program;  // with the default policy
  std::vector<matching::domain::Seeker> seekers;
  std::vector<matching::domain::Offered> offered;
  matching::domain::SkillLikeness likeness;
};

Crowd SomeCrowd(int mentees, int mentors);
// The `number`th mentor of any crowd.
matching::domain::Offered SomeMentor(int number);
// Now, for all of them.
absl::Time CrowdTime();

}  // namespace gilde::bench
