#include "services/cli/demo/recount.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "absl/strings/match.h"
#include "absl/time/time.h"
#include "common/base/errors.h"
#include "common/base/ids.h"
#include "common/base/zones.h"
#include "gilde/matching/v1/conversation.pb.h"
#include "gilde/matching/v1/exchange.pb.h"
#include "gilde/matching/v1/mentorship.pb.h"
#include "gilde/matching/v1/program.pb.h"
#include "gilde/scheduling/v1/meeting.pb.h"

namespace gilde::cli {

using gilde::common::v1::Event;
using gilde::matching::v1::ConversationRequest;
using gilde::matching::v1::Measures;
using gilde::matching::v1::Mentorship;
using gilde::matching::v1::Pulse;
using gilde::scheduling::v1::Meeting;

namespace {

class Counter {
 public:
  explicit Counter(std::string program) : program_(std::move(program)) {}

  void Matching(const Event& event) {
    if (absl::StartsWith(event.type(), "conversation_request.")) {
      Request(event);
    } else if (event.type() == "pulse.recorded") {
      Answer(event);
    } else if (absl::StartsWith(event.type(), "enrollment.")) {
      Enrolled(event);
    } else if (absl::StartsWith(event.type(), "advice.")) {
      if (mentorships_.count(std::string(base::ParentOf(event.subject()))) == 0) return;
      int& open = open_advice_[std::string(base::ParentOf(event.subject()))];
      if (event.type() == "advice.given") Up(measures_.mutable_closed_advice(), 1, 0), ++open;
      if (event.type() == "advice.reported") Up(measures_.mutable_closed_advice(), 0, 1), --open;
    } else if (absl::StartsWith(event.type(), "mentorship.")) {
      Lifecycle(event);
    }
  }

  void Scheduling(const Event& event) {
    Meeting meeting;
    if (!event.payload().UnpackTo(&meeting) || mentorships_.count(meeting.mentorship()) == 0) return;
    if (event.type() == "meeting.completed") {
      bool in_time =
          meeting.has_agenda_set_time() && base::FromProto(meeting.agenda_set_time()) <= base::FromProto(meeting.agenda_due_time());
      Up(measures_.mutable_on_time_agendas(), 1, in_time ? 1 : 0);
      absl::Time start = base::FromProto(meeting.start_time());
      absl::Time& first = first_meetings_.emplace(meeting.mentorship(), start).first->second;
      first = std::min(first, start);
      held_[meeting.mentorship()].push_back(meeting);
    }
    if (event.type() == "meeting.follow_up_submitted" || event.type() == "meeting.follow_up_missed") {
      if (follow_ups_.insert(meeting.name()).second) Up(measures_.mutable_on_time_follow_ups(), 1, 0);
    }
    if (event.type() == "meeting.follow_up_submitted" && submitted_.insert(meeting.name()).second &&
        base::FromProto(meeting.follow_up_time()) <= base::FromProto(meeting.follow_up_due_time())) {
      Up(measures_.mutable_on_time_follow_ups(), 0, 1);
    }
  }

  Measures Finish() {
    FirstMeetings();
    for (const auto& [reason, count] : ends_) {
      auto* end = measures_.add_ends();
      end->set_reason(Mentorship::EndReason_Name(reason));
      end->set_count(count);
    }
    for (auto& [quality, rate] : responses_) {
      rate.set_quality(gilde::matching::v1::Quality_Name(quality));
      *measures_.add_responses() = rate;
    }
    Satisfaction();
    Standing();
    for (const auto& [name, mentorship] : last_) {
      if (starts_.count(name) > 0) matched_.insert(mentorship.mentees().begin(), mentorship.mentees().end());
    }
    measures_.mutable_match_rate();
    for (const auto& [enrollment, person] : learners_) Up(measures_.mutable_match_rate(), 1, matched_.count(person) > 0 ? 1 : 0);
    measures_.mutable_funnel()->set_contacts_started(static_cast<int>(contacts_.size()));
    // A measure without events is there, and zero.
    measures_.mutable_on_time_agendas();
    measures_.mutable_on_time_follow_ups();
    measures_.mutable_closed_advice();
    measures_.mutable_rescued_silences();
    return measures_;
  }

 private:
  static void Up(gilde::matching::v1::Ratio* ratio, int of, int part) {
    ratio->set_of(ratio->of() + of);
    ratio->set_part(ratio->part() + part);
  }

  void Request(const Event& event) {
    ConversationRequest request;
    if (!event.payload().UnpackTo(&request) || request.program() != program_) return;
    auto& funnel = *measures_.mutable_funnel();
    auto& rate = responses_[request.quality()];
    bool accepted = event.type() == "conversation_request.accepted", declined = event.type() == "conversation_request.declined";
    if (event.type() == "conversation_request.sent") {
      funnel.set_requests_sent(funnel.requests_sent() + 1);
      rate.set_sent(rate.sent() + 1);
    }
    if (accepted) funnel.set_requests_accepted(funnel.requests_accepted() + 1);
    if (declined) funnel.set_requests_declined(funnel.requests_declined() + 1);
    if ((accepted || declined) && answered_.insert(request.name()).second) rate.set_answered(rate.answered() + 1);
    if (accepted && accepted_.insert(request.name()).second) rate.set_accepted(rate.accepted() + 1);
    if (event.type() == "conversation_request.withdrawn") funnel.set_requests_withdrawn(funnel.requests_withdrawn() + 1);
    if (event.type() == "conversation_request.expired") funnel.set_requests_expired(funnel.requests_expired() + 1);
  }

  void Answer(const Event& event) {
    Pulse pulse;
    if (event.payload().UnpackTo(&pulse) && pulse.program() == program_) {
      pulses_[{base::FromProto(pulse.create_time()), pulse.name()}] = pulse.score();
    }
  }

  // In whole fives, the first ones first.
  void Satisfaction() {
    auto& satisfaction = *measures_.mutable_satisfaction();
    satisfaction.mutable_answers()->Resize(5, 0);
    size_t whole = pulses_.size() - pulses_.size() % 5, taken = 0;
    double sum = 0;
    for (const auto& [order, score] : pulses_) {
      if (taken++ == whole) break;
      satisfaction.set_answers(score - 1, satisfaction.answers(score - 1) + 1);
      sum += score;
    }
    if (whole > 0) satisfaction.set_mean(sum / static_cast<double>(whole));
  }

  void Enrolled(const Event& event) {
    gilde::matching::v1::Enrollment enrollment;
    bool took_part = event.type() == "enrollment.activated" || event.type() == "enrollment.waitlisted";
    if (!took_part || !event.payload().UnpackTo(&enrollment) || base::ParentOf(enrollment.name()) != program_) return;
    bool learns = std::any_of(enrollment.roles().begin(), enrollment.roles().end(), [](int role) {
      return role == gilde::matching::v1::Enrollment::MENTEE || role == gilde::matching::v1::Enrollment::PEER;
    });
    if (learns) learners_.emplace(enrollment.name(), enrollment.profile());
  }

  // How each mentorship stands by the last event about it.
  void Standing() {
    auto& health = *measures_.mutable_health();
    measures_.mutable_drifted();
    for (const auto& [name, mentorship] : last_) {
      const std::vector<Meeting>& held = held_[name];
      if (held.size() >= 2) Up(measures_.mutable_drifted(), 1, Drifted(mentorship, held) ? 1 : 0);
      if (mentorship.state() == Mentorship::PAUSED) health.set_paused(health.paused() + 1);
      bool runs = mentorship.state() == Mentorship::INTRO || mentorship.state() == Mentorship::ACTIVE ||
                  mentorship.state() == Mentorship::WRAPPING_UP;
      if (!runs) continue;
      health.set_running(health.running() + 1);
      health.set_silent(health.silent() + (mentorship.silence_step() > 0 ? 1 : 0));
      health.set_not_met(health.not_met() + (held.empty() ? 1 : 0));
      health.set_without_time(health.without_time() + (mentorship.has_no_time_offered_time() ? 1 : 0));
      health.set_open_advice(health.open_advice() + (open_advice_[name] > 0 ? 1 : 0));
    }
  }

  static bool Drifted(const Mentorship& mentorship, const std::vector<Meeting>& held) {
    absl::Time first = absl::InfiniteFuture(), last = absl::InfinitePast();
    double minutes = 0;
    for (const Meeting& meeting : held) {
      absl::Time start = base::FromProto(meeting.start_time());
      first = std::min(first, start);
      last = std::max(last, start);
      minutes += absl::ToDoubleMinutes(base::FromProto(meeting.end_time()) - start);
    }
    minutes /= static_cast<double>(held.size());
    double days = absl::ToDoubleHours(last - first) / 24 / static_cast<double>(held.size() - 1);
    bool other_length = minutes < mentorship.meeting_minutes() * 0.75 || minutes > mentorship.meeting_minutes() * 1.25;
    return days > mentorship.cadence_days() * 1.25 || other_length;
  }

  void Lifecycle(const Event& event) {
    Mentorship mentorship;
    if (!event.payload().UnpackTo(&mentorship) || mentorship.program() != program_) return;
    auto& funnel = *measures_.mutable_funnel();
    last_[event.subject()] = mentorship;
    const std::string type = event.type().substr(event.type().find('.') + 1);
    if (type == "created") {
      mentorships_.insert(event.subject());
      funnel.set_mentorships_created(funnel.mentorships_created() + 1);
    } else if (type == "started") {
      funnel.set_intros_started(funnel.intros_started() + 1);
      starts_[event.subject()] = base::FromProto(event.time());
    } else if (type == "introduced") {
      funnel.set_intros_continued(funnel.intros_continued() + 1);
    } else if (type == "activated") {
      funnel.set_activated(funnel.activated() + 1);
    } else if (type == "ended") {
      ++ends_[mentorship.end_reason()];
      bool good = mentorship.end_reason() == Mentorship::GOALS_REACHED || mentorship.end_reason() == Mentorship::TERM;
      funnel.set_completed(funnel.completed() + (good ? 1 : 0));
    } else if (type == "contact_started") {
      contacts_.insert(event.subject());
    } else if (type == "invited_to_mentor") {
      funnel.set_invited_to_mentor(funnel.invited_to_mentor() + mentorship.mentor_invitations_size());
    } else if (type == "quiet") {
      Up(measures_.mutable_rescued_silences(), 1, 0);
    } else if (type == "contacted") {
      Up(measures_.mutable_rescued_silences(), 0, mentorship.rescued() ? 1 : 0);
    }
  }

  void FirstMeetings() {
    std::vector<std::int64_t> seconds;
    for (const auto& [mentorship, start] : first_meetings_) {
      auto started = starts_.find(mentorship);
      if (started != starts_.end()) seconds.push_back(absl::ToInt64Seconds(start - started->second));
    }
    measures_.mutable_funnel()->set_first_meetings_held(static_cast<int>(first_meetings_.size()));
    auto& first = *measures_.mutable_first_meeting();
    if (seconds.empty()) return;
    std::sort(seconds.begin(), seconds.end());
    std::int64_t sum = 0;
    for (std::int64_t each : seconds) sum += each;
    size_t half = seconds.size() / 2;
    double middle =
        seconds.size() % 2 == 1 ? static_cast<double>(seconds[half]) : static_cast<double>(seconds[half - 1] + seconds[half]) / 2;
    first.set_count(static_cast<int>(seconds.size()));
    first.set_mean_hours(static_cast<double>(sum) / 3600 / static_cast<double>(seconds.size()));
    first.set_median_hours(middle / 3600);
  }

  std::string program_;
  Measures measures_;
  std::set<std::string> mentorships_, contacts_, follow_ups_, submitted_;
  std::map<std::string, absl::Time> starts_, first_meetings_;
  std::map<Mentorship::EndReason, int> ends_;
  std::map<gilde::matching::v1::Quality, gilde::matching::v1::ResponseRate> responses_;
  std::set<std::string> answered_, accepted_, matched_;
  std::map<std::pair<absl::Time, std::string>, int> pulses_;
  std::map<std::string, std::string> learners_;  // enrollment -> person
  std::map<std::string, Mentorship> last_;
  std::map<std::string, std::vector<Meeting>> held_;
  std::map<std::string, int> open_advice_;
};

}  // namespace

Measures Recount(const std::string& program, const std::vector<Event>& matching, const std::vector<Event>& scheduling) {
  Counter counter(program);
  for (const Event& event : matching) counter.Matching(event);
  for (const Event& event : scheduling) counter.Scheduling(event);
  return counter.Finish();
}

}  // namespace gilde::cli
