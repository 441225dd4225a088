#include "services/matching/feeds/enrollment_jobs.h"

#include <algorithm>
#include <map>
#include <set>

#include "common/base/ids.h"
#include "common/base/zones.h"
#include "common/feed/follower.h"
#include "common/feed/sweeper.h"
#include "gilde/profile/v1/organization.pb.h"
#include "gilde/profile/v1/profile.pb.h"
#include "gilde/profile/v1/profile_service.pb.h"
#include "services/matching/domain/enrollment.h"
#include "services/matching/domain/program.h"
#include "services/matching/store/own_feed.h"
#include "services/matching/store/pool.h"
#include "services/matching/store/revisions.h"

namespace gilde::matching::feeds {

namespace profile_v1 = gilde::profile::v1;
using gilde::common::v1::Event;
using v1::Enrollment;
using v1::Program;

namespace {

absl::Status MakeInformalProgram(const Event& event, storage::Writer& writer) {
  profile_v1::Organization organization;
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

// Lets into a program whoever waits for it, is ready and finds a place.
absl::Status LetIn(storage::Writer& writer, const domain::Projection& people, const std::string& program) {
  GILDE_ASSIGN_OR_RETURN(Program its, writer.Get<Program>(program));
  if (!domain::CheckNotOver(its).ok()) return absl::OkStatus();
  GILDE_ASSIGN_OR_RETURN(std::vector<Enrollment> enrollments, store::EnrollmentsIn(writer, program));
  store::Places places = store::PlacesOf(enrollments, domain::MenteesOfSeat(its));
  auto is_ready = [&](const Enrollment& one) { return domain::IsReady(one, people); };
  GILDE_ASSIGN_OR_RETURN(auto let_in,
                         domain::AdvanceWaitlist(std::move(enrollments), places.seats, places.mentees, is_ready, writer.call().now));
  for (domain::EnrollmentChange& change : let_in) {
    GILDE_RETURN_IF_ERROR(writer.Update(std::move(change.enrollment), change.event).status());
  }
  return absl::OkStatus();
}

// Acts on what has become known of people.
class Readiness {
 public:
  Readiness(storage::Store& store, const domain::Projection& people, std::shared_ptr<rpc::Client> profile)
      : store_(store), people_(people), profile_(std::move(profile)) {}

  absl::Status operator()(const std::set<std::string>& profiles, absl::Time now) const {
    base::Call call = base::System("matching.readiness", now);
    Affected affected;
    GILDE_RETURN_IF_ERROR(store_.Read(call, [&](storage::Reader& reader) { return Look(reader, profiles, affected); }));
    GILDE_ASSIGN_OR_RETURN(std::vector<std::string> unapproved, ReallyUnapproved(affected.unapproved));
    if (affected.waited_for.empty() && affected.approved.empty() && unapproved.empty()) return absl::OkStatus();
    return store_.Apply(call, [&](storage::Writer& writer) -> absl::Status {
      GILDE_RETURN_IF_ERROR(MoveAll(writer, unapproved, domain::EnrollmentMove::kLoseApproval));
      GILDE_RETURN_IF_ERROR(MoveAll(writer, affected.approved, domain::EnrollmentMove::kResume));
      for (const std::string& program : affected.waited_for) GILDE_RETURN_IF_ERROR(LetIn(writer, people_, program));
      return absl::OkStatus();
    });
  }

 private:
  struct Affected {
    std::set<std::string> waited_for;    // programs for which somebody waits who is ready
    std::vector<Enrollment> unapproved;  // mentors who take part without approval, as far as is known
    std::vector<std::string> approved;   // enrollments that rested for want of it and need not any more
  };

  absl::Status Look(storage::Reader& reader, const std::set<std::string>& profiles, Affected& affected) const {
    std::map<std::string, std::vector<std::string>> by_organization;
    for (const std::string& profile : profiles) by_organization[base::OrganizationName(profile)].push_back(profile);
    for (auto& [organization, theirs] : by_organization) {
      GILDE_ASSIGN_OR_RETURN(auto enrollments,
                             reader.Find<Enrollment>({.parent = organization, .key = "profile", .any_of = std::move(theirs)}));
      for (Enrollment& one : enrollments) Sort(std::move(one), affected);
    }
    return absl::OkStatus();
  }

  void Sort(Enrollment enrollment, Affected& affected) const {
    std::shared_ptr<const domain::Person> person = people_.Find(enrollment.profile());
    if (person == nullptr) return;
    if (domain::LacksApproval(enrollment, person->profile)) {
      affected.unapproved.push_back(std::move(enrollment));
    } else if (domain::IsReady(enrollment, people_)) {
      if (enrollment.state() == Enrollment::WAITLISTED) affected.waited_for.emplace(base::ParentOf(enrollment.name()));
      if (enrollment.lost_approval()) affected.approved.push_back(enrollment.name());
    }
  }

  // Asks the profile service, for whoever was approved and enrolled a moment ago may not be known as that yet.
  absl::StatusOr<std::vector<std::string>> ReallyUnapproved(const std::vector<Enrollment>& enrollments) const {
    std::vector<std::string> names;
    for (const Enrollment& enrollment : enrollments) {
      profile_v1::GetProfileRequest request;
      request.set_name(enrollment.profile());
      auto profile = profile_->Call<profile_v1::Profile>("gilde.profile.v1.ProfileService/GetProfile", request, feed::kPatience);
      if (absl::IsNotFound(profile.status())) continue;
      GILDE_RETURN_IF_ERROR(profile.status());
      if (domain::LacksApproval(enrollment, *profile)) names.push_back(enrollment.name());
    }
    return names;
  }

  static absl::Status MoveAll(storage::Writer& writer, const std::vector<std::string>& names, domain::EnrollmentMove move) {
    GILDE_ASSIGN_OR_RETURN(std::vector<Enrollment> enrollments, writer.GetAll<Enrollment>(names));
    for (Enrollment& enrollment : enrollments) {
      // Whoever rests as they wish goes on doing so.
      if (move == domain::EnrollmentMove::kResume && !enrollment.lost_approval()) continue;
      auto change = domain::MoveEnrollment(std::move(enrollment), move, writer.call().now);
      if (change.ok()) GILDE_RETURN_IF_ERROR(writer.Update(std::move(change->enrollment), change->event).status());
    }
    return absl::OkStatus();
  }

  storage::Store& store_;
  const domain::Projection& people_;
  std::shared_ptr<rpc::Client> profile_;
};

// Follows this service's own enrollments; one event in a transaction, with the mentees that it lets in.
class WaitlistJob : public feed::Job {
 public:
  WaitlistJob(storage::Store& store, const domain::Projection& people) : store_(store), people_(people) {}
  std::string name() const override { return "matching.waitlist"; }

  absl::StatusOr<int> Step(absl::Time now) override {
    // Whom it does not know yet must not lose their turn.
    if (!people_.complete()) return 0;
    base::Call call = base::System(name(), now);
    std::set<std::string> programs;
    GILDE_RETURN_IF_ERROR(store_.Read(call, [&](storage::Reader& reader) -> absl::Status {
      GILDE_ASSIGN_OR_RETURN(std::int64_t position, store::PositionOf(reader, name()));
      read_ = std::max(read_, position);
      return store::ReadOwnEvents(reader, "-", read_, {"enrollment.*"},
                                  [&](const Event& event) { programs.insert(std::string(base::ParentOf(event.subject()))); });
    }));
    if (programs.empty()) return 0;
    absl::Status let_in = store_.Apply(call, [&](storage::Writer& writer) -> absl::Status {
      for (const std::string& program : programs) GILDE_RETURN_IF_ERROR(LetIn(writer, people_, program));
      return store::SavePosition(writer, name(), read_);
    });
    // Read again from where it was.
    if (!let_in.ok()) read_ = 0;
    GILDE_RETURN_IF_ERROR(let_in);
    return static_cast<int>(programs.size());
  }

 private:
  storage::Store& store_;
  const domain::Projection& people_;
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

std::unique_ptr<feed::Job> Waitlist(storage::Store& store, const domain::Projection& people) {
  return std::make_unique<WaitlistJob>(store, people);
}

ProjectionFeed::Notice FollowReadiness(storage::Store& store, const domain::Projection& people, std::shared_ptr<rpc::Client> profile) {
  return Readiness(store, people, std::move(profile));
}

}  // namespace gilde::matching::feeds
