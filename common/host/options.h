// The flags that every Gilde server has. Each is also read from the environment as GILDE_ and its name in capitals.
#pragma once

#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace gilde::host {

struct Options {
  std::string listen;          // host:port or unix:path
  std::string metrics_listen;  // host:port; empty: none
  std::string database = "sqlite:./gilde-data";
  std::string redis = "redis://127.0.0.1:6379/0";  // empty: none
  std::map<std::string, std::string> addresses;    // service name -> address, for services in other processes
  std::string tls_cert, tls_key, tls_client_ca;    // PEM files
  std::string tls_ca;                              // PEM file to verify the other services with; empty: plain text
  std::string jwks;                                // file or URL
  std::string jwt_issuer, jwt_audience;            // required claims, where given
  std::string service_token;                       // file with the secret by which the four services know each other
  bool sandbox = false;
  absl::Time sandbox_start = absl::InfinitePast();  // InfinitePast: the machine's time
  std::string smtp;                                 // smtp://host:port or smtps://; empty: e-mail waits to be pulled
  std::string smtp_from = "mentoring@localhost";
};

// Parses the command line and the environment. `name` is the binary's, `listen` and `metrics` its default ports.
// Prints help or one line saying what is wrong, and exits, when the flags ask for that.
Options ParseFlags(int argc, char** argv, const std::string& name, const std::string& listen, const std::string& metrics);

// INVALID_ARGUMENT saying in one line what to do.
absl::Status Check(const Options& options);

}  // namespace gilde::host
