// Signs bearer tokens as an enterprise's identity provider would, so that callers are identified as in production.
#pragma once

#include <rhonabwy.h>

#include <memory>
#include <string>

namespace gilde::bench {

class Tokens {
 public:
  // Makes a key and writes the set with its public half into `folder`.
  explicit Tokens(const std::string& folder);
  // File with the key set, for --jwks.
  const std::string& key_set() const { return key_set_; }
  // A token of organization `organization` with space-separated roles, for `person` (full name or empty), good for a day.
  std::string For(const std::string& organization, const std::string& roles, const std::string& person) const;

 private:
  std::string key_set_;
  std::unique_ptr<jwk_t, void (*)(jwk_t*)> key_;
};

}  // namespace gilde::bench
