#include "services/profile/api/goal_api.h"

#include "common/base/ids.h"
#include "services/profile/domain/permissions.h"

namespace gilde::profile::api {

using v1::Goal;
using v1::Profile;

namespace {

constexpr std::string_view kGoal = "organizations/*/profiles/*/goals/*";
constexpr std::string_view kProfile = "organizations/*/profiles/*";

// A person, and what their goals are judged against.
struct Person {
  Profile profile;
  Setting setting;
  domain::GoalFacts facts;
};

absl::StatusOr<Person> PersonOf(storage::Reader& reader, Catalogues& catalogues, std::string_view profile, const Goal& goal) {
  Person person;
  GILDE_ASSIGN_OR_RETURN(person.profile, reader.Get<Profile>(profile));
  GILDE_ASSIGN_OR_RETURN(person.setting, SettingOf(reader, catalogues, base::ParentOf(profile)));
  person.facts.rules = person.setting.organization.rules();
  person.facts.today = domain::TodayOf(person.profile, reader.call().now);
  if (base::NameMatches(goal.serves(), kGoal) && base::ParentOf(goal.serves()) == profile) {
    absl::StatusOr<Goal> served = reader.Get<Goal>(goal.serves());
    if (served.ok()) person.facts.served = *std::move(served);
    if (!served.ok() && !absl::IsNotFound(served.status())) return served.status();
  }
  return person;
}

void NormalizeWith(const domain::Catalogue& catalogue, Goal& goal) {
  domain::Normalize(goal, [&](const std::string& word) { return catalogue.Resolve(word); });
}

}  // namespace

absl::StatusOr<Goal> GoalApi::CreateGoal(const base::Call& call, const v1::CreateGoalRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.parent(), kProfile, "parent"));
  GILDE_RETURN_IF_ERROR(domain::CheckIsPerson(call, request.parent()));
  std::string id = request.goal_id().empty() ? base::NewId(call.now) : request.goal_id();
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<Goal> {
    GILDE_ASSIGN_OR_RETURN(Person person, PersonOf(writer, catalogues_, request.parent(), request.goal()));
    GILDE_RETURN_IF_ERROR(domain::CheckActive(person.profile));
    Goal goal = domain::NewGoal(request.goal(), request.parent() + "/goals/" + id);
    NormalizeWith(*person.setting.catalogue, goal);
    base::Violations violations;
    violations.Require(base::IsId(id), "goal_id", "ID_INVALID", "1-63 of a-z, 0-9 and '-', not beginning with '-'");
    domain::CheckGoal(goal, nullptr, request.parent(), person.facts, violations);
    GILDE_RETURN_IF_ERROR(violations.Check());
    return writer.Create(std::move(goal), "goal.created");
  });
}

absl::StatusOr<Goal> GoalApi::GetGoal(const base::Call& call, const v1::GetGoalRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.name(), kGoal, "name"));
  GILDE_RETURN_IF_ERROR(domain::CheckIsPersonOrAdministrator(call, base::ParentOf(request.name())));
  return store_.Get<Goal>(call, request.name());
}

absl::StatusOr<Goal> GoalApi::UpdateGoal(const base::Call& call, const v1::UpdateGoalRequest& request) {
  const std::string& name = request.goal().name();
  GILDE_RETURN_IF_ERROR(CheckName(name, kGoal, "goal.name"));
  std::string profile(base::ParentOf(name));
  GILDE_ASSIGN_OR_RETURN(std::vector<std::string> paths,
                         base::PathsToChange(request.update_mask(), request.goal(), domain::GoalOutputOnly()));
  GILDE_RETURN_IF_ERROR(domain::CheckIsPerson(call, profile));
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<Goal> {
    GILDE_ASSIGN_OR_RETURN(Goal current, writer.Get<Goal>(name));
    GILDE_RETURN_IF_ERROR(storage::CheckEtag(current, request.goal().etag()));
    Goal next = current;
    base::Replace(request.goal(), paths, next);
    GILDE_ASSIGN_OR_RETURN(Person person, PersonOf(writer, catalogues_, profile, next));
    GILDE_RETURN_IF_ERROR(domain::CheckActive(person.profile));
    GILDE_RETURN_IF_ERROR(domain::CheckOpen(current));
    NormalizeWith(*person.setting.catalogue, next);
    base::Violations violations;
    domain::CheckGoal(next, &current, profile, person.facts, violations);
    GILDE_RETURN_IF_ERROR(violations.Check());
    return writer.Update(std::move(next), "goal.updated");
  });
}

absl::StatusOr<v1::ListGoalsResponse> GoalApi::ListGoals(const base::Call& call, const v1::ListGoalsRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.parent(), kProfile, "parent"));
  GILDE_RETURN_IF_ERROR(domain::CheckIsPersonOrAdministrator(call, request.parent()));
  v1::ListGoalsResponse response;
  std::vector<Goal> page;
  GILDE_RETURN_IF_ERROR(store_.Page(call, {.parent = request.parent()}, request.page_size(), request.page_token(), 100, 1000, page,
                                    *response.mutable_next_page_token()));
  response.mutable_goals()->Assign(page.begin(), page.end());
  return response;
}

absl::StatusOr<v1::CheckGoalResponse> GoalApi::CheckGoal(const base::Call& call, const v1::CheckGoalRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.parent(), kProfile, "parent"));
  GILDE_RETURN_IF_ERROR(domain::CheckIsPerson(call, request.parent()));
  Person person;
  GILDE_RETURN_IF_ERROR(store_.Read(call, [&](storage::Reader& reader) -> absl::Status {
    GILDE_ASSIGN_OR_RETURN(person, PersonOf(reader, catalogues_, request.parent(), request.goal()));
    return absl::OkStatus();
  }));
  Goal goal = request.goal();
  base::ClearOutputOnly(domain::GoalOutputOnly(), goal);
  goal.set_profile(request.parent());
  NormalizeWith(*person.setting.catalogue, goal);
  base::Violations violations;
  domain::CheckGoal(goal, nullptr, request.parent(), person.facts, violations);
  v1::CheckGoalResponse response;
  for (const auto& item : violations.items()) {
    v1::CheckGoalResponse::Finding& finding = *response.add_findings();
    finding.set_field(item.field);
    finding.set_reason(item.reason);
    finding.set_message(item.message);
    finding.set_blocking(true);
  }
  for (auto& finding : domain::Advise(goal, person.setting.catalogue->Find(goal.skill()) != nullptr)) {
    *response.add_findings() = std::move(finding);
  }
  *response.mutable_goal() = std::move(goal);
  return response;
}

absl::StatusOr<Goal> GoalApi::RecordProgress(const base::Call& call, const v1::RecordProgressRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.name(), kGoal, "name"));
  GILDE_RETURN_IF_ERROR(domain::CheckIsPerson(call, base::ParentOf(request.name())));
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<Goal> {
    GILDE_ASSIGN_OR_RETURN(Goal goal, writer.Get<Goal>(request.name()));
    GILDE_RETURN_IF_ERROR(storage::CheckEtag(goal, request.etag()));
    GILDE_ASSIGN_OR_RETURN(domain::GoalStep step, domain::Record(std::move(goal), request, call.now));
    return writer.Update(std::move(step.goal), step.event);
  });
}

}  // namespace gilde::profile::api
