#include "services/matching/api/run_edits.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/ids.h"
#include "services/matching/api/match_pool.h"
#include "services/matching/domain/candidates.h"
#include "services/matching/domain/draft.h"
#include "services/matching/domain/hard_constraints.h"
#include "services/matching/domain/run_result.h"
#include "services/matching/store/match_runs.h"
#include "services/matching/store/relationships.h"

namespace gilde::matching::api {

using domain::Offered;
using domain::Seeker;
using v1::MatchRun;
using v1::MatchRunPair;
using v1::Program;

namespace {

const std::string& NameOf(const Seeker& one) { return one.mentee->profile.name(); }
const std::string& NameOf(const Offered& one) { return one.mentor->profile.name(); }

// The rule that forbids the pair, as the refusal of a pin.
absl::Status Refusal(const Program& program, const Seeker& seeker, const Offered& offered, absl::Time now) {
  const gilde::profile::v1::Profile* manager = seeker.manager == nullptr ? nullptr : &seeker.manager->profile;
  domain::Constraint constraint = domain::ConstraintOf(program.match_policy());
  auto forbidden = domain::ForbiddenBy({*seeker.mentee, *offered.mentor, manager, program, offered.enrolled(),
                                        domain::PastWith(seeker.mentorships, NameOf(offered)), &constraint, &seeker.enrollment},
                                       now, domain::Readers::kAdministrators, false);
  if (forbidden.empty()) return base::FailedPrecondition("PAIR_FORBIDDEN", "nobody is matched with themselves");
  // What a seat would not change is said first.
  auto rule = std::find_if(forbidden.begin(), forbidden.end(), [](const auto& one) { return one.rule() != v1::CAPACITY; });
  if (rule == forbidden.end()) return base::FailedPrecondition("MENTOR_AT_CAPACITY", "every seat is taken");
  return base::FailedPrecondition("PAIR_FORBIDDEN", absl::StrCat(v1::HardRule_Name(rule->rule()), ": ", rule->fact()));
}

// The pair as it would be for the mentee, whose mentorships are known, or what forbids it.
absl::StatusOr<MatchRunPair> JudgeOne(const Program& program, const Seeker& seeker, const std::vector<Offered>& offered,
                                      const std::string& mentor, const domain::SkillLikeness& likeness, absl::Time now) {
  auto one = std::find_if(offered.begin(), offered.end(), [&](const Offered& some) { return NameOf(some) == mentor; });
  if (one == offered.end()) return base::NotFound(mentor);
  GILDE_ASSIGN_OR_RETURN(auto options,
                         domain::CandidateGraph(program, {seeker}, offered, likeness, now, 0, 1, [](double) { return absl::OkStatus(); }));
  auto place = static_cast<int>(one - offered.begin());
  auto option = std::find_if(options.begin(), options.end(), [&](const domain::Option& some) { return some.mentor == place; });
  if (option == options.end()) return Refusal(program, seeker, *one, now);
  MatchRunPair judged;
  judged.set_mentor(mentor);
  judged.set_score(option->score);
  judged.set_rank(1 + static_cast<int>(std::count_if(options.begin(), options.end(),
                                                     [&](const domain::Option& some) { return some.score > option->score; })));
  judged.set_pinned(true);
  return judged;
}

absl::StatusOr<std::vector<MatchRunPair>> Judge(storage::Reader& reader, const domain::Projection& projection, const PairInRun& at) {
  GILDE_RETURN_IF_ERROR(CheckComplete(projection));
  GILDE_ASSIGN_OR_RETURN(Everybody all, LoadEverybody(reader, projection, at.program.name()));
  auto likeness = projection.Likeness(base::OrganizationName(at.program.name()));
  std::vector<std::pair<std::string, std::string>> ways{{at.pair.mentee(), at.pair.mentor()}};
  if (at.peers()) ways.emplace_back(at.pair.mentor(), at.pair.mentee());
  std::vector<Seeker> seekers = std::move(all.seekers);
  std::vector<MatchRunPair> judged;
  for (const auto& [mentee, mentor] : ways) {
    auto is_named = [name = mentee](const Seeker& one) { return NameOf(one) == name; };
    auto seeker = std::find_if(seekers.begin(), seekers.end(), is_named);
    if (seeker == seekers.end()) return base::NotFound(mentee);
    all.seekers = {*seeker};
    GILDE_RETURN_IF_ERROR(LoadMentorships(reader, all, [] { return absl::OkStatus(); }));
    GILDE_ASSIGN_OR_RETURN(MatchRunPair one, JudgeOne(at.program, all.seekers[0], all.offered, mentor, *likeness, reader.call().now));
    judged.push_back(std::move(one));
  }
  // Between peers the score is the mean of both ways.
  std::int64_t score = (judged.front().score() + judged.back().score()) / 2;
  for (MatchRunPair& one : judged) one.set_score(score);
  return judged;
}

// Of all that decides about the pair itself.
absl::StatusOr<std::string> VersionsOf(storage::Reader& reader, const PairInRun& at) {
  std::string versions = at.program.etag();
  for (const std::string& person : {at.pair.mentee(), at.pair.mentor()}) {
    GILDE_ASSIGN_OR_RETURN(auto enrollment, store::FindEnrollment(reader, at.program.name(), person));
    absl::StrAppend(&versions, "\n", enrollment ? enrollment->etag() : "");
    GILDE_ASSIGN_OR_RETURN(auto mentorships, store::MentorshipsOf(reader, person));
    for (const v1::Mentorship& one : mentorships) absl::StrAppend(&versions, " ", one.name(), " ", one.etag());
  }
  return versions;
}

// Everybody of the pair is of the run.
absl::Status CheckPeople(storage::Reader& reader, const PairInRun& at) {
  auto check = [&](const std::string& person) -> absl::Status {
    GILDE_ASSIGN_OR_RETURN(MatchRunPair row, reader.Get<MatchRunPair>(store::PairName(at.run.name(), person)));
    return row.mentee() == person ? absl::OkStatus() : base::NotFound(person);
  };
  GILDE_RETURN_IF_ERROR(check(at.pair.mentee()));
  if (at.peers()) return check(at.pair.mentor());
  GILDE_ASSIGN_OR_RETURN(auto enrollment, store::FindEnrollment(reader, at.program.name(), at.pair.mentor()));
  return enrollment && Mentors(at.program, *enrollment) ? absl::OkStatus() : base::NotFound(at.pair.mentor());
}

absl::StatusOr<ReadBefore> ReadRows(storage::Reader& reader, const PairInRun& at) {
  ReadBefore before;
  before.run_version = at.run.etag();
  GILDE_ASSIGN_OR_RETURN(before.rows, store::PairsIn(reader, at.run.name()));
  return before;
}

}  // namespace

absl::StatusOr<PairInRun> LoadPairInRun(storage::Reader& reader, const std::string& run, v1::PairOfRun pair) {
  PairInRun at;
  GILDE_ASSIGN_OR_RETURN(at.run, reader.Get<MatchRun>(run));
  GILDE_ASSIGN_OR_RETURN(at.program, reader.Get<Program>(base::ParentOf(run)));
  *at.program.mutable_match_policy() = at.run.policy();
  if (at.peers() && pair.mentor() < pair.mentee()) std::swap(*pair.mutable_mentee(), *pair.mutable_mentor());
  at.pair = std::move(pair);
  // Where there is no result nobody is of it, and that it is no draft says more.
  if (!domain::CheckHasPairs(at.run).ok()) return at;
  GILDE_RETURN_IF_ERROR(CheckPeople(reader, at));
  GILDE_ASSIGN_OR_RETURN(at.row, reader.Get<MatchRunPair>(store::PairName(run, at.pair.mentee())));
  return at;
}

absl::StatusOr<ReadBefore> ReadBeforePin(storage::Reader& reader, const domain::Projection& projection, const PairInRun& at) {
  if (!domain::CheckDraft(at.run).ok() || at.row.mentor() == at.pair.mentor()) return ReadBefore();
  GILDE_ASSIGN_OR_RETURN(ReadBefore before, ReadRows(reader, at));
  GILDE_ASSIGN_OR_RETURN(before.pair_versions, VersionsOf(reader, at));
  before.judged = Judge(reader, projection, at);
  return before;
}

absl::StatusOr<ReadBefore> ReadBeforeForbid(storage::Reader& reader, const PairInRun& at) {
  if (!domain::CheckDraft(at.run).ok() || at.row.mentor() != at.pair.mentor()) return ReadBefore();
  return ReadRows(reader, at);
}

absl::StatusOr<RunEdit> RunEdit::Open(storage::Writer& writer, const domain::Projection& projection, const std::string& run,
                                      v1::PairOfRun pair, ReadBefore& before) {
  GILDE_ASSIGN_OR_RETURN(PairInRun at, LoadPairInRun(writer, run, std::move(pair)));
  return RunEdit(writer, projection, std::move(at), before);
}

absl::StatusOr<std::vector<MatchRunPair>> RunEdit::Judged() const {
  GILDE_ASSIGN_OR_RETURN(std::string versions, VersionsOf(*writer_, at_));
  if (!before_->judged || versions != before_->pair_versions) return Judge(*writer_, *projection_, at_);
  return *before_->judged;
}

// Of everybody, as they are now. Those that were read before are changed: a second attempt at the write reads them itself.
absl::StatusOr<std::vector<MatchRunPair>> RunEdit::Rows() {
  if (std::exchange(before_->run_version, "") != at_.run.etag()) return store::PairsIn(*writer_, at_.run.name());
  std::vector<MatchRunPair> rows = std::move(before_->rows);
  for (MatchRunPair& changed : changed_) {
    auto row = std::find_if(rows.begin(), rows.end(), [&](const MatchRunPair& one) { return one.mentee() == changed.mentee(); });
    if (row != rows.end()) *row = std::move(changed);
  }
  return rows;
}

absl::StatusOr<int> RunEdit::GroupWithRoom() const {
  GILDE_ASSIGN_OR_RETURN(std::vector<MatchRunPair> with, store::PairsWith(*writer_, at_.run.name(), at_.pair.mentor()));
  GILDE_ASSIGN_OR_RETURN(auto enrollment, store::FindEnrollment(*writer_, at_.program.name(), at_.pair.mentor()));
  if (!enrollment) return base::NotFound(at_.pair.mentor());
  int free = std::max(0, enrollment->capacity() - enrollment->seats_taken());
  bool groups = at_.program.kind() == Program::GROUP;
  std::vector<int> taken(static_cast<size_t>(groups ? free : 1), 0);
  for (const MatchRunPair& row : with) {
    auto group = static_cast<size_t>(std::max(0, row.group() - 1));
    if (group < taken.size() && row.mentee() != at_.pair.mentee()) ++taken[group];
  }
  int most = groups ? at_.program.rules().group_mentees_max() : free;
  for (size_t group = 0; group < taken.size(); ++group) {
    if (taken[group] < most) return groups ? static_cast<int>(group) + 1 : 0;
  }
  return base::FailedPrecondition("MENTOR_AT_CAPACITY", "every seat is taken in this draft");
}

absl::StatusOr<MatchRunPair> RunEdit::RowOf(const std::string& person) const {
  return writer_->Get<MatchRunPair>(store::PairName(at_.run.name(), person));
}

absl::Status RunEdit::Put(MatchRunPair row) {
  changed_.push_back(row);
  return writer_->Update(std::move(row), "").status();
}

absl::Status RunEdit::SetPinned(const std::string& person, bool pinned) {
  GILDE_ASSIGN_OR_RETURN(MatchRunPair row, RowOf(person));
  row.set_pinned(pinned);
  return Put(std::move(row));
}

// Takes a peer out of whatever pair they are in; the partner too.
absl::Status RunEdit::Free(const std::string& person) {
  GILDE_ASSIGN_OR_RETURN(MatchRunPair row, RowOf(person));
  if (row.mentor().empty()) return absl::OkStatus();
  GILDE_ASSIGN_OR_RETURN(MatchRunPair partner, RowOf(row.mentor()));
  domain::TakeOut(row);
  domain::TakeOut(partner);
  GILDE_RETURN_IF_ERROR(Put(std::move(row)));
  return Put(std::move(partner));
}

absl::StatusOr<MatchRun> RunEdit::Pin(MatchRun run, bool undo) {
  const v1::PairOfRun& pair = at_.pair;
  bool together = at_.row.mentor() == pair.mentor();
  if (together) {
    GILDE_RETURN_IF_ERROR(SetPinned(pair.mentee(), !undo));
    if (peers()) GILDE_RETURN_IF_ERROR(SetPinned(pair.mentor(), !undo));
  }
  if (undo || together) return Save(std::move(run));
  GILDE_ASSIGN_OR_RETURN(std::vector<MatchRunPair> judged, Judged());
  if (!peers()) {
    GILDE_ASSIGN_OR_RETURN(int group, GroupWithRoom());
    judged[0].set_group(group);
    domain::MatchWith(judged[0], at_.row);
    GILDE_RETURN_IF_ERROR(Put(at_.row));
    return SaveMoved(std::move(run));
  }
  GILDE_RETURN_IF_ERROR(Free(pair.mentee()));
  GILDE_RETURN_IF_ERROR(Free(pair.mentor()));
  for (size_t way : {0, 1}) {
    GILDE_ASSIGN_OR_RETURN(MatchRunPair row, RowOf(way == 0 ? pair.mentee() : pair.mentor()));
    domain::MatchWith(judged[way], row);
    GILDE_RETURN_IF_ERROR(Put(std::move(row)));
  }
  return SaveMoved(std::move(run));
}

absl::StatusOr<MatchRun> RunEdit::Forbid(MatchRun run, bool undo) {
  if (undo || at_.row.mentor() != at_.pair.mentor()) return Save(std::move(run));
  if (peers()) {
    GILDE_RETURN_IF_ERROR(Free(at_.pair.mentee()));
    return SaveMoved(std::move(run));
  }
  domain::TakeOut(at_.row);
  GILDE_RETURN_IF_ERROR(Put(at_.row));
  return SaveMoved(std::move(run));
}

absl::StatusOr<MatchRun> RunEdit::Save(MatchRun run) { return writer_->Update(std::move(run), "match_run.changed"); }

// With the figures of pairs as they are now.
absl::StatusOr<MatchRun> RunEdit::SaveMoved(MatchRun run) {
  run.set_edited(true);
  GILDE_ASSIGN_OR_RETURN(std::vector<MatchRunPair> rows, Rows());
  v1::MatchRunFigures figures = domain::FiguresOf(run, rows, run.figures(), peers());
  if (run.has_most_disturbed()) figures.set_loss(figures.loss() + run.figures().total() - figures.total());
  *run.mutable_figures() = std::move(figures);
  return Save(std::move(run));
}

}  // namespace gilde::matching::api
