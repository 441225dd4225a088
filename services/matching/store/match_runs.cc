#include "services/matching/store/match_runs.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/base/ids.h"

namespace gilde::matching::store {

using v1::MatchRunPair;
using v1::MatchRunPart;

namespace {

constexpr size_t kTogether = 500;

}  // namespace

absl::StatusOr<std::vector<MatchRunPair>> PairsIn(storage::Reader& reader, const std::string& run) {
  return reader.Find<MatchRunPair>({.parent = run});
}

absl::StatusOr<std::vector<MatchRunPair>> PairsIn(storage::Reader& reader, const std::string& run, MatchRunPair::State state, int limit) {
  return reader.Find<MatchRunPair>({.parent = run, .key = "state", .value = absl::StrCat(state), .limit = limit});
}

absl::StatusOr<std::vector<MatchRunPair>> PairsWith(storage::Reader& reader, const std::string& run, const std::string& mentor) {
  return reader.Find<MatchRunPair>({.parent = run, .key = "mentor", .value = mentor});
}

std::string PairName(std::string_view run, std::string_view mentee) {
  return absl::StrCat(std::string(run), "/pairs/", std::string(base::IdOf(mentee)));
}

std::vector<MatchRunPart> PartsOf(const MatchRunPart& whole, int most_candidates) {
  std::vector<MatchRunPart> parts(1);
  MatchRunPart& first = parts[0];
  *first.mutable_mentees() = whole.mentees();
  *first.mutable_mentors() = whole.mentors();
  *first.mutable_made_mentees() = whole.made_mentees();
  *first.mutable_made_mentors() = whole.made_mentors();
  *first.mutable_pinned_mentees() = whole.pinned_mentees();
  *first.mutable_pinned_mentors() = whole.pinned_mentors();
  for (int k = 0; k < whole.candidate_scores_size(); ++k) {
    if (k % most_candidates == 0) parts.emplace_back();
    parts.back().add_candidate_mentees(whole.candidate_mentees(k));
    parts.back().add_candidate_mentors(whole.candidate_mentors(k));
    parts.back().add_candidate_scores(whole.candidate_scores(k));
  }
  *parts.back().mutable_certificate() = whole.certificate();
  for (MatchRunPart& part : parts) {
    part.set_objective(whole.objective());
    part.set_peers(whole.peers());
  }
  return parts;
}

absl::Status WriteBelow(storage::Store& store, const base::Call& call, const std::string& run, std::vector<MatchRunPair> pairs,
                        const MatchRunPart& whole, absl::FunctionRef<absl::Status()> still_wanted) {
  std::vector<MatchRunPart> parts = PartsOf(whole, kCandidatesOfPart);
  for (size_t i = 0; i < parts.size(); ++i) {
    GILDE_RETURN_IF_ERROR(still_wanted());
    parts[i].set_name(absl::StrCat(run, "/parts/", absl::StrFormat("%06d", i)));
    GILDE_RETURN_IF_ERROR(store.Apply(call, [&](storage::Writer& writer) { return writer.Create(parts[i], "").status(); }));
  }
  for (size_t begin = 0; begin < pairs.size(); begin += kTogether) {
    GILDE_RETURN_IF_ERROR(still_wanted());
    GILDE_RETURN_IF_ERROR(store.Apply(call, [&](storage::Writer& writer) -> absl::Status {
      for (size_t i = begin; i < std::min(pairs.size(), begin + kTogether); ++i) {
        pairs[i].set_name(PairName(run, pairs[i].mentee()));
        GILDE_RETURN_IF_ERROR(writer.Create(pairs[i], "").status());
      }
      return absl::OkStatus();
    }));
  }
  return absl::OkStatus();
}

absl::StatusOr<bool> DeleteSome(storage::Writer& writer, const std::string& run) {
  GILDE_ASSIGN_OR_RETURN(auto pairs, writer.Find<MatchRunPair>({.parent = run, .limit = kTogether}));
  for (const MatchRunPair& pair : pairs) GILDE_RETURN_IF_ERROR(writer.Delete(pair, ""));
  GILDE_ASSIGN_OR_RETURN(auto parts, writer.Find<MatchRunPart>({.parent = run, .limit = 1}));
  for (const MatchRunPart& part : parts) GILDE_RETURN_IF_ERROR(writer.Delete(part, ""));
  return !pairs.empty() || !parts.empty();
}

}  // namespace gilde::matching::store
