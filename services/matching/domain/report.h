// A program's report: sums over its requests, mentorships and pulses, as report.proto defines each measure.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "gilde/matching/v1/conversation.pb.h"
#include "gilde/matching/v1/exchange.pb.h"
#include "gilde/matching/v1/mentorship.pb.h"
#include "gilde/matching/v1/report.pb.h"
#include "gilde/profile/v1/profile.pb.h"

namespace gilde::matching::domain {

// Sums of one group. Adding in any order gives the same measures.
class MeasureSums {
 public:
  void Add(const gilde::matching::v1::ConversationRequest& request);
  void Add(const gilde::matching::v1::Mentorship& mentorship);
  void Add(const gilde::matching::v1::Pulse& pulse);
  gilde::matching::v1::Measures Measures() const;

 private:
  gilde::matching::v1::Measures sums_;
  std::vector<std::int64_t> first_meeting_seconds_;
  std::map<int, int> ends_;  // by EndReason
  int answers_[5] = {};
};

// The value by which a profile is grouped, `eu/nl` or `EMPLOYEE`; empty for a profile that is not there.
std::string GroupOf(const gilde::profile::v1::Profile& profile, gilde::matching::v1::GetProgramReportRequest::GroupBy group_by);

// Sums the whole program and, with `group_of` (profile name to value), each group of mentees.
class ReportBuilder {
 public:
  using GroupOfPerson = absl::flat_hash_map<std::string, std::string>;
  // `group_of` null: no breakdown. Outlives the builder.
  explicit ReportBuilder(const GroupOfPerson* group_of) : group_of_(group_of) {}
  void Add(const gilde::matching::v1::ConversationRequest& request);
  void Add(const gilde::matching::v1::Mentorship& mentorship);
  // `mentees` are those of the pulse's mentorship.
  void Add(const gilde::matching::v1::Pulse& pulse, const std::vector<std::string>& mentees);
  // Groups of fewer than 5 people are suppressed.
  gilde::matching::v1::ProgramReport Build() const;

 private:
  struct Group {
    MeasureSums sums;
    absl::flat_hash_set<std::string> people;
  };
  template <class M>
  void AddTo(const std::vector<std::string>& mentees, const M& message, bool counts_people);

  const GroupOfPerson* group_of_;
  MeasureSums total_;
  std::map<std::string, Group> groups_;
};

}  // namespace gilde::matching::domain
