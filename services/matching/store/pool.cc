#include "services/matching/store/pool.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace gilde::matching::store {

absl::StatusOr<std::vector<v1::Enrollment>> EnrollmentsIn(storage::Reader& reader, const std::string& program) {
  return reader.Find<v1::Enrollment>({.parent = program});
}

absl::StatusOr<std::vector<v1::Enrollment>> EnrollmentsIn(storage::Reader& reader, const std::string& program,
                                                          v1::Enrollment::State state) {
  return reader.Find<v1::Enrollment>({.parent = program, .key = "state", .value = absl::StrCat(state)});
}

Places PlacesOf(const std::vector<v1::Enrollment>& enrollments, int mentees_a_seat) {
  Places places;
  for (const v1::Enrollment& enrollment : enrollments) {
    if (enrollment.state() != v1::Enrollment::ACTIVE) continue;
    auto has = [&](v1::Enrollment::Role role) {
      return std::find(enrollment.roles().begin(), enrollment.roles().end(), role) != enrollment.roles().end();
    };
    if (has(v1::Enrollment::MENTOR)) places.seats += enrollment.capacity() * mentees_a_seat;
    if (has(v1::Enrollment::MENTEE) && !enrollment.served()) ++places.mentees;
  }
  return places;
}

}  // namespace gilde::matching::store
