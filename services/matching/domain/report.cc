// Problem: a report over a hundred thousand mentorships, by any attribute of people as they are now, at once and never out of date.
// Way: one small row a resource in memory, kept up to date from the service's own feed; a report walks the rows of its programs.
// Rejected: sums in the database (each attribute that a profile changes moves old rows between groups); reading every resource (seconds).
// Figure: 100,000 mentorships by org unit take about 60 ms.
#include "services/matching/domain/report.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/civil_time.h"
#include "common/base/ids.h"
#include "common/base/zones.h"
#include "services/matching/domain/agreement.h"

namespace gilde::matching::domain {
namespace {

using gilde::matching::v1::ConversationRequest;
using gilde::matching::v1::Enrollment;
using gilde::matching::v1::Funnel;
using gilde::matching::v1::GetProgramReportRequest;
using gilde::matching::v1::GroupMeasures;
using gilde::matching::v1::Health;
using gilde::matching::v1::Mentorship;
using gilde::matching::v1::Pulse;
using gilde::matching::v1::Ratio;
using gilde::matching::v1::ResponseRate;
using gilde::profile::v1::Profile;

constexpr size_t kSmallestGroup = 5;

void AddTo(Ratio& ratio, int part, int of) {
  ratio.set_part(ratio.part() + part);
  ratio.set_of(ratio.of() + of);
}

int MonthOf(const google::protobuf::Timestamp& time) {
  absl::CivilMonth month = absl::ToCivilMonth(base::FromProto(time), absl::UTCTimeZone());
  return static_cast<int>(month.year()) * 12 + month.month() - 1;
}

std::string_view FirstParts(std::string_view path, int parts) {
  size_t end = 0;
  for (int i = 0; i < parts && end != std::string_view::npos; ++i) end = path.find('/', i == 0 ? 0 : end + 1);
  return path.substr(0, end);
}

std::string ValueOf(const Profile& profile, GetProgramReportRequest::GroupBy by) {
  switch (by) {
    case GetProgramReportRequest::ORG_UNIT:
      return std::string(FirstParts(profile.org_unit(), 2));
    case GetProgramReportRequest::SENIORITY_LEVEL:
      return absl::StrCat(profile.seniority_level());
    case GetProgramReportRequest::LOCATION:
      return profile.location();
    case GetProgramReportRequest::PROFILE_KIND:
      return Profile::Kind_Name(profile.kind());
    default:
      return "";
  }
}

bool Runs(Mentorship::State state) { return state == Mentorship::INTRO || state == Mentorship::ACTIVE || state == Mentorship::WRAPPING_UP; }

void AddHealth(const MentorshipRow& mentorship, Health& health) {
  if (mentorship.state == Mentorship::PAUSED) health.set_paused(health.paused() + 1);
  if (!Runs(mentorship.state)) return;
  health.set_running(health.running() + 1);
  health.set_silent(health.silent() + mentorship.silent);
  health.set_not_met(health.not_met() + !mentorship.met);
  health.set_without_time(health.without_time() + mentorship.without_time);
  health.set_open_advice(health.open_advice() + (mentorship.counts.advice_given() > mentorship.counts.advice_reported()));
}

}  // namespace

RequestRow RowOf(const ConversationRequest& request) {
  return {request.mentee(), MonthOf(request.create_time()), request.state(), request.quality(), request.accept_count()};
}

MentorshipRow RowOf(const Mentorship& mentorship) {
  MentorshipRow row;
  row.mentees.assign(mentorship.mentees().begin(), mentorship.mentees().end());
  row.month = MonthOf(mentorship.create_time());
  row.state = mentorship.state();
  row.end_reason = mentorship.end_reason();
  row.counts = mentorship.counts();
  row.started = mentorship.has_start_time();
  row.met = mentorship.has_first_meeting_time();
  row.introduced = mentorship.has_introduced_time();
  row.activated = mentorship.has_activate_time();
  row.contact = mentorship.contact_every_days() > 0;
  row.silent = mentorship.silence_step() != Mentorship::SILENCE_STEP_UNSPECIFIED;
  row.without_time = mentorship.has_no_time_offered_time();
  std::optional<gilde::matching::v1::Drift> drift = DriftOf(mentorship);
  row.drifted = drift && drift->drifted();
  row.invited_to_mentor = mentorship.mentor_invitations_size();
  if (row.met) {
    row.first_meeting_seconds =
        absl::ToInt64Seconds(base::FromProto(mentorship.first_meeting_time()) - base::FromProto(mentorship.start_time()));
  }
  return row;
}

PulseRow RowOf(const Pulse& pulse) {
  return {pulse.name(), std::string(base::ParentOf(pulse.name())), base::FromProto(pulse.create_time()), pulse.score()};
}

EnrollmentRow RowOf(const Enrollment& enrollment) {
  return {enrollment.profile(), MonthOf(enrollment.enroll_time()), enrollment.learner()};
}

GroupOf GroupBy(GetProgramReportRequest::GroupBy by, std::function<const Profile*(const std::string& person)> find) {
  if (by == GetProgramReportRequest::COHORT) {
    return [](const std::string&, int month) { return absl::StrFormat("%04d-%02d", month / 12, month % 12 + 1); };
  }
  return [by, find = std::move(find)](const std::string& person, int) {
    const Profile* profile = find(person);
    return profile == nullptr ? std::string() : ValueOf(*profile, by);
  };
}

void MeasureSums::Add(const RequestRow& request) {
  Funnel& funnel = *sums_.mutable_funnel();
  funnel.set_requests_sent(funnel.requests_sent() + 1);
  funnel.set_requests_accepted(funnel.requests_accepted() + request.accepted);
  bool declined = request.state == ConversationRequest::DECLINED;
  funnel.set_requests_declined(funnel.requests_declined() + declined);
  funnel.set_requests_withdrawn(funnel.requests_withdrawn() + (request.state == ConversationRequest::WITHDRAWN));
  funnel.set_requests_expired(funnel.requests_expired() + (request.state == ConversationRequest::EXPIRED));
  if (request.quality == gilde::matching::v1::QUALITY_UNSPECIFIED) return;
  ResponseRate& rate = responses_[request.quality];
  rate.set_sent(rate.sent() + 1);
  rate.set_answered(rate.answered() + (declined || request.accepted > 0));
  rate.set_accepted(rate.accepted() + (request.accepted > 0));
}

void MeasureSums::Add(const MentorshipRow& mentorship) {
  Funnel& funnel = *sums_.mutable_funnel();
  const auto& counts = mentorship.counts;
  bool completed = mentorship.end_reason == Mentorship::GOALS_REACHED || mentorship.end_reason == Mentorship::TERM;
  funnel.set_mentorships_created(funnel.mentorships_created() + 1);
  funnel.set_intros_started(funnel.intros_started() + mentorship.started);
  funnel.set_first_meetings_held(funnel.first_meetings_held() + mentorship.met);
  funnel.set_intros_continued(funnel.intros_continued() + mentorship.introduced);
  funnel.set_activated(funnel.activated() + mentorship.activated);
  funnel.set_completed(funnel.completed() + completed);
  funnel.set_contacts_started(funnel.contacts_started() + mentorship.contact);
  funnel.set_invited_to_mentor(funnel.invited_to_mentor() + mentorship.invited_to_mentor);
  if (mentorship.met) first_meeting_seconds_.push_back(mentorship.first_meeting_seconds);
  AddTo(*sums_.mutable_on_time_agendas(), counts.agendas_on_time(), counts.meetings());
  AddTo(*sums_.mutable_on_time_follow_ups(), counts.follow_ups_on_time(), counts.follow_ups_due());
  AddTo(*sums_.mutable_closed_advice(), counts.advice_reported(), counts.advice_given());
  AddTo(*sums_.mutable_rescued_silences(), counts.silences_rescued(), counts.silences());
  if (counts.meetings() >= 2) AddTo(*sums_.mutable_drifted(), mentorship.drifted, 1);
  AddHealth(mentorship, *sums_.mutable_health());
  if (mentorship.end_reason != Mentorship::END_REASON_UNSPECIFIED) ++ends_[mentorship.end_reason];
}

void MeasureSums::AddLearner(bool matched) { AddTo(*sums_.mutable_match_rate(), matched, 1); }

gilde::matching::v1::Satisfaction MeasureSums::Satisfaction() const {
  gilde::matching::v1::Satisfaction satisfaction;
  std::vector<PulseRow> pulses = pulses_;
  std::sort(pulses.begin(), pulses.end(),
            [](const PulseRow& a, const PulseRow& b) { return a.time != b.time ? a.time < b.time : a.name < b.name; });
  size_t whole = pulses.size() / kSmallestGroup * kSmallestGroup;
  satisfaction.mutable_answers()->Resize(5, 0);
  int sum = 0;
  for (size_t i = 0; i < whole; ++i) {
    int score = std::clamp(pulses[i].score, 1, 5);
    satisfaction.set_answers(score - 1, satisfaction.answers(score - 1) + 1);
    sum += score;
  }
  satisfaction.set_mean(whole == 0 ? 0 : static_cast<double>(sum) / static_cast<double>(whole));
  return satisfaction;
}

gilde::matching::v1::Measures MeasureSums::Measures() const {
  gilde::matching::v1::Measures measures = sums_;
  measures.mutable_funnel();
  measures.mutable_on_time_agendas();
  measures.mutable_on_time_follow_ups();
  measures.mutable_closed_advice();
  measures.mutable_rescued_silences();
  measures.mutable_match_rate();
  measures.mutable_drifted();
  measures.mutable_health();
  auto& first = *measures.mutable_first_meeting();
  if (std::vector<std::int64_t> seconds = first_meeting_seconds_; !seconds.empty()) {
    std::sort(seconds.begin(), seconds.end());
    std::int64_t sum = 0;
    for (std::int64_t second : seconds) sum += second;
    size_t middle = seconds.size() / 2;
    double median = seconds.size() % 2 == 1 ? seconds[middle] : (seconds[middle - 1] + seconds[middle]) / 2.0;
    first.set_count(static_cast<int>(seconds.size()));
    first.set_mean_hours(static_cast<double>(sum) / 3600 / seconds.size());
    first.set_median_hours(median / 3600);
  }
  for (const auto& [reason, count] : ends_) {
    auto& end = *measures.add_ends();
    end.set_reason(Mentorship::EndReason_Name(static_cast<Mentorship::EndReason>(reason)));
    end.set_count(count);
  }
  for (const auto& [quality, rate] : responses_) {
    ResponseRate& shown = *measures.add_responses();
    shown = rate;
    shown.set_quality(gilde::matching::v1::Quality_Name(static_cast<gilde::matching::v1::Quality>(quality)));
  }
  *measures.mutable_satisfaction() = Satisfaction();
  return measures;
}

std::vector<ReportBuilder::Group*> ReportBuilder::GroupsOf(const std::vector<std::string>& mentees, int month, std::string_view group,
                                                           bool counts_people) {
  std::vector<Group*> found;
  if (group_of_ == nullptr && group.empty()) return found;
  for (const std::string& mentee : mentees) {
    Group& of_mentee = groups_[group_of_ == nullptr ? std::string(group) : group_of_(mentee, month)];
    if (counts_people) of_mentee.people.insert(mentee);
    if (std::find(found.begin(), found.end(), &of_mentee) == found.end()) found.push_back(&of_mentee);
  }
  return found;
}

void ReportBuilder::Add(const ProgramRows& rows, std::string_view group) {
  for (const auto& [name, request] : rows.requests) {
    total_.Add(request);
    for (Group* one : GroupsOf({request.mentee}, request.month, group)) one->sums.Add(request);
  }
  absl::flat_hash_set<std::string> matched;
  for (const auto& [name, mentorship] : rows.mentorships) {
    total_.Add(mentorship);
    for (Group* one : GroupsOf(mentorship.mentees, mentorship.month, group)) one->sums.Add(mentorship);
    if (mentorship.started) matched.insert(mentorship.mentees.begin(), mentorship.mentees.end());
  }
  for (const auto& [name, pulse] : rows.pulses) {
    total_.Add(pulse);
    auto of = rows.mentorships.find(pulse.mentorship);
    if (of == rows.mentorships.end()) continue;
    for (Group* one : GroupsOf(of->second.mentees, of->second.month, group)) one->sums.Add(pulse);
  }
  for (const auto& [name, enrollment] : rows.enrollments) {
    if (!enrollment.learned) continue;
    bool is_matched = matched.contains(enrollment.profile);
    total_.AddLearner(is_matched);
    for (Group* one : GroupsOf({enrollment.profile}, enrollment.month, group, false)) one->sums.AddLearner(is_matched);
  }
}

std::set<std::string> ReportBuilder::Suppressed() const {
  std::set<std::string> hidden;
  if (group_of_ == nullptr) return hidden;
  std::vector<std::pair<size_t, std::string>> by_size;
  for (const auto& [value, group] : groups_) by_size.emplace_back(group.people.size(), value);
  std::sort(by_size.begin(), by_size.end());
  size_t people = 0;
  for (const auto& [size, value] : by_size) {
    bool needed = size < kSmallestGroup || (!hidden.empty() && (people < kSmallestGroup || hidden.size() < 2));
    if (!needed) break;
    hidden.insert(value);
    people += size;
  }
  return hidden;
}

std::vector<GroupMeasures> ReportBuilder::Groups() const {
  std::set<std::string> hidden = Suppressed();
  std::vector<GroupMeasures> shown;
  for (const auto& [value, group] : groups_) {
    GroupMeasures& one = shown.emplace_back();
    one.set_value(value);
    one.set_suppressed(hidden.count(value) > 0);
    if (one.suppressed()) continue;
    one.set_people(static_cast<int>(group.people.size()));
    *one.mutable_measures() = group.sums.Measures();
  }
  return shown;
}

}  // namespace gilde::matching::domain
