// Changing a draft by hand: a pair put together or taken apart, with the rows of everybody it touches and the figures after it.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "common/storage/store.h"
#include "gilde/matching/v1/match_run.pb.h"
#include "gilde/matching/v1/program.pb.h"
#include "services/matching/domain/projection.h"

namespace gilde::matching::api {

// A run and the pair of it that is changed.
struct PairInRun {
  v1::MatchRun run;
  v1::Program program;   // under the policy of the run
  v1::PairOfRun pair;    // of peers in the order of their names
  v1::MatchRunPair row;  // of the mentee

  bool peers() const { return program.kind() == v1::Program::PEER; }
};
// NOT_FOUND for the run, and, where there is a result, for a mentee or mentor who is not of it.
absl::StatusOr<PairInRun> LoadPairInRun(storage::Reader& reader, const std::string& run, v1::PairOfRun pair);

// What a change of a pair needs that grows with the program. It is read before others wait for the write, and holds there as long as what
// it was read from has the same versions; otherwise it is read once more.
struct ReadBefore {
  std::string run_version;             // empty: no rows
  std::vector<v1::MatchRunPair> rows;  // of everybody, as of that version
  std::string pair_versions;
  // The pair as it would be, between peers once for each of them, or what forbids it. Unset: not looked at.
  std::optional<absl::StatusOr<std::vector<v1::MatchRunPair>>> judged;
};
// Leave out what the change does not need.
absl::StatusOr<ReadBefore> ReadBeforePin(storage::Reader& reader, const domain::Projection& projection, const PairInRun& at);
absl::StatusOr<ReadBefore> ReadBeforeForbid(storage::Reader& reader, const PairInRun& at);

// Lives within one transaction.
class RunEdit {
 public:
  // LoadPairInRun says what is refused. `before` outlives it, and is used up by the change.
  static absl::StatusOr<RunEdit> Open(storage::Writer& writer, const domain::Projection& projection, const std::string& run,
                                      v1::PairOfRun pair, ReadBefore& before);
  const v1::MatchRun& run() const { return at_.run; }
  const v1::PairOfRun& pair() const { return at_.pair; }
  bool peers() const { return at_.peers(); }

  // Write the run, which has the pair pinned or forbidden, and the rows that it changes. FAILED_PRECONDITION / PAIR_FORBIDDEN,
  // MENTOR_AT_CAPACITY.
  absl::StatusOr<v1::MatchRun> Pin(v1::MatchRun run, bool undo);
  absl::StatusOr<v1::MatchRun> Forbid(v1::MatchRun run, bool undo);

 private:
  RunEdit(storage::Writer& writer, const domain::Projection& projection, PairInRun at, ReadBefore& before)
      : writer_(&writer), projection_(&projection), before_(&before), at_(std::move(at)) {}
  absl::StatusOr<std::vector<v1::MatchRunPair>> Judged() const;
  absl::StatusOr<std::vector<v1::MatchRunPair>> Rows();
  absl::StatusOr<int> GroupWithRoom() const;
  absl::StatusOr<v1::MatchRunPair> RowOf(const std::string& person) const;
  absl::Status SetPinned(const std::string& person, bool pinned);
  absl::Status Free(const std::string& person);
  absl::Status Put(v1::MatchRunPair row);
  absl::StatusOr<v1::MatchRun> Save(v1::MatchRun run);
  absl::StatusOr<v1::MatchRun> SaveMoved(v1::MatchRun run);

  storage::Writer* writer_;
  const domain::Projection* projection_;
  ReadBefore* before_;
  PairInRun at_;
  std::vector<v1::MatchRunPair> changed_;
};

}  // namespace gilde::matching::api
