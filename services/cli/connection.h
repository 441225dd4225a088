// Whom the CLI speaks to and as whom. Every call goes over the network, as a backend's would.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/rpc/client.h"
#include "gilde/common/v1/event.pb.h"

namespace gilde::cli {

// Global options of the command line.
struct Options {
  std::string address = "127.0.0.1:7400";                // the suite, or where all four are
  std::map<std::string, std::string> service_addresses;  // profile -> host:port, where it differs
  std::string tls_ca;                                    // TLS with this CA; empty: plain text
  std::string tls_cert, tls_key;                         // shown to services that ask for a certificate
  std::string organization = "acme";
  std::string roles = "platform,program_admin";  // sandbox only
  std::string person;                            // --as: profile id or name
  std::string token;                             // bearer token; then roles and person are the token's
  bool json = false;
};

// In the sandbox: as whom. A token says so itself.
struct Identity {
  std::string roles;
  std::string person;  // full profile name or empty
};

// Thread-safe.
class Connection {
 public:
  // NOT_FOUND when a file that the options name cannot be read; INVALID_ARGUMENT for what cannot be metadata of a call.
  static absl::StatusOr<Connection> Open(Options options);

  const Options& options() const { return options_; }
  // `organizations/acme`
  std::string Organization() const;
  // Full name of a profile given by id or name.
  std::string PersonName(const std::string& person) const;
  // What the command line says.
  Identity Default() const;
  Identity Administrator() const { return {"platform,program_admin", ""}; }
  Identity Member(const std::string& person) const { return {"member", PersonName(person)}; }

  // The client of a service, `matching`.
  rpc::Client To(const std::string& service, const Identity& identity) const;
  // The service of a method's package: `gilde.matching.v1...` is matching; the common package is asked of profile.
  template <class Response>
  absl::StatusOr<Response> Call(const Identity& identity, const std::string& method, const google::protobuf::Message& request,
                                absl::Duration timeout = absl::Seconds(60)) const {
    return To(ServiceOf(method), identity).Call<Response>(method, request, timeout);
  }
  static std::string ServiceOf(const std::string& method);
  // The service whose resource an event is about.
  static std::string ServiceOf(const gilde::common::v1::Event& event);
  // Of these services one for each address: a process that serves several answers the events of all of them.
  std::vector<std::string> Feeds(const std::vector<std::string>& services) const;

 private:
  explicit Connection(Options options) : options_(std::move(options)) {}
  const std::string& AddressOf(const std::string& service) const;

  Options options_;
  std::map<std::string, std::shared_ptr<grpc::Channel>> channels_;
};

inline constexpr const char* kServices[] = {"profile", "matching", "scheduling", "notification"};

}  // namespace gilde::cli
