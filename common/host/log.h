// The log of a server: one JSON object a line on standard output, for whatever collects logs.
#pragma once

namespace gilde::host {

// From now on `{"time": "2027-01-04T08:00:00.123Z", "level": "info", "message": "..."}`, of spdlog and of protobuf. Called once, at start.
void LogJsonLines();

}  // namespace gilde::host
