#include <iostream>
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "services/cli/commands.h"

namespace gilde::cli {

namespace {

constexpr char kBash[] = R"bash(_gilde() {
  local word=${COMP_WORDS[COMP_CWORD]} command= i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case ${COMP_WORDS[i]} in @COMMANDS_BAR@) command=${COMP_WORDS[i]} ;; esac
  done
  case $word in
    -*) COMPREPLY=($(compgen -W "@GLOBAL@ $(_gilde_options "$command")" -- "$word")) ;;
    *) [ -z "$command" ] && COMPREPLY=($(compgen -W "@COMMANDS@" -- "$word")) || COMPREPLY=($(compgen -f -- "$word")) ;;
  esac
}
_gilde_options() {
  case $1 in
@CASES@  esac
}
complete -o filenames -F _gilde gilde
)bash";

std::vector<std::string> OptionsOf(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  for (const CLI::App* group : app.get_subcommands([](const CLI::App* sub) { return sub->get_name().empty(); })) {
    for (const std::string& name : OptionsOf(*group)) names.push_back(name);
  }
  return names;
}

std::vector<std::string> CommandsOf(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* sub : app.get_subcommands([](const CLI::App* s) { return !s->get_name().empty(); }))
    names.push_back(sub->get_name());
  return names;
}

std::string Bash(const CLI::App& app) {
  std::string cases;
  for (const std::string& name : CommandsOf(app)) {
    absl::StrAppend(&cases, "    ", name, ") echo '", absl::StrJoin(OptionsOf(*app.get_subcommand(name)), " "), "' ;;\n");
  }
  return absl::StrReplaceAll(kBash, {{"@COMMANDS_BAR@", absl::StrJoin(CommandsOf(app), " | ")},
                                     {"@COMMANDS@", absl::StrJoin(CommandsOf(app), " ")},
                                     {"@GLOBAL@", absl::StrJoin(OptionsOf(app), " ")},
                                     {"@CASES@", cases}});
}

// zsh runs bash's completions.
std::string Zsh(const CLI::App& app) { return absl::StrCat("autoload -U +X bashcompinit && bashcompinit\n", Bash(app)); }

std::string Fish(const CLI::App& app) {
  std::string text;
  for (const std::string& name : CommandsOf(app)) {
    const CLI::App* sub = app.get_subcommand(name);
    absl::StrAppend(&text, "complete -c gilde -n __fish_use_subcommand -a ", name, " -d '",
                    absl::StrReplaceAll(sub->get_description(), {{"'", ""}}), "'\n");
    for (const std::string& option : OptionsOf(*sub)) {
      absl::StrAppend(&text, "complete -c gilde -n '__fish_seen_subcommand_from ", name, "' -l ", option.substr(2), "\n");
    }
  }
  for (const std::string& option : OptionsOf(app)) absl::StrAppend(&text, "complete -c gilde -l ", option.substr(2), "\n");
  return text;
}

}  // namespace

void AddCompletion(CLI::App& app, Context& context) {
  auto shell = std::make_shared<std::string>("bash");
  CLI::App* command = app.add_subcommand("completion", "A script that completes gilde's words: source <(gilde completion bash)");
  command->add_option("shell", *shell, "Which shell")->check(CLI::IsMember({"bash", "zsh", "fish"}))->capture_default_str();
  command->callback([shell, &app, &context] {
    context.action = [shell, &app](const Connection&) {
      std::cout << (*shell == "bash" ? Bash(app) : *shell == "zsh" ? Zsh(app) : Fish(app));
      return absl::OkStatus();
    };
  });
}

}  // namespace gilde::cli
