// gilde: Gilde for people at a terminal.
#include <iostream>

#include "services/cli/commands.h"
#include "services/cli/output.h"

namespace gilde::cli {
namespace {

void AddConnectionOptions(CLI::App& app, Options& options) {
  auto* group = app.add_option_group("Connection", "Each has an environment variable of the same name with the prefix GILDE_.");
  group->add_option("--address", options.address, "Where the suite listens, or all four services behind one name")
      ->envname("GILDE_ADDRESS")
      ->capture_default_str();
  for (const char* service : kServices) {
    std::string name = service;
    std::string variable = "GILDE_" + name + "_ADDRESS";
    for (char& c : variable) c = static_cast<char>(std::toupper(c));
    group->add_option("--" + name + "_address", options.service_addresses[name], "Where " + name + " listens, when elsewhere")
        ->envname(variable);
  }
  group->add_option("--tls_ca", options.tls_ca, "File with the CA that signed the services' certificates; without it, plain text")
      ->envname("GILDE_TLS_CA");
  auto* certificate = group->add_option("--tls_cert", options.tls_cert, "PEM file of your certificate, for services that ask for one")
                          ->envname("GILDE_TLS_CERT");
  auto* key = group->add_option("--tls_key", options.tls_key, "PEM file of its key")->envname("GILDE_TLS_KEY");
  certificate->needs(key);
  key->needs(certificate);
  group->add_option("--organization", options.organization, "Organization id")->envname("GILDE_ORGANIZATION")->capture_default_str();
  group->add_option("--roles", options.roles, "Sandbox: roles, separated by commas")->envname("GILDE_ROLES")->capture_default_str();
  group->add_option("--as", options.person, "Sandbox: act as a member for this person (profile id or name)")->envname("GILDE_AS");
  group->add_option("--token", options.token, "Bearer token (JWT); organization, roles and person are the token's")->envname("GILDE_TOKEN");
  app.add_flag("--json", options.json, "Answers as JSON, one document or one line an item, for programs")->envname("GILDE_JSON");
}

int Main(int argc, char** argv) {
  CLI::App app("Gilde at a terminal: bring people in, ask for mentors, follow mentorships, read reports, move the sandbox clock.", "gilde");
  app.require_subcommand(1);
  app.fallthrough();
  app.footer(
      "Examples:\n"
      "  gilde import people.csv --validate_only\n"
      "  gilde recommend h107 --program spring\n"
      "  gilde report spring --group_by LOCATION\n"
      "  gilde events --follow --types 'mentorship.*'\n"
      "  gilde clock --by 14d");
  Context context;
  AddConnectionOptions(app, context.options);
  AddImport(app, context);
  AddDemo(app, context);
  AddRecommend(app, context);
  AddTimeline(app, context);
  AddReport(app, context);
  AddClock(app, context);
  AddEvents(app, context);
  AddLifecycle(app, context);
  AddMatch(app, context);
  AddCertificate(app, context);
  AddFit(app, context);
  AddScore(app, context);
  AddSimulate(app, context);
  AddCompletion(app, context);
  CLI11_PARSE(app, argc, argv);
  absl::StatusOr<Connection> connection = Connection::Open(context.options);
  absl::Status status = connection.ok() ? context.action(*connection) : connection.status();
  if (status.ok()) {
    std::cout.flush();
    if (std::cout) return 0;
    status = absl::DataLossError("not everything could be written");
  }
  std::cerr << Red("gilde: ") << Explain(status) << '\n';
  if (absl::IsUnavailable(status)) std::cerr << "Is it running at " << context.options.address << "? services/quickstart.sh starts one.\n";
  return 1;
}

}  // namespace
}  // namespace gilde::cli

int main(int argc, char** argv) { return gilde::cli::Main(argc, argv); }
