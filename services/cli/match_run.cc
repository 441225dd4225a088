// gilde match run, show, export, publish, discard: drafts of a program's pairs.
#include "services/cli/match_run.h"

#include <fstream>
#include <iostream>
#include <memory>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "common/base/clock.h"
#include "common/base/errors.h"
#include "gilde/matching/v1/match_service.pb.h"
#include "services/cli/commands.h"
#include "services/cli/output.h"
#include "services/cli/recommendation.h"

namespace gilde::cli {

using gilde::common::v1::Operation;
using gilde::matching::v1::MatchRun;
using gilde::matching::v1::MatchRunPair;
using gilde::matching::v1::MatchRunPart;

namespace {

constexpr const char* kService = "gilde.matching.v1.MatchService/";

struct RunFlags {
  std::string program, run, objective, id, base, out;
  std::vector<std::string> by;
  std::int64_t seed = 0;
  int most_candidates = 0, most_disturbed = -1, count = 20;
};

std::string ProgramName(const Connection& connection, const std::string& program) {
  return absl::StrContains(program, "/") ? program : absl::StrCat(connection.Organization(), "/programs/", program);
}
// `spring/r1` or a full name.
std::string RunName(const Connection& connection, const std::string& run) {
  size_t slash = run.find('/');
  if (slash == std::string::npos || absl::StrContains(run, "/matchRuns/")) return run;
  return absl::StrCat(ProgramName(connection, run.substr(0, slash)), "/matchRuns/", run.substr(slash + 1));
}

std::string Id(const std::string& name) { return name.substr(name.rfind('/') + 1); }

std::string Reason(const MatchRunPair& pair) {
  std::string why = absl::AsciiStrToLower(absl::StrReplaceAll(MatchRunPair::Unmatched_Name(pair.unmatched()), {{"_", " "}}));
  return pair.remedy().empty() ? why : absl::StrCat(why, "; ", pair.remedy());
}

absl::Status PrintPairs(const Connection& connection, const std::string& run, int count) {
  gilde::matching::v1::ListMatchRunPairsRequest request;
  request.set_match_run(run);
  request.set_page_size(count);
  GILDE_ASSIGN_OR_RETURN(auto page, connection.Call<gilde::matching::v1::ListMatchRunPairsResponse>(
                                        connection.Default(), std::string(kService) + "ListMatchRunPairs", request));
  std::vector<std::vector<std::string>> rows = {{"mentee", "mentor", "points", ""}};
  for (const MatchRunPair& pair : page.pairs()) {
    std::string more = pair.state() == MatchRunPair::UNMATCHED ? Reason(pair) : pair.refusal();
    if (pair.pinned()) more = "pinned";
    rows.push_back(
        {Id(pair.mentee()), pair.mentor().empty() ? "-" : Id(pair.mentor()), pair.mentor().empty() ? "" : Points(pair.score()), more});
  }
  PrintTable(rows);
  if (!page.next_page_token().empty()) std::cout << "... and more: --count\n";
  return absl::OkStatus();
}

absl::Status Show(const Connection& connection, const MatchRun& run, int count) {
  if (connection.options().json) {
    std::cout << ToJson(run) << '\n';
    return absl::OkStatus();
  }
  std::cout << Bold(run.name()) << "  " << MatchRun::State_Name(run.state()) << '\n' << Summary(run);
  for (const std::string& fact : run.stale_facts()) std::cout << Yellow("since then: ") << fact << '\n';
  return count > 0 && run.has_figures() ? PrintPairs(connection, run.name(), count) : absl::OkStatus();
}

absl::StatusOr<MatchRun> Get(const Connection& connection, const std::string& name) {
  gilde::matching::v1::GetMatchRunRequest request;
  request.set_name(name);
  return connection.Call<MatchRun>(connection.Default(), std::string(kService) + "GetMatchRun", request);
}

absl::Status Run(const Connection& connection, const RunFlags& flags) {
  gilde::matching::v1::CreateMatchRunRequest request;
  request.set_parent(ProgramName(connection, flags.program));
  request.set_match_run_id(flags.id);
  MatchRun& run = *request.mutable_match_run();
  run.set_objective(ObjectiveOf(flags.objective));
  run.set_seed(flags.seed);
  run.set_most_candidates(flags.most_candidates);
  if (!flags.base.empty()) run.set_base(RunName(connection, flags.base));
  if (flags.most_disturbed >= 0) run.set_most_disturbed(flags.most_disturbed);
  for (const std::string& attribute : flags.by) run.add_group_attributes(attribute);
  GILDE_ASSIGN_OR_RETURN(auto operation,
                         connection.Call<Operation>(connection.Default(), std::string(kService) + "CreateMatchRun", request));
  Progress bar("matching", 100);
  GILDE_RETURN_IF_ERROR(WaitFor(connection, connection.Default(), operation.name(), [&](int percent) { bar.Set(percent); }).status());
  GILDE_ASSIGN_OR_RETURN(MatchRun made, Get(connection, operation.subject()));
  return Show(connection, made, flags.count);
}

absl::Status Export(const Connection& connection, const RunFlags& flags) {
  GILDE_ASSIGN_OR_RETURN(MatchRunPart whole, ExportRun(connection, connection.Default(), RunName(connection, flags.run)));
  std::ofstream out(flags.out, std::ios::binary);
  out << ToJson(whole) << '\n' << std::flush;
  return out ? absl::OkStatus() : absl::DataLossError(absl::StrCat("cannot write ", flags.out));
}

template <class Request>
absl::Status Move(const Connection& connection, const RunFlags& flags, const char* method) {
  Request request;
  request.set_name(RunName(connection, flags.run));
  GILDE_ASSIGN_OR_RETURN(MatchRun run, connection.Call<MatchRun>(connection.Default(), std::string(kService) + method, request));
  while (run.state() == MatchRun::PUBLISHING) {
    base::SleepFor(absl::Milliseconds(100));
    GILDE_ASSIGN_OR_RETURN(run, Get(connection, run.name()));
  }
  if (run.state() == MatchRun::PUBLISHED && !connection.options().json) {
    std::cout << run.published_count() << " published, " << run.refused_count() << " had become impossible\n";
  }
  return Show(connection, run, 0);
}

std::string Thousandths(std::int64_t value) { return absl::StrFormat("%d.%02d", value / 1000, value % 1000 / 10); }

}  // namespace

absl::StatusOr<Operation> WaitFor(const Connection& connection, const Identity& as, const std::string& operation,
                                  const std::function<void(int percent)>& progress) {
  gilde::common::v1::WaitOperationRequest wait;
  wait.set_name(operation);
  wait.mutable_timeout()->set_seconds(1);
  while (true) {
    GILDE_ASSIGN_OR_RETURN(auto now, connection.To("matching", as).Call<Operation>("gilde.common.v1.Operations/WaitOperation", wait));
    progress(now.progress().percent());
    if (!now.done()) continue;
    if (!now.has_error()) return now;
    return absl::Status(static_cast<absl::StatusCode>(now.error().code()), now.error().message());
  }
}

absl::StatusOr<MatchRunPart> ExportRun(const Connection& connection, const Identity& as, const std::string& run) {
  gilde::matching::v1::ExportMatchRunRequest request;
  request.set_name(run);
  MatchRunPart whole, part;
  GILDE_RETURN_IF_ERROR(connection.To("matching", as).Stream(std::string(kService) + "ExportMatchRun", request, part, [&] {
    whole.MergeFrom(part);
    return true;
  }));
  // Of the last part of the run, not of the whole.
  whole.clear_name();
  whole.clear_etag();
  whole.clear_create_time();
  whole.clear_update_time();
  return whole;
}

std::string WordOf(MatchRun::Objective objective) {
  return absl::AsciiStrToLower(absl::StrReplaceAll(MatchRun::Objective_Name(objective), {{"_", "-"}}));
}

MatchRun::Objective ObjectiveOf(const std::string& word) {
  MatchRun::Objective objective = MatchRun::OBJECTIVE_UNSPECIFIED;
  MatchRun::Objective_Parse(absl::AsciiStrToUpper(absl::StrReplaceAll(word, {{"-", "_"}})), &objective);
  return objective;
}

std::string Summary(const MatchRun& run) {
  if (!run.has_figures()) return run.failure().empty() ? "" : absl::StrCat(run.failure(), "\n");
  const auto& figures = run.figures();
  std::string proven = figures.bound() == figures.total() ? ", proven to be the most" : absl::StrCat(", at most ", Points(figures.bound()));
  std::string text = absl::StrCat(figures.matched(), " of ", figures.mentees(), " are matched by ", WordOf(run.objective()), "; total ",
                                  Points(figures.total()), " points", run.edited() ? ", changed by hand" : proven, "; the lowest has ",
                                  Points(figures.lowest_score()), ", the mean place of a mentor among the candidates is ",
                                  Thousandths(figures.mean_rank_thousandths()), "\n");
  if (run.has_most_disturbed()) {
    absl::StrAppend(&text, figures.disturbed(), " pairs of the base are disturbed, ", figures.lost(), " were lost; ",
                    Points(figures.loss()), " points less than without it\n");
  }
  for (const auto& group : figures.groups()) {
    absl::StrAppend(&text, "  ", group.attribute(), " ", group.value().empty() ? "(not known)" : group.value(), ": ", group.matched(),
                    " of ", group.mentees(), ", mean place ", Thousandths(group.mean_rank_thousandths()), ", mean score ",
                    Points(group.mean_score()), "\n");
  }
  return text;
}

void AddMatchRuns(CLI::App& match, Context& context) {
  auto flags = std::make_shared<RunFlags>();
  CLI::App* run = match.add_subcommand("run", "Matches a whole program as a draft that nobody is told of");
  run->add_option("program", flags->program, "Program id or name")->required();
  run->add_option("--objective", flags->objective, "What is wanted")
      ->required()
      ->check(CLI::IsMember({"highest-score", "highest-participation", "stable", "fairest"}));
  run->add_option("--id", flags->id, "Id of the run");
  run->add_option("--base", flags->base, "Draft to start from, PROGRAM/RUN: its pins stay");
  run->add_option("--most-disturbed", flags->most_disturbed, "With --base: take at most so many of its pairs apart");
  run->add_option("--seed", flags->seed, "Decides between ways that are equally good");
  run->add_option("--most-candidates", flags->most_candidates, "Consider the best so many mentors of each mentee; 0: all, or 50 of many");
  run->add_option("--by", flags->by, "Figures by these attributes of mentees")->delimiter(',');
  run->add_option("--count", flags->count, "How many pairs to show")->capture_default_str();
  run->callback([flags, &context] { context.action = [flags](const Connection& c) { return Run(c, *flags); }; });
  auto on_run = [&](const char* name, const char* about, auto act) {
    CLI::App* command = match.add_subcommand(name, about);
    command->add_option("run", flags->run, "PROGRAM/RUN, or its full name")->required();
    command->callback([flags, act, &context] { context.action = [flags, act](const Connection& c) { return act(c, *flags); }; });
    return command;
  };
  on_run("show", "A run, its figures and pairs",
         [](const Connection& c, const RunFlags& f) -> absl::Status {
           GILDE_ASSIGN_OR_RETURN(MatchRun found, Get(c, RunName(c, f.run)));
           return Show(c, found, f.count);
         })
      ->add_option("--count", flags->count, "How many pairs to show")
      ->capture_default_str();
  on_run("export", "A run with its candidates and certificate, for gilde certificate verify", &Export)
      ->add_option("--out", flags->out, "File for it, JSON")
      ->required();
  on_run("publish", "Makes mentorships of a draft's pairs",
         [](const Connection& c, const RunFlags& f) { return Move<gilde::matching::v1::PublishMatchRunRequest>(c, f, "PublishMatchRun"); });
  on_run("discard", "Drops a draft; nobody is told",
         [](const Connection& c, const RunFlags& f) { return Move<gilde::matching::v1::DiscardMatchRunRequest>(c, f, "DiscardMatchRun"); });
}

}  // namespace gilde::cli
