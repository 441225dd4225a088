#include "services/profile/store/kinds.h"

#include "gilde/profile/v1/goal.pb.h"
#include "gilde/profile/v1/organization.pb.h"
#include "gilde/profile/v1/profile.pb.h"
#include "gilde/profile/v1/prospect.pb.h"
#include "gilde/profile/v1/skill.pb.h"

namespace gilde::profile::store {

using storage::KindOf;

std::vector<storage::Kind> Kinds() {
  return {
      KindOf<v1::Organization>("organizations/*"),
      // Only this one key: an import of a whole enterprise pays for every other. Searches are answered by the Directory.
      KindOf<v1::Profile>("organizations/*/profiles/*",
                          [](const v1::Profile& profile, storage::Keys& keys) {
                            if (!profile.external_id().empty()) keys.Unique("external_id", profile.external_id());
                          }),
      KindOf<v1::MentorPersonaRevision>("organizations/*/profiles/*/personaRevisions/*"),
      KindOf<v1::Goal>("organizations/*/profiles/*/goals/*"),
      KindOf<v1::Prospect>("organizations/*/profiles/*/prospects/*"),
      KindOf<v1::Skill>("organizations/*/skills/*"),
  };
}

}  // namespace gilde::profile::store
