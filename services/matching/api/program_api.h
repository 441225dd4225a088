// Programs and enrollments over gRPC.
#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "common/base/call.h"
#include "common/rpc/client.h"
#include "common/storage/store.h"
#include "gilde/matching/v1/program_service.pb.h"
#include "services/matching/domain/enrollment.h"
#include "services/matching/domain/program.h"
#include "services/matching/domain/projection.h"

namespace gilde::matching::api {

class ProgramApi {
 public:
  ProgramApi(storage::Store& store, const domain::Projection& people) : store_(store), people_(people) {}
  absl::StatusOr<v1::Program> CreateProgram(const base::Call& call, const v1::CreateProgramRequest& request);
  absl::StatusOr<v1::Program> GetProgram(const base::Call& call, const v1::GetProgramRequest& request);
  absl::StatusOr<v1::Program> UpdateProgram(const base::Call& call, const v1::UpdateProgramRequest& request);
  absl::StatusOr<v1::Program> RollbackProgram(const base::Call& call, const v1::RollbackProgramRequest& request);
  absl::StatusOr<v1::ListProgramRevisionsResponse> ListProgramRevisions(const base::Call& call,
                                                                        const v1::ListProgramRevisionsRequest& request);
  absl::StatusOr<v1::ApplyProgramRulesResponse> ApplyProgramRules(const base::Call& call, const v1::ApplyProgramRulesRequest& request);
  absl::StatusOr<v1::Program> CopyProgram(const base::Call& call, const v1::CopyProgramRequest& request);
  absl::StatusOr<v1::ListProgramsResponse> ListPrograms(const base::Call& call, const v1::ListProgramsRequest& request);
  absl::StatusOr<v1::Program> OpenProgram(const base::Call& call, const v1::OpenProgramRequest& request);
  absl::StatusOr<v1::Program> StartProgram(const base::Call& call, const v1::StartProgramRequest& request);
  absl::StatusOr<v1::Program> CloseProgram(const base::Call& call, const v1::CloseProgramRequest& request);
  absl::StatusOr<v1::Program> CompleteProgram(const base::Call& call, const v1::CompleteProgramRequest& request);
  absl::StatusOr<v1::Program> CancelProgram(const base::Call& call, const v1::CancelProgramRequest& request);

 private:
  // Writes a changed program and what its new rules do at once.
  absl::StatusOr<v1::Program> Save(storage::Writer& writer, const v1::Program& current, v1::Program next, bool move_mentorships) const;
  absl::StatusOr<v1::Program> Move(const base::Call& call, const std::string& name, const std::string& etag, domain::ProgramMove move);
  storage::Store& store_;
  const domain::Projection& people_;
};

class EnrollmentApi {
 public:
  EnrollmentApi(storage::Store& store, const domain::Projection& people, std::shared_ptr<rpc::Client> profile)
      : store_(store), people_(people), profile_(std::move(profile)) {}
  absl::StatusOr<v1::Enrollment> CreateEnrollment(const base::Call& call, const v1::CreateEnrollmentRequest& request);
  absl::StatusOr<v1::Enrollment> GetEnrollment(const base::Call& call, const v1::GetEnrollmentRequest& request);
  absl::StatusOr<v1::Enrollment> UpdateEnrollment(const base::Call& call, const v1::UpdateEnrollmentRequest& request);
  absl::StatusOr<v1::ListEnrollmentsResponse> ListEnrollments(const base::Call& call, const v1::ListEnrollmentsRequest& request);
  absl::StatusOr<v1::Enrollment> PauseEnrollment(const base::Call& call, const v1::PauseEnrollmentRequest& request);
  absl::StatusOr<v1::Enrollment> ResumeEnrollment(const base::Call& call, const v1::ResumeEnrollmentRequest& request);
  absl::StatusOr<v1::Enrollment> WithdrawEnrollment(const base::Call& call, const v1::WithdrawEnrollmentRequest& request);
  absl::StatusOr<v1::Enrollment> RemoveEnrollment(const base::Call& call, const v1::RemoveEnrollmentRequest& request);
  absl::StatusOr<v1::InvitationCode> CreateInvitationCode(const base::Call& call, const v1::CreateInvitationCodeRequest& request);
  absl::StatusOr<v1::ListInvitationCodesResponse> ListInvitationCodes(const base::Call& call,
                                                                      const v1::ListInvitationCodesRequest& request);
  absl::StatusOr<google::protobuf::Empty> DeleteInvitationCode(const base::Call& call, const v1::DeleteInvitationCodeRequest& request);

 private:
  absl::StatusOr<domain::EnrollmentFacts> FactsOf(const std::string& profile) const;
  // Seats, mentees and who waits.
  absl::Status Count(storage::Reader& reader, const v1::Program& program, domain::EnrollmentFacts& facts) const;
  absl::StatusOr<v1::Enrollment> Move(const base::Call& call, const std::string& name, const std::string& etag,
                                      domain::EnrollmentMove move);
  storage::Store& store_;
  const domain::Projection& people_;
  std::shared_ptr<rpc::Client> profile_;
};

}  // namespace gilde::matching::api
