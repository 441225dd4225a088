#include "services/profile/store/kinds.h"

#include <string>

#include "absl/strings/ascii.h"
#include "gilde/profile/v1/goal.pb.h"
#include "gilde/profile/v1/organization.pb.h"
#include "gilde/profile/v1/profile.pb.h"
#include "gilde/profile/v1/prospect.pb.h"
#include "gilde/profile/v1/skill.pb.h"

namespace gilde::profile::store {

using storage::KindOf;

namespace {

// Only one key for an employee: an import of a whole enterprise pays for every other. Searches are answered by the Directory.
void IndexProfile(const v1::Profile& profile, storage::Keys& keys) {
  if (!profile.external_id().empty()) keys.Unique("external_id", profile.external_id());
  bool outside = profile.kind() == v1::Profile::EXTERNAL || profile.kind() == v1::Profile::ALUMNUS;
  if (outside && profile.state() == v1::Profile::ACTIVE) keys.Add("outside_email", absl::AsciiStrToLower(profile.email()));
}

}  // namespace

storage::Query OutsiderQuery(std::string_view organization, std::string_view email) {
  return {.parent = std::string(organization), .key = "outside_email", .value = absl::AsciiStrToLower(std::string(email))};
}

std::vector<storage::Kind> Kinds() {
  return {
      KindOf<v1::Organization>("organizations/*"),
      KindOf<v1::Profile>("organizations/*/profiles/*", &IndexProfile),
      KindOf<v1::MentorPersonaRevision>("organizations/*/profiles/*/personaRevisions/*"),
      KindOf<v1::Goal>("organizations/*/profiles/*/goals/*"),
      KindOf<v1::Prospect>("organizations/*/profiles/*/prospects/*"),
      KindOf<v1::Skill>("organizations/*/skills/*"),
  };
}

}  // namespace gilde::profile::store
