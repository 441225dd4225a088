// gilde demo: a mentorship program from the first profile to a natural end, told through public RPCs.
#include <filesystem>
#include <iostream>
#include <memory>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "services/cli/commands.h"
#include "services/cli/demo/stage.h"
#include "services/cli/output.h"

namespace gilde::cli {

namespace {

// Folder of the sample people and mappings, wherever the program was installed or built.
std::string SampleFolder() {
  namespace fs = std::filesystem;
  std::error_code error;
  fs::path program = fs::read_symlink("/proc/self/exe", error).parent_path();
  for (const fs::path& candidate : {program / "../../../services/cli/sample", program / "../share/gilde"}) {
    if (fs::exists(candidate / "people.csv", error)) return fs::weakly_canonical(candidate, error).string();
  }
  return "services/cli/sample";
}

void PrintWhatNext(const Stage& stage) {
  std::string address = stage.connection().options().address, organization = stage.connection().options().organization;
  std::cout << '\n';
  if (!stage.flags.maildir.empty()) std::cout << "The mails lie in " << Bold(stage.flags.maildir) << ".\n";
  std::cout << "Try next:\n"
            << "  gilde --address " << address << " --organization " << organization << " timeline "
            << stage.pairs.front().mentorship.substr(stage.pairs.front().mentorship.rfind('/') + 1) << " --as "
            << stage.pairs.front().mentee->name.substr(stage.pairs.front().mentee->name.rfind('/') + 1) << '\n'
            << "  gilde --address " << address << " --organization " << organization << " events --types 'mentorship.*'\n"
            << "  grpcurl -plaintext -H 'gilde-organization: " << organization << "' -H 'gilde-roles: program_admin' -d '{\"name\":\""
            << stage.program << "\"}' " << address << " gilde.matching.v1.ProgramService/GetProgramReport\n";
}

absl::Status Demo(const Connection& connection, const DemoFlags& flags) {
  GILDE_ASSIGN_OR_RETURN(std::unique_ptr<Story> story, Story::Open(connection, flags.journal));
  Stage stage{*story, flags, {}, "", {}, {}};
  GILDE_RETURN_IF_ERROR(TellPeople(stage));
  GILDE_RETURN_IF_ERROR(TellProgram(stage));
  GILDE_RETURN_IF_ERROR(TellApproaches(stage));
  GILDE_RETURN_IF_ERROR(TellFirstConversations(stage));
  GILDE_RETURN_IF_ERROR(TellHalfYear(stage));
  GILDE_RETURN_IF_ERROR(TellAutumn(stage));
  GILDE_RETURN_IF_ERROR(TellReport(stage));
  PrintWhatNext(stage);
  return absl::OkStatus();
}

}  // namespace

std::string MappingFolder() { return SampleFolder(); }

void AddDemo(CLI::App& app, Context& context) {
  auto flags = std::make_shared<DemoFlags>();
  flags->people = SampleFolder() + "/people.csv";
  flags->journal = "gilde-demo.journal";
  CLI::App* command = app.add_subcommand("demo", "A program from the first profile to a natural end, in a sandbox, told as it happens");
  command->add_option("people", flags->people, "CSV of people")->check(CLI::ExistingFile)->capture_default_str();
  command->add_option("--mapping", flags->mapping, "Which column is what; see gilde import --help")->check(CLI::ExistingFile);
  command->add_option("--journal", flags->journal, "Where the demo notes what is done, to go on after an interruption")
      ->capture_default_str();
  command->add_option("--maildir", flags->maildir, "Where the mail sink of the sandbox writes; the demo shows an invitation from there");
  command->footer("Needs a server started with --sandbox. services/quickstart.sh starts one and runs this.");
  command->callback([flags, &context] { context.action = [flags](const Connection& c) { return Demo(c, *flags); }; });
}

}  // namespace gilde::cli
