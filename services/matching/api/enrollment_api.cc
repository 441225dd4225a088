#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "gilde/profile/v1/goal.pb.h"
#include "gilde/profile/v1/profile_service.pb.h"
#include "services/matching/api/checks.h"
#include "services/matching/api/program_api.h"
#include "services/matching/domain/formation.h"
#include "services/matching/store/pool.h"
#include "services/matching/store/relationships.h"

namespace gilde::matching::api {

using v1::Enrollment;
using v1::Program;

namespace {

constexpr std::string_view kEnrollment = "organizations/*/programs/*/enrollments/*";

bool IsAdministrator(const base::Call& call) {
  using gilde::common::v1::Role;
  return call.IsService() || call.Has(Role::PROGRAM_ADMIN) || call.Has(Role::PLATFORM);
}

// PERMISSION_DENIED / NOT_A_PARTY unless the caller administrates or is the person.
absl::Status CheckMay(const base::Call& call, const std::string& profile) {
  if (IsAdministrator(call) || call.ActsFor(profile)) return absl::OkStatus();
  return base::PermissionDenied("NOT_A_PARTY", "people enroll themselves; administrators anybody");
}

// Where somebody who waits stands.
absl::StatusOr<int> WaitlistPlace(storage::Reader& reader, const Enrollment& enrollment) {
  std::string program(base::ParentOf(enrollment.name()));
  GILDE_ASSIGN_OR_RETURN(std::vector<Enrollment> waiting, store::EnrollmentsIn(reader, program, Enrollment::WAITLISTED));
  auto before = [&](const Enrollment& other) { return domain::WaitsBefore(other, enrollment); };
  return static_cast<int>(std::count_if(waiting.begin(), waiting.end(), before)) + 1;
}

// The place of one who begins to wait is said in the event and not kept: it moves with the line.
absl::StatusOr<Enrollment> Save(storage::Writer& writer, domain::EnrollmentChange change, bool is_new = false) {
  bool waits = change.event == "enrollment.waitlisted";
  std::string_view event = waits ? "" : change.event;
  GILDE_ASSIGN_OR_RETURN(Enrollment saved,
                         is_new ? writer.Create(std::move(change.enrollment), event) : writer.Update(std::move(change.enrollment), event));
  if (!waits) return saved;
  Enrollment told = saved;
  GILDE_ASSIGN_OR_RETURN(int place, WaitlistPlace(writer, saved));
  told.set_waitlist_place(place);
  writer.Publish(change.event, saved.name(), told);
  return saved;
}

absl::StatusOr<std::optional<v1::InvitationCode>> FindCode(storage::Reader& reader, const std::string& program, std::string_view typed) {
  if (typed.empty()) return std::optional<v1::InvitationCode>();
  return reader.FindOne<v1::InvitationCode>({.parent = program, .key = "code", .value = absl::AsciiStrToLower(std::string(typed))});
}

}  // namespace

absl::StatusOr<domain::EnrollmentFacts> EnrollmentApi::FactsOf(const std::string& profile) const {
  domain::EnrollmentFacts facts;
  gilde::profile::v1::GetProfileRequest get;
  get.set_name(profile);
  GILDE_ASSIGN_OR_RETURN(facts.profile, profile_->Call<gilde::profile::v1::Profile>("gilde.profile.v1.ProfileService/GetProfile", get));
  gilde::profile::v1::ListGoalsRequest list;
  list.set_parent(profile);
  do {
    GILDE_ASSIGN_OR_RETURN(auto page,
                           profile_->Call<gilde::profile::v1::ListGoalsResponse>("gilde.profile.v1.GoalService/ListGoals", list));
    facts.goals.insert(facts.goals.end(), page.goals().begin(), page.goals().end());
    list.set_page_token(page.next_page_token());
  } while (!list.page_token().empty());
  return facts;
}

absl::Status EnrollmentApi::Count(storage::Reader& reader, const Program& program, domain::EnrollmentFacts& facts) const {
  GILDE_ASSIGN_OR_RETURN(std::vector<Enrollment> enrollments, store::EnrollmentsIn(reader, program.name()));
  store::Places places = store::PlacesOf(enrollments, domain::MenteesOfSeat(program));
  facts.seats = places.seats;
  facts.mentees = places.mentees;
  // Nobody is passed over before everybody is known.
  bool known = people_.complete();
  facts.waiting = static_cast<int>(std::count_if(enrollments.begin(), enrollments.end(), [&](const Enrollment& one) {
    return one.state() == Enrollment::WAITLISTED && (!known || domain::IsReady(one, people_));
  }));
  return absl::OkStatus();
}

absl::StatusOr<Enrollment> EnrollmentApi::CreateEnrollment(const base::Call& call, const v1::CreateEnrollmentRequest& request) {
  const Enrollment& wanted = request.enrollment();
  GILDE_RETURN_IF_ERROR(CheckMay(call, wanted.profile()));
  bool by_administrator = IsAdministrator(call);
  base::Violations violations;
  Program current;
  if (base::NameMatches(request.parent(), kProgram)) {
    GILDE_ASSIGN_OR_RETURN(current, store_.Get<Program>(call, request.parent()));
  } else {
    violations.Add("parent", "NAME_INVALID", "a name looks like organizations/*/programs/*");
  }
  domain::CheckEnrollment(wanted, current.kind(), "enrollment", violations);
  bool known = wanted.state() == Enrollment::STATE_UNSPECIFIED || wanted.state() == Enrollment::APPLIED;
  violations.Require(known || (wanted.state() == Enrollment::INVITED && by_administrator), "enrollment.state", "STATE_INVALID",
                     "unset, APPLIED, or INVITED by an administrator");
  std::string id = request.enrollment_id().empty() ? std::string(base::IdOf(wanted.profile())) : request.enrollment_id();
  violations.Require(base::IsId(id), "enrollment_id", "ID_INVALID", "1-63 of a-z, 0-9 and '-', not beginning with '-'");
  GILDE_RETURN_IF_ERROR(violations.Check());
  GILDE_ASSIGN_OR_RETURN(domain::EnrollmentFacts facts, FactsOf(wanted.profile()));
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<Enrollment> {
    GILDE_ASSIGN_OR_RETURN(Program program, writer.Get<Program>(request.parent()));
    GILDE_RETURN_IF_ERROR(Count(writer, program, facts));
    Enrollment draft = wanted;
    draft.set_name(absl::StrCat(request.parent(), "/enrollments/", id));
    domain::Entrance entrance{by_administrator, !request.invitation_code().empty(), std::nullopt, std::nullopt};
    GILDE_ASSIGN_OR_RETURN(entrance.before, store::FindEnrollment(writer, program.name(), draft.profile()));
    GILDE_ASSIGN_OR_RETURN(entrance.code, FindCode(writer, program.name(), request.invitation_code()));
    std::optional<Enrollment>& before = entrance.before;
    if (before && !domain::MayEnrollAgain(*before, by_administrator)) {
      return base::AlreadyExists("RESOURCE_EXISTS", "the person is enrolled in this program, or was removed by an administrator");
    }
    if (before) draft.set_name(before->name());
    GILDE_ASSIGN_OR_RETURN(domain::EnrollmentChange change, domain::Enroll(std::move(draft), program, facts, entrance, call.now));
    if (entrance.code) {
      entrance.code->set_uses(entrance.code->uses() + 1);
      GILDE_RETURN_IF_ERROR(writer.Update(*std::move(entrance.code), "").status());
    }
    if (!before) return Save(writer, std::move(change), true);
    change.enrollment.set_seats_taken(before->seats_taken());
    change.enrollment.set_learner(change.enrollment.learner() || before->learner());
    if (before->has_enroll_time()) *change.enrollment.mutable_enroll_time() = before->enroll_time();
    return Save(writer, std::move(change));
  });
}

absl::StatusOr<Enrollment> EnrollmentApi::GetEnrollment(const base::Call& call, const v1::GetEnrollmentRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.name(), kEnrollment, "name"));
  Enrollment found;
  GILDE_RETURN_IF_ERROR(store_.Read(call, [&](storage::Reader& reader) -> absl::Status {
    GILDE_ASSIGN_OR_RETURN(found, reader.Get<Enrollment>(request.name()));
    if (found.state() != Enrollment::WAITLISTED) return absl::OkStatus();
    GILDE_ASSIGN_OR_RETURN(int place, WaitlistPlace(reader, found));
    found.set_waitlist_place(place);
    return absl::OkStatus();
  }));
  return found;
}

absl::StatusOr<Enrollment> EnrollmentApi::UpdateEnrollment(const base::Call& call, const v1::UpdateEnrollmentRequest& request) {
  const std::string& name = request.enrollment().name();
  GILDE_RETURN_IF_ERROR(CheckName(name, kEnrollment, "enrollment.name"));
  GILDE_ASSIGN_OR_RETURN(std::vector<std::string> paths,
                         base::PathsToChange(request.update_mask(), request.enrollment(), domain::EnrollmentOutputOnly()));
  GILDE_ASSIGN_OR_RETURN(Enrollment known, store_.Get<Enrollment>(call, name));
  GILDE_RETURN_IF_ERROR(CheckMay(call, known.profile()));
  GILDE_ASSIGN_OR_RETURN(domain::EnrollmentFacts facts, FactsOf(known.profile()));
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<Enrollment> {
    GILDE_ASSIGN_OR_RETURN(Enrollment current, writer.Get<Enrollment>(name));
    GILDE_RETURN_IF_ERROR(storage::CheckEtag(current, request.enrollment().etag()));
    GILDE_ASSIGN_OR_RETURN(Program program, writer.Get<Program>(base::ParentOf(name)));
    Enrollment next = current;
    base::Replace(request.enrollment(), paths, next);
    base::Violations violations;
    domain::CheckEnrollment(next, program.kind(), "enrollment", violations);
    bool admits = next.state() != current.state();
    violations.Require(!admits || next.state() == Enrollment::ACTIVE, "enrollment.state", "STATE_INVALID", "ACTIVE, to accept");
    GILDE_RETURN_IF_ERROR(violations.Check());
    if (next.capacity() < next.seats_taken()) return base::FailedPrecondition("SEATS_TAKEN", "more seats are taken than that");
    bool more_roles = domain::HasNewRole(current, next);
    if (more_roles && !IsAdministrator(call)) {
      return base::PermissionDenied("ADMINISTRATOR_REQUIRED", "an administrator gives somebody another role");
    }
    if (!admits) {
      if (next.state() == Enrollment::ACTIVE) GILDE_RETURN_IF_ERROR(domain::CheckReady(next, facts));
      bool placed_before = current.state() == Enrollment::ACTIVE || current.state() == Enrollment::WAITLISTED;
      bool fewer_roles = domain::HasNewRole(next, current);
      if (!placed_before || (!more_roles && !fewer_roles)) {
        return writer.Update(std::move(next), "enrollment.seat_changed");
      }
      GILDE_RETURN_IF_ERROR(Count(writer, program, facts));
      domain::EnrollmentChange placed = domain::PlaceAgain(std::move(next), current, facts, call.now);
      if (placed.enrollment.state() == Enrollment::ACTIVE) GILDE_RETURN_IF_ERROR(domain::CheckReady(placed.enrollment, facts));
      return Save(writer, std::move(placed));
    }
    // An invitation is the person's to accept, an application the administrator's.
    bool theirs = current.state() == Enrollment::APPLIED ? IsAdministrator(call) : call.IsService() || call.ActsFor(current.profile());
    if (!theirs) return base::PermissionDenied("NOT_A_PARTY", "the other side accepts this");
    GILDE_RETURN_IF_ERROR(Count(writer, program, facts));
    next.set_state(current.state());
    GILDE_ASSIGN_OR_RETURN(domain::EnrollmentChange change, domain::Admit(std::move(next), program, facts, call.now));
    return Save(writer, std::move(change));
  });
}

absl::StatusOr<v1::ListEnrollmentsResponse> EnrollmentApi::ListEnrollments(const base::Call& call,
                                                                           const v1::ListEnrollmentsRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.parent(), kProgram, "parent"));
  base::Violations violations;
  CheckState(Enrollment::State_IsValid(request.state()), violations);
  GILDE_RETURN_IF_ERROR(violations.Check());
  v1::ListEnrollmentsResponse response;
  std::vector<Enrollment> page;
  storage::Query query = {.parent = request.parent()};
  if (!request.profile().empty()) {
    query.key = "profile";
    query.value = request.profile();
  } else if (request.state() != Enrollment::STATE_UNSPECIFIED) {
    query.key = "state";
    query.value = absl::StrCat(request.state());
  }
  GILDE_RETURN_IF_ERROR(
      store_.Page(call, query, request.page_size(), request.page_token(), 100, 1000, page, *response.mutable_next_page_token()));
  for (Enrollment& enrollment : page) {
    if (request.state() == Enrollment::STATE_UNSPECIFIED || request.state() == enrollment.state())
      *response.add_enrollments() = std::move(enrollment);
  }
  return response;
}

absl::StatusOr<Enrollment> EnrollmentApi::Move(const base::Call& call, const std::string& name, const std::string& etag,
                                               domain::EnrollmentMove move) {
  GILDE_RETURN_IF_ERROR(CheckName(name, kEnrollment, "name"));
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<Enrollment> {
    GILDE_ASSIGN_OR_RETURN(Enrollment enrollment, writer.Get<Enrollment>(name));
    GILDE_RETURN_IF_ERROR(CheckMay(call, enrollment.profile()));
    GILDE_RETURN_IF_ERROR(storage::CheckEtag(enrollment, etag));
    GILDE_ASSIGN_OR_RETURN(domain::EnrollmentChange change, domain::MoveEnrollment(std::move(enrollment), move, call.now));
    return writer.Update(std::move(change.enrollment), change.event);
  });
}

absl::StatusOr<Enrollment> EnrollmentApi::PauseEnrollment(const base::Call& call, const v1::PauseEnrollmentRequest& request) {
  return Move(call, request.name(), request.etag(), domain::EnrollmentMove::kPause);
}
absl::StatusOr<Enrollment> EnrollmentApi::ResumeEnrollment(const base::Call& call, const v1::ResumeEnrollmentRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.name(), kEnrollment, "name"));
  GILDE_ASSIGN_OR_RETURN(Enrollment known, store_.Get<Enrollment>(call, request.name()));
  GILDE_RETURN_IF_ERROR(CheckMay(call, known.profile()));
  GILDE_ASSIGN_OR_RETURN(domain::EnrollmentFacts facts, FactsOf(known.profile()));
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<Enrollment> {
    GILDE_ASSIGN_OR_RETURN(Enrollment enrollment, writer.Get<Enrollment>(request.name()));
    GILDE_RETURN_IF_ERROR(storage::CheckEtag(enrollment, request.etag()));
    GILDE_ASSIGN_OR_RETURN(Program program, writer.Get<Program>(base::ParentOf(request.name())));
    GILDE_RETURN_IF_ERROR(Count(writer, program, facts));
    GILDE_ASSIGN_OR_RETURN(std::vector<v1::Mentorship> mentorships, store::MentorshipsOf(writer, enrollment.profile()));
    facts.learns = domain::LearnsIn(mentorships, program.name(), enrollment.profile());
    GILDE_ASSIGN_OR_RETURN(domain::EnrollmentChange change, domain::Resume(std::move(enrollment), facts, call.now));
    return Save(writer, std::move(change));
  });
}
absl::StatusOr<Enrollment> EnrollmentApi::WithdrawEnrollment(const base::Call& call, const v1::WithdrawEnrollmentRequest& request) {
  return Move(call, request.name(), request.etag(), domain::EnrollmentMove::kWithdraw);
}
absl::StatusOr<Enrollment> EnrollmentApi::RemoveEnrollment(const base::Call& call, const v1::RemoveEnrollmentRequest& request) {
  return Move(call, request.name(), request.etag(), domain::EnrollmentMove::kRemove);
}

}  // namespace gilde::matching::api
