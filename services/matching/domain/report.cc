#include "services/matching/domain/report.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "common/base/zones.h"

namespace gilde::matching::domain {
namespace {

using gilde::matching::v1::ConversationRequest;
using gilde::matching::v1::Funnel;
using gilde::matching::v1::GetProgramReportRequest;
using gilde::matching::v1::Mentorship;
using gilde::matching::v1::Pulse;
using gilde::matching::v1::Ratio;

constexpr size_t kSmallestGroup = 5;

void AddTo(Ratio& ratio, int part, int of) {
  ratio.set_part(ratio.part() + part);
  ratio.set_of(ratio.of() + of);
}

std::string_view FirstParts(std::string_view path, int parts) {
  size_t end = 0;
  for (int i = 0; i < parts && end != std::string_view::npos; ++i) end = path.find('/', i == 0 ? 0 : end + 1);
  return path.substr(0, end);
}

}  // namespace

void MeasureSums::Add(const ConversationRequest& request) {
  Funnel& funnel = *sums_.mutable_funnel();
  funnel.set_requests_sent(funnel.requests_sent() + 1);
  switch (request.state()) {
    case ConversationRequest::ACCEPTED:
      funnel.set_requests_accepted(funnel.requests_accepted() + 1);
      break;
    case ConversationRequest::DECLINED:
      funnel.set_requests_declined(funnel.requests_declined() + 1);
      break;
    case ConversationRequest::WITHDRAWN:
      funnel.set_requests_withdrawn(funnel.requests_withdrawn() + 1);
      break;
    case ConversationRequest::EXPIRED:
      funnel.set_requests_expired(funnel.requests_expired() + 1);
      break;
    default:
      break;
  }
}

void MeasureSums::Add(const Mentorship& mentorship) {
  Funnel& funnel = *sums_.mutable_funnel();
  const auto& counts = mentorship.counts();
  bool completed = mentorship.end_reason() == Mentorship::GOALS_REACHED || mentorship.end_reason() == Mentorship::TERM;
  funnel.set_mentorships_created(funnel.mentorships_created() + 1);
  funnel.set_intros_started(funnel.intros_started() + mentorship.has_start_time());
  funnel.set_first_meetings_held(funnel.first_meetings_held() + mentorship.has_first_meeting_time());
  funnel.set_intros_continued(funnel.intros_continued() + mentorship.has_introduced_time());
  funnel.set_activated(funnel.activated() + mentorship.has_activate_time());
  funnel.set_completed(funnel.completed() + completed);
  funnel.set_contacts_started(funnel.contacts_started() + (mentorship.contact_every_days() > 0));
  funnel.set_invited_to_mentor(funnel.invited_to_mentor() + mentorship.mentor_invitations_size());
  if (mentorship.has_first_meeting_time()) {
    absl::Duration waited = base::FromProto(mentorship.first_meeting_time()) - base::FromProto(mentorship.start_time());
    first_meeting_seconds_.push_back(absl::ToInt64Seconds(waited));
  }
  AddTo(*sums_.mutable_on_time_agendas(), counts.agendas_on_time(), counts.meetings());
  AddTo(*sums_.mutable_on_time_follow_ups(), counts.follow_ups_on_time(), counts.follow_ups_due());
  AddTo(*sums_.mutable_closed_advice(), counts.advice_reported(), counts.advice_given());
  AddTo(*sums_.mutable_rescued_silences(), counts.silences_rescued(), counts.silences());
  if (mentorship.end_reason() != Mentorship::END_REASON_UNSPECIFIED) ++ends_[mentorship.end_reason()];
}

void MeasureSums::Add(const Pulse& pulse) {
  if (pulse.score() >= 1 && pulse.score() <= 5) ++answers_[pulse.score() - 1];
}

gilde::matching::v1::Measures MeasureSums::Measures() const {
  gilde::matching::v1::Measures measures = sums_;
  measures.mutable_funnel();
  measures.mutable_on_time_agendas();
  measures.mutable_on_time_follow_ups();
  measures.mutable_closed_advice();
  measures.mutable_rescued_silences();
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
  auto& satisfaction = *measures.mutable_satisfaction();
  int answers = 0, sum = 0;
  for (int score = 1; score <= 5; ++score) {
    satisfaction.add_answers(answers_[score - 1]);
    answers += answers_[score - 1];
    sum += score * answers_[score - 1];
  }
  satisfaction.set_mean(answers == 0 ? 0 : static_cast<double>(sum) / answers);
  return measures;
}

std::string GroupOf(const gilde::profile::v1::Profile& profile, GetProgramReportRequest::GroupBy group_by) {
  switch (group_by) {
    case GetProgramReportRequest::ORG_UNIT:
      return std::string(FirstParts(profile.org_unit(), 2));
    case GetProgramReportRequest::SENIORITY_LEVEL:
      return absl::StrCat(profile.seniority_level());
    case GetProgramReportRequest::LOCATION:
      return profile.location();
    case GetProgramReportRequest::PROFILE_KIND:
      return gilde::profile::v1::Profile::Kind_Name(profile.kind());
    default:
      return "";
  }
}

template <class M>
void ReportBuilder::AddTo(const std::vector<std::string>& mentees, const M& message, bool counts_people) {
  total_.Add(message);
  if (group_of_ == nullptr) return;
  std::set<std::string> values;
  for (const std::string& mentee : mentees) {
    auto found = group_of_->find(mentee);
    const std::string& value = *values.insert(found == group_of_->end() ? "" : found->second).first;
    if (counts_people) groups_[value].people.insert(mentee);
  }
  for (const std::string& value : values) groups_[value].sums.Add(message);
}

void ReportBuilder::Add(const ConversationRequest& request) { AddTo({request.mentee()}, request, true); }

void ReportBuilder::Add(const Mentorship& mentorship) {
  AddTo({mentorship.mentees().begin(), mentorship.mentees().end()}, mentorship, true);
}

void ReportBuilder::Add(const Pulse& pulse, const std::vector<std::string>& mentees) { AddTo(mentees, pulse, false); }

gilde::matching::v1::ProgramReport ReportBuilder::Build() const {
  gilde::matching::v1::ProgramReport report;
  *report.mutable_total() = total_.Measures();
  for (const auto& [value, group] : groups_) {
    auto& shown = *report.add_groups();
    shown.set_value(value);
    if (group.people.size() < kSmallestGroup) {
      shown.set_suppressed(true);
      continue;
    }
    shown.set_people(static_cast<int>(group.people.size()));
    *shown.mutable_measures() = group.sums.Measures();
  }
  return report;
}

}  // namespace gilde::matching::domain
