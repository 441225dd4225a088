// Who asks, on whose behalf, by when: one value that travels with a request from the socket to the disk.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "absl/time/time.h"
#include "gilde/common/v1/options.pb.h"

namespace gilde::base {

// Filled by common/rpc for a request, or by System() for background work. Read by handlers, never changed by them.
struct Call {
  // Organization id, `acme`; `-` for the services themselves, which act in the organization that a resource name says.
  std::string organization;
  // Bit i is set when the caller has role i of common.v1.Role.
  unsigned roles = 0;
  // Full name of the profile acted for, `organizations/acme/profiles/ada`, or empty.
  std::string acting_person;
  // The token's subject, or `sandbox`, or `service`.
  std::string caller;
  // `gilde.profile.v1.ProfileService/CreateProfile`, or the name of a background job.
  std::string method;
  // AIP-155 request id, or empty; with it, a fingerprint of method, caller and request body.
  std::string request_id;
  std::string fingerprint;
  // The domain's time when the request arrived.
  absl::Time now;
  // Real time by which the answer is wanted.
  absl::Time deadline = absl::InfiniteFuture();
  // True once the caller has gone away; may be empty.
  std::function<bool()> cancelled;
  // 32 hex digits, or empty.
  std::string trace;
  // Why, from metadata `gilde-reason`; goes into the audit entry.
  std::string reason;

  bool Has(gilde::common::v1::Role role) const { return (roles & (1u << role)) != 0; }
  bool IsService() const { return Has(gilde::common::v1::SERVICE); }
  // Whether the call is made for this person (a full profile name).
  bool ActsFor(std::string_view profile) const { return !acting_person.empty() && acting_person == profile; }
};

// A call made by the service itself, for `method` (a job's name) at `now`.
Call System(std::string_view method, absl::Time now);

}  // namespace gilde::base
