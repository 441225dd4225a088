// Acts on resources whose due time (storage::Keys::Due) has come: request expiry, pause ends, attendance.
#pragma once

#include <functional>
#include <string>

#include "common/feed/job.h"
#include "common/storage/store.h"

namespace gilde::feed {

// For each due resource, earliest first, runs `act(writer, resource)` in a transaction of its own; `act` must move the due time on (by
// updating the resource). Several processes may sweep: each resource is re-read in the transaction and acted on once.
template <class M>
class Sweeper : public Job {
 public:
  using Act = std::function<absl::Status(storage::Writer&, M resource, absl::Time now)>;
  Sweeper(std::string name, storage::Store& store, std::function<absl::Time(const M&)> due, Act act)
      : name_(std::move(name)), store_(store), due_(std::move(due)), act_(std::move(act)) {}
  std::string name() const override { return name_; }
  absl::StatusOr<int> Step(absl::Time now) override {
    base::Call call = base::System(name_, now);
    std::vector<std::string> names;
    GILDE_RETURN_IF_ERROR(store_.Read(call, [&](storage::Reader& reader) -> absl::Status {
      GILDE_ASSIGN_OR_RETURN(names, reader.Due<M>(now, 200));
      return absl::OkStatus();
    }));
    for (const std::string& resource : names) {
      GILDE_RETURN_IF_ERROR(store_.Apply(call, [&](storage::Writer& writer) -> absl::Status {
        absl::StatusOr<M> current = writer.Get<M>(resource);
        if (absl::IsNotFound(current.status())) return absl::OkStatus();
        GILDE_RETURN_IF_ERROR(current.status());
        if (due_(*current) > now) return absl::OkStatus();
        return act_(writer, *std::move(current), now);
      }));
    }
    return static_cast<int>(names.size());
  }
  absl::Time NextDue() override { return store_.NextDue<M>(); }

 private:
  std::string name_;
  storage::Store& store_;
  std::function<absl::Time(const M&)> due_;
  Act act_;
};

}  // namespace gilde::feed
