// GetProgramReport of gilde.matching.v1.ProgramService; report.proto defines each measure.
#pragma once

#include "common/storage/store.h"
#include "gilde/matching/v1/report.pb.h"
#include "services/matching/api/people.h"

namespace gilde::matching::api {

class ReportApi {
 public:
  ReportApi(storage::Store& store, const People& people) : store_(store), people_(people) {}
  // Refusals, in order: INVALID_ARGUMENT / NAME_INVALID or GROUP_BY_INVALID; NOT_FOUND.
  absl::StatusOr<v1::ProgramReport> GetProgramReport(const base::Call& call, const v1::GetProgramReportRequest& request);

 private:
  storage::Store& store_;
  const People& people_;
};

}  // namespace gilde::matching::api
