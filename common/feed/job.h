// Background work of a service: followers of feeds, sweepers of deadlines, deliverers. One shape for all of them, so that real time
// runs each on a thread of its own and sandbox time runs those of a service in a fixed order.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "google/protobuf/descriptor.h"

namespace gilde::feed {

class Job {
 public:
  virtual ~Job() = default;
  // For logs, metrics and audit entries: `matching.sweep`.
  virtual std::string name() const = 0;
  // Does a bounded part of what is ready at `now` and returns how many things it did; 0 when nothing is ready. An error is logged and
  // tried again with backoff. Called by one thread at a time.
  virtual absl::StatusOr<int> Step(absl::Time now) = 0;
  // Whether the last Step, which did something, did all that there was when it looked; so that it need not be asked again before something
  // is written or falls due.
  virtual bool Drained() const { return false; }
  // The service whose feed it follows; empty: its own.
  virtual std::string Follows() const { return ""; }
  // The kind of resource of its own service on whose due times it acts; null: it acts on events.
  virtual const google::protobuf::Descriptor* Sweeps() const { return nullptr; }
  // Reads of another service what the next Step acts on, while nobody writes; a Step without it reads by itself.
  virtual void Look(absl::Time /*now*/) {}
  // Called instead of Step where it is sure that the Step before found nothing and that nothing it acts on has been written or fallen due
  // since.
  virtual void StillIdle(absl::Time /*now*/) {}
  // Ends a Step that waits for somebody else, soon. Called by another thread, before the last Step has returned.
  virtual void Stop() {}
  // Earliest instant at which something not yet ready will be; InfiniteFuture when nothing waits. InfinitePast when it waits for what
  // neither a time nor a write tells of: it is asked in every round, and time does not wait for it.
  virtual absl::Time NextDue() { return absl::InfiniteFuture(); }
};

}  // namespace gilde::feed
