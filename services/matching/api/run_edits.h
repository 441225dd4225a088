// Changing a draft by hand: a pair put together or taken apart, with the rows of everybody it touches and the figures after it.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "common/storage/store.h"
#include "gilde/matching/v1/match_run.pb.h"
#include "gilde/matching/v1/program.pb.h"
#include "services/matching/domain/projection.h"

namespace gilde::matching::api {

// Lives within one transaction.
class RunEdit {
 public:
  // NOT_FOUND for the run, and, where there is a result, for a mentee or mentor who is not of it. Of peers the pair is put in the order of
  // their names.
  static absl::StatusOr<RunEdit> Open(storage::Writer& writer, const domain::Projection& projection, const std::string& run,
                                      v1::PairOfRun pair);
  const v1::MatchRun& run() const { return run_; }
  const v1::PairOfRun& pair() const { return pair_; }
  bool peers() const { return program_.kind() == v1::Program::PEER; }

  // Write the run, which has the pair pinned or forbidden, and the rows that it changes. FAILED_PRECONDITION / PAIR_FORBIDDEN,
  // MENTOR_AT_CAPACITY.
  absl::StatusOr<v1::MatchRun> Pin(v1::MatchRun run, bool undo);
  absl::StatusOr<v1::MatchRun> Forbid(v1::MatchRun run, bool undo);

 private:
  RunEdit(storage::Writer& writer, const domain::Projection& projection) : writer_(&writer), projection_(&projection) {}
  // The pair as it would be, or what forbids it.
  absl::StatusOr<v1::MatchRunPair> Judge() const;
  absl::StatusOr<int> GroupWithRoom() const;
  absl::Status CheckPeople() const;
  absl::Status SetPinned(const std::string& person, bool pinned);
  absl::Status Free(const std::string& person);
  absl::Status Put(v1::MatchRunPair row);
  absl::StatusOr<v1::MatchRun> Save(v1::MatchRun run);

  storage::Writer* writer_;
  const domain::Projection* projection_;
  v1::MatchRun run_;
  v1::PairOfRun pair_;
  v1::Program program_;   // under the policy of the run
  v1::MatchRunPair row_;  // of the mentee
};

}  // namespace gilde::matching::api
