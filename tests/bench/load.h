// Load on a gRPC server: a cheap client of the callback API that sends and receives bytes, the same one for Gilde and for its peers.
#pragma once

#include <grpcpp/support/byte_buffer.h>

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/rpc/client.h"
#include "google/protobuf/message.h"
#include "tests/bench/bench.h"

namespace gilde::bench {

inline constexpr int kInFlight = 64;

// What is called, and as whom.
struct Target {
  std::string address;
  std::string method;  // gilde.profile.v1.ProfileService/GetProfile
  rpc::Metadata metadata;
};

grpc::ByteBuffer Bytes(const google::protobuf::Message& message);
std::string Text(const grpc::ByteBuffer& bytes);

// One call; the answer's bytes.
absl::StatusOr<std::string> CallOnce(const Target& target, const google::protobuf::Message& request);

// `calls` unary calls over one connection, so many at a time, with `requests` in turn; after a short warm-up for as much as `warm_up`
// calls. Answers calls a second, or the first refusal.
absl::StatusOr<Figure> Drive(const Target& target, const std::vector<grpc::ByteBuffer>& requests, int calls, int warm_up = 0,
                             int in_flight = kInFlight);

// One streaming call: sends `requests`, reads until the server ends it or, when `most` is above 0, `most` answers are there.
// Answers how long that took, how many there were and the last of them.
struct Streamed {
  double seconds = 0;
  std::int64_t answers = 0;
  std::string last;
};
absl::StatusOr<Streamed> Stream(const Target& target, const std::vector<grpc::ByteBuffer>& requests, std::int64_t most = 0);

}  // namespace gilde::bench
