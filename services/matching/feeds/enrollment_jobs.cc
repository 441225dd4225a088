#include "services/matching/feeds/enrollment_jobs.h"

#include <algorithm>
#include <set>

#include "common/base/ids.h"
#include "common/base/zones.h"
#include "common/feed/follower.h"
#include "common/feed/sweeper.h"
#include "gilde/profile/v1/organization.pb.h"
#include "gilde/profile/v1/profile.pb.h"
#include "services/matching/domain/enrollment.h"
#include "services/matching/domain/program.h"
#include "services/matching/store/own_feed.h"
#include "services/matching/store/pool.h"
#include "services/matching/store/revisions.h"

namespace gilde::matching::feeds {

using gilde::common::v1::Event;
using v1::Enrollment;
using v1::Program;

namespace {

absl::Status MakeInformalProgram(const Event& event, storage::Writer& writer) {
  gilde::profile::v1::Organization organization;
  if (!event.payload().UnpackTo(&organization)) return absl::OkStatus();
  Program program = domain::InformalProgram(organization.name());
  absl::Status there = writer.Get<Program>(program.name()).status();
  if (!absl::IsNotFound(there)) return there;
  GILDE_RETURN_IF_ERROR(store::KeepRevision(writer, program));
  return writer.Create(std::move(program), "program.created").status();
}

// Somebody left the organization, or came back to it.
absl::Status MoveWithPerson(const Event& event, storage::Writer& writer) {
  bool left = event.type() == "profile.deactivated";
  GILDE_ASSIGN_OR_RETURN(
      std::vector<Enrollment> enrollments,
      writer.Find<Enrollment>({.parent = base::OrganizationName(event.subject()), .key = "profile", .value = event.subject()}));
  for (Enrollment& enrollment : enrollments) {
    if (!left && !enrollment.left_organization()) continue;
    auto change = domain::MoveEnrollment(std::move(enrollment), left ? domain::EnrollmentMove::kLeave : domain::EnrollmentMove::kReturn,
                                         writer.call().now);
    if (change.ok()) GILDE_RETURN_IF_ERROR(writer.Update(std::move(change->enrollment), change->event).status());
  }
  return absl::OkStatus();
}

// Follows this service's own enrollments; one event in a transaction, with the mentees that it lets in.
class WaitlistJob : public feed::Job {
 public:
  explicit WaitlistJob(storage::Store& store) : store_(store) {}
  std::string name() const override { return "matching.waitlist"; }

  absl::StatusOr<int> Step(absl::Time now) override {
    base::Call call = base::System(name(), now);
    std::set<std::string> programs;
    GILDE_RETURN_IF_ERROR(store_.Read(call, [&](storage::Reader& reader) -> absl::Status {
      GILDE_ASSIGN_OR_RETURN(std::int64_t position, store::PositionOf(reader, name()));
      read_ = std::max(read_, position);
      return store::ReadOwnEvents(reader, read_, {"enrollment.*"},
                                  [&](const Event& event) { programs.insert(std::string(base::ParentOf(event.subject()))); });
    }));
    if (programs.empty()) return 0;
    absl::Status let_in = store_.Apply(call, [&](storage::Writer& writer) -> absl::Status {
      for (const std::string& program : programs) GILDE_RETURN_IF_ERROR(LetIn(writer, program));
      return store::SavePosition(writer, name(), read_);
    });
    // Read again from where it was.
    if (!let_in.ok()) read_ = 0;
    GILDE_RETURN_IF_ERROR(let_in);
    return static_cast<int>(programs.size());
  }

 private:
  static absl::Status LetIn(storage::Writer& writer, const std::string& program) {
    GILDE_ASSIGN_OR_RETURN(Program its, writer.Get<Program>(program));
    if (!domain::CheckNotOver(its).ok()) return absl::OkStatus();
    GILDE_ASSIGN_OR_RETURN(std::vector<Enrollment> enrollments, store::EnrollmentsIn(writer, program));
    store::Places places = store::PlacesOf(enrollments, domain::MenteesOfSeat(its));
    GILDE_ASSIGN_OR_RETURN(auto let_in, domain::AdvanceWaitlist(std::move(enrollments), places.seats, places.mentees, writer.call().now));
    for (domain::EnrollmentChange& change : let_in) {
      GILDE_RETURN_IF_ERROR(writer.Update(std::move(change.enrollment), change.event).status());
    }
    return absl::OkStatus();
  }

  storage::Store& store_;
  std::int64_t read_ = 0;  // of the service's own events; stored only with what they led to
};

}  // namespace

std::unique_ptr<feed::Job> InformalProgramFollower(storage::Store& store, const rpc::Client& profile) {
  return std::make_unique<feed::Follower>("matching.informal_program", profile, store, std::vector<std::string>{"organization.created"},
                                          &MakeInformalProgram);
}

std::unique_ptr<feed::Job> EnrollmentLeaverFollower(storage::Store& store, const rpc::Client& profile) {
  return std::make_unique<feed::Follower>("matching.enrollment_leaver", profile, store,
                                          std::vector<std::string>{"profile.deactivated", "profile.reactivated"}, &MoveWithPerson);
}

std::unique_ptr<feed::Job> InvitationSweeper(storage::Store& store) {
  return std::make_unique<feed::Sweeper<Enrollment>>(
      "matching.invitations", store, [](const Enrollment& enrollment) { return base::FromProto(enrollment.accept_until_time()); },
      [](storage::Writer& writer, Enrollment enrollment, absl::Time now) -> absl::Status {
        GILDE_ASSIGN_OR_RETURN(domain::EnrollmentChange change,
                               domain::MoveEnrollment(std::move(enrollment), domain::EnrollmentMove::kExpire, now));
        return writer.Update(std::move(change.enrollment), change.event).status();
      });
}

std::unique_ptr<feed::Job> Waitlist(storage::Store& store) { return std::make_unique<WaitlistJob>(store); }

}  // namespace gilde::matching::feeds
