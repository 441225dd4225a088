#include "services/matching/api/report_api.h"

#include <memory>
#include <optional>
#include <utility>

#include "common/base/zones.h"
#include "gilde/matching/v1/conversation.pb.h"
#include "gilde/matching/v1/exchange.pb.h"
#include "gilde/matching/v1/mentorship.pb.h"
#include "gilde/matching/v1/program.pb.h"
#include "services/matching/api/checks.h"
#include "services/matching/domain/mentor_report.h"
#include "services/matching/domain/parties.h"
#include "services/matching/domain/person.h"
#include "services/matching/store/relationships.h"

namespace gilde::matching::api {
namespace {

using By = v1::GetProgramReportRequest;

void CheckGroupBy(By::GroupBy by, bool programs, base::Violations& violations) {
  bool fine = By::GroupBy_IsValid(by) && (programs || by != By::PROGRAM);
  violations.Require(fine, "group_by", "GROUP_BY_INVALID", "not an attribute to break this report down by");
}

}  // namespace

absl::Status ReportApi::CheckPeopleKnown() const {
  if (people_.complete()) return absl::OkStatus();
  return base::TryAgain(absl::StatusCode::kUnavailable, "PEOPLE_NOT_READ", "the people are still being read after a start: try again",
                        absl::Seconds(1));
}

template <class Report>
absl::Status ReportApi::Sum(const base::Call& call, const std::string& name, By::GroupBy by, Report& report) {
  GILDE_RETURN_IF_ERROR(catch_up_(call.now));
  if (by != By::GROUP_BY_UNSPECIFIED && by != By::PROGRAM && by != By::COHORT) GILDE_RETURN_IF_ERROR(CheckPeopleKnown());
  // A profile is needed while its value is read, and no longer.
  std::shared_ptr<const domain::Person> person;
  auto find = [&](const std::string& name_of_person) {
    person = people_.Find(name_of_person);
    return person == nullptr ? nullptr : &person->profile;
  };
  std::optional<domain::ReportBuilder> builder;
  index_.ForEach(
      name, [&](const domain::Names& people) { builder.emplace(people, by, find); },
      [&](const std::string& program, const domain::ProgramRows& rows) { builder->Add(program, rows); });
  *report.mutable_report_time() = base::ToProto(call.now);
  *report.mutable_total() = builder->Total();
  for (auto& group : builder->Groups()) *report.add_groups() = std::move(group);
  return absl::OkStatus();
}

absl::StatusOr<v1::ProgramReport> ReportApi::GetProgramReport(const base::Call& call, const By& request) {
  base::Violations violations;
  violations.Require(base::NameMatches(request.name(), kProgram), "name", "NAME_INVALID", "a name looks like organizations/*/programs/*");
  CheckGroupBy(request.group_by(), /*programs=*/false, violations);
  GILDE_RETURN_IF_ERROR(violations.Check());
  GILDE_RETURN_IF_ERROR(store_.Get<v1::Program>(call, request.name()).status());
  v1::ProgramReport report;
  report.set_program(request.name());
  GILDE_RETURN_IF_ERROR(Sum(call, request.name(), request.group_by(), report));
  return report;
}

absl::StatusOr<v1::OrganizationReport> ReportApi::GetOrganizationReport(const base::Call& call,
                                                                        const v1::GetOrganizationReportRequest& request) {
  base::Violations violations;
  violations.Require(base::NameMatches(request.name(), kOrganization), "name", "NAME_INVALID", "a name looks like organizations/*");
  CheckGroupBy(request.group_by(), /*programs=*/true, violations);
  GILDE_RETURN_IF_ERROR(violations.Check());
  v1::OrganizationReport report;
  report.set_organization(request.name());
  GILDE_RETURN_IF_ERROR(Sum(call, request.name(), request.group_by(), report));
  return report;
}

absl::StatusOr<v1::MentorReport> ReportApi::GetMentorReport(const base::Call& call, const v1::GetMentorReportRequest& request) {
  const std::string& name = request.name();
  GILDE_RETURN_IF_ERROR(CheckName(name, kProfile, "name"));
  if (!domain::Administers(call) && !call.Has(gilde::common::v1::PLATFORM)) GILDE_RETURN_IF_ERROR(domain::CheckActsFor(call, name));
  GILDE_RETURN_IF_ERROR(CheckPeopleKnown());
  if (people_.Find(name) == nullptr) return base::NotFound(name);
  v1::MentorReport report;
  GILDE_RETURN_IF_ERROR(store_.Read(call, [&](storage::Reader& reader) -> absl::Status {
    GILDE_ASSIGN_OR_RETURN(auto mentorships, store::MentorshipsOf(reader, name));
    GILDE_ASSIGN_OR_RETURN(auto requests,
                           reader.Find<v1::ConversationRequest>({.parent = base::OrganizationName(name), .key = "mentor", .value = name}));
    GILDE_ASSIGN_OR_RETURN(auto appreciations,
                           reader.Find<v1::Appreciation>({.parent = base::OrganizationName(name), .key = "person", .value = name}));
    GILDE_ASSIGN_OR_RETURN(auto reflections,
                           reader.Find<v1::Reflection>({.parent = base::OrganizationName(name), .key = "person", .value = name}));
    report = domain::ReportOfMentor(name, mentorships, requests, appreciations, reflections, [&](const std::string& mentee) {
      std::shared_ptr<const domain::Person> person = people_.Find(mentee);
      return person != nullptr && domain::IsApproved(person->profile);
    });
    return absl::OkStatus();
  }));
  *report.mutable_report_time() = base::ToProto(call.now);
  return report;
}

}  // namespace gilde::matching::api
