#include "services/profile/service.h"

#include "services/profile/api/catalogues.h"
#include "services/profile/api/goal_api.h"
#include "services/profile/api/import_api.h"
#include "services/profile/api/organization_api.h"
#include "services/profile/api/profile_api.h"
#include "services/profile/api/prospect_api.h"
#include "services/profile/api/skill_api.h"
#include "services/profile/store/directory.h"
#include "services/profile/store/kinds.h"

namespace gilde::profile {

namespace {

struct Parts {
  explicit Parts(const rpc::Dependencies& dependencies) : store(*dependencies.database, *dependencies.clock, store::Kinds()) {}
  storage::Store store;
  store::Directory directory{store};
  api::Catalogues catalogues;
  api::OrganizationApi organizations{store};
  api::ProfileApi profiles{store, directory, catalogues};
  api::ImportApi imports{store, catalogues};
  api::GoalApi goals{store, catalogues};
  api::ProspectApi prospects{store, catalogues};
  api::SkillApi skills{store, catalogues};
};

void BindOrganizations(Parts& parts, rpc::Service& service) {
  auto handlers = std::make_unique<rpc::Handlers>("gilde.profile.v1.OrganizationService");
  handlers->Add("CreateOrganization", parts.organizations, &api::OrganizationApi::CreateOrganization);
  handlers->Add("GetOrganization", parts.organizations, &api::OrganizationApi::GetOrganization);
  handlers->Add("UpdateOrganization", parts.organizations, &api::OrganizationApi::UpdateOrganization);
  handlers->Add("ListOrganizations", parts.organizations, &api::OrganizationApi::ListOrganizations);
  service.handlers.push_back(std::move(handlers));
}

void BindProfiles(Parts& parts, rpc::Service& service) {
  auto handlers = std::make_unique<rpc::Handlers>("gilde.profile.v1.ProfileService");
  handlers->Add("CreateProfile", parts.profiles, &api::ProfileApi::CreateProfile);
  handlers->Add("GetProfile", parts.profiles, &api::ProfileApi::GetProfile);
  handlers->Add("BatchGetProfiles", parts.profiles, &api::ProfileApi::BatchGetProfiles);
  handlers->Add("UpdateProfile", parts.profiles, &api::ProfileApi::UpdateProfile);
  handlers->Add("ListProfiles", parts.profiles, &api::ProfileApi::ListProfiles);
  handlers->Add("SearchProfiles", parts.profiles, &api::ProfileApi::SearchProfiles);
  handlers->AddStream("ImportProfiles", parts.imports, &api::ImportApi::ImportProfiles);
  handlers->Add("DeactivateProfile", parts.profiles, &api::ProfileApi::DeactivateProfile);
  handlers->Add("ReactivateProfile", parts.profiles, &api::ProfileApi::ReactivateProfile);
  handlers->Add("ReviewMentorOffer", parts.profiles, &api::ProfileApi::ReviewMentorOffer);
  handlers->Add("ListMentorPersonaRevisions", parts.profiles, &api::ProfileApi::ListMentorPersonaRevisions);
  service.handlers.push_back(std::move(handlers));
}

void BindGoals(Parts& parts, rpc::Service& service) {
  auto handlers = std::make_unique<rpc::Handlers>("gilde.profile.v1.GoalService");
  handlers->Add("CreateGoal", parts.goals, &api::GoalApi::CreateGoal);
  handlers->Add("GetGoal", parts.goals, &api::GoalApi::GetGoal);
  handlers->Add("UpdateGoal", parts.goals, &api::GoalApi::UpdateGoal);
  handlers->Add("ListGoals", parts.goals, &api::GoalApi::ListGoals);
  handlers->Add("CheckGoal", parts.goals, &api::GoalApi::CheckGoal);
  handlers->Add("RecordProgress", parts.goals, &api::GoalApi::RecordProgress);
  service.handlers.push_back(std::move(handlers));
}

void BindProspects(Parts& parts, rpc::Service& service) {
  auto handlers = std::make_unique<rpc::Handlers>("gilde.profile.v1.ProspectService");
  handlers->Add("CreateProspect", parts.prospects, &api::ProspectApi::CreateProspect);
  handlers->Add("ListProspects", parts.prospects, &api::ProspectApi::ListProspects);
  handlers->Add("UpdateProspect", parts.prospects, &api::ProspectApi::UpdateProspect);
  handlers->Add("DeleteProspect", parts.prospects, &api::ProspectApi::DeleteProspect);
  handlers->Add("InviteProspect", parts.prospects, &api::ProspectApi::InviteProspect);
  service.handlers.push_back(std::move(handlers));
}

void BindSkills(Parts& parts, rpc::Service& service) {
  auto handlers = std::make_unique<rpc::Handlers>("gilde.profile.v1.SkillService");
  handlers->Add("ResolveSkills", parts.skills, &api::SkillApi::ResolveSkills);
  handlers->Add("ListSkills", parts.skills, &api::SkillApi::ListSkills);
  handlers->Add("ImportSkills", parts.skills, &api::SkillApi::ImportSkills);
  service.handlers.push_back(std::move(handlers));
}

}  // namespace

absl::StatusOr<rpc::Service> BuildProfileService(const rpc::Dependencies& dependencies) {
  auto parts = std::make_shared<Parts>(dependencies);
  GILDE_RETURN_IF_ERROR(parts->store.Open({}));
  rpc::Service service;
  service.name = "profile";
  BindOrganizations(*parts, service);
  BindProfiles(*parts, service);
  BindGoals(*parts, service);
  BindProspects(*parts, service);
  BindSkills(*parts, service);
  service.store = &parts->store;
  service.owned = std::move(parts);
  return service;
}

}  // namespace gilde::profile
