#include <iostream>
#include <memory>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/zones.h"
#include "gilde/matching/v1/report.pb.h"
#include "services/cli/commands.h"
#include "services/cli/measures.h"
#include "services/cli/output.h"

namespace gilde::cli {

using gilde::matching::v1::GetProgramReportRequest;
using gilde::matching::v1::Measures;
using gilde::matching::v1::ProgramReport;

namespace {

struct ReportFlags {
  std::string program, group_by;
};

void PrintMeasures(const Measures& measures) {
  std::vector<std::vector<std::string>> table;
  for (const auto& [name, value] : MeasureRows(measures)) table.push_back({"  " + name, value});
  PrintTable(table);
}

absl::Status Report(const Connection& connection, const ReportFlags& flags) {
  GetProgramReportRequest request;
  request.set_name(absl::StrContains(flags.program, "/") ? flags.program
                                                         : absl::StrCat(connection.Organization(), "/programs/", flags.program));
  GetProgramReportRequest::GroupBy group_by = GetProgramReportRequest::GROUP_BY_UNSPECIFIED;
  if (!flags.group_by.empty()) GetProgramReportRequest::GroupBy_Parse(flags.group_by, &group_by);
  request.set_group_by(group_by);
  GILDE_ASSIGN_OR_RETURN(
      auto report, connection.Call<ProgramReport>(connection.Default(), "gilde.matching.v1.ProgramService/GetProgramReport", request));
  if (connection.options().json) {
    std::cout << ToJson(report) << '\n';
    return absl::OkStatus();
  }
  std::cout << Bold(report.program()) << " at " << base::ToString(base::FromProto(report.report_time())) << '\n';
  PrintMeasures(report.total());
  for (const auto& group : report.groups()) {
    std::cout << '\n' << Bold(group.value().empty() ? "not said" : group.value());
    if (group.suppressed()) {
      std::cout << "  fewer than five people: not shown\n";
      continue;
    }
    std::cout << "  " << group.people() << " people\n";
    PrintMeasures(group.measures());
  }
  return absl::OkStatus();
}

}  // namespace

void AddReport(CLI::App& app, Context& context) {
  auto flags = std::make_shared<ReportFlags>();
  CLI::App* command = app.add_subcommand("report", "A program in numbers");
  command->add_option("program", flags->program, "Program id or name")->required();
  command->add_option("--group_by", flags->group_by, "Also by this attribute of the mentees; groups under five are not shown")
      ->check(CLI::IsMember({"ORG_UNIT", "SENIORITY_LEVEL", "LOCATION", "PROFILE_KIND"}));
  command->callback([flags, &context] { context.action = [flags](const Connection& c) { return Report(c, *flags); }; });
}

}  // namespace gilde::cli
