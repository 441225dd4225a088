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

}  // namespace

absl::StatusOr<RunEdit> RunEdit::Open(storage::Writer& writer, const domain::Projection& projection, const std::string& run,
                                      v1::PairOfRun pair) {
  RunEdit edit(writer, projection);
  GILDE_ASSIGN_OR_RETURN(edit.run_, writer.Get<MatchRun>(run));
  GILDE_ASSIGN_OR_RETURN(edit.program_, writer.Get<Program>(base::ParentOf(run)));
  *edit.program_.mutable_match_policy() = edit.run_.policy();
  if (edit.peers() && pair.mentor() < pair.mentee()) std::swap(*pair.mutable_mentee(), *pair.mutable_mentor());
  edit.pair_ = std::move(pair);
  // Where there is no result nobody is of it, and that it is no draft says more.
  if (!domain::CheckHasPairs(edit.run_).ok()) return edit;
  GILDE_RETURN_IF_ERROR(edit.CheckPeople());
  GILDE_ASSIGN_OR_RETURN(edit.row_, writer.Get<MatchRunPair>(store::PairName(run, edit.pair_.mentee())));
  return edit;
}

absl::Status RunEdit::CheckPeople() const {
  auto check = [this](const std::string& person) -> absl::Status {
    GILDE_ASSIGN_OR_RETURN(MatchRunPair row, writer_->Get<MatchRunPair>(store::PairName(run_.name(), person)));
    return row.mentee() == person ? absl::OkStatus() : base::NotFound(person);
  };
  GILDE_RETURN_IF_ERROR(check(pair_.mentee()));
  if (peers()) return check(pair_.mentor());
  GILDE_ASSIGN_OR_RETURN(auto enrollment, store::FindEnrollment(*writer_, program_.name(), pair_.mentor()));
  return enrollment && Mentors(program_, *enrollment) ? absl::OkStatus() : base::NotFound(pair_.mentor());
}

absl::StatusOr<MatchRunPair> RunEdit::Judge() const {
  GILDE_RETURN_IF_ERROR(CheckComplete(*projection_));
  GILDE_ASSIGN_OR_RETURN(Everybody all, LoadEverybody(*writer_, *projection_, program_.name()));
  auto is_named = [](const std::string& name) { return [&name](const auto& one) { return NameOf(one) == name; }; };
  auto seeker = std::find_if(all.seekers.begin(), all.seekers.end(), is_named(pair_.mentee()));
  auto offered = std::find_if(all.offered.begin(), all.offered.end(), is_named(pair_.mentor()));
  if (seeker == all.seekers.end()) return base::NotFound(pair_.mentee());
  if (offered == all.offered.end()) return base::NotFound(pair_.mentor());
  all.seekers = {*seeker};
  GILDE_RETURN_IF_ERROR(LoadMentorships(*writer_, all, [] { return absl::OkStatus(); }));
  auto likeness = projection_->Likeness(base::OrganizationName(program_.name()));
  GILDE_ASSIGN_OR_RETURN(auto options, domain::CandidateGraph(program_, all.seekers, all.offered, *likeness, writer_->call().now, 0, 1,
                                                              [](double) { return absl::OkStatus(); }));
  auto place = static_cast<int>(std::find_if(all.offered.begin(), all.offered.end(), is_named(pair_.mentor())) - all.offered.begin());
  auto option = std::find_if(options.begin(), options.end(), [&](const domain::Option& one) { return one.mentor == place; });
  if (option == options.end()) return Refusal(program_, all.seekers[0], all.offered[static_cast<size_t>(place)], writer_->call().now);
  MatchRunPair judged;
  judged.set_mentor(pair_.mentor());
  judged.set_score(option->score);
  judged.set_rank(1 + static_cast<int>(std::count_if(options.begin(), options.end(),
                                                     [&](const domain::Option& one) { return one.score > option->score; })));
  judged.set_pinned(true);
  return judged;
}

absl::StatusOr<int> RunEdit::GroupWithRoom() const {
  GILDE_ASSIGN_OR_RETURN(std::vector<MatchRunPair> with, store::PairsWith(*writer_, run_.name(), pair_.mentor()));
  GILDE_ASSIGN_OR_RETURN(Everybody all, LoadEverybody(*writer_, *projection_, program_.name()));
  auto offered = std::find_if(all.offered.begin(), all.offered.end(), [&](const Offered& one) { return NameOf(one) == pair_.mentor(); });
  if (offered == all.offered.end()) return base::NotFound(pair_.mentor());
  int free = std::max(0, offered->enrollment.capacity() - offered->enrollment.seats_taken());
  bool groups = program_.kind() == Program::GROUP;
  std::vector<int> taken(static_cast<size_t>(groups ? free : 1), 0);
  for (const MatchRunPair& row : with) {
    auto group = static_cast<size_t>(std::max(0, row.group() - 1));
    if (group < taken.size() && row.mentee() != pair_.mentee()) ++taken[group];
  }
  int most = groups ? program_.rules().group_mentees_max() : free;
  for (size_t group = 0; group < taken.size(); ++group) {
    if (taken[group] < most) return groups ? static_cast<int>(group) + 1 : 0;
  }
  return base::FailedPrecondition("MENTOR_AT_CAPACITY", "every seat is taken in this draft");
}

absl::Status RunEdit::Put(MatchRunPair row) { return writer_->Update(std::move(row), "").status(); }

absl::Status RunEdit::SetPinned(const std::string& person, bool pinned) {
  GILDE_ASSIGN_OR_RETURN(MatchRunPair row, writer_->Get<MatchRunPair>(store::PairName(run_.name(), person)));
  row.set_pinned(pinned);
  return Put(std::move(row));
}

// Takes a peer out of whatever pair they are in; the partner too.
absl::Status RunEdit::Free(const std::string& person) {
  GILDE_ASSIGN_OR_RETURN(MatchRunPair row, writer_->Get<MatchRunPair>(store::PairName(run_.name(), person)));
  if (row.mentor().empty()) return absl::OkStatus();
  GILDE_ASSIGN_OR_RETURN(MatchRunPair partner, writer_->Get<MatchRunPair>(store::PairName(run_.name(), row.mentor())));
  domain::TakeOut(row);
  domain::TakeOut(partner);
  GILDE_RETURN_IF_ERROR(Put(std::move(row)));
  return Put(std::move(partner));
}

absl::StatusOr<MatchRun> RunEdit::Pin(MatchRun run, bool undo) {
  bool together = row_.mentor() == pair_.mentor();
  if (together) {
    GILDE_RETURN_IF_ERROR(SetPinned(pair_.mentee(), !undo));
    if (peers()) GILDE_RETURN_IF_ERROR(SetPinned(pair_.mentor(), !undo));
  }
  if (undo || together) return Save(std::move(run));
  GILDE_ASSIGN_OR_RETURN(MatchRunPair judged, Judge());
  run.set_edited(true);
  if (!peers()) {
    GILDE_ASSIGN_OR_RETURN(int group, GroupWithRoom());
    judged.set_group(group);
    domain::MatchWith(judged, row_);
    GILDE_RETURN_IF_ERROR(Put(row_));
    return Save(std::move(run));
  }
  GILDE_RETURN_IF_ERROR(Free(pair_.mentee()));
  GILDE_RETURN_IF_ERROR(Free(pair_.mentor()));
  // Between peers the score is the mean of both ways.
  RunEdit other = *this;
  std::swap(*other.pair_.mutable_mentee(), *other.pair_.mutable_mentor());
  GILDE_ASSIGN_OR_RETURN(MatchRunPair back, other.Judge());
  std::int64_t score = (judged.score() + back.score()) / 2;
  for (auto* found : {&judged, &back}) {
    found->set_score(score);
    const std::string& person = found == &judged ? pair_.mentee() : pair_.mentor();
    GILDE_ASSIGN_OR_RETURN(MatchRunPair row, writer_->Get<MatchRunPair>(store::PairName(run_.name(), person)));
    domain::MatchWith(*found, row);
    GILDE_RETURN_IF_ERROR(Put(std::move(row)));
  }
  return Save(std::move(run));
}

absl::StatusOr<MatchRun> RunEdit::Forbid(MatchRun run, bool undo) {
  if (undo || row_.mentor() != pair_.mentor()) return Save(std::move(run));
  run.set_edited(true);
  if (peers()) {
    GILDE_RETURN_IF_ERROR(Free(pair_.mentee()));
    return Save(std::move(run));
  }
  domain::TakeOut(row_);
  GILDE_RETURN_IF_ERROR(Put(row_));
  return Save(std::move(run));
}

absl::StatusOr<MatchRun> RunEdit::Save(MatchRun run) {
  if (run.edited()) {
    GILDE_ASSIGN_OR_RETURN(std::vector<MatchRunPair> pairs, store::PairsIn(*writer_, run.name()));
    v1::MatchRunFigures figures = domain::FiguresOf(run, pairs, run.figures(), peers());
    if (run.has_most_disturbed()) figures.set_loss(figures.loss() + run.figures().total() - figures.total());
    *run.mutable_figures() = std::move(figures);
  }
  return writer_->Update(std::move(run), "match_run.changed");
}

}  // namespace gilde::matching::api
