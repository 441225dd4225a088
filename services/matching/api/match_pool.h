// Who is to be matched: the people of a program as the projection knows them, with their enrollments.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "common/base/call.h"
#include "common/storage/store.h"
#include "gilde/matching/v1/program.pb.h"
#include "services/matching/domain/projection.h"
#include "services/matching/domain/recommend.h"

namespace gilde::matching::api {

// UNAVAILABLE / PEOPLE_NOT_READ with retry info until everybody has been read after a start.
absl::Status CheckComplete(const domain::Projection& projection);
// CANCELLED or DEADLINE_EXCEEDED once nobody waits any more. Asked now and then by work that grows with the people of a program.
absl::Status StillWanted(const base::Call& call);
// NOT_FOUND when the projection does not know them.
absl::StatusOr<std::shared_ptr<const domain::Person>> FindPerson(const domain::Projection& projection, const std::string& name);

// Whether the enrollment is that of a mentor, or peer, of the program in any state; and of somebody who looks for a mentor, or peer.
bool Mentors(const v1::Program& program, const v1::Enrollment& enrollment);
bool Seeks(const v1::Program& program, const v1::Enrollment& enrollment);

// Somebody who may mentor where nobody needs an enrollment, with the seats that their profile offers.
domain::Offered OtherMentor(std::shared_ptr<const domain::Person> mentor);

// Where the junior mentors the senior, what mentors elsewhere learned from somebody is something that one can teach.
absl::Status OfferTaught(storage::Reader& reader, const v1::Program& program, std::vector<domain::Offered>& offered);

// Everybody of a program: who mentors in it, and who seeks a mentor.
struct Everybody {
  v1::Program program;
  std::vector<domain::Offered> offered;  // without their past
  std::vector<domain::Seeker> seekers;   // without their mentorships
};
absl::StatusOr<Everybody> LoadEverybody(storage::Reader& reader, const domain::Projection& projection, const std::string& program);
// Adds the mentorships of the seekers. `still_wanted` is asked before each, and what it refuses with ends it.
absl::Status LoadMentorships(storage::Reader& reader, Everybody& all, absl::FunctionRef<absl::Status()> still_wanted);

}  // namespace gilde::matching::api
