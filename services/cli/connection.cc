#include "services/cli/connection.h"

#include <algorithm>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/base/files.h"

namespace gilde::cli {

absl::StatusOr<Connection> Connection::Open(Options options) {
  rpc::ClientTls tls;
  for (auto [text, path, flag] : {std::tuple(&tls.ca, &options.tls_ca, "--tls_ca"),
                                  {&tls.certificate, &options.tls_cert, "--tls_cert"},
                                  {&tls.key, &options.tls_key, "--tls_key"}}) {
    if (path->empty()) continue;
    GILDE_ASSIGN_OR_RETURN(*text, base::ReadFile(*path, flag));
  }
  for (auto [text, flag] : {std::pair(&options.organization, "--organization"),
                            {&options.roles, "--roles"},
                            {&options.person, "--as"},
                            {&options.token, "--token"}}) {
    bool fine = std::all_of(text->begin(), text->end(), [](unsigned char c) { return c >= 0x20 && c < 0x7f; });
    if (!fine) return absl::InvalidArgumentError(absl::StrCat(flag, ": holds what cannot be sent, a line break perhaps"));
  }
  Connection connection(std::move(options));
  for (const char* service : kServices) {
    connection.channels_[service] = rpc::Connect(connection.AddressOf(service), tls);
  }
  return connection;
}

const std::string& Connection::AddressOf(const std::string& service) const {
  auto own = options_.service_addresses.find(service);
  bool has_own = own != options_.service_addresses.end() && !own->second.empty();
  return has_own ? own->second : options_.address;
}

std::string Connection::Organization() const { return absl::StrCat("organizations/", options_.organization); }

std::string Connection::PersonName(const std::string& person) const {
  if (person.empty() || absl::StrContains(person, "/")) return person;
  return absl::StrCat(Organization(), "/profiles/", person);
}

Identity Connection::Default() const {
  if (!options_.person.empty()) return Member(options_.person);
  return {options_.roles, ""};
}

rpc::Client Connection::To(const std::string& service, const Identity& identity) const {
  rpc::Metadata metadata;
  if (!options_.token.empty()) {
    metadata["authorization"] = "Bearer " + options_.token;
  } else {
    metadata["gilde-organization"] = options_.organization;
    metadata["gilde-roles"] = identity.roles;
    if (!identity.person.empty()) metadata["gilde-acting-person"] = identity.person;
  }
  return rpc::Client(channels_.at(service), std::move(metadata));
}

std::string Connection::ServiceOf(const std::string& method) {
  std::vector<std::string> parts = absl::StrSplit(method, '.');
  std::string service = parts.size() > 1 ? parts[1] : "";
  bool known = std::any_of(std::begin(kServices), std::end(kServices), [&](const char* name) { return service == name; });
  return known ? service : "profile";
}

std::string Connection::ServiceOf(const gilde::common::v1::Event& event) {
  const std::string& type = event.payload().type_url();
  return ServiceOf(type.substr(type.rfind('/') + 1));
}

std::vector<std::string> Connection::Feeds(const std::vector<std::string>& services) const {
  std::vector<std::string> feeds;
  for (const std::string& service : services) {
    bool there = std::any_of(feeds.begin(), feeds.end(), [&](const std::string& feed) { return AddressOf(feed) == AddressOf(service); });
    if (!there) feeds.push_back(service);
  }
  return feeds;
}

}  // namespace gilde::cli
