#include "common/host/host.h"
#include "services/matching/service.h"

int main(int argc, char** argv) {
  gilde::host::Options options = gilde::host::ParseFlags(argc, argv, "gilde-matching", "127.0.0.1:7402", "127.0.0.1:7492");
  return gilde::host::RunUntilStopped(options, {{"matching", &gilde::matching::BuildMatchingService}});
}
