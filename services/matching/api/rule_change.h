// What a program's new rules do at once, in the transaction that changes them.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/storage/store.h"
#include "gilde/matching/v1/program_service.pb.h"
#include "services/matching/domain/projection.h"
#include "services/matching/domain/rule_change.h"

namespace gilde::matching::api {

// Gives open requests and invitations the deadlines of the new rules and does what is then due.
absl::Status ApplyToOpen(storage::Writer& writer, const domain::Projection& people, const v1::Program& before, const v1::Program& after,
                         domain::Effects& effects);

// Moves mentorships to the program's rules and does what is then due: those that are named, or all that run on other rules.
// INVALID_ARGUMENT / MENTORSHIP_INVALID naming those that are not of the program or no longer run.
absl::StatusOr<std::vector<v1::MovedMentorship>> MoveMentorships(storage::Writer& writer, const v1::Program& program,
                                                                 const google::protobuf::RepeatedPtrField<std::string>& named,
                                                                 domain::Effects& effects);

// Lets those of the waitlist in who are ready and for whom there are places now: those that new rules make, and those that ended pairs
// leave. Nobody while not all people are known, for then nobody can be passed over.
absl::Status LetIn(storage::Writer& writer, const domain::Projection& people, const v1::Program& program, domain::Effects& effects);

// Writes, or with `validate_only` does the same work and takes it back: so the answer of a dry run is that of the real one.
template <class M, class Work>
absl::StatusOr<M> WriteOrTry(storage::Store& store, const base::Call& call, bool validate_only, Work work) {
  if (!validate_only) return store.Write(call, std::move(work));
  constexpr std::string_view kTakenBack = "DRY_RUN";
  M answer;
  absl::Status done = store.Apply(call, [&](storage::Writer& writer) -> absl::Status {
    GILDE_ASSIGN_OR_RETURN(answer, work(writer));
    return base::Aborted(kTakenBack, "nothing is written");
  });
  if (base::ReasonOf(done) != kTakenBack) return done;
  return answer;
}

}  // namespace gilde::matching::api
