// Step 6: another program, matched at once: a draft, why, its proof, and publishing it.
#include "absl/strings/str_cat.h"
#include "common/base/clock.h"
#include "common/base/errors.h"
#include "common/base/ids.h"
#include "gilde/common/v1/operation.pb.h"
#include "gilde/matching/v1/match_service.pb.h"
#include "gilde/matching/v1/program_service.pb.h"
#include "services/cli/demo/stage.h"
#include "services/cli/match_run.h"
#include "services/cli/output.h"
#include "services/cli/recommendation.h"
#include "services/matching/domain/certificate.h"

namespace gilde::cli {

using gilde::common::v1::Operation;
using gilde::matching::v1::Enrollment;
using gilde::matching::v1::MatchRun;
using gilde::matching::v1::MatchRunPair;
using gilde::matching::v1::Program;

namespace {

constexpr int kShown = 3;

template <class Request>
absl::Status Call(Stage& stage, const std::string& key, const char* method, Request& request) {
  return stage.story
      .Do<Program>(key, stage.connection().Administrator(), absl::StrCat("gilde.matching.v1.ProgramService/", method), request)
      .status();
}

absl::StatusOr<std::string> OpenAutumn(Stage& stage) {
  gilde::matching::v1::CreateProgramRequest create;
  create.set_parent(stage.story.Organization());
  create.set_program_id("autumn");
  create.mutable_program()->set_title("Autumn program");
  create.mutable_program()->set_kind(Program::FORMAL);
  GILDE_RETURN_IF_ERROR(Call(stage, "autumn", "CreateProgram", create));
  gilde::matching::v1::OpenProgramRequest open;
  open.set_name(create.parent() + "/programs/autumn");
  GILDE_RETURN_IF_ERROR(Call(stage, "autumn/open", "OpenProgram", open));
  return open.name();
}

// Everybody who can, again: whoever has no goal any more is refused and left out.
absl::StatusOr<int> EnrollAll(Stage& stage, const std::string& program) {
  int enrolled = 0;
  for (bool mentors : {true, false}) {
    for (const Member& member : stage.people) {
      if (mentors ? !member.mentor : member.mentor || !member.mentee) continue;
      gilde::matching::v1::CreateEnrollmentRequest request;
      request.set_parent(program);
      request.mutable_enrollment()->set_profile(member.name);
      request.mutable_enrollment()->add_roles(mentors ? Enrollment::MENTOR : Enrollment::MENTEE);
      auto answer =
          stage.story.Do<Enrollment>(absl::StrCat("autumn/enroll/", std::string(base::IdOf(member.name))),
                                     stage.connection().Administrator(), "gilde.matching.v1.ProgramService/CreateEnrollment", request);
      enrolled += answer.ok() ? 1 : 0;
    }
  }
  return enrolled;
}

absl::StatusOr<MatchRun> GetRun(const Stage& stage, const std::string& name) {
  gilde::matching::v1::GetMatchRunRequest get;
  get.set_name(name);
  return stage.connection().Call<MatchRun>(stage.connection().Administrator(), "gilde.matching.v1.MatchService/GetMatchRun", get);
}

absl::StatusOr<std::string> CreateDraft(Stage& stage, const std::string& program) {
  gilde::matching::v1::CreateMatchRunRequest request;
  request.set_parent(program);
  request.set_match_run_id("draft");
  request.mutable_match_run()->set_objective(MatchRun::HIGHEST_SCORE);
  GILDE_ASSIGN_OR_RETURN(auto operation, stage.story.Do<Operation>("autumn/run", stage.connection().Administrator(),
                                                                   "gilde.matching.v1.MatchService/CreateMatchRun", request));
  GILDE_RETURN_IF_ERROR(WaitFor(stage.connection(), stage.connection().Administrator(), operation.name(), [](int) {}).status());
  return program + "/matchRuns/draft";
}

std::string CallOf(const Stage& stage, const std::string& person) {
  const Member* member = stage.Find(person);
  return member == nullptr ? person : member->call;
}

absl::Status Explain(Stage& stage, const std::string& program, const MatchRun& run) {
  gilde::matching::v1::ListMatchRunPairsRequest list;
  list.set_match_run(run.name());
  list.set_page_size(1000);
  GILDE_ASSIGN_OR_RETURN(auto page, stage.connection().Call<gilde::matching::v1::ListMatchRunPairsResponse>(
                                        stage.connection().Administrator(), "gilde.matching.v1.MatchService/ListMatchRunPairs", list));
  int shown = 0, without = 0;
  for (const MatchRunPair& pair : page.pairs()) {
    bool matched = !pair.mentor().empty();
    if (!matched && without++ == 0) {
      stage.story.Say(absl::StrCat("   ", CallOf(stage, pair.mentee()), " with nobody: ", MatchRunPair::Unmatched_Name(pair.unmatched()),
                                   "; ", pair.remedy(), "."));
    }
    if (!matched || shown++ >= kShown) continue;
    gilde::matching::v1::ExplainMatchRequest why;
    why.set_program(program);
    why.set_mentee(pair.mentee());
    why.set_mentor(pair.mentor());
    GILDE_ASSIGN_OR_RETURN(auto explained, stage.connection().Call<gilde::matching::v1::ExplainMatchResponse>(
                                               stage.connection().Administrator(), "gilde.matching.v1.MatchService/ExplainMatch", why));
    std::string line = absl::StrCat("   ", Fit(absl::StrCat(CallOf(stage, pair.mentee()), " with ", CallOf(stage, pair.mentor())), 40),
                                    "  ", Points(explained.score()));
    for (const auto& part : explained.parts()) {
      if (part.points() > part.most_points() / 2) absl::StrAppend(&line, "; ", part.fact());
    }
    stage.story.Say(line);
  }
  return absl::OkStatus();
}

// What the draft is, why, and its proof.
absl::Status ShowDraft(Stage& stage, const std::string& program, const std::string& name) {
  GILDE_ASSIGN_OR_RETURN(MatchRun run, GetRun(stage, name));
  stage.story.Say(absl::StrCat("   ", Summary(run).substr(0, Summary(run).find('\n'))));
  GILDE_RETURN_IF_ERROR(Explain(stage, program, run));
  GILDE_ASSIGN_OR_RETURN(auto whole, ExportRun(stage.connection(), stage.connection().Administrator(), run.name()));
  GILDE_ASSIGN_OR_RETURN(auto checked, matching::domain::CheckCertificate(whole));
  stage.story.Say(absl::StrCat("   Its certificate holds: over ", whole.candidate_scores_size(), " candidates no way has more than ",
                               Points(checked.most_total), " points."));
  return absl::OkStatus();
}

absl::Status WaitUntilPublished(Stage& stage, const std::string& name) {
  MatchRun run;
  do {
    base::SleepFor(absl::Milliseconds(50));
    GILDE_ASSIGN_OR_RETURN(run, GetRun(stage, name));
  } while (run.state() == MatchRun::PUBLISHING);
  stage.story.Say(absl::StrCat("   Published: ", run.published_count(), " mentorships are proposed to both, ", run.refused_count(),
                               " had become impossible."));
  return absl::OkStatus();
}

}  // namespace

absl::Status TellAutumn(Stage& stage) {
  stage.story.Chapter(6, "The next program is matched at once: a draft, why, its proof, and publishing it");
  GILDE_ASSIGN_OR_RETURN(std::string program, OpenAutumn(stage));
  GILDE_ASSIGN_OR_RETURN(int enrolled, EnrollAll(stage, program));
  GILDE_RETURN_IF_ERROR(stage.story.Settle());
  stage.story.Say(absl::StrCat("   ", enrolled, " people enroll. A run proposes; nobody is told before a person publishes."));
  GILDE_ASSIGN_OR_RETURN(std::string run, CreateDraft(stage, program));
  GILDE_RETURN_IF_ERROR(stage.story.Once("autumn/draft", [&] { return ShowDraft(stage, program, run); }));
  gilde::matching::v1::PublishMatchRunRequest publish;
  publish.set_name(run);
  GILDE_RETURN_IF_ERROR(
      stage.story
          .Do<MatchRun>("autumn/publish", stage.connection().Administrator(), "gilde.matching.v1.MatchService/PublishMatchRun", publish)
          .status());
  return stage.story.Once("autumn/published", [&] { return WaitUntilPublished(stage, run); });
}

}  // namespace gilde::cli
