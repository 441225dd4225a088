// Forgets what a service need not remember: events after 30 days, idempotent answers after 24 hours.
#pragma once

#include <string>

#include "common/feed/job.h"
#include "common/storage/store.h"

namespace gilde::feed {

class Housekeeper : public Job {
 public:
  Housekeeper(const std::string& service, storage::Store& store) : name_(service + ".housekeeping"), store_(store) {}
  std::string name() const override { return name_; }
  absl::StatusOr<int> Step(absl::Time now) override;

 private:
  std::string name_;
  storage::Store& store_;
  absl::Time next_ = absl::InfinitePast();
};

}  // namespace gilde::feed
