// A whole enterprise of believable people, the same ones in every run.
#pragma once

#include <string>

#include "gilde/profile/v1/goal.pb.h"
#include "gilde/profile/v1/profile.pb.h"

namespace gilde::bench {

// The `number`th person as a caller would send them, with an external id of their own.
profile::v1::Profile SomePerson(int number);
// A goal of the person with this name.
profile::v1::Goal SomeGoal(const std::string& person, int number);

}  // namespace gilde::bench
