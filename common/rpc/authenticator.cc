#include "common/rpc/authenticator.h"

#include <openssl/crypto.h>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/base/errors.h"
#include "common/base/ids.h"
#include "gilde/common/v1/options.pb.h"

namespace gilde::rpc {
namespace {

absl::Status Unauthenticated(std::string_view reason, std::string_view message) {
  return base::Refusal(absl::StatusCode::kUnauthenticated, reason, message);
}

class Sandbox : public Authenticator {
 public:
  absl::StatusOr<Identity> Authenticate(const RequestMetadata& metadata) override {
    Identity identity;
    identity.caller = "sandbox";
    identity.organization = std::string(metadata("gilde-organization"));
    if (identity.organization != "-" && !base::IsId(identity.organization)) {
      return Unauthenticated("IDENTITY_MISSING", "send metadata gilde-organization, gilde-roles and, for a member, gilde-acting-person");
    }
    GILDE_RETURN_IF_ERROR(SetRoles(absl::StrSplit(std::string(metadata("gilde-roles")), ',', absl::SkipEmpty()), identity));
    GILDE_RETURN_IF_ERROR(SetActingPerson(metadata("gilde-acting-person"), identity));
    return identity;
  }
};

class InternalSecret : public Authenticator {
 public:
  InternalSecret(std::string secret, std::unique_ptr<Authenticator> others) : secret_(std::move(secret)), others_(std::move(others)) {}

  absl::StatusOr<Identity> Authenticate(const RequestMetadata& metadata) override {
    std::string_view shown = metadata("gilde-internal");
    if (shown.empty()) return others_->Authenticate(metadata);
    if (shown.size() != secret_.size() || CRYPTO_memcmp(shown.data(), secret_.data(), secret_.size()) != 0) {
      return Unauthenticated("TOKEN_INVALID", "the service token is not this deployment's");
    }
    Identity identity;
    identity.caller = "service";
    identity.organization = "-";
    identity.roles = 1u << gilde::common::v1::SERVICE;
    return identity;
  }

 private:
  std::string secret_;
  std::unique_ptr<Authenticator> others_;
};

}  // namespace

absl::Status SetRoles(const std::vector<std::string>& words, Identity& identity) {
  for (const std::string& word : words) {
    gilde::common::v1::Role role = gilde::common::v1::ROLE_UNSPECIFIED;
    std::string name = absl::AsciiStrToUpper(absl::StripAsciiWhitespace(word));
    // The services' own role is never given to a caller.
    bool known =
        gilde::common::v1::Role_Parse(name, &role) && role != gilde::common::v1::ROLE_UNSPECIFIED && role != gilde::common::v1::SERVICE;
    if (!known) return Unauthenticated("ROLE_UNKNOWN", "roles are platform, program_admin, member and auditor");
    identity.roles |= 1u << role;
  }
  return absl::OkStatus();
}

absl::Status SetActingPerson(std::string_view person, Identity& identity) {
  if (person.empty()) return absl::OkStatus();
  std::string name(person);
  if (person.find('/') == std::string_view::npos) name = absl::StrCat("profiles/", name);
  if (name.rfind("profiles/", 0) == 0) name = absl::StrCat("organizations/", identity.organization, "/", name);
  if (!base::NameMatches(name, "organizations/*/profiles/*") || base::OrganizationOf(name) != identity.organization) {
    return Unauthenticated("PERSON_INVALID", "the acting person is a profile of the caller's own organization");
  }
  identity.acting_person = std::move(name);
  return absl::OkStatus();
}

std::unique_ptr<Authenticator> SandboxIdentity() { return std::make_unique<Sandbox>(); }

std::unique_ptr<Authenticator> WithInternalSecret(std::string secret, std::unique_ptr<Authenticator> others) {
  return std::make_unique<InternalSecret>(std::move(secret), std::move(others));
}

}  // namespace gilde::rpc
