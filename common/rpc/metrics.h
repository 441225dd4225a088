// Prometheus metrics of a process: `gilde_rpc_seconds` by method and `gilde_rpc_total` by method and status code.
#pragma once

#include <array>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace prometheus {
class Counter;
class Exposer;
class Histogram;
class Registry;
}  // namespace prometheus

namespace gilde::rpc {

// Counters of one method; thread-safe.
class MethodMetrics {
 public:
  void Record(absl::StatusCode code, absl::Duration took);

 private:
  friend class Metrics;
  prometheus::Histogram* seconds_ = nullptr;
  std::array<prometheus::Counter*, 17> total_{};  // by status code
};

class Metrics {
 public:
  Metrics();
  ~Metrics();
  MethodMetrics ForMethod(const std::string& method);
  // Serves them as text on host:port. UNAVAILABLE when the port is taken.
  absl::Status Listen(const std::string& address);

 private:
  std::shared_ptr<prometheus::Registry> registry_;
  std::unique_ptr<prometheus::Exposer> exposer_;
};

}  // namespace gilde::rpc
