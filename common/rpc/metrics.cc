#include "common/rpc/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/exposer.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <exception>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"

namespace gilde::rpc {

void MethodMetrics::Record(absl::StatusCode code, absl::Duration took) {
  if (seconds_ == nullptr) return;
  seconds_->Observe(absl::ToDoubleSeconds(took));
  total_[static_cast<size_t>(code)]->Increment();
}

Metrics::Metrics() : registry_(std::make_shared<prometheus::Registry>()) {}
Metrics::~Metrics() = default;

MethodMetrics Metrics::ForMethod(const std::string& method) {
  auto& seconds = prometheus::BuildHistogram().Name("gilde_rpc_seconds").Help("Time of a call in seconds").Register(*registry_);
  auto& total = prometheus::BuildCounter().Name("gilde_rpc_total").Help("Calls by status code").Register(*registry_);
  MethodMetrics metrics;
  metrics.seconds_ =
      &seconds.Add({{"method", method}}, prometheus::Histogram::BucketBoundaries{0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3});
  for (size_t code = 0; code < metrics.total_.size(); ++code) {
    metrics.total_[code] = &total.Add({{"method", method}, {"code", absl::StatusCodeToString(static_cast<absl::StatusCode>(code))}});
  }
  return metrics;
}

absl::Status Metrics::Listen(const std::string& address) {
  // The exposer's constructor is the only thing here that throws.
  try {
    exposer_ = std::make_unique<prometheus::Exposer>(address, 1);
  } catch (const std::exception&) {
    return base::TryAgain(absl::StatusCode::kUnavailable, "ADDRESS_IN_USE", absl::StrCat("cannot serve metrics on ", address),
                          absl::Seconds(5));
  }
  exposer_->RegisterCollectable(registry_);
  return absl::OkStatus();
}

}  // namespace gilde::rpc
