// Problem: a report over a hundred thousand mentorships, by any attribute of people as they are now, at once and never out of date.
// Way: one small row a resource in memory, people as numbers, kept up to date from the service's own feed; a report walks the rows of its
// programs, and looks up the group of each person once.
// Rejected: sums in the database (each attribute that a profile changes moves old rows between groups); reading every resource (seconds).
// Figure: 100,000 mentorships and 50,000 requests by org unit take about 60 ms.
#include "services/matching/domain/report.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/civil_time.h"
#include "common/base/ids.h"
#include "common/base/zones.h"
#include "services/matching/domain/agreement.h"

namespace gilde::matching::domain {
namespace {

constexpr int kSmallestGroup = 5;

using gilde::matching::v1::ConversationRequest;
using gilde::matching::v1::Enrollment;
using gilde::matching::v1::GetProgramReportRequest;
using gilde::matching::v1::GroupMeasures;
using gilde::matching::v1::Mentorship;
using gilde::matching::v1::Pulse;
using gilde::matching::v1::ResponseRate;
using gilde::profile::v1::Profile;

std::string MonthOf(std::int64_t nanoseconds) {
  absl::CivilMonth month = absl::ToCivilMonth(absl::FromUnixNanos(nanoseconds), absl::UTCTimeZone());
  return absl::StrFormat("%04d-%02d", month.year(), month.month());
}

std::string_view FirstParts(std::string_view path, int parts) {
  size_t end = 0;
  for (int i = 0; i < parts && end != std::string_view::npos; ++i) end = path.find('/', i == 0 ? 0 : end + 1);
  return path.substr(0, end);
}

std::string ValueOf(const Profile& profile, GroupBy by) {
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

void Set(gilde::matching::v1::Ratio& ratio, int part, int of) {
  ratio.set_part(part);
  ratio.set_of(of);
}

}  // namespace

std::uint32_t Names::NumberOf(const std::string& name) {
  auto [place, is_new] = numbers_.try_emplace(name, static_cast<std::uint32_t>(names_.size()));
  if (is_new) names_.push_back(name);
  return place->second;
}

RequestRow RowOf(const ConversationRequest& request, Names& people) {
  return {people.NumberOf(request.mentee()), absl::ToUnixNanos(base::FromProto(request.create_time())), request.state(), request.quality(),
          request.accept_count()};
}

MentorshipRow RowOf(const Mentorship& mentorship, Names& people) {
  const auto& counts = mentorship.counts();
  MentorshipRow row;
  row.mentees.reserve(mentorship.mentees_size());
  for (const std::string& mentee : mentorship.mentees()) row.mentees.push_back(people.NumberOf(mentee));
  row.since = absl::ToUnixNanos(base::FromProto(mentorship.create_time()));
  row.state = mentorship.state();
  row.end_reason = mentorship.end_reason();
  row.meetings = counts.meetings();
  row.agendas_on_time = counts.agendas_on_time();
  row.follow_ups_due = counts.follow_ups_due();
  row.follow_ups_on_time = counts.follow_ups_on_time();
  row.advice_given = counts.advice_given();
  row.advice_reported = counts.advice_reported();
  row.silences = counts.silences();
  row.silences_rescued = counts.silences_rescued();
  row.invited_to_mentor = mentorship.mentor_invitations_size();
  row.started = mentorship.has_start_time();
  row.met = mentorship.has_first_meeting_time();
  row.introduced = mentorship.has_introduced_time();
  row.activated = mentorship.has_activate_time();
  row.contact = mentorship.contact_every_days() > 0;
  row.silent = mentorship.silence_step() != Mentorship::SILENCE_STEP_UNSPECIFIED;
  row.without_time = mentorship.has_no_time_offered_time();
  std::optional<gilde::matching::v1::Drift> drift = DriftOf(mentorship);
  row.drifted = drift && drift->drifted();
  absl::Time start = base::FromProto(mentorship.start_time()), first = base::FromProto(mentorship.first_meeting_time());
  if (row.met) row.first_meeting_seconds = absl::ToInt64Seconds(first - start);
  return row;
}

PulseRow RowOf(const Pulse& pulse) {
  return {pulse.name(), std::string(base::ParentOf(pulse.name())), base::FromProto(pulse.create_time()), pulse.score()};
}

EnrollmentRow RowOf(const Enrollment& enrollment, Names& people) {
  return {people.NumberOf(enrollment.profile()), absl::ToUnixNanos(base::FromProto(enrollment.enroll_time())), enrollment.learner()};
}

void MeasureSums::Add(const RequestRow& request) {
  bool declined = request.state == ConversationRequest::DECLINED;
  ++sent_;
  accepted_ += request.accepted;
  declined_ += declined;
  withdrawn_ += request.state == ConversationRequest::WITHDRAWN;
  expired_ += request.state == ConversationRequest::EXPIRED;
  if (request.quality == gilde::matching::v1::QUALITY_UNSPECIFIED) return;
  Answered& answered = answered_[request.quality];
  ++answered.sent;
  answered.answered += declined || request.accepted > 0;
  answered.accepted += request.accepted > 0;
}

void MeasureSums::Add(const MentorshipRow& mentorship) {
  ++created_;
  started_ += mentorship.started;
  met_ += mentorship.met;
  introduced_ += mentorship.introduced;
  activated_ += mentorship.activated;
  completed_ += mentorship.end_reason == Mentorship::GOALS_REACHED || mentorship.end_reason == Mentorship::TERM;
  contacts_ += mentorship.contact;
  invited_ += mentorship.invited_to_mentor;
  if (mentorship.met) first_meeting_seconds_.push_back(mentorship.first_meeting_seconds);
  agendas_.Add(mentorship.agendas_on_time, mentorship.meetings);
  follow_ups_.Add(mentorship.follow_ups_on_time, mentorship.follow_ups_due);
  advice_.Add(mentorship.advice_reported, mentorship.advice_given);
  silences_.Add(mentorship.silences_rescued, mentorship.silences);
  if (mentorship.meetings >= 2) drifted_.Add(mentorship.drifted, 1);
  AddStanding(mentorship);
  if (mentorship.end_reason != Mentorship::END_REASON_UNSPECIFIED) ++ends_[mentorship.end_reason];
}

void MeasureSums::AddStanding(const MentorshipRow& mentorship) {
  paused_ += mentorship.state == Mentorship::PAUSED;
  if (!Runs(mentorship.state)) return;
  ++running_;
  silent_ += mentorship.silent;
  not_met_ += !mentorship.met;
  without_time_ += mentorship.without_time;
  open_advice_ += mentorship.advice_given > mentorship.advice_reported;
}

void MeasureSums::AddLearner(bool matched) { matched_.Add(matched, 1); }

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

gilde::matching::v1::FirstMeeting MeasureSums::FirstMeeting() const {
  gilde::matching::v1::FirstMeeting first;
  std::vector<std::int64_t> seconds = first_meeting_seconds_;
  if (seconds.empty()) return first;
  std::int64_t sum = 0;
  for (std::int64_t second : seconds) sum += second;
  auto middle = seconds.begin() + static_cast<std::ptrdiff_t>(seconds.size() / 2);
  std::nth_element(seconds.begin(), middle, seconds.end());
  bool odd = seconds.size() % 2 == 1;
  double median = odd ? static_cast<double>(*middle) : static_cast<double>(*std::max_element(seconds.begin(), middle) + *middle) / 2;
  first.set_count(static_cast<int>(seconds.size()));
  first.set_mean_hours(static_cast<double>(sum) / 3600 / seconds.size());
  first.set_median_hours(median / 3600);
  return first;
}

gilde::matching::v1::Measures MeasureSums::Measures() const {
  gilde::matching::v1::Measures measures;
  auto& funnel = *measures.mutable_funnel();
  funnel.set_requests_sent(sent_);
  funnel.set_requests_accepted(accepted_);
  funnel.set_requests_declined(declined_);
  funnel.set_requests_withdrawn(withdrawn_);
  funnel.set_requests_expired(expired_);
  funnel.set_mentorships_created(created_);
  funnel.set_intros_started(started_);
  funnel.set_first_meetings_held(met_);
  funnel.set_intros_continued(introduced_);
  funnel.set_activated(activated_);
  funnel.set_completed(completed_);
  funnel.set_contacts_started(contacts_);
  funnel.set_invited_to_mentor(invited_);
  *measures.mutable_first_meeting() = FirstMeeting();
  Set(*measures.mutable_on_time_agendas(), agendas_.part, agendas_.of);
  Set(*measures.mutable_on_time_follow_ups(), follow_ups_.part, follow_ups_.of);
  Set(*measures.mutable_closed_advice(), advice_.part, advice_.of);
  Set(*measures.mutable_rescued_silences(), silences_.part, silences_.of);
  Set(*measures.mutable_match_rate(), matched_.part, matched_.of);
  Set(*measures.mutable_drifted(), drifted_.part, drifted_.of);
  auto& health = *measures.mutable_health();
  health.set_running(running_);
  health.set_silent(silent_);
  health.set_not_met(not_met_);
  health.set_without_time(without_time_);
  health.set_open_advice(open_advice_);
  health.set_paused(paused_);
  for (const auto& [reason, count] : ends_) {
    auto& end = *measures.add_ends();
    end.set_reason(Mentorship::EndReason_Name(static_cast<Mentorship::EndReason>(reason)));
    end.set_count(count);
  }
  for (const auto& [quality, answered] : answered_) {
    ResponseRate& shown = *measures.add_responses();
    shown.set_quality(gilde::matching::v1::Quality_Name(static_cast<gilde::matching::v1::Quality>(quality)));
    shown.set_sent(answered.sent);
    shown.set_answered(answered.answered);
    shown.set_accepted(answered.accepted);
  }
  *measures.mutable_satisfaction() = Satisfaction();
  return measures;
}

std::vector<ReportBuilder::Learner> ReportBuilder::LearnersOf(const ProgramRows& rows) const {
  constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();
  std::vector<std::int64_t> since(people_.size(), kNever);
  std::vector<Learner> learners;
  auto took_part = [&](std::uint32_t person, std::int64_t from) {
    if (since[person] == kNever) learners.push_back({person});
    since[person] = std::min(since[person], from);
  };
  for (const RequestRow& request : rows.requests) took_part(request.mentee, request.since);
  for (const MentorshipRow& mentorship : rows.mentorships) {
    for (std::uint32_t mentee : mentorship.mentees) took_part(mentee, mentorship.since);
  }
  for (const EnrollmentRow& enrollment : rows.enrollments) {
    if (enrollment.learned) took_part(enrollment.profile, enrollment.since);
  }
  for (Learner& learner : learners) learner.since = since[learner.person];
  std::sort(learners.begin(), learners.end(), [&](const Learner& a, const Learner& b) {
    return a.since != b.since ? a.since < b.since : people_[a.person] < people_[b.person];
  });
  return learners;
}

std::string ReportBuilder::ValueOf(const Learner& learner, const std::string& program) const {
  if (by_ == GetProgramReportRequest::PROGRAM) return program;
  if (by_ == GetProgramReportRequest::COHORT) return MonthOf(learner.since);
  const Profile* profile = find_(people_[learner.person]);
  return profile == nullptr ? std::string() : domain::ValueOf(*profile, by_);
}

// Every group holds a multiple of five people and those in none are at least five, whatever the attribute, program or day: so is what lies
// in one and not in others.
void ReportBuilder::PutInGroups(const std::string& program, const std::vector<Learner>& learners) {
  bool all = by_ == GetProgramReportRequest::PROGRAM;
  size_t in_groups = std::max<size_t>(learners.size() / kSmallestGroup, 1) * kSmallestGroup - kSmallestGroup;
  absl::flat_hash_map<std::string, std::vector<std::uint32_t>> members;
  for (size_t i = 0; i < learners.size(); ++i) {
    std::vector<std::uint32_t>& group = members[ValueOf(learners[i], program)];
    if (all || i < in_groups) group.push_back(learners[i].person);
  }
  group_of_.assign(people_.size(), nullptr);
  for (const auto& [value, people] : members) {
    Group& group = groups_[value];
    size_t shown = all ? people.size() : people.size() / kSmallestGroup * kSmallestGroup;
    group.people += static_cast<int>(shown);
    for (size_t i = 0; i < shown; ++i) group_of_[people[i]] = &group;
  }
}

void ReportBuilder::AddToGroups(const std::uint32_t* people, size_t count, absl::FunctionRef<void(MeasureSums&)> add) {
  if (by_ == GetProgramReportRequest::GROUP_BY_UNSPECIFIED) return;
  for (size_t i = 0; i < count; ++i) {
    Group* group = group_of_[people[i]];
    bool earlier = false;
    for (size_t j = 0; j < i; ++j) earlier |= group_of_[people[j]] == group;
    if (group != nullptr && !earlier) add(group->sums);
  }
}

void ReportBuilder::Add(const std::string& program, const ProgramRows& rows) {
  if (by_ != GetProgramReportRequest::GROUP_BY_UNSPECIFIED) PutInGroups(program, LearnersOf(rows));
  for (const RequestRow& request : rows.requests) {
    total_.Add(request);
    AddToGroups(&request.mentee, 1, [&](MeasureSums& sums) { sums.Add(request); });
  }
  std::vector<bool> matched(people_.size());
  for (const MentorshipRow& mentorship : rows.mentorships) {
    total_.Add(mentorship);
    AddToGroups(mentorship.mentees.data(), mentorship.mentees.size(), [&](MeasureSums& sums) { sums.Add(mentorship); });
    for (std::uint32_t mentee : mentorship.mentees) matched[mentee] = matched[mentee] || mentorship.started;
  }
  for (const PulseRow& pulse : rows.pulses) {
    total_.Add(pulse);
    const MentorshipRow* of = rows.mentorships.Find(pulse.mentorship);
    if (of == nullptr) continue;
    AddToGroups(of->mentees.data(), of->mentees.size(), [&](MeasureSums& sums) { sums.Add(pulse); });
  }
  for (const EnrollmentRow& enrollment : rows.enrollments) {
    if (!enrollment.learned) continue;
    bool is_matched = matched[enrollment.profile];
    total_.AddLearner(is_matched);
    AddToGroups(&enrollment.profile, 1, [&](MeasureSums& sums) { sums.AddLearner(is_matched); });
  }
}

std::vector<GroupMeasures> ReportBuilder::Groups() const {
  std::vector<GroupMeasures> shown;
  shown.reserve(groups_.size());
  for (const auto& [value, group] : groups_) {
    GroupMeasures& one = shown.emplace_back();
    one.set_value(value);
    one.set_suppressed(group.people == 0 && by_ != GetProgramReportRequest::PROGRAM);
    if (one.suppressed()) continue;
    one.set_people(group.people);
    *one.mutable_measures() = group.sums.Measures();
  }
  return shown;
}

}  // namespace gilde::matching::domain
