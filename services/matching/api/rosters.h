// The mentors of programs, in memory, as of the last write that a reader sees.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "common/base/guarded.h"
#include "common/storage/store.h"
#include "gilde/matching/v1/program.pb.h"
#include "services/matching/domain/projection.h"
#include "services/matching/domain/roster.h"

namespace gilde::matching::api {

// Thread-safe. A program's mentors are read when somebody first asks; then they follow the service's own events, whichever process wrote
// them, and what the projection is told of people. They are made anew every hour, so that what depends on the time is at most that old,
// and when the program changes.
class Rosters {
 public:
  explicit Rosters(const domain::Projection& projection) : projection_(projection) {}

  struct Answer {
    std::shared_ptr<const domain::Roster> roster;
    int mentees = 0;  // active in the program
  };
  // With what `reader` sees; while one of more than 20,000 mentors is made anew that has outgrown itself, as it was when that began.
  absl::StatusOr<Answer> Of(storage::Reader& reader, const v1::Program& program);
  // The projection has these people as they are now.
  void Note(const std::set<std::string>& profiles);

 private:
  struct Kept;
  absl::Status Read(storage::Reader& reader, const v1::Program& program, Kept& kept) const;
  absl::Status CatchUp(storage::Reader& reader, const v1::Program& program, Kept& kept) const;
  absl::StatusOr<std::vector<domain::Offered>> OfferedOf(storage::Reader& reader, const v1::Program& program, const Kept& kept,
                                                         const std::vector<std::string>& people) const;
  absl::Status Make(storage::Reader& reader, const v1::Program& program, Kept& kept) const;

  const domain::Projection& projection_;
  base::Guarded<std::map<std::string, std::shared_ptr<Kept>>> kept_;  // by program
};

}  // namespace gilde::matching::api
