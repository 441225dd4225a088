// The best mentors for a mentee, or mentees for a mentor: the exact top of everybody allowed, ties by name.
//
// Exposure: a mentor with f free seats should be a first choice of at most f x exposure_factor mentees a day. Each mentee sees a mentor
// only when their turn, a fraction of the unit interval drawn from both names and the day, is below (f x exposure_factor) / mentees of the
// program; whoever is first in line for another mentor sees all of them. So a mentor with room for all is shown to all, and one with little
// room to a few, to others on another day. The rest find them behind, in order of score.
#pragma once

#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "gilde/matching/v1/match_service.pb.h"
#include "gilde/matching/v1/program.pb.h"
#include "services/matching/domain/formation.h"
#include "services/matching/domain/person.h"
#include "services/matching/domain/score.h"

namespace gilde::matching::domain {

struct Pool;
class Search;

// A mentor of the program. Where nobody needs an enrollment, it has no name and only says how many seats there are.
struct Offered {
  std::shared_ptr<const Person> mentor;
  gilde::matching::v1::Enrollment enrollment;
  Past past;

  const gilde::matching::v1::Enrollment* enrolled() const { return enrollment.name().empty() ? nullptr : &enrollment; }
};

// Seats that the mentor has free; and the two as a score is computed of them.
int FreeSeats(const gilde::matching::v1::Enrollment& enrollment);
Pair PairOf(const Person& mentee, const Offered& offered);

struct Asked {
  const Person& mentee;
  const gilde::profile::v1::Profile* manager;  // of the mentee, or null
  const gilde::matching::v1::Program& program;
  int mentees = 0;  // active in the program
  size_t most = 10;
  bool dutch = false;
  const gilde::matching::v1::Enrollment* enrollment = nullptr;  // of the mentee
  // Of the mentee. Null: what there was between them is what those offered say.
  const std::vector<gilde::matching::v1::Mentorship>* mentorships = nullptr;
};

gilde::matching::v1::RecommendMentorsResponse Recommend(const Asked& asked, const std::vector<Offered>& offered,
                                                        const SkillLikeness& likeness, absl::Time now);
// The same from searches of pools of the program, no mentor in two of them, as of when the pools were made.
struct Part {
  Search& search;
  const std::vector<bool>* without = nullptr;  // slots of its pool that are left out
};
// `offered`: how many mentors there are in all.
gilde::matching::v1::RecommendMentorsResponse Recommend(const Asked& asked, const std::vector<Part>& parts, size_t offered);

// What of a mentor's name decides whose turn it is.
std::uint32_t HashOf(const std::string& mentor);
// Whether the mentee's turn to see this mentor as a first choice has come, on the day of `now` in UTC.
bool InTurn(std::string_view mentee, std::string_view mentor, int free_seats, int exposure_factor, int mentees, absl::Time now);

// A mentee of the program.
struct Seeker {
  std::shared_ptr<const Person> mentee;
  std::shared_ptr<const Person> manager;  // of the mentee, or null
  gilde::matching::v1::Enrollment enrollment;
  std::vector<gilde::matching::v1::Mentorship> mentorships;  // of the mentee: all, or those with the mentor who is asked about
};

struct AskedByMentor {
  const Offered& mentor;
  const gilde::matching::v1::Program& program;
  size_t most = 10;
  bool dutch = false;
};
gilde::matching::v1::RecommendMenteesResponse RecommendMentees(const AskedByMentor& asked, const std::vector<Seeker>& seekers,
                                                               const SkillLikeness& likeness, absl::Time now);

// The first choices of the same people under the program's policy and under another, complete one; at most so many changes are named.
// `still_wanted` is asked before each seeker, and what it refuses with ends it.
absl::StatusOr<gilde::matching::v1::SimulateMatchPolicyResponse> SimulatePolicy(const gilde::matching::v1::Program& program,
                                                                                const gilde::matching::v1::MatchPolicy& tried,
                                                                                const std::vector<Seeker>& seekers,
                                                                                const std::vector<Offered>& offered, size_t most,
                                                                                const SkillLikeness& likeness, absl::Time now,
                                                                                absl::FunctionRef<absl::Status()> still_wanted);

}  // namespace gilde::matching::domain
