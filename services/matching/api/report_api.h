// The reports of gilde.matching.v1.ProgramService; report.proto defines each measure.
#pragma once

#include <functional>

#include "common/storage/store.h"
#include "gilde/matching/v1/report.pb.h"
#include "services/matching/domain/projection.h"
#include "services/matching/domain/report_index.h"

namespace gilde::matching::api {

class ReportApi {
 public:
  // Everything outlives it. `catch_up` brings the index up to everything that is committed.
  ReportApi(storage::Store& store, const domain::Projection& people, const domain::ReportIndex& index,
            std::function<absl::Status(absl::Time now)> catch_up)
      : store_(store), people_(people), index_(index), catch_up_(std::move(catch_up)) {}
  absl::StatusOr<v1::ProgramReport> GetProgramReport(const base::Call& call, const v1::GetProgramReportRequest& request);
  absl::StatusOr<v1::OrganizationReport> GetOrganizationReport(const base::Call& call, const v1::GetOrganizationReportRequest& request);
  absl::StatusOr<v1::MentorReport> GetMentorReport(const base::Call& call, const v1::GetMentorReportRequest& request);

 private:
  // Sums what is below an organization or a program into total and groups.
  template <class Report>
  absl::Status Sum(const base::Call& call, const std::string& name, v1::GetProgramReportRequest::GroupBy by, Report& report);

  // UNAVAILABLE / PEOPLE_NOT_READ right after a start.
  absl::Status CheckPeopleKnown() const;

  storage::Store& store_;
  const domain::Projection& people_;
  const domain::ReportIndex& index_;
  std::function<absl::Status(absl::Time now)> catch_up_;
};

}  // namespace gilde::matching::api
