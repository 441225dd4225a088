#include "services/matching/api/program_api.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/matching/api/checks.h"
#include "services/matching/api/rule_change.h"
#include "services/matching/store/revisions.h"

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
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<Program> {
    GILDE_RETURN_IF_ERROR(store::KeepRevision(writer, program));
    return writer.Create(program, "program.created");
  });
}

absl::StatusOr<Program> ProgramApi::CopyProgram(const base::Call& call, const v1::CopyProgramRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.name(), kProgram, "name"));
  GILDE_ASSIGN_OR_RETURN(std::string id, IdOrNew(request.program_id(), "program_id", call.now));
  std::string name = absl::StrCat(base::OrganizationName(request.name()), "/programs/", id);
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<Program> {
    GILDE_ASSIGN_OR_RETURN(Program source, writer.Get<Program>(request.name()));
    if (domain::IsBuiltIn(source)) return base::FailedPrecondition("PROGRAM_BUILT_IN", "there is one informal program");
    Program copy = domain::CopyOf(source, name, request.title());
    base::Violations violations;
    domain::CheckProgram(copy, "program", violations);
    GILDE_RETURN_IF_ERROR(violations.Check());
    GILDE_RETURN_IF_ERROR(store::KeepRevision(writer, copy));
    return writer.Create(std::move(copy), "program.created");
  });
}

absl::StatusOr<Program> ProgramApi::GetProgram(const base::Call& call, const v1::GetProgramRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.name(), kProgram, "name"));
  return store_.Get<Program>(call, request.name());
}

absl::StatusOr<Program> ProgramApi::UpdateProgram(const base::Call& call, const v1::UpdateProgramRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.program().name(), kProgram, "program.name"));
  GILDE_ASSIGN_OR_RETURN(std::vector<std::string> paths,
                         base::PathsToChange(request.update_mask(), request.program(), domain::ProgramOutputOnly()));
  return WriteOrTry<Program>(store_, call, request.validate_only(), [&](storage::Writer& writer) -> absl::StatusOr<Program> {
    GILDE_ASSIGN_OR_RETURN(Program current, writer.Get<Program>(request.program().name()));
    GILDE_RETURN_IF_ERROR(storage::CheckEtag(current, request.program().etag()));
    GILDE_RETURN_IF_ERROR(domain::CheckNotOver(current));
    Program next = current;
    base::Replace(request.program(), paths, next);
    return Save(writer, current, std::move(next), request.move_mentorships());
  });
}

absl::StatusOr<Program> ProgramApi::RollbackProgram(const base::Call& call, const v1::RollbackProgramRequest& request) {
  base::Violations violations;
  violations.Require(base::NameMatches(request.name(), kProgram), "name", "NAME_INVALID", "a name looks like organizations/*/programs/*");
  violations.Require(request.rule_version() >= 1, "rule_version", "VERSION_INVALID", "a version, from 1 on");
  GILDE_RETURN_IF_ERROR(violations.Check());
  return WriteOrTry<Program>(store_, call, request.validate_only(), [&](storage::Writer& writer) -> absl::StatusOr<Program> {
    GILDE_ASSIGN_OR_RETURN(Program current, writer.Get<Program>(request.name()));
    GILDE_RETURN_IF_ERROR(storage::CheckEtag(current, request.etag()));
    GILDE_RETURN_IF_ERROR(domain::CheckNotOver(current));
    GILDE_ASSIGN_OR_RETURN(auto revision, writer.Get<v1::ProgramRevision>(store::RevisionName(request.name(), request.rule_version())));
    Program next = current;
    *next.mutable_rules() = revision.rules();
    *next.mutable_match_policy() = revision.match_policy();
    next.set_virtual_(revision.virtual_());
    return Save(writer, current, std::move(next), request.move_mentorships());
  });
}

absl::StatusOr<Program> ProgramApi::Save(storage::Writer& writer, const Program& current, Program next, bool move_mentorships) const {
  domain::FillDefaults(next);
  base::Violations violations;
  domain::CheckProgram(next, "program", violations);
  GILDE_RETURN_IF_ERROR(violations.Check());
  std::vector<std::string> changed = base::Differences(current, next);
  bool other_rules = std::any_of(changed.begin(), changed.end(),
                                 [](const auto& field) { return field == "rules" || field == "match_policy" || field == "virtual"; });
  if (other_rules) {
    next.set_rule_version(current.rule_version() + 1);
    GILDE_RETURN_IF_ERROR(store::KeepRevision(writer, next));
  }
  GILDE_ASSIGN_OR_RETURN(next, writer.Update(std::move(next), "program.updated"));
  domain::Effects effects;
  if (other_rules) GILDE_RETURN_IF_ERROR(ApplyToOpen(writer, people_, current, next, effects));
  if (move_mentorships) GILDE_RETURN_IF_ERROR(MoveMentorships(writer, next, {}, effects).status());
  if (other_rules || move_mentorships) GILDE_RETURN_IF_ERROR(LetIn(writer, people_, next, effects));
  for (auto& effect : effects.Sum()) *next.add_effects() = std::move(effect);
  return next;
}

absl::StatusOr<v1::ListProgramRevisionsResponse> ProgramApi::ListProgramRevisions(const base::Call& call,
                                                                                  const v1::ListProgramRevisionsRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.parent(), kProgram, "parent"));
  GILDE_RETURN_IF_ERROR(store_.Get<Program>(call, request.parent()).status());
  v1::ListProgramRevisionsResponse response;
  std::vector<v1::ProgramRevision> page;
  GILDE_RETURN_IF_ERROR(store_.Page(call, {.parent = request.parent()}, request.page_size(), request.page_token(), 20, 100, page,
                                    *response.mutable_next_page_token()));
  response.mutable_revisions()->Assign(page.begin(), page.end());
  return response;
}

absl::StatusOr<v1::ApplyProgramRulesResponse> ProgramApi::ApplyProgramRules(const base::Call& call,
                                                                            const v1::ApplyProgramRulesRequest& request) {
  using Response = v1::ApplyProgramRulesResponse;
  constexpr int kMost = 1000;
  base::Violations violations;
  violations.Require(base::NameMatches(request.name(), kProgram), "name", "NAME_INVALID", "a name looks like organizations/*/programs/*");
  violations.Require(request.mentorships_size() <= kMost, "mentorships", "TOO_MANY", "at most 1000");
  for (int i = 0; i < request.mentorships_size(); ++i) {
    violations.Require(base::NameMatches(request.mentorships(i), kMentorship), absl::StrCat("mentorships[", i, "]"), "NAME_INVALID",
                       "a name looks like organizations/*/mentorships/*");
  }
  GILDE_RETURN_IF_ERROR(violations.Check());
  return WriteOrTry<Response>(store_, call, request.validate_only(), [&](storage::Writer& writer) -> absl::StatusOr<Response> {
    GILDE_ASSIGN_OR_RETURN(Program program, writer.Get<Program>(request.name()));
    GILDE_RETURN_IF_ERROR(domain::CheckNotOver(program));
    domain::Effects effects;
    GILDE_ASSIGN_OR_RETURN(auto moved, MoveMentorships(writer, program, request.mentorships(), effects));
    GILDE_RETURN_IF_ERROR(LetIn(writer, people_, program, effects));
    Response response;
    response.mutable_moved()->Assign(moved.begin(), moved.end());
    for (auto& effect : effects.Sum()) *response.add_effects() = std::move(effect);
    return response;
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
