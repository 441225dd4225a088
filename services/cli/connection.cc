#include "services/cli/connection.h"

#include <algorithm>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace gilde::cli {

Connection::Connection(Options options) : options_(std::move(options)) {
  for (const char* service : kServices) {
    auto own = options_.service_addresses.find(service);
    bool has_own = own != options_.service_addresses.end() && !own->second.empty();
    channels_[service] = rpc::Connect(has_own ? own->second : options_.address, options_.ca_file);
  }
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

}  // namespace gilde::cli
