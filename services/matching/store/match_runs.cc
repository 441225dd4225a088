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

// Deals lists out to parts, the same places of each to the same part.
class Cutter {
 public:
  explicit Cutter(int most) : most_(most) {}

  template <class List>
  void Cut(const List& list, List* (MatchRunPart::*of)()) {
    for (int i = 0; i < list.size(); ++i) *(At(i).*of)()->Add() = list.Get(i);
  }
  template <class List>
  void CutProof(const List& list, List* (v1::MatchCertificate::*of)()) {
    for (int i = 0; i < list.size(); ++i) *(At(i).mutable_certificate()->*of)()->Add() = list.Get(i);
  }

  std::vector<MatchRunPart> Finish(const MatchRunPart& whole) {
    At(0);
    for (MatchRunPart& part : parts_) {
      part.set_objective(whole.objective());
      part.set_peers(whole.peers());
    }
    v1::MatchCertificate& proof = *parts_.back().mutable_certificate();
    proof.set_bonus(whole.certificate().bonus());
    proof.set_lowest_score(whole.certificate().lowest_score());
    proof.set_blocking_pairs(whole.certificate().blocking_pairs());
    return std::move(parts_);
  }

 private:
  MatchRunPart& At(int i) {
    auto part = static_cast<size_t>(i / most_);
    if (part >= parts_.size()) parts_.resize(part + 1);
    return parts_[part];
  }

  int most_;
  std::vector<MatchRunPart> parts_;
};

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

std::vector<MatchRunPart> PartsOf(const MatchRunPart& whole, int most) {
  Cutter cutter(most);
  cutter.Cut(whole.mentees(), &MatchRunPart::mutable_mentees);
  cutter.Cut(whole.mentors(), &MatchRunPart::mutable_mentors);
  cutter.Cut(whole.candidate_mentees(), &MatchRunPart::mutable_candidate_mentees);
  cutter.Cut(whole.candidate_mentors(), &MatchRunPart::mutable_candidate_mentors);
  cutter.Cut(whole.candidate_scores(), &MatchRunPart::mutable_candidate_scores);
  cutter.Cut(whole.made_mentees(), &MatchRunPart::mutable_made_mentees);
  cutter.Cut(whole.made_mentors(), &MatchRunPart::mutable_made_mentors);
  cutter.Cut(whole.pinned_mentees(), &MatchRunPart::mutable_pinned_mentees);
  cutter.Cut(whole.pinned_mentors(), &MatchRunPart::mutable_pinned_mentors);
  const v1::MatchCertificate& proof = whole.certificate();
  cutter.CutProof(proof.mentee_prices(), &v1::MatchCertificate::mutable_mentee_prices);
  cutter.CutProof(proof.seat_prices(), &v1::MatchCertificate::mutable_seat_prices);
  cutter.CutProof(proof.hall_mentees(), &v1::MatchCertificate::mutable_hall_mentees);
  cutter.CutProof(proof.threshold_hall_mentees(), &v1::MatchCertificate::mutable_threshold_hall_mentees);
  cutter.CutProof(proof.person_prices(), &v1::MatchCertificate::mutable_person_prices);
  cutter.CutProof(proof.odd_sets(), &v1::MatchCertificate::mutable_odd_sets);
  return cutter.Finish(whole);
}

absl::Status WriteBelow(storage::Store& store, const base::Call& call, const std::string& run, std::vector<MatchRunPair> pairs,
                        const MatchRunPart& whole, absl::FunctionRef<absl::Status()> still_wanted) {
  std::vector<MatchRunPart> parts = PartsOf(whole, kMostOfPart);
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
