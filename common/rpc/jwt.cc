// Bearer tokens, verified with librhonabwy against a key set from a file or URL.
#include <curl/curl.h>
#include <rhonabwy.h>

#include <algorithm>
#include <array>
#include <mutex>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/base/clock.h"
#include "common/base/errors.h"
#include "common/base/files.h"
#include "common/base/ids.h"
#include "common/rpc/authenticator.h"
#include "common/storage/journal.h"
#include "spdlog/spdlog.h"

namespace gilde::rpc {
namespace {

constexpr absl::Duration kLeeway = absl::Seconds(60);
constexpr absl::Duration kRefreshAtMost = absl::Seconds(30);
constexpr size_t kMostCached = 10'000;
constexpr size_t kLongestToken = 16'384;
// Signatures by a private key only: a public key must never verify what anybody could have made with it.
constexpr std::array kAlgorithms = {R_JWA_ALG_RS256, R_JWA_ALG_RS384, R_JWA_ALG_RS512, R_JWA_ALG_PS256, R_JWA_ALG_PS384,
                                    R_JWA_ALG_PS512, R_JWA_ALG_ES256, R_JWA_ALG_ES384, R_JWA_ALG_ES512, R_JWA_ALG_EDDSA};

absl::Status Invalid(std::string_view message) { return base::Refusal(absl::StatusCode::kUnauthenticated, "TOKEN_INVALID", message); }
absl::Status Expired() {
  return base::Refusal(absl::StatusCode::kUnauthenticated, "TOKEN_EXPIRED", "the token has expired: get a new one");
}

using Jwt = std::unique_ptr<jwt_t, void (*)(jwt_t*)>;
using Jwks = std::unique_ptr<jwks_t, void (*)(jwks_t*)>;
using Json = std::unique_ptr<json_t, void (*)(json_t*)>;

Jwks NewJwks() {
  jwks_t* jwks = nullptr;
  r_jwks_init(&jwks);
  return {jwks, r_jwks_free};
}

size_t Append(char* data, size_t size, size_t count, void* text) {
  static_cast<std::string*>(text)->append(data, size * count);
  return size * count;
}

absl::StatusOr<std::string> Fetch(const std::string& source) {
  if (source.find("://") == std::string::npos) return base::ReadFile(source, "--jwks");
  std::string text;
  std::unique_ptr<CURL, void (*)(CURL*)> curl(curl_easy_init(), curl_easy_cleanup);
  curl_easy_setopt(curl.get(), CURLOPT_URL, source.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, 5L);
  curl_easy_setopt(curl.get(), CURLOPT_FAILONERROR, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, &Append);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &text);
  if (curl_easy_perform(curl.get()) != CURLE_OK) return absl::UnavailableError(absl::StrCat("--jwks: cannot fetch ", source));
  return text;
}

// A claim as text, and a claim as a list of texts (`"a b"` and `["a", "b"]` alike).
std::string Text(const json_t* claims, const char* name) {
  const char* value = json_string_value(json_object_get(claims, name));
  return value == nullptr ? "" : value;
}
std::vector<std::string> Texts(const json_t* claims, const char* name) {
  json_t* value = json_object_get(claims, name);
  if (json_is_string(value)) return absl::StrSplit(std::string(json_string_value(value)), ' ', absl::SkipEmpty());
  std::vector<std::string> texts;
  for (size_t i = 0; i < json_array_size(value); ++i) {
    const char* item = json_string_value(json_array_get(value, i));
    if (item != nullptr) texts.emplace_back(item);
  }
  return texts;
}

class JwtAuthenticator : public Authenticator {
 public:
  explicit JwtAuthenticator(JwtOptions options) : options_(std::move(options)) {}

  absl::Status Load() {
    GILDE_ASSIGN_OR_RETURN(std::string text, Fetch(options_.jwks));
    Jwks keys = NewJwks();
    if (r_jwks_import_from_json_str(keys.get(), text.c_str()) != RHN_OK || r_jwks_size(keys.get()) == 0) {
      return absl::InvalidArgumentError(absl::StrCat("--jwks: no key set in ", options_.jwks));
    }
    keys_ = std::move(keys);
    loaded_ = wall_.Now();
    return absl::OkStatus();
  }

  absl::StatusOr<Identity> Authenticate(const RequestMetadata& metadata) override {
    std::string_view header = metadata("authorization");
    constexpr std::string_view kBearer = "Bearer ";
    if (header.substr(0, kBearer.size()) != kBearer) {
      return base::Refusal(absl::StatusCode::kUnauthenticated, "TOKEN_MISSING", "send metadata authorization: Bearer TOKEN");
    }
    std::string token(header.substr(kBearer.size()));
    if (token.size() > kLongestToken) return Invalid("the token is too long");
    absl::Time now = wall_.Now();
    std::string hash = storage::Sha256Hex(token);
    std::lock_guard lock(mutex_);
    auto known = verified_.find(hash);
    if (known != verified_.end() && known->second.second + kLeeway > now) return known->second.first;
    absl::Time expires;
    GILDE_ASSIGN_OR_RETURN(Identity identity, Verify(token, now, expires));
    if (verified_.size() >= kMostCached) verified_.clear();
    verified_.insert_or_assign(hash, std::make_pair(identity, expires));
    return identity;
  }

 private:
  absl::StatusOr<Identity> Verify(const std::string& token, absl::Time now, absl::Time& expires) {
    jwt_t* raw = nullptr;
    r_jwt_init(&raw);
    Jwt jwt(raw, r_jwt_free);
    // Only the signature decides; keys that the token brings along are not looked at.
    if (r_jwt_advanced_parse(jwt.get(), token.c_str(), R_PARSE_NONE, R_FLAG_IGNORE_REMOTE) != RHN_OK)
      return Invalid("the token is not a signed JWT");
    jwa_alg algorithm = r_jwt_get_sign_alg(jwt.get());
    if (std::find(kAlgorithms.begin(), kAlgorithms.end(), algorithm) == kAlgorithms.end())
      return Invalid("the token's algorithm is not accepted");
    GILDE_RETURN_IF_ERROR(VerifySignature(*jwt, now));
    Json claims(r_jwt_get_full_claims_json_t(jwt.get()), [](json_t* json) { json_decref(json); });
    json_t* exp = json_object_get(claims.get(), "exp");
    if (!json_is_number(exp)) return Invalid("the token has no exp");
    expires = absl::FromUnixSeconds(static_cast<std::int64_t>(json_number_value(exp)));
    if (now > expires + kLeeway) return Expired();
    json_t* not_before = json_object_get(claims.get(), "nbf");
    if (json_is_number(not_before) && now + kLeeway < absl::FromUnixSeconds(static_cast<std::int64_t>(json_number_value(not_before)))) {
      return Invalid("the token is not valid yet");
    }
    if (!options_.issuer.empty() && Text(claims.get(), "iss") != options_.issuer) return Invalid("the token is of another issuer");
    std::vector<std::string> audiences = Texts(claims.get(), "aud");
    if (!options_.audience.empty() && std::find(audiences.begin(), audiences.end(), options_.audience) == audiences.end()) {
      return Invalid("the token is for another audience");
    }
    return ToIdentity(claims.get());
  }

  absl::Status VerifySignature(jwt_t& jwt, absl::Time now) {
    const char* id = r_jwt_get_header_str_value(&jwt, "kid");
    bool known = VerifiedBySomeKey(jwt, id);
    // An unknown key may be a new one.
    if (!known && now - loaded_ > kRefreshAtMost) {
      absl::Status loaded = Load();
      if (!loaded.ok()) spdlog::warn("{}", std::string(loaded.message()));
      loaded_ = now;
      known = VerifiedBySomeKey(jwt, id);
    }
    return known ? absl::OkStatus() : Invalid("the token's signature is by no known key");
  }

  bool VerifiedBySomeKey(jwt_t& jwt, const char* id) {
    if (id != nullptr) {
      jwk_t* key = r_jwks_get_by_kid(keys_.get(), id);
      bool verified = key != nullptr && r_jwt_verify_signature(&jwt, key, R_FLAG_IGNORE_REMOTE) == RHN_OK;
      if (key != nullptr) r_jwk_free(key);
      return verified;
    }
    for (size_t i = 0; i < r_jwks_size(keys_.get()); ++i) {
      jwk_t* key = r_jwks_get_at(keys_.get(), i);
      bool verified = r_jwt_verify_signature(&jwt, key, R_FLAG_IGNORE_REMOTE) == RHN_OK;
      r_jwk_free(key);
      if (verified) return true;
    }
    return false;
  }

  static absl::StatusOr<Identity> ToIdentity(const json_t* claims) {
    Identity identity;
    identity.caller = Text(claims, "sub");
    identity.organization = Text(claims, "organization");
    if (identity.caller.empty() || (identity.organization != "-" && !base::IsId(identity.organization))) {
      return Invalid("the token must name sub and organization");
    }
    GILDE_RETURN_IF_ERROR(SetRoles(Texts(claims, "roles"), identity));
    GILDE_RETURN_IF_ERROR(SetActingPerson(Text(claims, "acting_person"), identity));
    identity.limited_by_scopes = json_object_get(claims, "scope") != nullptr;
    identity.scopes = Texts(claims, "scope");
    return identity;
  }

  JwtOptions options_;
  base::SystemClock wall_;
  std::mutex mutex_;
  Jwks keys_ = NewJwks();
  absl::Time loaded_ = absl::InfinitePast();
  absl::flat_hash_map<std::string, std::pair<Identity, absl::Time>> verified_;  // by SHA-256 of the token; until when
};

}  // namespace

absl::StatusOr<std::unique_ptr<Authenticator>> JwtIdentity(const JwtOptions& options) {
  r_global_init();
  auto authenticator = std::make_unique<JwtAuthenticator>(options);
  GILDE_RETURN_IF_ERROR(authenticator->Load());
  return authenticator;
}

}  // namespace gilde::rpc
