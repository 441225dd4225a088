// Sends notifications of the mail channel, and notes each before the next. A worker that dies between sending and noting it sends again
// when its lease is over, under the same Message-ID: at least once, and recognisable.
#pragma once

#include <string>
#include <vector>

#include "common/feed/job.h"
#include "common/storage/store.h"
#include "gilde/notification/v1/notification.pb.h"
#include "services/notification/feeds/smtp.h"

namespace gilde::notification::feeds {

class Deliverer : public feed::Job {
 public:
  Deliverer(storage::Store& store, const std::string& smtp, std::string from) : store_(store), smtp_(smtp), from_(std::move(from)) {}
  std::string name() const override { return "notification.mail"; }
  absl::StatusOr<int> Step(absl::Time now) override;
  void Stop() override { smtp_.Stop(); }
  const google::protobuf::Descriptor* Sweeps() const override { return v1::Notification::descriptor(); }
  absl::Time NextDue() override { return store_.NextDue<v1::Notification>(); }

 private:
  storage::Store& store_;
  Smtp smtp_;
  std::string from_;
};

}  // namespace gilde::notification::feeds
