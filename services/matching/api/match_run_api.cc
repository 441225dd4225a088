#include "services/matching/api/match_run_api.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/zones.h"
#include "common/storage/operations.h"
#include "services/matching/api/checks.h"
#include "services/matching/api/match_pool.h"
#include "services/matching/api/run_edits.h"
#include "services/matching/domain/draft.h"
#include "services/matching/store/match_runs.h"
#include "services/matching/store/pool.h"

namespace gilde::matching::api {

using v1::MatchRun;
using v1::MatchRunPair;
using v1::PairOfRun;
using v1::Program;

namespace {

constexpr std::string_view kMatchRun = "organizations/*/programs/*/matchRuns/*";
constexpr absl::Duration kLongest = absl::Hours(24);

void CheckRun(const std::string& name, base::Violations& violations) {
  violations.Require(base::NameMatches(name, kMatchRun), "match_run", "NAME_INVALID", "a name looks like " + std::string(kMatchRun));
}

void CheckPair(const PairOfRun& pair, base::Violations& violations) {
  violations.Require(base::NameMatches(pair.mentee(), kProfile), "pair.mentee", "NAME_INVALID",
                     "a name looks like organizations/*/profiles/*");
  violations.Require(base::NameMatches(pair.mentor(), kProfile), "pair.mentor", "NAME_INVALID",
                     "a name looks like organizations/*/profiles/*");
  violations.Require(pair.mentee() != pair.mentor() || pair.mentee().empty(), "pair.mentor", "PAIR_INVALID", "two people");
}

absl::Duration TimeoutOf(const v1::CreateMatchRunRequest& request) {
  if (!request.has_timeout()) return kLongest;
  return absl::Seconds(request.timeout().seconds()) + absl::Nanoseconds(request.timeout().nanos());
}

absl::Status CheckRequest(const v1::CreateMatchRunRequest& request) {
  base::Violations violations;
  violations.Require(base::NameMatches(request.parent(), kProgram), "parent", "NAME_INVALID",
                     "a name looks like organizations/*/programs/*");
  violations.Require(request.match_run_id().empty() || base::IsId(request.match_run_id()), "match_run_id", "ID_INVALID",
                     "1-63 of a-z, 0-9 and '-', not beginning with '-'");
  Append(domain::CheckMatchRun(request.match_run(), Program::KIND_UNSPECIFIED), violations);
  const std::string& base = request.match_run().base();
  bool of_program = base.empty() || (base::NameMatches(base, kMatchRun) && base::ParentOf(base) == request.parent());
  violations.Require(of_program, "match_run.base", "BASE_INVALID", "a run of the same program");
  absl::Duration timeout = TimeoutOf(request);
  violations.Require(timeout >= absl::Seconds(1) && timeout <= kLongest, "timeout", "TIMEOUT_INVALID", "from a second to a day");
  return violations.Check();
}

// What has changed since the people of a draft were read.
absl::Status AddStaleFacts(storage::Reader& reader, const domain::Projection& projection, MatchRun& run) {
  constexpr size_t kMost = 20;
  absl::Time since = base::FromProto(run.data_time());
  std::vector<std::string> facts;
  const std::string name(base::ParentOf(run.name()));
  GILDE_ASSIGN_OR_RETURN(Program program, reader.Get<Program>(name));
  GILDE_ASSIGN_OR_RETURN(std::vector<v1::Enrollment> enrollments, store::EnrollmentsIn(reader, name));
  if (program.match_policy().SerializeAsString() != run.policy().SerializeAsString()) facts.emplace_back("the program has another policy");
  // Also who has left since: of them only the enrollment says so.
  for (const v1::Enrollment& enrollment : enrollments) {
    std::shared_ptr<const domain::Person> person = projection.Find(enrollment.profile());
    bool looked_at = person != nullptr && (Mentors(program, enrollment) || Seeks(program, enrollment));
    if (base::FromProto(enrollment.update_time()) > since) {
      facts.push_back(absl::StrCat(enrollment.name(), " has changed"));
    } else if (looked_at && base::FromProto(person->profile.update_time()) > since) {
      facts.push_back(absl::StrCat(person->profile.name(), " has changed"));
    }
  }
  std::sort(facts.begin(), facts.end());
  facts.erase(std::unique(facts.begin(), facts.end()), facts.end());
  for (size_t i = 0; i < facts.size() && i < kMost; ++i) {
    bool last = i + 1 == kMost && facts.size() > kMost;
    run.add_stale_facts(last ? absl::StrCat("and ", facts.size() - i, " more") : facts[i]);
  }
  return absl::OkStatus();
}

// What a change of a pair needs, as far as it can be read: the change itself refuses, for it may have been made already under its request
// id.
template <class Request, class Read>
ReadBefore Before(storage::Store& store, const base::Call& call, const Request& request, Read read) {
  ReadBefore before;
  if (request.undo()) return before;
  (void)store.Read(call, [&](storage::Reader& reader) -> absl::Status {
    GILDE_ASSIGN_OR_RETURN(PairInRun at, LoadPairInRun(reader, request.match_run(), request.pair()));
    GILDE_ASSIGN_OR_RETURN(before, read(reader, at));
    return absl::OkStatus();
  });
  return before;
}

// Mentees who are matched otherwise, in order of their ids; both lists are.
std::vector<v1::CompareMatchRunsResponse::Change> ChangesOf(const std::vector<MatchRunPair>& pairs,
                                                            const std::vector<MatchRunPair>& others) {
  std::vector<v1::CompareMatchRunsResponse::Change> changes;
  auto add = [&](const MatchRunPair* pair, const MatchRunPair* other) {
    static const auto& nothing = *new MatchRunPair;
    const MatchRunPair& a = pair == nullptr ? nothing : *pair;
    const MatchRunPair& b = other == nullptr ? nothing : *other;
    if (a.mentor() == b.mentor()) return;
    auto& change = changes.emplace_back();
    change.set_mentee(pair == nullptr ? b.mentee() : a.mentee());
    change.set_mentor(a.mentor());
    change.set_other_mentor(b.mentor());
    change.set_score(a.score());
    change.set_other_score(b.score());
  };
  size_t i = 0, j = 0;
  while (i < pairs.size() || j < others.size()) {
    bool first = j == others.size() || (i < pairs.size() && base::IdOf(pairs[i].name()) <= base::IdOf(others[j].name()));
    bool second = i == pairs.size() || (j < others.size() && base::IdOf(others[j].name()) <= base::IdOf(pairs[i].name()));
    add(first ? &pairs[i] : nullptr, second ? &others[j] : nullptr);
    i += first ? 1 : 0;
    j += second ? 1 : 0;
  }
  return changes;
}

}  // namespace

absl::StatusOr<gilde::common::v1::Operation> MatchRunApi::CreateMatchRun(const base::Call& call, const v1::CreateMatchRunRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckRequest(request));
  GILDE_ASSIGN_OR_RETURN(std::string id, IdOrNew(request.match_run_id(), "match_run_id", call.now));
  GILDE_ASSIGN_OR_RETURN(bool nobody, IsEmpty(call, request.parent()));
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<gilde::common::v1::Operation> {
    GILDE_ASSIGN_OR_RETURN(Program program, writer.Get<Program>(request.parent()));
    GILDE_RETURN_IF_ERROR(domain::CheckMatchRun(request.match_run(), program.kind()).Check());
    std::optional<MatchRun> base;
    if (!request.match_run().base().empty()) {
      GILDE_ASSIGN_OR_RETURN(base, writer.Get<MatchRun>(request.match_run().base()));
    }
    const std::string name = absl::StrCat(request.parent(), "/matchRuns/", id);
    GILDE_ASSIGN_OR_RETURN(auto taken, writer.GetOptional<MatchRun>(name));
    if (taken) return base::AlreadyExists("RESOURCE_EXISTS", "there is a run of this id");
    GILDE_ASSIGN_OR_RETURN(MatchRun run, domain::NewMatchRun(request.match_run(), program, base));
    if (nobody) return base::FailedPrecondition("MATCH_RUN_EMPTY", "there is nobody to match");
    run.set_name(name);
    v1::GetMatchRunRequest work;
    work.set_name(name);
    GILDE_ASSIGN_OR_RETURN(auto operation, storage::StartOperation(writer, call.method, name, work, call.now + TimeoutOf(request)));
    run.set_operation(operation.name());
    GILDE_RETURN_IF_ERROR(writer.Create(std::move(run), "match_run.created").status());
    return operation;
  });
}

// As far as is known: what grows with the program is read before others wait for the write.
absl::StatusOr<bool> MatchRunApi::IsEmpty(const base::Call& call, const std::string& program) {
  if (!projection_.complete()) return false;
  Everybody all;
  GILDE_RETURN_IF_ERROR(store_.Read(call, [&](storage::Reader& reader) -> absl::Status {
    GILDE_ASSIGN_OR_RETURN(all, LoadEverybody(reader, projection_, program));
    return absl::OkStatus();
  }));
  return all.seekers.empty() || all.offered.empty();
}

absl::StatusOr<MatchRun> MatchRunApi::GetMatchRun(const base::Call& call, const v1::GetMatchRunRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.name(), kMatchRun, "name"));
  MatchRun run;
  GILDE_RETURN_IF_ERROR(store_.Read(call, [&](storage::Reader& reader) -> absl::Status {
    GILDE_ASSIGN_OR_RETURN(run, reader.Get<MatchRun>(request.name()));
    return run.state() == MatchRun::DRAFT ? AddStaleFacts(reader, projection_, run) : absl::OkStatus();
  }));
  return run;
}

absl::StatusOr<v1::ListMatchRunsResponse> MatchRunApi::ListMatchRuns(const base::Call& call, const v1::ListMatchRunsRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.parent(), kProgram, "parent"));
  std::vector<MatchRun> page;
  v1::ListMatchRunsResponse response;
  GILDE_RETURN_IF_ERROR(store_.Page(call, {.parent = request.parent()}, request.page_size(), request.page_token(), 20, 100, page,
                                    *response.mutable_next_page_token()));
  response.mutable_match_runs()->Assign(page.begin(), page.end());
  return response;
}

absl::StatusOr<v1::ListMatchRunPairsResponse> MatchRunApi::ListMatchRunPairs(const base::Call& call,
                                                                             const v1::ListMatchRunPairsRequest& request) {
  base::Violations violations;
  CheckRun(request.match_run(), violations);
  CheckState(MatchRunPair::State_IsValid(request.state()), violations);
  bool one = request.state() == MatchRunPair::STATE_UNSPECIFIED || request.mentor().empty();
  violations.Require(one, "mentor", "FILTER_INVALID", "at most one of state and mentor");
  GILDE_RETURN_IF_ERROR(violations.Check());
  GILDE_ASSIGN_OR_RETURN(MatchRun run, store_.Get<MatchRun>(call, request.match_run()));
  storage::Query query{.parent = request.match_run()};
  if (request.state() != MatchRunPair::STATE_UNSPECIFIED) query.key = "state", query.value = absl::StrCat(request.state());
  if (!request.mentor().empty()) query.key = "mentor", query.value = request.mentor();
  std::vector<MatchRunPair> page;
  v1::ListMatchRunPairsResponse response;
  GILDE_RETURN_IF_ERROR(
      store_.Page(call, query, request.page_size(), request.page_token(), 100, 1000, page, *response.mutable_next_page_token()));
  // What lies there of a run without a result was left by an attempt that was cut off, or goes.
  if (!domain::CheckHasPairs(run).ok()) return v1::ListMatchRunPairsResponse();
  response.mutable_pairs()->Assign(page.begin(), page.end());
  return response;
}

absl::StatusOr<MatchRun> MatchRunApi::PinPair(const base::Call& call, const v1::PinPairRequest& request) {
  base::Violations violations;
  CheckRun(request.match_run(), violations);
  CheckPair(request.pair(), violations);
  GILDE_RETURN_IF_ERROR(violations.Check());
  ReadBefore before =
      Before(store_, call, request, [&](storage::Reader& reader, const PairInRun& at) { return ReadBeforePin(reader, projection_, at); });
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<MatchRun> {
    GILDE_ASSIGN_OR_RETURN(RunEdit edit, RunEdit::Open(writer, projection_, request.match_run(), request.pair(), before));
    GILDE_RETURN_IF_ERROR(storage::CheckEtag(edit.run(), request.etag()));
    GILDE_ASSIGN_OR_RETURN(MatchRun run, domain::Pin(edit.run(), edit.pair(), request.undo(), edit.peers()));
    return edit.Pin(std::move(run), request.undo());
  });
}

absl::StatusOr<MatchRun> MatchRunApi::ForbidPair(const base::Call& call, const v1::ForbidPairRequest& request) {
  base::Violations violations;
  CheckRun(request.match_run(), violations);
  CheckPair(request.pair(), violations);
  GILDE_RETURN_IF_ERROR(violations.Check());
  ReadBefore before =
      Before(store_, call, request, [](storage::Reader& reader, const PairInRun& at) { return ReadBeforeForbid(reader, at); });
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<MatchRun> {
    GILDE_ASSIGN_OR_RETURN(RunEdit edit, RunEdit::Open(writer, projection_, request.match_run(), request.pair(), before));
    GILDE_RETURN_IF_ERROR(storage::CheckEtag(edit.run(), request.etag()));
    GILDE_ASSIGN_OR_RETURN(MatchRun run, domain::Forbid(edit.run(), edit.pair(), request.undo()));
    return edit.Forbid(std::move(run), request.undo());
  });
}

absl::StatusOr<v1::CompareMatchRunsResponse> MatchRunApi::CompareMatchRuns(const base::Call& call,
                                                                           const v1::CompareMatchRunsRequest& request) {
  base::Violations violations;
  CheckRun(request.match_run(), violations);
  bool of_program = base::NameMatches(request.other(), kMatchRun) && base::ParentOf(request.other()) == base::ParentOf(request.match_run());
  violations.Require(of_program, "other", "OTHER_INVALID", "a run of the same program");
  violations.Require(request.page_size() >= 0, "page_size", "PAGE_SIZE_INVALID", "must not be negative");
  GILDE_RETURN_IF_ERROR(violations.Check());
  const std::string filter = request.match_run() + "\n" + request.other();
  GILDE_ASSIGN_OR_RETURN(std::string after, store_.PagePosition(call, filter, request.page_token()));
  v1::CompareMatchRunsResponse response;
  std::vector<MatchRunPair> pairs, others;
  GILDE_RETURN_IF_ERROR(store_.Read(call, [&](storage::Reader& reader) -> absl::Status {
    GILDE_ASSIGN_OR_RETURN(MatchRun run, reader.Get<MatchRun>(request.match_run()));
    GILDE_ASSIGN_OR_RETURN(MatchRun other, reader.Get<MatchRun>(request.other()));
    GILDE_RETURN_IF_ERROR(domain::CheckHasPairs(run));
    GILDE_RETURN_IF_ERROR(domain::CheckHasPairs(other));
    *response.mutable_figures() = run.figures();
    *response.mutable_other_figures() = other.figures();
    GILDE_ASSIGN_OR_RETURN(pairs, store::PairsIn(reader, run.name()));
    GILDE_ASSIGN_OR_RETURN(others, store::PairsIn(reader, other.name()));
    return absl::OkStatus();
  }));
  std::vector<v1::CompareMatchRunsResponse::Change> changes = ChangesOf(pairs, others);
  response.set_change_count(static_cast<int>(changes.size()));
  int size = request.page_size() == 0 ? 100 : std::min(request.page_size(), 1000);
  for (const auto& change : changes) {
    if (base::IdOf(change.mentee()) <= after) continue;
    if (response.changes_size() == size) {
      response.set_next_page_token(store_.PageToken(call, filter, base::IdOf(response.changes(size - 1).mentee())));
      break;
    }
    *response.add_changes() = change;
  }
  return response;
}

absl::StatusOr<MatchRun> MatchRunApi::PublishMatchRun(const base::Call& call, const v1::PublishMatchRunRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.name(), kMatchRun, "name"));
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<MatchRun> {
    GILDE_ASSIGN_OR_RETURN(MatchRun run, writer.Get<MatchRun>(request.name()));
    GILDE_RETURN_IF_ERROR(storage::CheckEtag(run, request.etag()));
    GILDE_ASSIGN_OR_RETURN(Program program, writer.Get<Program>(base::ParentOf(request.name())));
    GILDE_ASSIGN_OR_RETURN(run, domain::Publish(std::move(run), program));
    return writer.Update(std::move(run), "match_run.publishing");
  });
}

absl::StatusOr<MatchRun> MatchRunApi::DiscardMatchRun(const base::Call& call, const v1::DiscardMatchRunRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.name(), kMatchRun, "name"));
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<MatchRun> {
    GILDE_ASSIGN_OR_RETURN(MatchRun run, writer.Get<MatchRun>(request.name()));
    GILDE_RETURN_IF_ERROR(storage::CheckEtag(run, request.etag()));
    GILDE_ASSIGN_OR_RETURN(run, domain::Discard(std::move(run)));
    return writer.Update(std::move(run), "match_run.discarded");
  });
}

absl::Status MatchRunApi::ExportMatchRun(const base::Call& call, const v1::ExportMatchRunRequest& request, rpc::Stream& stream) {
  GILDE_RETURN_IF_ERROR(CheckName(request.name(), kMatchRun, "name"));
  GILDE_ASSIGN_OR_RETURN(MatchRun run, store_.Get<MatchRun>(call, request.name()));
  GILDE_RETURN_IF_ERROR(domain::CheckHasPairs(run));
  std::string after;
  while (true) {
    GILDE_ASSIGN_OR_RETURN(auto parts, store_.Find<v1::MatchRunPart>(call, {.parent = request.name(), .after = after, .limit = 1}));
    if (parts.empty()) break;
    after = parts[0].name();
    if (!stream.Write(std::move(parts[0]))) return absl::OkStatus();
  }
  // One that was dropped meanwhile has not been sent whole.
  GILDE_ASSIGN_OR_RETURN(run, store_.Get<MatchRun>(call, request.name()));
  return domain::CheckHasPairs(run);
}

}  // namespace gilde::matching::api
