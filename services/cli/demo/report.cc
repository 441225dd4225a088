// Step 7: the program in numbers, and the same numbers from the event feeds.
#include <iostream>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "gilde/matching/v1/program.pb.h"
#include "gilde/matching/v1/report.pb.h"
#include "google/protobuf/util/message_differencer.h"
#include "services/cli/all_events.h"
#include "services/cli/demo/recount.h"
#include "services/cli/demo/stage.h"
#include "services/cli/measures.h"
#include "services/cli/output.h"

namespace gilde::cli {

namespace {

using gilde::matching::v1::Measures;

bool SameNumbers(const Measures& left, const Measures& right) {
  google::protobuf::util::MessageDifferencer differencer;
  differencer.set_float_comparison(google::protobuf::util::MessageDifferencer::APPROXIMATE);
  differencer.set_message_field_comparison(google::protobuf::util::MessageDifferencer::EQUIVALENT);
  return differencer.Compare(left, right);
}

}  // namespace

// Told in full each time, also when the story was interrupted just before.
absl::Status TellReport(Stage& stage) {
  GILDE_RETURN_IF_ERROR(stage.story.Settle());
  gilde::matching::v1::GetProgramReportRequest request;
  request.set_name(stage.program);
  GILDE_ASSIGN_OR_RETURN(auto report,
                         stage.connection().Call<gilde::matching::v1::ProgramReport>(
                             stage.connection().Administrator(), "gilde.matching.v1.ProgramService/GetProgramReport", request));
  GILDE_ASSIGN_OR_RETURN(auto matching, AllEvents(stage.connection(), "matching"));
  GILDE_ASSIGN_OR_RETURN(auto scheduling, AllEvents(stage.connection(), "scheduling"));
  Measures recount = Recount(stage.program, matching, scheduling);
  std::cout << '\n' << Bold("7  The report") << "\n";
  std::vector<std::vector<std::string>> table = {{"   measure", "report", "from the events", ""}};
  auto reported = MeasureRows(report.total()), recounted = MeasureRows(recount);
  for (size_t i = 0; i < std::max(reported.size(), recounted.size()); ++i) {
    std::string name = i < reported.size() ? reported[i].first : recounted[i].first;
    std::string left = i < reported.size() ? reported[i].second : "-", right = i < recounted.size() ? recounted[i].second : "-";
    table.push_back({"   " + name, left, right, left == right ? Green("equal") : Red("differs")});
  }
  PrintTable(table);
  if (!SameNumbers(report.total(), recount)) return absl::InternalError("the report and the events do not say the same");
  std::cout << "   Every number of the report was counted again from " << matching.size() + scheduling.size() << " events, and is equal.\n";
  return absl::OkStatus();
}

}  // namespace gilde::cli
