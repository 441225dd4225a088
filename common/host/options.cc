#include "common/host/options.h"

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <iostream>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace gilde::host {
namespace {

constexpr const char* kServices[] = {"profile", "matching", "scheduling", "notification"};

std::string Variable(const std::string& flag) { return "GILDE_" + absl::AsciiStrToUpper(flag); }

void Add(CLI::App& app, const std::string& flag, std::string& value, const std::string& help) {
  app.add_option("--" + flag, value, help)->envname(Variable(flag))->capture_default_str();
}

// `host:port` or `unix:path`; gRPC would take another port for one that is missing or too large.
bool IsAddress(const std::string& address) {
  if (absl::StartsWith(address, "unix:") || absl::StartsWith(address, "unix-abstract:")) return address.back() != ':';
  size_t colon = address.rfind(':');
  int port = 0;
  return colon != std::string::npos && colon > 0 && absl::SimpleAtoi(address.substr(colon + 1), &port) && port >= 0 && port <= 65535;
}

bool IsLoopback(const std::string& listen) {
  for (const char* start : {"unix:", "unix-abstract:", "127.", "localhost:", "[::1]:"}) {
    if (listen.rfind(start, 0) == 0) return true;
  }
  return false;
}

}  // namespace

Options ParseFlags(int argc, char** argv, const std::string& name, const std::string& listen, const std::string& metrics) {
  Options options;
  options.listen = listen;
  options.metrics_listen = metrics;
  std::string start;
  CLI::App app("Gilde, the mentoring engine", name);
  Add(app, "listen", options.listen, "host:port or unix:path to serve on");
  Add(app, "metrics_listen", options.metrics_listen, "host:port for Prometheus text; empty: none");
  Add(app, "database", options.database, "sqlite:DIRECTORY or postgresql://HOST/DATABASE");
  Add(app, "redis", options.redis, "redis://host:port/db or unix:path; away or empty: slower, never wrong");
  int port = 7401;
  for (const char* service : kServices) {
    std::string& address = options.addresses[service];
    address = absl::StrCat("127.0.0.1:", port++);
    Add(app, absl::StrCat(service, "_address"), address, absl::StrCat("where the ", service, " service is"));
  }
  Add(app, "tls_cert", options.tls_cert, "PEM file of the server's certificate");
  Add(app, "tls_key", options.tls_key, "PEM file of its key");
  Add(app, "tls_client_ca", options.tls_client_ca, "PEM file: clients must show a certificate of it");
  Add(app, "tls_ca", options.tls_ca, "PEM file to verify the other services with");
  Add(app, "jwks", options.jwks, "file or URL of the keys that sign callers' tokens");
  Add(app, "jwt_issuer", options.jwt_issuer, "tokens must be of this issuer");
  Add(app, "jwt_audience", options.jwt_audience, "tokens must be for this audience");
  Add(app, "service_token", options.service_token, "file with the secret by which the four services know each other");
  app.add_flag("--sandbox", options.sandbox, "a clock that callers move, and identity from metadata; loopback only")
      ->envname("GILDE_SANDBOX");
  Add(app, "sandbox_start", start, "RFC 3339 time at which a new sandbox starts; empty: now");
  Add(app, "smtp", options.smtp, "smtp://host:port or smtps://host:port; empty: e-mail waits to be pulled");
  Add(app, "smtp_from", options.smtp_from, "sender of e-mail");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    std::exit(app.exit(error));
  }
  std::string error;
  if (!start.empty() && !absl::ParseTime(absl::RFC3339_full, start, &options.sandbox_start, &error)) {
    std::cerr << name << ": --sandbox_start: give a time as 2027-01-04T08:00:00Z\n";
    std::exit(2);
  }
  return options;
}

absl::Status Check(const Options& options) {
  for (const auto& [flag, address] : {std::pair("--listen", &options.listen), {"--metrics_listen", &options.metrics_listen}}) {
    if (address->empty() && address == &options.metrics_listen) continue;
    if (!IsAddress(*address)) return absl::InvalidArgumentError(absl::StrCat(flag, ": give HOST:PORT or unix:PATH, not ", *address));
  }
  if (!options.smtp.empty() && !absl::StartsWith(options.smtp, "smtp://") && !absl::StartsWith(options.smtp, "smtps://")) {
    return absl::InvalidArgumentError("--smtp: give smtp://HOST:PORT or smtps://HOST:PORT");
  }
  if (options.sandbox && !IsLoopback(options.listen)) {
    return absl::InvalidArgumentError("--sandbox trusts every caller and listens on loopback only: give --listen 127.0.0.1:PORT");
  }
  if (!options.sandbox && options.jwks.empty()) {
    return absl::InvalidArgumentError("give --jwks FILE|URL with the keys that sign callers' tokens, or --sandbox to try it out");
  }
  if (options.tls_cert.empty() != options.tls_key.empty()) return absl::InvalidArgumentError("give --tls_cert and --tls_key together");
  if (!options.tls_client_ca.empty() && options.tls_cert.empty()) {
    return absl::InvalidArgumentError("--tls_client_ca needs --tls_cert and --tls_key");
  }
  return absl::OkStatus();
}

}  // namespace gilde::host
