// gilde certificate verify: whether an exported match run is what it says to be. Needs no server and trusts nobody.
#include "services/matching/domain/certificate.h"

#include <iostream>
#include <memory>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "common/base/errors.h"
#include "common/base/files.h"
#include "google/protobuf/util/json_util.h"
#include "services/cli/commands.h"

namespace gilde::cli {

using matching::domain::CheckedRun;
using matching::v1::MatchRun;
using matching::v1::MatchRunPart;

namespace {

std::string Points(std::int64_t millionths) { return absl::StrFormat("%d.%06d points", millionths / 1'000'000, millionths % 1'000'000); }

// One line; more where less is proved than the objective asks for, or where the least sizes of groups leave a gap to what is proved.
std::string Verdict(const MatchRunPart& run, const CheckedRun& checked) {
  std::string objective = absl::AsciiStrToLower(absl::StrReplaceAll(MatchRun::Objective_Name(run.objective()), {{"_", "-"}}));
  std::string text = absl::StrCat("certificate holds: ", objective, ", ", checked.matched, " of ", checked.people, " matched, total ",
                                  Points(checked.total), "\n");
  if (run.objective() == MatchRun::FAIREST) absl::StrAppend(&text, "proved: how many, and the lowest score; not the next lowest\n");
  if (checked.most_matched > checked.matched) {
    absl::StrAppend(&text, "without least sizes of groups: at most ", checked.most_matched, " matched\n");
  } else if (checked.most_total > checked.total) {
    absl::StrAppend(&text, "without least sizes of groups: at most ", Points(checked.most_total), "\n");
  }
  return text;
}

absl::Status Verify(const std::string& path) {
  GILDE_ASSIGN_OR_RETURN(std::string json, base::ReadFile(path));
  MatchRunPart run;
  auto parsed = google::protobuf::util::JsonStringToMessage(json, &run);
  if (!parsed.ok()) return absl::InvalidArgumentError(absl::StrCat(path, " is no exported run: ", std::string(parsed.message())));
  GILDE_ASSIGN_OR_RETURN(CheckedRun checked, matching::domain::CheckCertificate(run));
  std::cout << Verdict(run, checked);
  return absl::OkStatus();
}

}  // namespace

void AddCertificate(CLI::App& app, Context& context) {
  auto path = std::make_shared<std::string>();
  CLI::App* certificate = app.add_subcommand("certificate", "What proves a match run");
  certificate->require_subcommand(1);
  CLI::App* verify = certificate->add_subcommand("verify", "Checks an exported run from nothing but its file; needs no server");
  verify->add_option("file", *path, "JSON of one MatchRunPart, all parts of the run in it")->required();
  verify->callback([path, &context] { context.action = [path](const Connection&) { return Verify(*path); }; });
}

}  // namespace gilde::cli
