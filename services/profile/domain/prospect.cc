#include "services/profile/domain/prospect.h"

#include <string>
#include <utility>

#include "common/base/ids.h"
#include "common/base/text.h"
#include "common/base/zones.h"
#include "services/profile/domain/checks.h"

namespace gilde::profile::domain {

using gilde::profile::v1::Profile;
using gilde::profile::v1::Prospect;

void CheckProspect(const Prospect& prospect, std::string_view owner, base::Violations& violations) {
  const std::string& candidate = prospect.candidate();
  bool another = base::NameMatches(candidate, "organizations/*/profiles/*") && candidate != owner &&
                 base::OrganizationOf(candidate) == base::OrganizationOf(owner);
  violations.Require(candidate.empty() || another, "prospect.candidate", "PERSON_INVALID", "the profile name of somebody else");
  violations.Require(!candidate.empty() || !prospect.display_name().empty(), "prospect.display_name", "PERSON_MISSING",
                     "say who it is, by candidate or display_name");
  bool known = Prospect::Source_IsValid(prospect.source()) && prospect.source() != Prospect::SOURCE_UNSPECIFIED;
  violations.Require(known, "prospect.source", "SOURCE_MISSING", "DIRECTORY, ALUMNI, COLLEAGUE, EVENT, PLATFORM or SOCIAL");
  violations.Require(prospect.email().empty() || base::IsEmail(prospect.email()), "prospect.email", "EMAIL_INVALID",
                     "must look like ada@example.org");
  CheckText(prospect.display_name(), "prospect.display_name", {.maximum = 120}, violations);
  CheckText(prospect.reference(), "prospect.reference", {.maximum = 1000, .one_line = false}, violations);
  CheckText(prospect.note(), "prospect.note", {.maximum = 2000, .one_line = false}, violations);
}

absl::StatusOr<Invitation> Invite(Prospect prospect, Profile::Kind kind, std::string_view profile_name, absl::Time now) {
  if (!prospect.candidate().empty() || prospect.has_invite_time()) {
    return base::FailedPrecondition("ALREADY_INVITED", "this person has a profile: ask them");
  }
  if (prospect.email().empty()) return base::FailedPrecondition("EMAIL_MISSING", "an invitation needs an address");
  Profile profile;
  const std::string& called = prospect.display_name();
  size_t blank = called.find(' ');
  profile.set_given_name(called.substr(0, blank));
  if (blank != std::string::npos) profile.set_family_name(called.substr(blank + 1));
  profile.set_email(prospect.email());
  profile.set_kind(kind == Profile::KIND_UNSPECIFIED ? Profile::EXTERNAL : kind);
  profile.set_visibility(Profile::PROGRAMS);
  profile.mutable_mentor_offer()->set_capacity(1);
  prospect.set_candidate(std::string(profile_name));
  *prospect.mutable_invite_time() = base::ToProto(now);
  return Invitation{std::move(prospect), std::move(profile)};
}

const base::OutputOnly& ProspectOutputOnly(bool by_service) {
  static const auto& paths =
      *new base::OutputOnly{"name", "etag", "create_time", "update_time", "profile", "invite_time", "conversation_request"};
  static const auto& of_services = *new base::OutputOnly{"name", "etag", "create_time", "update_time", "profile", "invite_time"};
  return by_service ? of_services : paths;
}

}  // namespace gilde::profile::domain
