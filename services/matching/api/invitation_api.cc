#include <utility>

#include "absl/strings/str_cat.h"
#include "services/matching/api/checks.h"
#include "services/matching/api/program_api.h"

namespace gilde::matching::api {

using v1::InvitationCode;
using v1::Program;

absl::StatusOr<InvitationCode> EnrollmentApi::CreateInvitationCode(const base::Call& call, const v1::CreateInvitationCodeRequest& request) {
  base::Violations violations;
  violations.Require(base::NameMatches(request.parent(), kProgram), "parent", "NAME_INVALID",
                     "a name looks like organizations/*/programs/*");
  const std::string& id = request.invitation_code_id();
  violations.Require(id.empty() || base::IsId(id), "invitation_code_id", "ID_INVALID", "1-63 of a-z, 0-9 and '-', not beginning with '-'");
  domain::CheckInvitationCode(request.invitation_code(), call.now, violations);
  GILDE_RETURN_IF_ERROR(violations.Check());
  std::string name = absl::StrCat(request.parent(), "/invitationCodes/", id.empty() ? base::NewId(call.now) : id);
  std::string typed = base::RandomHex(5);
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<InvitationCode> {
    GILDE_ASSIGN_OR_RETURN(Program program, writer.Get<Program>(request.parent()));
    GILDE_RETURN_IF_ERROR(domain::CheckNotOver(program));
    return writer.Create(domain::NewInvitationCode(request.invitation_code(), name, typed, program, call.now), "");
  });
}

absl::StatusOr<v1::ListInvitationCodesResponse> EnrollmentApi::ListInvitationCodes(const base::Call& call,
                                                                                   const v1::ListInvitationCodesRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.parent(), kProgram, "parent"));
  v1::ListInvitationCodesResponse response;
  std::vector<InvitationCode> page;
  GILDE_RETURN_IF_ERROR(store_.Page(call, {.parent = request.parent()}, request.page_size(), request.page_token(), 100, 1000, page,
                                    *response.mutable_next_page_token()));
  response.mutable_invitation_codes()->Assign(page.begin(), page.end());
  return response;
}

absl::StatusOr<google::protobuf::Empty> EnrollmentApi::DeleteInvitationCode(const base::Call& call,
                                                                            const v1::DeleteInvitationCodeRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.name(), "organizations/*/programs/*/invitationCodes/*", "name"));
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<google::protobuf::Empty> {
    GILDE_ASSIGN_OR_RETURN(InvitationCode code, writer.Get<InvitationCode>(request.name()));
    GILDE_RETURN_IF_ERROR(storage::CheckEtag(code, request.etag()));
    GILDE_RETURN_IF_ERROR(writer.Delete(code, ""));
    return google::protobuf::Empty();
  });
}

}  // namespace gilde::matching::api
