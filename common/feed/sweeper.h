// Acts on resources whose due time (storage::Keys::Due) has come: request expiry, pause ends, attendance.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "common/feed/job.h"
#include "common/storage/store.h"

namespace gilde::feed {

// For each due resource, earliest first, runs `act(writer, resource)`, some of them in a transaction together; `act` must move the due
// time on (by updating the resource). One whose `act` fails holds up none of those before it. Several processes may sweep: each resource
// is re-read in the transaction and acted on once.
template <class M>
class Sweeper : public Job {
 public:
  using Act = std::function<absl::Status(storage::Writer&, M resource, absl::Time now)>;
  Sweeper(std::string name, storage::Store& store, std::function<absl::Time(const M&)> due, Act act)
      : name_(std::move(name)), store_(store), due_(std::move(due)), act_(std::move(act)) {}
  std::string name() const override { return name_; }
  absl::StatusOr<int> Step(absl::Time now) override {
    base::Call call = base::System(name_, now);
    drained_ = false;
    std::vector<std::string> names;
    GILDE_RETURN_IF_ERROR(store_.ReadOne(call, [&](storage::Reader& reader) -> absl::Status {
      GILDE_ASSIGN_OR_RETURN(names, reader.Due<M>(now, kAtOnce));
      return absl::OkStatus();
    }));
    for (absl::Span<const std::string> left(names); !left.empty();) {
      absl::Span<const std::string> next = left.subspan(0, kTogether);
      absl::Status acted = ActOn(call, next);
      if (!acted.ok() && next.size() > 1) {
        next = left.subspan(0, 1);
        acted = ActOn(call, next);
      }
      GILDE_RETURN_IF_ERROR(acted);
      left.remove_prefix(next.size());
    }
    drained_ = names.size() < kAtOnce;
    return static_cast<int>(names.size());
  }
  bool Drained() const override { return drained_; }
  const google::protobuf::Descriptor* Sweeps() const override { return M::descriptor(); }
  absl::Time NextDue() override { return store_.NextDue<M>(); }

 private:
  static constexpr int kAtOnce = 200;
  static constexpr int kTogether = 32;

  absl::Status ActOn(const base::Call& call, absl::Span<const std::string> names) {
    return store_.Apply(call, [&](storage::Writer& writer) -> absl::Status {
      storage::Names ahead;
      for (const std::string& name : names) ahead.Add<M>(name);
      GILDE_RETURN_IF_ERROR(writer.ReadAhead(ahead));
      for (const std::string& name : names) {
        GILDE_ASSIGN_OR_RETURN(std::optional<M> current, writer.GetOptional<M>(name));
        if (current && due_(*current) <= call.now) GILDE_RETURN_IF_ERROR(act_(writer, *std::move(current), call.now));
      }
      return absl::OkStatus();
    });
  }

  std::string name_;
  storage::Store& store_;
  std::function<absl::Time(const M&)> due_;
  Act act_;
  bool drained_ = false;
};

}  // namespace gilde::feed
