// What this process holds in memory.
#pragma once

namespace gilde::bench {

// Its resident set in bytes, after what is free has been given back.
double ResidentBytes();

}  // namespace gilde::bench
