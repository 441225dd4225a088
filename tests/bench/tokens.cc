#include "tests/bench/tokens.h"

#include <ctime>
#include <fstream>

namespace gilde::bench {
namespace {

using Key = std::unique_ptr<jwk_t, void (*)(jwk_t*)>;

Key NewKey() {
  jwk_t* key = nullptr;
  r_jwk_init(&key);
  return {key, r_jwk_free};
}

std::string Taken(char* text) {
  std::string copy = text == nullptr ? "" : text;
  r_free(text);
  return copy;
}

}  // namespace

Tokens::Tokens(const std::string& folder) : key_set_(folder + "/keys.json"), key_(NewKey()) {
  r_global_init();
  Key open = NewKey();
  r_jwk_generate_key_pair(key_.get(), open.get(), R_KEY_TYPE_EC, 256, "bench");
  jwks_t* set = nullptr;
  r_jwks_init(&set);
  r_jwks_append_jwk(set, open.get());
  std::ofstream(key_set_) << Taken(r_jwks_export_to_json_str(set, 0));
  r_jwks_free(set);
}

std::string Tokens::For(const std::string& organization, const std::string& roles, const std::string& person) const {
  jwt_t* token = nullptr;
  r_jwt_init(&token);
  r_jwt_set_sign_alg(token, R_JWA_ALG_ES256);
  r_jwt_set_header_str_value(token, "kid", "bench");
  r_jwt_set_claim_str_value(token, "sub", "gilde-bench");
  r_jwt_set_claim_str_value(token, "organization", organization.c_str());
  r_jwt_set_claim_str_value(token, "roles", roles.c_str());
  if (!person.empty()) r_jwt_set_claim_str_value(token, "acting_person", person.c_str());
  r_jwt_set_claim_int_value(token, "exp", std::time(nullptr) + 86'400);
  std::string signed_token = Taken(r_jwt_serialize_signed(token, key_.get(), 0));
  r_jwt_free(token);
  return signed_token;
}

}  // namespace gilde::bench
