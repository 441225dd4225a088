#include "common/host/host.h"
#include "services/scheduling/service.h"

int main(int argc, char** argv) {
  gilde::host::Options options = gilde::host::ParseFlags(argc, argv, "gilde-scheduling", "127.0.0.1:7403", "127.0.0.1:7493");
  return gilde::host::RunUntilStopped(options, {{"scheduling", &gilde::scheduling::BuildSchedulingService}});
}
