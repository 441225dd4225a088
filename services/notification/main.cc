#include "common/host/host.h"
#include "services/notification/service.h"

int main(int argc, char** argv) {
  gilde::host::Options options = gilde::host::ParseFlags(argc, argv, "gilde-notification", "127.0.0.1:7404", "127.0.0.1:7494");
  return gilde::host::RunUntilStopped(options, {{"notification", &gilde::notification::BuildNotificationService}});
}
