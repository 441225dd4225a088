#include "services/suite/suite.h"

#include "services/matching/service.h"
#include "services/notification/service.h"
#include "services/profile/service.h"
#include "services/scheduling/service.h"

namespace gilde::suite {

std::vector<host::Part> Parts() {
  return {{"profile", &profile::BuildProfileService},
          {"matching", &matching::BuildMatchingService},
          {"scheduling", &scheduling::BuildSchedulingService},
          {"notification", &notification::BuildNotificationService}};
}

}  // namespace gilde::suite
