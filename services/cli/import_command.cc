#include <iostream>
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/base/errors.h"
#include "services/cli/commands.h"
#include "services/cli/import.h"
#include "services/cli/output.h"

namespace gilde::cli {

using gilde::profile::v1::ImportProfileResult;

namespace {

struct ImportFlags {
  std::string file, mapping;
  ImportSettings settings;
};

void Print(const ImportOutcome& outcome, const ImportSettings& settings) {
  for (const ImportProfileResult& result : outcome.results) {
    if (result.unknown_skills_size() == 0) continue;
    std::cout << Yellow("kept as written") << "  line " << result.line() << ": the catalogue does not know "
              << absl::StrJoin(result.unknown_skills(), ", ") << '\n';
  }
  for (const std::string& problem : outcome.problems) std::cout << Red("not taken") << "  " << problem << '\n';
  const auto& s = outcome.summary;
  std::cout << (settings.validate_only ? "Would be: " : "") << s.created_count() << " new, " << s.updated_count() << " changed, "
            << s.unchanged_count() << " as they were, " << s.failed_count() << " failed, " << s.deactivated_count() << " deactivated";
  if (!settings.validate_only) {
    std::cout << "; " << outcome.goals << " goals, " << outcome.personas << " personas and " << outcome.hours << " weeks of hours written";
  }
  std::cout << '\n';
  if (outcome.skipped_own > 0) {
    std::cout << "Goals, personas and hours of " << outcome.skipped_own << " people were left out: a token acts for one person only.\n";
  }
}

absl::Status Import(const Connection& connection, const ImportFlags& flags) {
  GILDE_ASSIGN_OR_RETURN(std::vector<Person> people, ReadPeople(flags.file, flags.mapping, MappingFolder()));
  absl::StatusOr<ImportOutcome> outcome;
  {
    Progress progress("Importing", 2 * static_cast<std::int64_t>(people.size()));
    outcome = ImportPeople(connection, people, flags.settings, TimeThere(connection), [&](int done) { progress.Set(done); });
  }
  if (!outcome.ok()) return outcome.status();
  if (connection.options().json) {
    for (const ImportProfileResult& result : outcome->results) std::cout << ToJson(result, true) << '\n';
    std::cout << ToJson(outcome->summary, true) << '\n';
    for (const std::string& problem : outcome->problems) std::cerr << problem << '\n';
  } else {
    Print(*outcome, flags.settings);
  }
  if (!outcome->problems.empty()) return absl::InvalidArgumentError(absl::StrCat(outcome->problems.size(), " rows were not taken"));
  return absl::OkStatus();
}

}  // namespace

void AddImport(CLI::App& app, Context& context) {
  auto flags = std::make_shared<ImportFlags>();
  CLI::App* command = app.add_subcommand("import", "People in from a CSV file; a second identical run changes nothing");
  command->add_option("file", flags->file, "CSV with a header line, as spreadsheets write it")->required()->check(CLI::ExistingFile);
  command->add_option("--mapping", flags->mapping, "Which column is what; default: FILE.mapping.json beside it, or a shipped one that fits")
      ->check(CLI::ExistingFile);
  command->add_flag("--validate_only", flags->settings.validate_only, "Say what would happen and write nothing");
  command->add_flag("--full_roster", flags->settings.full_roster, "The file is everybody: whoever it does not name is deactivated");
  command->add_flag("--confirm_mass_change", flags->settings.confirm_mass_change,
                    "Deactivate also more people than the organization's limit");
  command->add_flag("--reactivate", flags->settings.reactivate, "Bring deactivated people back whom the file names");
  command->add_option("--update_mask", flags->settings.update_mask, "Fields of people already here that the file may change")
      ->delimiter(',');
  command->footer(
      "A mapping file is JSON, {\"fields\": [{\"field\": \"skills_offered\", \"column\": \"Offers\", \"split\": \";\"}, ...]}. Keys of a\n"
      "rule: field, column or constant, split, item, values, template, when. services/cli/mapping.h describes them, services/cli/sample\n"
      "has two. Fields: " +
      absl::StrJoin(FieldNames(), ", ") + ".");
  command->callback([flags, &context] { context.action = [flags](const Connection& c) { return Import(c, *flags); }; });
}

}  // namespace gilde::cli
