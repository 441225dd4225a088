#include "services/matching/api/match_pool.h"

#include <algorithm>
#include <map>
#include <utility>

#include "common/base/clock.h"
#include "common/base/errors.h"
#include "common/base/ids.h"
#include "gilde/matching/v1/growth.pb.h"
#include "services/matching/domain/enrollment.h"
#include "services/matching/domain/growth.h"
#include "services/matching/store/pool.h"
#include "services/matching/store/relationships.h"

namespace gilde::matching::api {

using domain::Person;
using v1::Enrollment;
using v1::Program;

absl::Status CheckComplete(const domain::Projection& projection) {
  if (projection.complete()) return absl::OkStatus();
  return base::TryAgain(absl::StatusCode::kUnavailable, "PEOPLE_NOT_READ", "the people are still being read after a start: try again",
                        absl::Seconds(1));
}

absl::Status StillWanted(const base::Call& call) {
  if (call.cancelled && call.cancelled()) return base::Refusal(absl::StatusCode::kCancelled, "CANCELLED", "the caller has gone");
  if (base::SystemClock().Now() <= call.deadline) return absl::OkStatus();
  return base::Refusal(absl::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED", "the deadline passed while pairs were scored");
}

absl::StatusOr<std::shared_ptr<const Person>> FindPerson(const domain::Projection& projection, const std::string& name) {
  std::shared_ptr<const Person> person = projection.Find(name);
  if (person == nullptr || person->profile.name().empty()) return base::NotFound(name);
  return person;
}

bool Mentors(const Program& program, const Enrollment& enrollment) {
  return domain::HasRole(enrollment, program.kind() == Program::PEER ? Enrollment::PEER : Enrollment::MENTOR);
}
bool Seeks(const Program& program, const Enrollment& enrollment) {
  bool learns = domain::HasRole(enrollment, program.kind() == Program::PEER ? Enrollment::PEER : Enrollment::MENTEE);
  return learns && enrollment.state() == Enrollment::ACTIVE && !enrollment.served();
}

domain::Offered OtherMentor(std::shared_ptr<const Person> mentor) {
  Enrollment seats;
  seats.set_profile(mentor->profile.name());
  seats.set_capacity(std::max(1, mentor->profile.mentor_offer().capacity()));
  return {std::move(mentor), std::move(seats), {}};
}

absl::Status OfferTaught(storage::Reader& reader, const Program& program, std::vector<domain::Offered>& offered) {
  constexpr int kLevel = 3;
  if (program.kind() != Program::REVERSE) return absl::OkStatus();
  GILDE_ASSIGN_OR_RETURN(auto reflections,
                         reader.Find<v1::Reflection>({.parent = base::OrganizationName(program.name()), .key = "taught", .value = "1"}));
  std::map<std::string, std::vector<std::string>> taught = domain::TaughtSkills(reflections);
  for (domain::Offered& one : offered) {
    auto found = taught.find(one.mentor->profile.name());
    if (found == taught.end()) continue;
    Person teacher = *one.mentor;
    for (const std::string& skill : found->second) teacher.OfferAtLeast(skill, kLevel);
    one.mentor = std::make_shared<const Person>(std::move(teacher));
  }
  return absl::OkStatus();
}

absl::StatusOr<Everybody> LoadEverybody(storage::Reader& reader, const domain::Projection& projection, const std::string& program) {
  Everybody all;
  GILDE_ASSIGN_OR_RETURN(all.program, reader.Get<Program>(program));
  GILDE_ASSIGN_OR_RETURN(std::vector<Enrollment> enrollments, store::EnrollmentsIn(reader, program));
  for (const Enrollment& enrollment : enrollments) {
    std::shared_ptr<const Person> person = projection.Find(enrollment.profile());
    if (person == nullptr) continue;
    if (Mentors(all.program, enrollment)) all.offered.push_back({person, enrollment, {}});
    if (Seeks(all.program, enrollment)) all.seekers.push_back({person, projection.Find(person->profile.manager()), enrollment, {}});
  }
  GILDE_RETURN_IF_ERROR(OfferTaught(reader, all.program, all.offered));
  return all;
}

absl::Status LoadMentorships(storage::Reader& reader, Everybody& all, absl::FunctionRef<absl::Status()> still_wanted) {
  for (domain::Seeker& seeker : all.seekers) {
    GILDE_RETURN_IF_ERROR(still_wanted());
    GILDE_ASSIGN_OR_RETURN(seeker.mentorships, store::MentorshipsOf(reader, seeker.mentee->profile.name()));
  }
  return absl::OkStatus();
}

}  // namespace gilde::matching::api
