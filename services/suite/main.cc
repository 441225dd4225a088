#include "services/suite/suite.h"

int main(int argc, char** argv) {
  gilde::host::Options options = gilde::host::ParseFlags(argc, argv, "gilde-suite", "127.0.0.1:7400", "127.0.0.1:7490");
  return gilde::host::RunUntilStopped(options, gilde::suite::Parts());
}
