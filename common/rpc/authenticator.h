// Who calls. An Authenticator turns a call's metadata into an Identity, or refuses with UNAUTHENTICATED.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace gilde::rpc {

struct Identity {
  std::string organization;   // id, or `-`
  unsigned roles = 0;         // bit per common.v1.Role
  std::string acting_person;  // full profile name, or empty
  std::string caller;
  std::vector<std::string> scopes;
  bool limited_by_scopes = false;  // whether `scopes` is a ceiling
};

// Value of a metadata key, empty when absent.
using RequestMetadata = std::function<std::string_view(std::string_view key)>;

// Thread-safe.
class Authenticator {
 public:
  virtual ~Authenticator() = default;
  virtual absl::StatusOr<Identity> Authenticate(const RequestMetadata& metadata) = 0;
};

// Believes metadata `gilde-organization`, `gilde-roles` (comma-separated, lower case) and `gilde-acting-person` (`ada`,
// `profiles/ada` or the full name). Sandbox only. IDENTITY_MISSING without an organization, ROLE_UNKNOWN for another role word.
std::unique_ptr<Authenticator> SandboxIdentity();

// Bearer JWT (RFC 7519) signed by a key of a JWKS. Claims: sub, exp, organization, roles[], acting_person, scope.
// TOKEN_MISSING, TOKEN_INVALID, TOKEN_EXPIRED.
struct JwtOptions {
  std::string jwks;      // file or https URL
  std::string issuer;    // required `iss`, unless empty
  std::string audience;  // required `aud`, unless empty
};
absl::StatusOr<std::unique_ptr<Authenticator>> JwtIdentity(const JwtOptions& options);

// Knows the four services by `gilde-internal: SECRET`, compared in constant time: role SERVICE, every organization. Asks `others` about
// everybody else.
std::unique_ptr<Authenticator> WithInternalSecret(std::string secret, std::unique_ptr<Authenticator> others);

// Completes an identity from its words: roles by name and the acting person's full name. ROLE_UNKNOWN, PERSON_INVALID.
absl::Status SetRoles(const std::vector<std::string>& words, Identity& identity);
absl::Status SetActingPerson(std::string_view person, Identity& identity);

}  // namespace gilde::rpc
