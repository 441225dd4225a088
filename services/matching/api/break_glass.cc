// Reading what a pair keeps to itself, for a reason that both are told.
#include "common/base/text.h"
#include "common/base/zones.h"
#include "services/matching/api/checks.h"
#include "services/matching/api/mentorship_api.h"
#include "services/matching/domain/parties.h"
#include "services/matching/domain/relationship.h"
#include "services/matching/store/pair_texts.h"
#include "services/matching/store/relationships.h"

namespace gilde::matching::api {

using google::protobuf::Timestamp;

namespace {

constexpr std::size_t kMostTexts = 1000;
constexpr int kShortestReason = 20, kLongestReason = 200;

}  // namespace

absl::StatusOr<v1::BreakGlassResponse> MentorshipApi::BreakGlass(const base::Call& call, const v1::BreakGlassRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.name(), kMentorship, "name"));
  base::Violations violations;
  int length = base::CodePoints(request.reason());
  violations.Require(length >= kShortestReason && length <= kLongestReason, "reason", "REASON_INVALID", "say why, in 20-200 characters");
  GILDE_RETURN_IF_ERROR(violations.Check());
  if (call.acting_person.empty()) return base::PermissionDenied("ACTING_PERSON_REQUIRED", "say who reads: the pair is told");
  base::Call audited = call;
  audited.reason = request.reason();
  v1::BreakGlassResponse response;
  // Told and audited first: whatever fails afterwards, nobody has read in secret. A call that is repeated with its request id is told no
  // second time, and shows nothing that has come since.
  GILDE_ASSIGN_OR_RETURN(Timestamp told, store_.Write(audited, [&](storage::Writer& writer) -> absl::StatusOr<Timestamp> {
    GILDE_ASSIGN_OR_RETURN(v1::Mentorship mentorship, writer.Get<v1::Mentorship>(request.name()));
    if (domain::IsPerson(mentorship, call.acting_person)) {
      return base::FailedPrecondition("OWN_MENTORSHIP", "its people read it without breaking anything");
    }
    domain::Actor reader{domain::kAdministrator, call.acting_person};
    domain::Change change = domain::BreakGlass(std::move(mentorship), reader, request.reason(), call.now);
    GILDE_RETURN_IF_ERROR(store::Save(writer, std::move(change)).status());
    return base::ToProto(call.now);
  }));
  GILDE_RETURN_IF_ERROR(store_.Read(call, [&](storage::Reader& reader) -> absl::Status {
    GILDE_ASSIGN_OR_RETURN(v1::Mentorship mentorship, reader.Get<v1::Mentorship>(request.name()));
    GILDE_ASSIGN_OR_RETURN(std::vector<v1::PairText> texts, store::PairTexts(reader, mentorship, base::FromProto(told), kMostTexts));
    response.mutable_texts()->Assign(texts.begin(), texts.end());
    return absl::OkStatus();
  }));
  return response;
}

}  // namespace gilde::matching::api
