#include "services/matching/api/people.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/ids.h"
#include "gilde/profile/v1/goal.pb.h"
#include "gilde/profile/v1/profile_service.pb.h"
#include "gilde/profile/v1/prospect.pb.h"
#include "gilde/profile/v1/skill.pb.h"
#include "services/matching/domain/formation.h"
#include "services/matching/domain/goals.h"

namespace gilde::matching::api {

namespace profile_v1 = gilde::profile::v1;
using profile_v1::Profile;

absl::StatusOr<Profile> People::Find(const std::string& name) const {
  profile_v1::GetProfileRequest request;
  request.set_name(name);
  absl::StatusOr<Profile> profile = profile_->Call<Profile>("gilde.profile.v1.ProfileService/GetProfile", request);
  if (absl::IsNotFound(profile.status())) return Profile();
  return profile;
}

absl::StatusOr<domain::ApproachFacts> People::FactsFor(const v1::ConversationRequest& draft, const v1::Program& program,
                                                       absl::Time now) const {
  domain::ApproachFacts facts;
  const std::string& mentee = draft.mentee();
  if (!base::NameMatches(mentee, "organizations/*/profiles/*")) return facts;
  GILDE_ASSIGN_OR_RETURN(Profile asking, Find(mentee));
  Profile manager;
  if (!asking.manager().empty()) {
    GILDE_ASSIGN_OR_RETURN(manager, Find(asking.manager()));
  }
  for (const std::string& name : draft.ranked_mentors()) {
    bool here = base::NameMatches(name, "organizations/*/profiles/*") && base::OrganizationOf(name) == base::OrganizationOf(mentee);
    if (!here || facts.mentors.contains(name)) continue;
    GILDE_ASSIGN_OR_RETURN(Profile mentor, Find(name));
    if (!mentor.name().empty() && domain::Askable(asking, mentor, &manager, program, now)) facts.mentors.emplace(name, std::move(mentor));
  }
  std::string organization = base::OrganizationName(mentee);
  for (int rank = 0; rank < draft.ranked_mentors_size(); ++rank) {
    const std::string& opening = domain::OpeningFor(draft, rank);
    auto mentor = facts.mentors.find(draft.ranked_mentors(rank));
    // Other spellings matter only where nothing is named outright.
    bool named = mentor == facts.mentors.end() || !domain::NamedBy(opening, mentor->second, facts).empty();
    if (!named) GILDE_RETURN_IF_ERROR(AddSkills(organization, opening, facts));
  }
  GILDE_RETURN_IF_ERROR(AddSkills(organization, draft.introduction(), facts));
  GILDE_ASSIGN_OR_RETURN(facts.prospect_candidate, CandidateOf(draft));
  return facts;
}

absl::StatusOr<std::string> People::CandidateOf(const v1::ConversationRequest& draft) const {
  bool own =
      base::NameMatches(draft.prospect(), "organizations/*/profiles/*/prospects/*") && base::ParentOf(draft.prospect()) == draft.mentee();
  if (!own) return std::string();
  profile_v1::ListProspectsRequest request;
  request.set_parent(draft.mentee());
  do {
    GILDE_ASSIGN_OR_RETURN(auto page,
                           profile_->Call<profile_v1::ListProspectsResponse>("gilde.profile.v1.ProspectService/ListProspects", request));
    for (const profile_v1::Prospect& prospect : page.prospects()) {
      if (prospect.name() == draft.prospect()) return prospect.candidate();
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return std::string();
}

absl::Status People::NoteAsked(const std::string& prospect, const std::string& request) const {
  profile_v1::UpdateProspectRequest update;
  update.mutable_prospect()->set_name(prospect);
  update.mutable_prospect()->set_conversation_request(request);
  update.mutable_update_mask()->add_paths("conversation_request");
  return profile_->Call<profile_v1::Prospect>("gilde.profile.v1.ProspectService/UpdateProspect", update).status();
}

absl::Status People::AddSkills(const std::string& organization, const std::string& text, domain::ApproachFacts& facts) const {
  std::vector<std::string> phrases = domain::PhrasesOf(text);
  if (phrases.empty() || facts.skills.contains(text)) return absl::OkStatus();
  profile_v1::ResolveSkillsRequest request;
  request.set_parent(organization);
  request.mutable_words()->Assign(phrases.begin(), phrases.end());
  request.set_without_suggestions(true);
  GILDE_ASSIGN_OR_RETURN(auto response,
                         profile_->Call<profile_v1::ResolveSkillsResponse>("gilde.profile.v1.SkillService/ResolveSkills", request));
  auto& skills = facts.skills[text];
  for (const auto& resolution : response.resolutions()) {
    if (resolution.known()) skills.insert(resolution.skill());
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<v1::GoalMark>> People::GoalsOf(const std::vector<std::string>& people) const {
  std::vector<v1::GoalMark> marks;
  for (const std::string& person : people) {
    profile_v1::ListGoalsRequest request;
    request.set_parent(person);
    do {
      GILDE_ASSIGN_OR_RETURN(auto page, profile_->Call<profile_v1::ListGoalsResponse>("gilde.profile.v1.GoalService/ListGoals", request));
      for (const profile_v1::Goal& goal : page.goals()) {
        if (goal.state() == profile_v1::Goal::OPEN) marks.push_back(domain::MarkOf(goal));
      }
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
  }
  return marks;
}

absl::Status People::CheckActive(const std::string& field, const google::protobuf::RepeatedPtrField<std::string>& people) const {
  base::Violations violations;
  for (int i = 0; i < people.size(); ++i) {
    GILDE_ASSIGN_OR_RETURN(Profile profile, Find(people[i]));
    violations.Require(profile.state() == Profile::ACTIVE, absl::StrCat(field, "[", i, "]"), "PERSON_INVALID", "has no active profile");
  }
  return violations.Check();
}

absl::Status People::CheckActive(const std::string& field, const std::string& person) const {
  GILDE_ASSIGN_OR_RETURN(Profile profile, Find(person));
  base::Violations violations;
  violations.Require(profile.state() == Profile::ACTIVE, field, "PERSON_INVALID", "has no active profile");
  return violations.Check();
}

absl::Status People::CheckFits(const v1::Mentorship& draft, const v1::Program& program, absl::Time now) const {
  GILDE_ASSIGN_OR_RETURN(Profile mentee, Find(draft.mentees(0)));
  GILDE_ASSIGN_OR_RETURN(Profile mentor, Find(draft.mentors(0)));
  GILDE_ASSIGN_OR_RETURN(Profile manager, mentee.manager().empty() ? absl::StatusOr<Profile>(Profile()) : Find(mentee.manager()));
  bool fits = program.kind() == v1::Program::REVERSE
                  ? domain::Askable(mentee, mentor, &manager, program, now) && mentor.seniority_level() < mentee.seniority_level()
                  : !domain::KeptApart(mentee, mentor, &manager);
  return fits ? absl::OkStatus() : domain::NotAvailable();
}

absl::StatusOr<bool> People::MayBegin(const v1::ConversationRequest& request, const v1::Program& program) const {
  GILDE_ASSIGN_OR_RETURN(Profile mentee, Find(request.mentee()));
  GILDE_ASSIGN_OR_RETURN(Profile mentor, Find(request.mentor()));
  GILDE_ASSIGN_OR_RETURN(Profile manager, mentee.manager().empty() ? absl::StatusOr<Profile>(Profile()) : Find(mentee.manager()));
  return domain::MayBegin(mentee, mentor, &manager, program);
}

absl::Status People::SetPersona(const std::string& mentee, const profile_v1::MentorPersona& persona, const std::string& request_id) const {
  profile_v1::UpdateProfileRequest request;
  request.mutable_profile()->set_name(mentee);
  *request.mutable_profile()->mutable_persona() = persona;
  request.mutable_update_mask()->add_paths("persona");
  if (!request_id.empty()) request.set_request_id(absl::StrCat(request_id, "-persona"));
  return profile_->Call<Profile>("gilde.profile.v1.ProfileService/UpdateProfile", request).status();
}

}  // namespace gilde::matching::api
