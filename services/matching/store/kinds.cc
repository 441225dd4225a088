#include "services/matching/store/kinds.h"

#include "absl/strings/str_cat.h"
#include "common/base/ids.h"
#include "common/base/zones.h"
#include "common/storage/operations.h"
#include "gilde/matching/v1/match_run.pb.h"
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

void IndexMatchRun(const v1::MatchRun& run, storage::Keys& keys) {
  // What it still has to do: to publish its pairs, or to let them go.
  bool publishing = run.state() == v1::MatchRun::PUBLISHING, going = run.state() == v1::MatchRun::DISCARDED && run.has_figures();
  if (publishing || going) keys.Due(base::FromProto(run.update_time()));
}

void IndexMatchRunPair(const v1::MatchRunPair& pair, storage::Keys& keys) {
  keys.Add("state", absl::StrCat(pair.state()));
  if (!pair.mentor().empty()) keys.Add("mentor", pair.mentor());
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
  kinds.push_back(storage::KindOf<v1::MatchRun>("organizations/*/programs/*/matchRuns/*", IndexMatchRun));
  kinds.push_back(storage::KindOf<v1::MatchRunPair>("organizations/*/programs/*/matchRuns/*/pairs/*", IndexMatchRunPair));
  kinds.push_back(storage::KindOf<v1::MatchRunPart>("organizations/*/programs/*/matchRuns/*/parts/*"));
  kinds.push_back(storage::OperationKind());
  return kinds;
}

}  // namespace gilde::matching::store
