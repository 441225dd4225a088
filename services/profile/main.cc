#include "common/host/host.h"
#include "services/profile/service.h"

int main(int argc, char** argv) {
  gilde::host::Options options = gilde::host::ParseFlags(argc, argv, "gilde-profile", "127.0.0.1:7401", "127.0.0.1:7491");
  return gilde::host::RunUntilStopped(options, {{"profile", &gilde::profile::BuildProfileService}});
}
