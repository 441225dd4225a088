// People from a file into Gilde: profiles as the platform in one stream; what belongs to a person alone (persona, goal) as that person.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "gilde/profile/v1/profile_service.pb.h"
#include "services/cli/connection.h"
#include "services/cli/mapping.h"

namespace gilde::cli {

struct ImportSettings {
  bool validate_only = false;
  bool full_roster = false;
  bool confirm_mass_change = false;
  bool reactivate = false;
  std::vector<std::string> update_mask;
};

// What became of a file.
struct ImportOutcome {
  gilde::profile::v1::ImportSummary summary;
  std::vector<gilde::profile::v1::ImportProfileResult> results;  // in the order of the people sent
  int personas = 0, goals = 0, hours = 0;                        // written, not counting those that were so already
  int skipped_own = 0;                                           // people whose own part was left to their own backend
  std::vector<std::string> problems;                             // one a line of the file that was not sent or not wholly taken
};

// Called with how many people are done.
using ImportProgress = std::function<void(int done)>;

// Sends profiles, then each person's own part. Equal people change nothing. A refused person becomes a problem, a refused stream an
// error.
absl::StatusOr<ImportOutcome> ImportPeople(const Connection& connection, const std::vector<Person>& people, const ImportSettings& settings,
                                           absl::Time now, const ImportProgress& progress);

// The sandbox's time, or the machine's where there is no sandbox.
absl::Time TimeThere(const Connection& connection);

// Reads a file through its mapping; see FindMapping.
absl::StatusOr<std::vector<Person>> ReadPeople(const std::string& csv_path, const std::string& mapping_path,
                                               const std::string& mapping_folder);

// A person's goal with its dates counted from `now`.
gilde::profile::v1::Goal DatedGoal(const Person& person, absl::Time now);

}  // namespace gilde::cli
