// Reports: sums over requests, mentorships, pulses and enrollments, as report.proto defines each measure.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "gilde/matching/v1/conversation.pb.h"
#include "gilde/matching/v1/exchange.pb.h"
#include "gilde/matching/v1/mentorship.pb.h"
#include "gilde/matching/v1/program.pb.h"
#include "gilde/matching/v1/report.pb.h"
#include "gilde/profile/v1/profile.pb.h"

namespace gilde::matching::domain {

// What a report needs of one resource, small enough to be kept in memory for all of them. `month` counts from year 0, in UTC.
struct RequestRow {
  std::string mentee;
  int month = 0;
  gilde::matching::v1::ConversationRequest::State state = {};
  gilde::matching::v1::Quality quality = {};
  int accepted = 0;
};
struct MentorshipRow {
  std::vector<std::string> mentees;
  int month = 0;
  gilde::matching::v1::Mentorship::State state = {};
  gilde::matching::v1::Mentorship::EndReason end_reason = {};
  gilde::matching::v1::MentorshipCounts counts;
  bool started = false, met = false, introduced = false, activated = false, contact = false, silent = false, without_time = false;
  bool drifted = false;
  int invited_to_mentor = 0;
  std::int64_t first_meeting_seconds = 0;  // from the start
};
struct PulseRow {
  std::string name, mentorship;
  absl::Time time;
  int score = 0;
};
struct EnrollmentRow {
  std::string profile;
  int month = 0;
  bool learned = false;  // took part as MENTEE or PEER
};
RequestRow RowOf(const gilde::matching::v1::ConversationRequest& request);
MentorshipRow RowOf(const gilde::matching::v1::Mentorship& mentorship);
PulseRow RowOf(const gilde::matching::v1::Pulse& pulse);
EnrollmentRow RowOf(const gilde::matching::v1::Enrollment& enrollment);

// Everything of one program, by name.
struct ProgramRows {
  std::map<std::string, RequestRow> requests;
  std::map<std::string, MentorshipRow> mentorships;
  std::map<std::string, PulseRow> pulses;
  std::map<std::string, EnrollmentRow> enrollments;
};

// The value by which something is grouped that concerns a person, in a month, in a program.
using GroupOf = std::function<std::string(const std::string& person, int month)>;
// By an attribute of the person's profile, which `find` gives (null: not there), or by the month.
GroupOf GroupBy(gilde::matching::v1::GetProgramReportRequest::GroupBy by,
                std::function<const gilde::profile::v1::Profile*(const std::string& person)> find);

// Sums of one group. Adding in any order gives the same measures.
class MeasureSums {
 public:
  void Add(const RequestRow& request);
  void Add(const MentorshipRow& mentorship);
  void Add(const PulseRow& pulse) { pulses_.push_back(pulse); }
  void AddLearner(bool matched);
  gilde::matching::v1::Measures Measures() const;

 private:
  gilde::matching::v1::Satisfaction Satisfaction() const;

  gilde::matching::v1::Measures sums_;
  std::vector<std::int64_t> first_meeting_seconds_;
  std::map<int, int> ends_;                                     // by EndReason
  std::map<int, gilde::matching::v1::ResponseRate> responses_;  // by Quality
  std::vector<PulseRow> pulses_;
};

// Sums programs and, with `group_of`, each group of mentees in them.
class ReportBuilder {
 public:
  explicit ReportBuilder(GroupOf group_of = nullptr) : group_of_(std::move(group_of)) {}
  // Everything of a program. Where programs are the groups, this is the group.
  void Add(const ProgramRows& rows, std::string_view group = "");
  gilde::matching::v1::Measures Total() const { return total_.Measures(); }
  // In order of the values; people suppressed as ProgramReport.groups says, programs never: their own reports say as much.
  std::vector<gilde::matching::v1::GroupMeasures> Groups() const;

 private:
  struct Group {
    MeasureSums sums;
    absl::flat_hash_set<std::string> people;
  };
  // The groups of somebody's, or of several mentees', request or mentorship.
  std::vector<Group*> GroupsOf(const std::vector<std::string>& mentees, int month, std::string_view group, bool counts_people = true);
  // Values of the groups that are not shown.
  std::set<std::string> Suppressed() const;

  GroupOf group_of_;
  MeasureSums total_;
  std::map<std::string, Group> groups_;
};

}  // namespace gilde::matching::domain
