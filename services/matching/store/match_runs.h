// What lies below a match run: its people's rows, and the parts that are exported. Too many for one transaction: they are written and
// deleted some at a time, and a run says itself when they are all there.
#pragma once

#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "common/storage/store.h"
#include "gilde/matching/v1/match_run.pb.h"

namespace gilde::matching::store {

// Rows of a run, in order of the ids of mentees: all, those in a state, or those with a mentor.
absl::StatusOr<std::vector<v1::MatchRunPair>> PairsIn(storage::Reader& reader, const std::string& run);
absl::StatusOr<std::vector<v1::MatchRunPair>> PairsIn(storage::Reader& reader, const std::string& run, v1::MatchRunPair::State state,
                                                      int limit);
absl::StatusOr<std::vector<v1::MatchRunPair>> PairsWith(storage::Reader& reader, const std::string& run, const std::string& mentor);
std::string PairName(std::string_view run, std::string_view mentee);

// A whole in parts none of whose lists is longer than so many; merged in their order they are the whole.
std::vector<v1::MatchRunPart> PartsOf(const v1::MatchRunPart& whole, int most);
// Together they fit into a message of gRPC's default size.
constexpr int kMostOfPart = 10'000;

// Writes the rows, named by their mentees, and the parts of a run that has none. `still_wanted` is asked between transactions, and what it
// refuses with ends it.
absl::Status WriteBelow(storage::Store& store, const base::Call& call, const std::string& run, std::vector<v1::MatchRunPair> pairs,
                        const v1::MatchRunPart& whole, absl::FunctionRef<absl::Status()> still_wanted);
// Deletes some of them; false when there were none.
absl::StatusOr<bool> DeleteSome(storage::Writer& writer, const std::string& run);

}  // namespace gilde::matching::store
