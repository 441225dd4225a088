// The best 50 mentors of every mentee, and what the columns take.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "services/matching/domain/candidates.h"
#include "services/matching/domain/hard_constraints.h"
#include "tests/bench/crowd.h"
#include "tests/bench/servers.h"
#include "tests/bench/timer.h"
