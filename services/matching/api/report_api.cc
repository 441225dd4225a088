#include "services/matching/api/report_api.h"

#include <set>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "common/base/zones.h"
#include "gilde/matching/v1/conversation.pb.h"
#include "gilde/matching/v1/exchange.pb.h"
#include "gilde/matching/v1/mentorship.pb.h"
#include "gilde/matching/v1/program.pb.h"
#include "services/matching/api/checks.h"
#include "services/matching/domain/report.h"

namespace gilde::matching::api {
namespace {

// Everything of the program that a report sums, from one snapshot.
struct Material {
  std::vector<v1::ConversationRequest> requests;
  std::vector<v1::Mentorship> mentorships;
  std::vector<v1::Pulse> pulses;
};

absl::StatusOr<Material> Load(storage::Store& store, const base::Call& call, const std::string& program) {
  Material material;
  storage::Query query{.parent = base::OrganizationName(program), .key = "program", .value = program};
  GILDE_RETURN_IF_ERROR(store.Read(call, [&](storage::Reader& reader) -> absl::Status {
    GILDE_RETURN_IF_ERROR(reader.Get<v1::Program>(program).status());
    GILDE_ASSIGN_OR_RETURN(material.requests, reader.Find<v1::ConversationRequest>(query));
    GILDE_ASSIGN_OR_RETURN(material.mentorships, reader.Find<v1::Mentorship>(query));
    GILDE_ASSIGN_OR_RETURN(material.pulses, reader.Find<v1::Pulse>(query));
    return absl::OkStatus();
  }));
  return material;
}

absl::StatusOr<domain::ReportBuilder::GroupOfPerson> GroupsOf(const People& people, const Material& material,
                                                              v1::GetProgramReportRequest::GroupBy group_by) {
  std::set<std::string> mentees;
  for (const auto& request : material.requests) mentees.insert(request.mentee());
  for (const auto& mentorship : material.mentorships) mentees.insert(mentorship.mentees().begin(), mentorship.mentees().end());
  domain::ReportBuilder::GroupOfPerson groups;
  for (const std::string& mentee : mentees) {
    GILDE_ASSIGN_OR_RETURN(auto profile, people.Find(mentee));
    if (!profile.name().empty()) groups.emplace(mentee, domain::GroupOf(profile, group_by));
  }
  return groups;
}

}  // namespace

absl::StatusOr<v1::ProgramReport> ReportApi::GetProgramReport(const base::Call& call, const v1::GetProgramReportRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.name(), kProgram, "name"));
  base::Violations violations;
  violations.Require(v1::GetProgramReportRequest::GroupBy_IsValid(request.group_by()), "group_by", "GROUP_BY_INVALID", "not an attribute");
  GILDE_RETURN_IF_ERROR(violations.Check());
  GILDE_ASSIGN_OR_RETURN(Material material, Load(store_, call, request.name()));
  bool grouped = request.group_by() != v1::GetProgramReportRequest::GROUP_BY_UNSPECIFIED;
  domain::ReportBuilder::GroupOfPerson groups;
  if (grouped) {
    GILDE_ASSIGN_OR_RETURN(groups, GroupsOf(people_, material, request.group_by()));
  }
  domain::ReportBuilder builder(grouped ? &groups : nullptr);
  absl::flat_hash_map<std::string, std::vector<std::string>> mentees;
  for (const auto& sent : material.requests) builder.Add(sent);
  for (const auto& mentorship : material.mentorships) {
    builder.Add(mentorship);
    mentees.emplace(mentorship.name(), std::vector<std::string>(mentorship.mentees().begin(), mentorship.mentees().end()));
  }
  for (const auto& pulse : material.pulses) builder.Add(pulse, mentees[std::string(base::ParentOf(pulse.name()))]);
  v1::ProgramReport report = builder.Build();
  report.set_program(request.name());
  *report.mutable_report_time() = base::ToProto(call.now);
  return report;
}

}  // namespace gilde::matching::api
