#include "services/matching/service.h"

#include "common/feed/operations.h"
#include "services/matching/api/fit_api.h"
#include "services/matching/api/match_api.h"
#include "services/matching/api/match_run_api.h"
#include "services/matching/api/program_api.h"
#include "services/matching/api/relationship_handlers.h"
#include "services/matching/api/report_api.h"
#include "services/matching/domain/projection.h"
#include "services/matching/feeds/enrollment_jobs.h"
#include "services/matching/feeds/match_run_jobs.h"
#include "services/matching/feeds/projection_feed.h"
#include "services/matching/feeds/relationship_jobs.h"
#include "services/matching/feeds/report_feed.h"
#include "services/matching/store/kinds.h"

namespace gilde::matching {

namespace {

struct Parts {
  explicit Parts(const rpc::Dependencies& dependencies)
      : store(*dependencies.database, *dependencies.clock, store::Kinds()),
        enrollments(store, projection, dependencies.profile),
        relationships(store, projection, dependencies.profile,
                      [this](const base::Call& call, const std::string& program, const std::string& mentee,
                             const gilde::profile::v1::MentorPersona& persona, const std::vector<std::string>& excluded) {
                        return matches.Rematch(call, program, mentee, persona, excluded);
                      }) {}
  storage::Store store;
  domain::Projection projection;
  api::ProgramApi programs{store, projection};
  api::EnrollmentApi enrollments;
  api::Rosters rosters{projection};
  api::MatchApi matches{store, projection, rosters};
  api::MatchRunApi runs{store, projection};
  api::FitApi fits{store, projection};
  api::Relationships relationships;
  domain::ReportIndex report_index;
  feeds::ReportRows report_rows{store, report_index};
  api::ReportApi reports{store, projection, report_index, [this](absl::Time now) { return report_rows.CatchUp(now).status(); }};
};

void BindPrograms(Parts& parts, rpc::Service& service) {
  auto handlers = std::make_unique<rpc::Handlers>("gilde.matching.v1.ProgramService");
  handlers->Add("CreateProgram", parts.programs, &api::ProgramApi::CreateProgram);
  handlers->Add("GetProgram", parts.programs, &api::ProgramApi::GetProgram);
  handlers->Add("UpdateProgram", parts.programs, &api::ProgramApi::UpdateProgram);
  handlers->Add("RollbackProgram", parts.programs, &api::ProgramApi::RollbackProgram);
  handlers->Add("ListProgramRevisions", parts.programs, &api::ProgramApi::ListProgramRevisions);
  handlers->Add("ApplyProgramRules", parts.programs, &api::ProgramApi::ApplyProgramRules);
  handlers->Add("CopyProgram", parts.programs, &api::ProgramApi::CopyProgram);
  handlers->Add("CreateInvitationCode", parts.enrollments, &api::EnrollmentApi::CreateInvitationCode);
  handlers->Add("ListInvitationCodes", parts.enrollments, &api::EnrollmentApi::ListInvitationCodes);
  handlers->Add("DeleteInvitationCode", parts.enrollments, &api::EnrollmentApi::DeleteInvitationCode);
  handlers->Add("ListPrograms", parts.programs, &api::ProgramApi::ListPrograms);
  handlers->Add("OpenProgram", parts.programs, &api::ProgramApi::OpenProgram);
  handlers->Add("StartProgram", parts.programs, &api::ProgramApi::StartProgram);
  handlers->Add("CloseProgram", parts.programs, &api::ProgramApi::CloseProgram);
  handlers->Add("CompleteProgram", parts.programs, &api::ProgramApi::CompleteProgram);
  handlers->Add("CancelProgram", parts.programs, &api::ProgramApi::CancelProgram);
  handlers->Add("CreateEnrollment", parts.enrollments, &api::EnrollmentApi::CreateEnrollment);
  handlers->Add("GetEnrollment", parts.enrollments, &api::EnrollmentApi::GetEnrollment);
  handlers->Add("UpdateEnrollment", parts.enrollments, &api::EnrollmentApi::UpdateEnrollment);
  handlers->Add("ListEnrollments", parts.enrollments, &api::EnrollmentApi::ListEnrollments);
  handlers->Add("PauseEnrollment", parts.enrollments, &api::EnrollmentApi::PauseEnrollment);
  handlers->Add("ResumeEnrollment", parts.enrollments, &api::EnrollmentApi::ResumeEnrollment);
  handlers->Add("WithdrawEnrollment", parts.enrollments, &api::EnrollmentApi::WithdrawEnrollment);
  handlers->Add("RemoveEnrollment", parts.enrollments, &api::EnrollmentApi::RemoveEnrollment);
  handlers->Add("GetProgramReport", parts.reports, &api::ReportApi::GetProgramReport);
  handlers->Add("GetOrganizationReport", parts.reports, &api::ReportApi::GetOrganizationReport);
  handlers->Add("GetMentorReport", parts.reports, &api::ReportApi::GetMentorReport);
  service.handlers.push_back(std::move(handlers));
}

void BindMatches(Parts& parts, rpc::Service& service) {
  auto handlers = std::make_unique<rpc::Handlers>("gilde.matching.v1.MatchService");
  handlers->Add("RecommendMentors", parts.matches, &api::MatchApi::RecommendMentors);
  handlers->Add("RecommendMentees", parts.matches, &api::MatchApi::RecommendMentees);
  handlers->Add("SimulateMatchPolicy", parts.matches, &api::MatchApi::SimulateMatchPolicy);
  handlers->Add("ExplainMatch", parts.matches, &api::MatchApi::ExplainMatch);
  handlers->Add("CreateMatchRun", parts.runs, &api::MatchRunApi::CreateMatchRun);
  handlers->Add("GetMatchRun", parts.runs, &api::MatchRunApi::GetMatchRun);
  handlers->Add("ListMatchRuns", parts.runs, &api::MatchRunApi::ListMatchRuns);
  handlers->Add("ListMatchRunPairs", parts.runs, &api::MatchRunApi::ListMatchRunPairs);
  handlers->Add("PinPair", parts.runs, &api::MatchRunApi::PinPair);
  handlers->Add("ForbidPair", parts.runs, &api::MatchRunApi::ForbidPair);
  handlers->Add("CompareMatchRuns", parts.runs, &api::MatchRunApi::CompareMatchRuns);
  handlers->Add("PublishMatchRun", parts.runs, &api::MatchRunApi::PublishMatchRun);
  handlers->Add("DiscardMatchRun", parts.runs, &api::MatchRunApi::DiscardMatchRun);
  handlers->AddStream("ExportMatchRun", parts.runs, &api::MatchRunApi::ExportMatchRun);
  handlers->Add("FitMatchPolicy", parts.fits, &api::FitApi::FitMatchPolicy);
  service.handlers.push_back(std::move(handlers));
}

// What the service does in the background for whoever asked.
feed::Workers WorkersOf(Parts& parts) {
  auto reporting = [](feed::Working& working) {
    return [&working](std::string_view stage, int percent, std::int64_t bound) { return working.Report(stage, percent, bound); };
  };
  feed::Workers workers;
  workers["gilde.matching.v1.MatchService/CreateMatchRun"] = [&parts, reporting](const auto& operation, feed::Working& working) {
    return parts.runs.Compute(working.call, operation.subject(), reporting(working));
  };
  workers["gilde.matching.v1.MatchService/FitMatchPolicy"] = [&parts, reporting](const auto& operation, feed::Working& working) {
    return parts.fits.Fit(working.call, operation.request(), reporting(working));
  };
  return workers;
}

}  // namespace

absl::StatusOr<rpc::Service> BuildMatchingService(const rpc::Dependencies& dependencies) {
  auto parts = std::make_shared<Parts>(dependencies);
  GILDE_RETURN_IF_ERROR(parts->store.Open({}));
  rpc::Service service;
  service.name = "matching";
  BindPrograms(*parts, service);
  BindMatches(*parts, service);
  parts->relationships.AddHandlers(service);
  auto notice = [parts = parts.get(), readiness = feeds::FollowReadiness(parts->store, parts->projection, dependencies.profile)](
                    const std::set<std::string>& profiles, absl::Time now) {
    parts->rosters.Note(profiles);
    return readiness(profiles, now);
  };
  service.jobs.push_back(std::make_unique<feeds::ProjectionFeed>(parts->projection, dependencies.profile, notice));
  service.jobs.push_back(feeds::InformalProgramFollower(parts->store, *dependencies.profile));
  service.jobs.push_back(feeds::EnrollmentLeaverFollower(parts->store, *dependencies.profile));
  service.jobs.push_back(feeds::InvitationSweeper(parts->store));
  service.jobs.push_back(feeds::Waitlist(parts->store, parts->projection));
  service.jobs.push_back(std::make_unique<feeds::ReportFeed>(parts->store, parts->report_rows));
  feeds::AddRelationshipJobs(parts->store, parts->projection, dependencies, service.jobs);
  feed::AddOperationJobs("matching", parts->store, WorkersOf(*parts), service.jobs,
                         [parts = parts.get()] { return parts->projection.complete(); });
  service.jobs.push_back(feeds::MatchRunFailures(parts->store));
  service.jobs.push_back(feeds::MatchRunPublisher(parts->store, parts->projection));
  service.store = &parts->store;
  service.owned = std::move(parts);
  return service;
}

}  // namespace gilde::matching
