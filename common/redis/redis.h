// Redis over hiredis: a pool of connections, pipelines and scripts by hash, reconnecting with backoff. Redis is fast, never right:
// every caller can do without it. Thread-safe.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace gilde::redis {

struct Reply {
  enum class Type { kNil, kInteger, kText, kList };
  Type type = Type::kNil;
  std::int64_t integer = 0;
  std::string text;
  std::vector<Reply> list;
};

// A Lua script, run atomically; sent by its SHA-1 once the server knows it.
struct Script {
  explicit Script(std::string_view text);
  std::string text;
  std::string sha1;
};

using Command = std::vector<std::string>;  // {"SET", key, value}; arguments may hold any bytes

class Redis {
 public:
  // `redis://host:port/db` or `unix:path`. Does not connect yet: the first command does.
  // INVALID_ARGUMENT for another form of URL.
  static absl::StatusOr<std::unique_ptr<Redis>> Create(std::string_view url);
  ~Redis();

  // UNAVAILABLE at once while the server is away (connections are tried again after 50 ms, doubling to 5 s); INTERNAL for an error reply.
  absl::StatusOr<Reply> Run(const Command& command);
  // One round trip for all; an error reply in any is INTERNAL.
  absl::StatusOr<std::vector<Reply>> Pipeline(const std::vector<Command>& commands);
  absl::StatusOr<Reply> Eval(const Script& script, const std::vector<std::string>& keys, const std::vector<std::string>& arguments);

 private:
  struct Impl;
  explicit Redis(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace gilde::redis
