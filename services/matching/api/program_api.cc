#include "services/matching/api/program_api.h"

#include "absl/strings/str_cat.h"
#include "services/matching/api/checks.h"

namespace gilde::matching::api {

using v1::Program;

absl::StatusOr<Program> ProgramApi::CreateProgram(const base::Call& call, const v1::CreateProgramRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.parent(), kOrganization, "parent"));
  GILDE_ASSIGN_OR_RETURN(std::string id, IdOrNew(request.program_id(), "program_id", call.now));
  Program program = request.program();
  program.set_name(absl::StrCat(request.parent(), "/programs/", id));
  program.set_state(Program::DRAFT);
  program.set_rule_version(1);
  domain::FillDefaults(program);
  base::Violations violations;
  domain::CheckProgram(program, "program", violations);
  GILDE_RETURN_IF_ERROR(violations.Check());
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<Program> { return writer.Create(program, "program.created"); });
}

absl::StatusOr<Program> ProgramApi::GetProgram(const base::Call& call, const v1::GetProgramRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.name(), kProgram, "name"));
  return store_.Get<Program>(call, request.name());
}

absl::StatusOr<Program> ProgramApi::UpdateProgram(const base::Call& call, const v1::UpdateProgramRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.program().name(), kProgram, "program.name"));
  GILDE_ASSIGN_OR_RETURN(std::vector<std::string> paths,
                         base::PathsToChange(request.update_mask(), request.program(), domain::ProgramOutputOnly()));
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<Program> {
    GILDE_ASSIGN_OR_RETURN(Program current, writer.Get<Program>(request.program().name()));
    GILDE_RETURN_IF_ERROR(storage::CheckEtag(current, request.program().etag()));
    GILDE_RETURN_IF_ERROR(domain::CheckNotOver(current));
    Program next = current;
    base::Replace(request.program(), paths, next);
    domain::FillDefaults(next);
    base::Violations violations;
    domain::CheckProgram(next, "program", violations);
    GILDE_RETURN_IF_ERROR(violations.Check());
    std::vector<std::string> changed = base::Differences(current, next);
    for (const std::string& field : changed) {
      if (field == "rules" || field == "match_policy") next.set_rule_version(current.rule_version() + 1);
    }
    return writer.Update(std::move(next), "program.updated");
  });
}

absl::StatusOr<v1::ListProgramsResponse> ProgramApi::ListPrograms(const base::Call& call, const v1::ListProgramsRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.parent(), kOrganization, "parent"));
  v1::ListProgramsResponse response;
  std::vector<Program> page;
  GILDE_RETURN_IF_ERROR(store_.Page(call, {.parent = request.parent()}, request.page_size(), request.page_token(), 100, 1000, page,
                                    *response.mutable_next_page_token()));
  response.mutable_programs()->Assign(page.begin(), page.end());
  return response;
}

absl::StatusOr<Program> ProgramApi::Move(const base::Call& call, const std::string& name, const std::string& etag,
                                         domain::ProgramMove move) {
  GILDE_RETURN_IF_ERROR(CheckName(name, kProgram, "name"));
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<Program> {
    GILDE_ASSIGN_OR_RETURN(Program program, writer.Get<Program>(name));
    GILDE_RETURN_IF_ERROR(storage::CheckEtag(program, etag));
    GILDE_ASSIGN_OR_RETURN(domain::ProgramChange change, domain::MoveProgram(std::move(program), move));
    return writer.Update(std::move(change.program), change.event);
  });
}

absl::StatusOr<Program> ProgramApi::OpenProgram(const base::Call& call, const v1::OpenProgramRequest& request) {
  return Move(call, request.name(), request.etag(), domain::ProgramMove::kOpen);
}
absl::StatusOr<Program> ProgramApi::StartProgram(const base::Call& call, const v1::StartProgramRequest& request) {
  return Move(call, request.name(), request.etag(), domain::ProgramMove::kStart);
}
absl::StatusOr<Program> ProgramApi::CloseProgram(const base::Call& call, const v1::CloseProgramRequest& request) {
  return Move(call, request.name(), request.etag(), domain::ProgramMove::kClose);
}
absl::StatusOr<Program> ProgramApi::CompleteProgram(const base::Call& call, const v1::CompleteProgramRequest& request) {
  return Move(call, request.name(), request.etag(), domain::ProgramMove::kComplete);
}
absl::StatusOr<Program> ProgramApi::CancelProgram(const base::Call& call, const v1::CancelProgramRequest& request) {
  return Move(call, request.name(), request.etag(), domain::ProgramMove::kCancel);
}

}  // namespace gilde::matching::api
