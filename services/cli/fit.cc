// gilde fit and gilde score: a policy learned from decisions in a file, and what a policy gives the pairs of one. Neither needs a server.
#include <fstream>
#include <iostream>
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "common/base/errors.h"
#include "common/base/files.h"
#include "google/protobuf/util/json_util.h"
#include "services/cli/commands.h"
#include "services/cli/output.h"
#include "services/cli/pairs.h"
#include "services/matching/domain/facets.h"
#include "services/matching/domain/score.h"

namespace gilde::cli {

using matching::domain::Decision;
using matching::domain::Fitted;
using matching::domain::Measurable;
using matching::v1::MatchPolicy;

namespace {

struct FitFlags {
  std::string pairs, mapping, out, policy, by;
  std::vector<std::string> without;
};

absl::StatusOr<PairMapping> ReadMapping(const std::string& path) {
  GILDE_ASSIGN_OR_RETURN(std::string json, base::ReadFile(path));
  return PairMapping::Parse(json);
}

absl::Status Write(const std::string& path, const std::string& text) {
  std::ofstream out(path, std::ios::binary);
  out << text << std::flush;
  return out ? absl::OkStatus() : absl::DataLossError(absl::StrCat("cannot write ", path));
}

// What the mapping names, but for what is protected.
absl::StatusOr<Measurable> MeasurableOf(const PairMapping& mapping, const std::vector<std::string>& without) {
  std::set<std::string> left_out(without.begin(), without.end()), known;
  Measurable measurable;
  auto add = [&](const PairMapping::Side& side, std::vector<std::string>& lists, std::vector<std::string>& numbers) {
    for (const auto& [attribute, column] : side.columns) {
      known.insert(attribute);
      if (left_out.count(attribute) == 0) (mapping.numbers.count(attribute) > 0 ? numbers : lists).push_back(attribute);
    }
  };
  add(mapping.mentee, measurable.mentee_lists, measurable.mentee_numbers);
  add(mapping.mentor, measurable.mentor_lists, measurable.mentor_numbers);
  for (const std::string& attribute : left_out) {
    if (known.count(attribute) == 0) return absl::InvalidArgumentError(absl::StrCat("the mapping has no attribute `", attribute, "`"));
  }
  return measurable;
}

void Print(const Fitted& fitted) {
  const auto& judged = fitted.judged;
  std::cout << absl::StrFormat(
      "%d decisions, %d taken. On mentees it has not learned from, a mentor taken scores above one not taken in %.1f %% (AUC %.4f).\n",
      judged.decisions, judged.taken, 100 * judged.auc, judged.auc);
  std::cout << fitted.policy.tables_size() << " tables after " << fitted.rounds
            << " rounds. Predicted and taken, by tenths of the decisions:\n";
  for (const auto& part : fitted.calibration) {
    std::cout << absl::StrFormat("  %5.1f %%  %5.1f %%  of %d\n", 100 * part.predicted, 100 * part.taken, part.decisions);
  }
  for (const auto& group : fitted.groups) {
    std::cout << absl::StrFormat("  %s: AUC %.4f, %d mentees, %d of %d taken\n", group.element, group.judged.auc, group.mentees,
                                 group.judged.taken, group.judged.decisions);
  }
}

absl::Status Fit(const FitFlags& flags) {
  GILDE_ASSIGN_OR_RETURN(PairMapping mapping, ReadMapping(flags.mapping));
  GILDE_ASSIGN_OR_RETURN(PairFile file, PairFile::Read(flags.pairs, mapping, /*decided=*/true));
  GILDE_ASSIGN_OR_RETURN(Measurable measurable, MeasurableOf(mapping, flags.without));
  std::vector<Decision> decisions;
  for (const PairFile::Pair& pair : file.pairs()) decisions.push_back({pair.mentee, pair.of_mentee, pair.of_mentor, pair.taken});
  GILDE_ASSIGN_OR_RETURN(Fitted fitted, matching::domain::FitPolicy(decisions, measurable, flags.by));
  GILDE_RETURN_IF_ERROR(Write(flags.out, ToJson(fitted.policy, false) + "\n"));
  Print(fitted);
  return absl::OkStatus();
}

std::string Cell(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  return absl::StrCat("\"", absl::StrReplaceAll(text, {{"\"", "\"\""}}), "\"");
}

absl::Status Score(const FitFlags& flags) {
  GILDE_ASSIGN_OR_RETURN(PairMapping mapping, ReadMapping(flags.mapping));
  GILDE_ASSIGN_OR_RETURN(std::string json, base::ReadFile(flags.policy));
  MatchPolicy policy;
  auto parsed = google::protobuf::util::JsonStringToMessage(json, &policy);
  if (!parsed.ok()) return absl::InvalidArgumentError(absl::StrCat(flags.policy, " is no policy: ", std::string(parsed.message())));
  auto is_attribute = [&](std::string_view name, bool number) {
    bool there = mapping.mentee.columns.count(std::string(name)) + mapping.mentor.columns.count(std::string(name)) > 0;
    return there && number == (mapping.numbers.count(std::string(name)) > 0);
  };
  if (policy.tables().empty()) return absl::InvalidArgumentError(absl::StrCat(flags.policy, " has no tables to score files by"));
  for (int i = 0; i < policy.tables_size(); ++i) {
    for (const auto& fault : matching::domain::FaultsOf(policy.tables(i), is_attribute)) {
      return absl::InvalidArgumentError(absl::StrCat(flags.policy, ": tables[", i, "]", fault.field, ": ", fault.why));
    }
  }
  GILDE_ASSIGN_OR_RETURN(PairFile file, PairFile::Read(flags.pairs, mapping, /*decided=*/false));
  std::string csv = absl::StrCat(Cell(mapping.mentee.id), ",", Cell(mapping.mentor.id), ",score\n");
  for (const PairFile::Pair& pair : file.pairs()) {
    std::int64_t points =
        matching::domain::kMostPoints / matching::domain::kWhole * matching::domain::LearnedValue(policy, *pair.of_mentee, *pair.of_mentor);
    absl::StrAppendFormat(&csv, "%s,%s,%d.%06d\n", Cell(pair.mentee), Cell(pair.mentor), points / 1'000'000, points % 1'000'000);
  }
  return Write(flags.out, csv);
}

CLI::App* AddFiles(CLI::App& app, FitFlags& flags, const char* name, const char* about) {
  CLI::App* command = app.add_subcommand(name, about);
  command->add_option("--pairs", flags.pairs, "CSV with a header line, a row a pair; may be compressed by gzip")
      ->required()
      ->check(CLI::ExistingFile);
  command->add_option("--mapping", flags.mapping, "Which column is what; services/cli/pairs.h describes it")
      ->required()
      ->check(CLI::ExistingFile);
  return command;
}

}  // namespace

void AddFit(CLI::App& app, Context& context) {
  auto flags = std::make_shared<FitFlags>();
  CLI::App* fit = AddFiles(app, *flags, "fit", "Learns a policy from decisions about pairs in a file; needs no server");
  fit->add_option("--out", flags->out, "File for the policy, a MatchPolicy as JSON")->required();
  fit->add_option("--without", flags->without, "Attributes that are protected: never used")->delimiter(',');
  fit->add_option("--by", flags->by, "A list of mentees: also say how well each group with one of its elements is judged");
  fit->callback([flags, &context] { context.action = [flags](const Connection&) { return Fit(*flags); }; });
}

void AddScore(CLI::App& app, Context& context) {
  auto flags = std::make_shared<FitFlags>();
  CLI::App* score = AddFiles(app, *flags, "score", "Scores the pairs of a file by the tables of a policy; needs no server");
  score->add_option("--policy", flags->policy, "A MatchPolicy as JSON, as gilde fit writes it")->required()->check(CLI::ExistingFile);
  score->add_option("--out", flags->out, "CSV for the ids of both and a score of 0 to 100, in the order of the pairs")->required();
  score->callback([flags, &context] { context.action = [flags](const Connection&) { return Score(*flags); }; });
}

}  // namespace gilde::cli
