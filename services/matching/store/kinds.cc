#include "services/matching/store/kinds.h"

#include "absl/strings/str_cat.h"
#include "common/base/ids.h"
#include "common/base/zones.h"
#include "gilde/matching/v1/program.pb.h"
#include "services/matching/store/mentorship_kinds.h"

namespace gilde::matching::store {

namespace {

void IndexEnrollment(const v1::Enrollment& enrollment, storage::Keys& keys) {
  // One enrollment a person and program.
  keys.Unique("person", absl::StrCat(std::string(base::ParentOf(enrollment.name())), " ", enrollment.profile()));
  keys.Add("profile", enrollment.profile());
  keys.Add("state", absl::StrCat(enrollment.state()));
  if (enrollment.has_accept_until_time()) keys.Due(base::FromProto(enrollment.accept_until_time()));
}

}  // namespace

std::vector<storage::Kind> Kinds() {
  std::vector<storage::Kind> kinds = MentorshipKinds();
  kinds.push_back(storage::KindOf<v1::Program>("organizations/*/programs/*"));
  kinds.push_back(storage::KindOf<v1::ProgramRevision>("organizations/*/programs/*/revisions/*"));
  kinds.push_back(
      storage::KindOf<v1::InvitationCode>("organizations/*/programs/*/invitationCodes/*",
                                          [](const v1::InvitationCode& code, storage::Keys& keys) { keys.Unique("code", code.code()); }));
  kinds.push_back(storage::KindOf<v1::Enrollment>("organizations/*/programs/*/enrollments/*", IndexEnrollment));
  return kinds;
}

}  // namespace gilde::matching::store
