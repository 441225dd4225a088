// The messages of a simulation, fetched as a customer's bot fetches them, and read by the people.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "gilde/notification/v1/notification.pb.h"
#include "services/cli/simulate/life.h"
#include "services/cli/simulate/world.h"

namespace gilde::cli::simulation {

class Mailbox {
 public:
  explicit Mailbox(World& world) : world_(world) {}
  // Takes over every message that waits and lets its reader react.
  absl::Status Deliver();
  int messages() const { return messages_; }
  // Messages with a phrase of blame, the first few in words.
  int blaming() const { return blaming_; }
  const std::vector<std::string>& examples() const { return examples_; }

 private:
  void Read(const Message& told);
  World& world_;
  int messages_ = 0, blaming_ = 0;
  std::vector<std::string> examples_;
};

// Every notification of the organization, without its texts.
absl::StatusOr<std::vector<gilde::notification::v1::Notification>> DeliveryLog(const Connection& connection);

}  // namespace gilde::cli::simulation
