#include "common/base/call.h"

namespace gilde::base {

Call System(std::string_view method, absl::Time now) {
  Call call;
  call.organization = "-";
  call.roles = 1u << gilde::common::v1::SERVICE;
  call.caller = "service";
  call.method = std::string(method);
  call.now = now;
  return call;
}

}  // namespace gilde::base
