#include "services/matching/feeds/match_run_jobs.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/ids.h"
#include "common/base/zones.h"
#include "gilde/common/v1/operation.pb.h"
#include "gilde/matching/v1/match_run.pb.h"
#include "google/rpc/error_details.pb.h"
#include "services/matching/domain/draft.h"
#include "services/matching/domain/formation.h"
#include "services/matching/domain/hard_constraints.h"
#include "services/matching/domain/parties.h"
#include "services/matching/domain/relationship.h"
#include "services/matching/store/match_runs.h"
#include "services/matching/store/own_feed.h"
#include "services/matching/store/relationships.h"

namespace gilde::matching::feeds {

using domain::Person;
using gilde::common::v1::Operation;
using v1::MatchRun;
using v1::MatchRunPair;
using v1::Mentorship;
using v1::Program;

namespace {

constexpr int kTogether = 32;
constexpr int kRunsTogether = 8;
constexpr std::int64_t kSeldom = 10'000;  // events

// Publishes within one transaction.
class Publication {
 public:
  Publication(storage::Writer& writer, const domain::Projection& people, MatchRun run, Program program)
      : writer_(writer), people_(people), run_(std::move(run)), current_(std::move(program)), program_(current_) {
    *program_.mutable_match_policy() = run_.policy();
    constraint_ = domain::ConstraintOf(run_.policy());
  }

  // One pair or group; false when there is none left.
  absl::StatusOr<bool> Next() {
    GILDE_ASSIGN_OR_RETURN(std::vector<MatchRunPair> first, store::PairsIn(writer_, run_.name(), MatchRunPair::MATCHED, 1));
    if (first.empty()) return false;
    GILDE_ASSIGN_OR_RETURN(std::vector<MatchRunPair> rows, TogetherWith(first[0]));
    std::vector<MatchRunPair> possible;
    for (MatchRunPair& row : rows) {
      GILDE_ASSIGN_OR_RETURN(std::string refusal, RefusalOf(row));
      if (refusal.empty()) {
        possible.push_back(std::move(row));
      } else {
        GILDE_RETURN_IF_ERROR(Refuse(std::move(row), refusal));
      }
    }
    GILDE_RETURN_IF_ERROR(Make(std::move(possible), rows.size()));
    return true;
  }
  absl::StatusOr<MatchRun> Save(bool over) {
    if (over) run_.set_state(MatchRun::PUBLISHED);
    return writer_.Update(run_, over ? "match_run.published" : "");
  }

 private:
  bool peers() const { return program_.kind() == Program::PEER; }

  // The rows of a mentorship: of a group all that are left of it, of peers both.
  absl::StatusOr<std::vector<MatchRunPair>> TogetherWith(const MatchRunPair& first) {
    std::vector<MatchRunPair> rows{first};
    if (peers()) {
      GILDE_ASSIGN_OR_RETURN(MatchRunPair partner, writer_.Get<MatchRunPair>(store::PairName(run_.name(), first.mentor())));
      rows.push_back(std::move(partner));
    } else if (program_.kind() == Program::GROUP) {
      GILDE_ASSIGN_OR_RETURN(rows, store::PairsWith(writer_, run_.name(), first.mentor()));
      rows.erase(
          std::remove_if(rows.begin(), rows.end(),
                         [&](const MatchRunPair& row) { return row.state() != MatchRunPair::MATCHED || row.group() != first.group(); }),
          rows.end());
    }
    return rows;
  }

  // Why the pair cannot be by now; empty when it can.
  absl::StatusOr<std::string> RefusalOf(const MatchRunPair& row) {
    if (absl::Status open = domain::CheckOpen(current_); !open.ok()) return base::ReasonOf(open);
    GILDE_ASSIGN_OR_RETURN(std::vector<Mentorship> mentorships, store::MentorshipsOf(writer_, row.mentee()));
    if (domain::LearnsIn(mentorships, program_.name(), row.mentee())) return std::string("ALREADY_MATCHED");
    Mentorship draft = DraftOf({row});
    absl::Status places = domain::CheckPlaces(
        current_, draft, [&](const std::string& person) { return store::FindEnrollment(writer_, program_.name(), person); },
        [&](const std::string& person) { return store::MentorshipsOf(writer_, person); });
    if (places.code() == absl::StatusCode::kFailedPrecondition) return base::ReasonOf(places);
    GILDE_RETURN_IF_ERROR(places);
    return RuleAgainst(row, mentorships);
  }

  absl::StatusOr<std::string> RuleAgainst(const MatchRunPair& row, const std::vector<Mentorship>& mentorships) {
    std::shared_ptr<const Person> mentee = people_.Find(row.mentee()), mentor = people_.Find(row.mentor());
    if (mentee == nullptr || mentor == nullptr) return std::string("MENTOR_NOT_AVAILABLE");
    std::shared_ptr<const Person> manager = people_.Find(mentee->profile.manager());
    GILDE_ASSIGN_OR_RETURN(auto of_mentor, store::FindEnrollment(writer_, program_.name(), row.mentor()));
    GILDE_ASSIGN_OR_RETURN(auto of_mentee, store::FindEnrollment(writer_, program_.name(), row.mentee()));
    auto forbidden = domain::ForbiddenBy(
        {*mentee, *mentor, manager == nullptr ? nullptr : &manager->profile, program_, of_mentor ? &*of_mentor : nullptr,
         domain::PastWith(mentorships, row.mentor()), &constraint_, of_mentee ? &*of_mentee : nullptr},
        writer_.call().now, domain::Readers::kAdministrators, false);
    return forbidden.empty() ? std::string() : v1::HardRule_Name(forbidden[0].rule());
  }

  Mentorship DraftOf(const std::vector<MatchRunPair>& rows) const {
    Mentorship draft;
    draft.set_program(program_.name());
    draft.set_kind(program_.kind());
    if (!peers()) draft.add_mentors(rows[0].mentor());
    for (const MatchRunPair& row : rows) draft.add_mentees(row.mentee());
    return draft;
  }

  absl::Status Make(std::vector<MatchRunPair> rows, size_t of) {
    if (rows.empty()) return absl::OkStatus();
    if (peers() && rows.size() < of) return RefuseAll(std::move(rows), "MENTOR_NOT_AVAILABLE");
    Mentorship draft = DraftOf(rows);
    draft.set_name(absl::StrCat(base::OrganizationName(run_.name()), "/mentorships/", base::NewId(writer_.call().now)));
    if (draft.mentees_size() > current_.rules().group_mentees_max() && program_.kind() == Program::GROUP) {
      return RefuseAll(std::move(rows), "GROUP_TOO_LARGE");
    }
    if (!domain::CheckPeople(draft, current_).empty()) return RefuseAll(std::move(rows), "GROUP_TOO_SMALL");
    std::vector<v1::GoalMark> goals;
    for (const std::string& person : draft.mentees()) {
      std::shared_ptr<const Person> known = people_.Find(person);
      for (const auto& [name, mark] : known->open_goals) goals.push_back(mark);
    }
    const domain::Actor machine;
    absl::Time now = writer_.call().now;
    domain::Change change;
    if (current_.rules().publish_in_intro()) {
      GILDE_ASSIGN_OR_RETURN(change, domain::BeginAt(draft, current_, goals, machine, now));
    } else {
      change = domain::Propose(draft, current_, goals, machine, now);
    }
    GILDE_RETURN_IF_ERROR(store::Save(writer_, std::move(change)).status());
    run_.set_published_count(run_.published_count() + static_cast<int>(rows.size()));
    for (MatchRunPair& row : rows) {
      row.set_state(MatchRunPair::PUBLISHED);
      row.set_mentorship(draft.name());
      GILDE_RETURN_IF_ERROR(writer_.Update(std::move(row), "").status());
    }
    return absl::OkStatus();
  }

  absl::Status Refuse(MatchRunPair row, const std::string& reason) {
    run_.set_refused_count(run_.refused_count() + 1);
    row.set_state(MatchRunPair::REFUSED);
    row.set_refusal(reason);
    return writer_.Update(std::move(row), "").status();
  }
  absl::Status RefuseAll(std::vector<MatchRunPair> rows, const std::string& reason) {
    for (MatchRunPair& row : rows) GILDE_RETURN_IF_ERROR(Refuse(std::move(row), reason));
    return absl::OkStatus();
  }

  storage::Writer& writer_;
  const domain::Projection& people_;
  MatchRun run_;
  Program current_;  // as it is now: its state, rules and seats
  Program program_;  // the same under the policy of the run
  domain::Constraint constraint_;
};

class Publisher : public feed::Job {
 public:
  Publisher(storage::Store& store, const domain::Projection& people) : store_(store), people_(people) {}
  std::string name() const override { return "matching.match_runs"; }
  const google::protobuf::Descriptor* Sweeps() const override { return MatchRun::descriptor(); }
  absl::Time NextDue() override { return store_.NextDue<MatchRun>(); }

  absl::StatusOr<int> Step(absl::Time now) override {
    base::Call call = base::System(name(), now);
    std::vector<std::string> due;
    GILDE_RETURN_IF_ERROR(store_.ReadOne(call, [&](storage::Reader& reader) -> absl::Status {
      GILDE_ASSIGN_OR_RETURN(due, reader.Due<MatchRun>(now, kRunsTogether));
      return absl::OkStatus();
    }));
    if (due.empty()) return 0;
    // Who the people are decides what has become impossible.
    if (!people_.complete()) return absl::UnavailableError("the people have not been read yet");
    // One that cannot be acted on holds up none of the others.
    int done = 0;
    absl::Status failure;
    for (const std::string& name : due) {
      absl::Status acted = store_.Apply(call, [&](storage::Writer& writer) { return ActOn(writer, name); });
      done += acted.ok() ? 1 : 0;
      failure.Update(acted);
    }
    if (done == 0) return failure;
    return done;
  }

 private:
  absl::Status ActOn(storage::Writer& writer, const std::string& name) const {
    GILDE_ASSIGN_OR_RETURN(MatchRun run, writer.Get<MatchRun>(name));
    if (run.state() == MatchRun::DISCARDED) return LetGo(writer, std::move(run));
    return run.state() == MatchRun::PUBLISHING ? Publish(writer, std::move(run)) : absl::OkStatus();
  }

  absl::Status Publish(storage::Writer& writer, MatchRun run) const {
    GILDE_ASSIGN_OR_RETURN(Program program, writer.Get<Program>(base::ParentOf(run.name())));
    Publication publication(writer, people_, std::move(run), std::move(program));
    bool more = true;
    for (int i = 0; more && i < kTogether; ++i) {
      GILDE_ASSIGN_OR_RETURN(more, publication.Next());
    }
    return publication.Save(!more).status();
  }

  static absl::Status LetGo(storage::Writer& writer, MatchRun run) {
    GILDE_ASSIGN_OR_RETURN(bool more, store::DeleteSome(writer, run.name()));
    if (more) return absl::OkStatus();
    run.clear_figures();
    return writer.Update(std::move(run), "").status();
  }

  storage::Store& store_;
  const domain::Projection& people_;
};

// The reason of an operation's error.
std::string ReasonOf(const google::rpc::Status& error) {
  for (const google::protobuf::Any& detail : error.details()) {
    google::rpc::ErrorInfo info;
    if (detail.UnpackTo(&info)) return info.reason();
  }
  return "";
}

// Follows this service's own operations.
class Failures : public feed::Job {
 public:
  explicit Failures(storage::Store& store) : store_(store) {}
  std::string name() const override { return "matching.match_run_failures"; }
  // An operation that is done has been written with its event: nothing else gives this something to do.
  const google::protobuf::Descriptor* Sweeps() const override { return Operation::descriptor(); }

  absl::StatusOr<int> Step(absl::Time now) override {
    base::Call call = base::System(name(), now);
    std::vector<std::pair<std::string, std::string>> failed;  // runs, and why
    std::int64_t before = read_, stored = 0;
    GILDE_RETURN_IF_ERROR(store_.Read(call, [&](storage::Reader& reader) -> absl::Status {
      GILDE_ASSIGN_OR_RETURN(std::int64_t position, store::PositionOf(reader, name()));
      stored = position;
      before = read_ = std::max(read_, position);
      return store::ReadOwnEvents(reader, "-", read_, {"operation.done"}, [&](const gilde::common::v1::Event& event) {
        Operation operation;
        if (!event.payload().UnpackTo(&operation) || !operation.has_error()) return;
        if (base::CollectionOf(operation.subject()) == "matchRuns") failed.emplace_back(operation.subject(), ReasonOf(operation.error()));
      });
    }));
    // Noted now and then, so that a restart does not read everything again.
    if (failed.empty() && read_ - stored < kSeldom) return 0;
    absl::Status done = store_.Apply(call, [&](storage::Writer& writer) -> absl::Status {
      for (const auto& [name, reason] : failed) {
        GILDE_ASSIGN_OR_RETURN(std::optional<MatchRun> run, writer.GetOptional<MatchRun>(name));
        if (run) GILDE_RETURN_IF_ERROR(writer.Update(domain::Fail(*std::move(run), reason), "match_run.failed").status());
      }
      return store::SavePosition(writer, name(), read_);
    });
    // Read again from where it was.
    if (!done.ok()) read_ = before;
    GILDE_RETURN_IF_ERROR(done);
    return static_cast<int>(failed.size());
  }

 private:
  storage::Store& store_;
  std::int64_t read_ = 0;  // of the service's own events; stored only with what they led to
};

}  // namespace

std::unique_ptr<feed::Job> MatchRunPublisher(storage::Store& store, const domain::Projection& people) {
  return std::make_unique<Publisher>(store, people);
}

std::unique_ptr<feed::Job> MatchRunFailures(storage::Store& store) { return std::make_unique<Failures>(store); }

}  // namespace gilde::matching::feeds
