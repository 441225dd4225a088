// From the columns of somebody's file to people.
//
// A mapping file is JSON: {"about": "...", "fields": [rule, ...]}. A rule fills one field of a person:
//   "field"     the field, one of FieldNames();
//   "column"    the column it comes from, by its header; or "constant", a text that every row gets;
//   "split"     a separator: the cell is a list; without it, one value;
//   "item"      take only this item of the list, from 1;
//   "values"    replaces a value, {"5+": "5", "": "none"}; what it gives is not changed by the template;
//   "template"  what to make of a value, "{}" stands for it: "campus-{}"; an empty value stays empty;
//   "when"      use the rule only in rows where these columns have these values, {"Role": "Mentor"}.
// Values are trimmed. Lists of skills are `kafka:4` (offered: level) and `kafka:1>4` (sought: from, to); languages `nl:5`; public
// works `ARTICLE:Title`; persona_seniority `5-8`; hours `Mon-Thu 09:00-17:00; Sat 10:00-12:00`; goal_months counts from the day of
// the import.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "gilde/profile/v1/goal.pb.h"
#include "gilde/profile/v1/profile.pb.h"
#include "gilde/scheduling/v1/availability.pb.h"
#include "services/cli/csv.h"

namespace gilde::cli {

// One person of a file. `problems` says what could not be read, by column; such a person is not sent.
struct Person {
  int line = 0;
  gilde::profile::v1::Profile profile;  // without persona
  std::string manager_external_id;
  gilde::profile::v1::MentorPersona persona;  // the person's own to write
  gilde::profile::v1::Goal goal;              // the person's own to write; no outcome: no goal
  int goal_months = 0;
  gilde::scheduling::v1::Availability availability;  // weekly hours
  std::vector<std::string> problems;
};

class Mapping {
 public:
  // INVALID_ARGUMENT saying what is wrong with the mapping file's text.
  static absl::StatusOr<Mapping> Parse(const std::string& json);
  // Whether the header has every column that the mapping reads.
  bool Fits(const std::vector<std::string>& header) const;
  // People of a file. INVALID_ARGUMENT when a column is missing or a row has more cells than the header.
  absl::StatusOr<std::vector<Person>> Apply(const std::vector<CsvRow>& rows) const;

 private:
  struct Rule {
    std::string field, column, constant, split, pattern;
    bool has_column = false;
    int item = 0;
    std::map<std::string, std::string> values, when;
  };
  using Cells = std::map<std::string, std::string>;
  std::vector<std::string> ValuesOf(const Rule& rule, const Cells& cells) const;

  std::vector<Rule> rules_;
};

// Every field that a rule may fill.
std::vector<std::string> FieldNames();

// The mapping for a CSV file: `mapping_path` when given, else `<file>.mapping.json` or `<file without .csv>.mapping.json` beside it,
// else the first of the mappings in `folder` that fits the header.
absl::StatusOr<Mapping> FindMapping(const std::string& csv_path, const std::string& mapping_path, const std::string& folder,
                                    const std::vector<std::string>& header);

}  // namespace gilde::cli
