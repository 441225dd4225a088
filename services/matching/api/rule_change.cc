#include "services/matching/api/rule_change.h"

#include <algorithm>
#include <iterator>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "common/base/ids.h"
#include "common/base/zones.h"
#include "services/matching/api/asking.h"
#include "services/matching/domain/conversation.h"
#include "services/matching/domain/deadlines.h"
#include "services/matching/domain/enrollment.h"
#include "services/matching/store/mentorship_kinds.h"
#include "services/matching/store/pool.h"

namespace gilde::matching::api {

using v1::ConversationRequest;
using v1::Enrollment;
using v1::Mentorship;
using v1::Program;

namespace {

template <class M>
bool IsDue(const M& message, absl::Time now) {
  return message.has_due_time() && base::FromProto(message.due_time()) <= now;
}

absl::Status RetimeRequest(storage::Writer& writer, const domain::Projection& people, ConversationRequest request, const Program& program,
                           domain::Effects& effects) {
  absl::Time now = writer.call().now;
  std::string before = request.SerializeAsString();
  ConversationRequest after = domain::Retimed(std::move(request), program.rules());
  if (after.SerializeAsString() == before) return absl::OkStatus();
  effects.Add("conversation_request.retimed", after.name());
  GILDE_ASSIGN_OR_RETURN(after, writer.Update(std::move(after), "conversation_request.retimed"));
  while (IsDue(after, now)) {
    GILDE_ASSIGN_OR_RETURN(Asking asking, Asking::Load(writer, &people, program, after.mentee()));
    absl::StatusOr<domain::RequestChange> moved = domain::OnDue(std::move(after), program.rules(), asking, now);
    GILDE_RETURN_IF_ERROR(asking.status());
    GILDE_RETURN_IF_ERROR(moved.status());
    effects.Add(moved->event, moved->request.name());
    GILDE_ASSIGN_OR_RETURN(after, writer.Update(std::move(moved->request), moved->event));
  }
  return absl::OkStatus();
}

absl::Status RetimeInvitation(storage::Writer& writer, Enrollment invited, const Program& before, const Program& after,
                              domain::Effects& effects) {
  invited = domain::Retimed(std::move(invited), before.rules(), after.rules());
  effects.Add("enrollment.retimed", invited.name());
  GILDE_ASSIGN_OR_RETURN(invited, writer.Update(std::move(invited), "enrollment.retimed"));
  if (base::FromProto(invited.accept_until_time()) > writer.call().now) return absl::OkStatus();
  GILDE_ASSIGN_OR_RETURN(auto change, domain::MoveEnrollment(std::move(invited), domain::EnrollmentMove::kExpire, writer.call().now));
  effects.Add(change.event, change.enrollment.name());
  return writer.Update(std::move(change.enrollment), change.event).status();
}

// Saves a change and counts the events that it published.
absl::StatusOr<Mentorship> SaveAndCount(storage::Writer& writer, domain::Change change, domain::Effects& effects) {
  for (const std::string& event : change.events) effects.Add(event, change.mentorship.name());
  return store::Save(writer, std::move(change));
}

bool Runs(const Mentorship& mentorship) {
  return mentorship.state() >= Mentorship::PROPOSED && mentorship.state() <= Mentorship::WRAPPING_UP;
}

absl::StatusOr<std::vector<Mentorship>> RunningIn(storage::Reader& reader, const std::string& program) {
  std::vector<Mentorship> running;
  for (int state = Mentorship::PROPOSED; state <= Mentorship::WRAPPING_UP; ++state) {
    GILDE_ASSIGN_OR_RETURN(
        auto found, reader.Find<Mentorship>(
                        {.parent = base::OrganizationName(program), .key = "program_state", .value = store::WithState(program, state)}));
    running.insert(running.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
  }
  std::sort(running.begin(), running.end(), [](const Mentorship& a, const Mentorship& b) { return a.name() < b.name(); });
  return running;
}

absl::StatusOr<std::vector<Mentorship>> Named(storage::Reader& reader, const Program& program,
                                              const google::protobuf::RepeatedPtrField<std::string>& names) {
  std::vector<std::string> in_order(names.begin(), names.end());
  std::sort(in_order.begin(), in_order.end());
  in_order.erase(std::unique(in_order.begin(), in_order.end()), in_order.end());
  GILDE_ASSIGN_OR_RETURN(auto found, reader.GetAll<Mentorship>(in_order));
  absl::flat_hash_set<std::string> fine;
  for (const Mentorship& mentorship : found) {
    if (mentorship.program() == program.name() && Runs(mentorship)) fine.insert(mentorship.name());
  }
  base::Violations violations;
  for (int i = 0; i < names.size(); ++i) {
    violations.Require(fine.contains(names[i]), absl::StrCat("mentorships[", i, "]"), "MENTORSHIP_INVALID",
                       "not one of the program's that runs");
  }
  GILDE_RETURN_IF_ERROR(violations.Check());
  return found;
}

}  // namespace

absl::Status ApplyToOpen(storage::Writer& writer, const domain::Projection& people, const Program& before, const Program& after,
                         domain::Effects& effects) {
  storage::Query open{.parent = base::OrganizationName(after.name()),
                      .key = "program_state",
                      .value = store::WithState(after.name(), ConversationRequest::SENT)};
  GILDE_ASSIGN_OR_RETURN(auto requests, writer.Find<ConversationRequest>(open));
  for (ConversationRequest& request : requests) GILDE_RETURN_IF_ERROR(RetimeRequest(writer, people, std::move(request), after, effects));
  if (before.rules().acceptance_days() == after.rules().acceptance_days()) return absl::OkStatus();
  GILDE_ASSIGN_OR_RETURN(auto invited, store::EnrollmentsIn(writer, after.name(), Enrollment::INVITED));
  for (Enrollment& one : invited) GILDE_RETURN_IF_ERROR(RetimeInvitation(writer, std::move(one), before, after, effects));
  return absl::OkStatus();
}

absl::StatusOr<std::vector<v1::MovedMentorship>> MoveMentorships(storage::Writer& writer, const Program& program,
                                                                 const google::protobuf::RepeatedPtrField<std::string>& named,
                                                                 domain::Effects& effects) {
  absl::Time now = writer.call().now;
  GILDE_ASSIGN_OR_RETURN(auto mentorships, named.empty() ? RunningIn(writer, program.name()) : Named(writer, program, named));
  std::vector<v1::MovedMentorship> moved;
  for (Mentorship& mentorship : mentorships) {
    if (mentorship.rule_version() == program.rule_version()) continue;
    v1::MovedMentorship& one = moved.emplace_back();
    one.set_mentorship(mentorship.name());
    one.set_from_rule_version(mentorship.rule_version());
    one.set_to_rule_version(program.rule_version());
    GILDE_ASSIGN_OR_RETURN(domain::Change on_rules, domain::MovedToRules(std::move(mentorship), program, now));
    GILDE_ASSIGN_OR_RETURN(mentorship, SaveAndCount(writer, std::move(on_rules), effects));
    while (IsDue(mentorship, now)) {
      GILDE_ASSIGN_OR_RETURN(domain::Change change, domain::OnDue(std::move(mentorship), now));
      GILDE_ASSIGN_OR_RETURN(mentorship, SaveAndCount(writer, std::move(change), effects));
    }
  }
  return moved;
}

absl::Status LetIn(storage::Writer& writer, const domain::Projection& people, const Program& program, domain::Effects& effects) {
  if (!people.complete()) return absl::OkStatus();
  GILDE_ASSIGN_OR_RETURN(std::vector<Enrollment> enrollments, store::EnrollmentsIn(writer, program.name()));
  store::Places places = store::PlacesOf(enrollments, domain::MenteesOfSeat(program));
  auto is_ready = [&](const Enrollment& one) { return domain::IsReady(one, people); };
  GILDE_ASSIGN_OR_RETURN(auto let_in,
                         domain::AdvanceWaitlist(std::move(enrollments), places.seats, places.mentees, is_ready, writer.call().now));
  for (domain::EnrollmentChange& change : let_in) {
    effects.Add(change.event, change.enrollment.name());
    GILDE_RETURN_IF_ERROR(writer.Update(std::move(change.enrollment), change.event).status());
  }
  return absl::OkStatus();
}

}  // namespace gilde::matching::api
