// Reports: sums over requests, mentorships, pulses and enrollments, as report.proto defines each measure.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/function_ref.h"
#include "absl/time/time.h"
#include "gilde/matching/v1/conversation.pb.h"
#include "gilde/matching/v1/exchange.pb.h"
#include "gilde/matching/v1/mentorship.pb.h"
#include "gilde/matching/v1/program.pb.h"
#include "gilde/matching/v1/report.pb.h"
#include "gilde/profile/v1/profile.pb.h"

namespace gilde::matching::domain {

// Numbers for names, from 0 on.
class Names {
 public:
  std::uint32_t NumberOf(const std::string& name);
  const std::string& operator[](std::uint32_t number) const { return names_[number]; }
  size_t size() const { return names_.size(); }

 private:
  absl::flat_hash_map<std::string, std::uint32_t> numbers_;
  std::vector<std::string> names_;
};

// What a report needs of one resource, small enough to be kept in memory for all of them. People are numbers; `since`, when
// somebody took part by it, is in nanoseconds since 1970.
struct RequestRow {
  std::uint32_t mentee = 0;
  std::int64_t since = 0;
  gilde::matching::v1::ConversationRequest::State state = {};
  gilde::matching::v1::Quality quality = {};
  int accepted = 0;
};
struct MentorshipRow {
  std::vector<std::uint32_t> mentees;
  std::int64_t since = 0;
  gilde::matching::v1::Mentorship::State state = {};
  gilde::matching::v1::Mentorship::EndReason end_reason = {};
  int meetings = 0, agendas_on_time = 0, follow_ups_due = 0, follow_ups_on_time = 0, advice_given = 0, advice_reported = 0, silences = 0,
      silences_rescued = 0, invited_to_mentor = 0;
  bool started = false, met = false, introduced = false, activated = false, contact = false, silent = false, without_time = false,
       drifted = false;
  std::int64_t first_meeting_seconds = 0;  // from the start
};
struct PulseRow {
  std::string name, mentorship;
  absl::Time time;
  int score = 0;
};
struct EnrollmentRow {
  std::uint32_t profile = 0;
  std::int64_t since = 0;
  bool learned = false;  // took part as MENTEE or PEER
};
RequestRow RowOf(const gilde::matching::v1::ConversationRequest& request, Names& people);
MentorshipRow RowOf(const gilde::matching::v1::Mentorship& mentorship, Names& people);
PulseRow RowOf(const gilde::matching::v1::Pulse& pulse);
EnrollmentRow RowOf(const gilde::matching::v1::Enrollment& enrollment, Names& people);

// Rows by the names of their resources.
template <class Row>
class Rows {
 public:
  void Put(const std::string& name, Row row) {
    auto [place, is_new] = places_.try_emplace(name, rows_.size());
    if (is_new) {
      rows_.push_back(std::move(row));
    } else {
      rows_[place->second] = std::move(row);
    }
  }
  const Row* Find(const std::string& name) const {
    auto found = places_.find(name);
    return found == places_.end() ? nullptr : &rows_[found->second];
  }
  auto begin() const { return rows_.begin(); }
  auto end() const { return rows_.end(); }
  size_t size() const { return rows_.size(); }

 private:
  absl::flat_hash_map<std::string, size_t> places_;
  std::vector<Row> rows_;
};

// Everything of one program.
struct ProgramRows {
  Rows<RequestRow> requests;
  Rows<MentorshipRow> mentorships;
  Rows<PulseRow> pulses;
  Rows<EnrollmentRow> enrollments;
};

// Sums of one group. Adding in any order gives the same measures.
class MeasureSums {
 public:
  void Add(const RequestRow& request);
  void Add(const MentorshipRow& mentorship);
  void Add(const PulseRow& pulse) { pulses_.push_back(pulse); }
  void AddLearner(bool matched);
  gilde::matching::v1::Measures Measures() const;

 private:
  struct Part {
    int part = 0, of = 0;
    void Add(int more_part, int more_of) { part += more_part, of += more_of; }
  };
  struct Answered {
    int sent = 0, answered = 0, accepted = 0;
  };
  void AddStanding(const MentorshipRow& mentorship);
  gilde::matching::v1::Satisfaction Satisfaction() const;
  gilde::matching::v1::FirstMeeting FirstMeeting() const;

  int sent_ = 0, accepted_ = 0, declined_ = 0, withdrawn_ = 0, expired_ = 0;
  int created_ = 0, started_ = 0, met_ = 0, introduced_ = 0, activated_ = 0, completed_ = 0, contacts_ = 0, invited_ = 0;
  int running_ = 0, silent_ = 0, not_met_ = 0, without_time_ = 0, open_advice_ = 0, paused_ = 0;
  Part agendas_, follow_ups_, advice_, silences_, matched_, drifted_;
  std::vector<std::int64_t> first_meeting_seconds_;
  std::map<int, int> ends_;           // by EndReason
  std::map<int, Answered> answered_;  // by Quality
  std::vector<PulseRow> pulses_;
};

// Sums programs and groups of learners in them.
using GroupBy = gilde::matching::v1::GetProgramReportRequest::GroupBy;
class ReportBuilder {
 public:
  // Null when there is no such profile; needed until the next call.
  using FindProfile = std::function<const gilde::profile::v1::Profile*(const std::string& person)>;

  // `people` outlives it.
  explicit ReportBuilder(const Names& people, GroupBy by = {}, FindProfile find = nullptr)
      : people_(people), by_(by), find_(std::move(find)) {}
  void Add(const std::string& program, const ProgramRows& rows);
  gilde::matching::v1::Measures Total() const { return total_.Measures(); }
  // In order of the values.
  std::vector<gilde::matching::v1::GroupMeasures> Groups() const;

 private:
  struct Group {
    MeasureSums sums;
    int people = 0;
  };
  struct Learner {
    std::uint32_t person = 0;
    std::int64_t since = 0;
  };
  std::vector<Learner> LearnersOf(const ProgramRows& rows) const;
  std::string ValueOf(const Learner& learner, const std::string& program) const;
  // Puts each learner that a group of this program shows there.
  void PutInGroups(const std::string& program, const std::vector<Learner>& learners);
  // Adds a row to the groups of these people, each once.
  void AddToGroups(const std::uint32_t* people, size_t count, absl::FunctionRef<void(MeasureSums&)> add);

  const Names& people_;
  GroupBy by_;
  FindProfile find_;
  MeasureSums total_;
  std::map<std::string, Group> groups_;  // by value
  std::vector<Group*> group_of_;         // by person, in the program that is being added
};

}  // namespace gilde::matching::domain
