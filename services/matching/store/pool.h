// The people of a program, read in one go.
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "common/storage/store.h"
#include "gilde/matching/v1/program.pb.h"

namespace gilde::matching::store {

// Every enrollment of a program, or every one in a state, in order of names.
absl::StatusOr<std::vector<v1::Enrollment>> EnrollmentsIn(storage::Reader& reader, const std::string& program);
absl::StatusOr<std::vector<v1::Enrollment>> EnrollmentsIn(storage::Reader& reader, const std::string& program, v1::Enrollment::State state);

// Places with active mentors, of whose seats each takes so many mentees, and active mentees who are not served.
struct Places {
  int seats = 0;  // for mentees
  int mentees = 0;
};
Places PlacesOf(const std::vector<v1::Enrollment>& enrollments, int mentees_a_seat);

}  // namespace gilde::matching::store
