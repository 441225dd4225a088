#include "services/matching/domain/mentor_report.h"

#include <algorithm>
#include <set>

#include "common/base/ids.h"
#include "services/matching/domain/lifecycle.h"

namespace gilde::matching::domain {

using gilde::matching::v1::ConversationRequest;
using gilde::matching::v1::GoalMark;
using gilde::matching::v1::MentorReport;
using gilde::matching::v1::Mentorship;

namespace {

void AddTo(gilde::matching::v1::Ratio& ratio, int part, int of) {
  ratio.set_part(ratio.part() + part);
  ratio.set_of(ratio.of() + of);
}

void AddMentorship(const Mentorship& mentorship, MentorReport& report) {
  const auto& counts = mentorship.counts();
  report.set_mentorships(report.mentorships() + 1);
  report.set_running(report.running() + !IsOver(mentorship));
  report.set_completed(report.completed() + Succeeded(mentorship));
  report.set_meetings(report.meetings() + counts.meetings());
  report.set_meeting_minutes(report.meeting_minutes() + counts.meeting_minutes());
  report.set_introductions_led_to(report.introductions_led_to() + counts.introductions_led_to());
  report.set_advocacies_completed(report.advocacies_completed() + counts.advocacies_completed());
  AddTo(*report.mutable_closed_advice(), counts.advice_reported(), counts.advice_given());
}

}  // namespace

MentorReport ReportOfMentor(std::string_view mentor, const std::vector<Mentorship>& mentorships,
                            const std::vector<ConversationRequest>& requests,
                            const std::vector<gilde::matching::v1::Appreciation>& appreciations,
                            const std::vector<gilde::matching::v1::Reflection>& reflections,
                            absl::FunctionRef<bool(const std::string& person)> mentors_now) {
  MentorReport report;
  report.set_mentor(std::string(mentor));
  report.mutable_closed_advice();
  report.mutable_accepted_requests();
  std::set<std::string> helped, goals, counted;
  std::string own = std::string(mentor) + "/";
  for (const Mentorship& mentorship : mentorships) {
    if (!IsMentor(mentorship, mentor) || !mentorship.has_start_time()) continue;
    AddMentorship(mentorship, report);
    counted.insert(mentorship.name());
    if (!mentorship.has_first_meeting_time()) continue;
    helped.insert(mentorship.mentees().begin(), mentorship.mentees().end());
    for (const GoalMark& goal : mentorship.goals()) {
      bool of_another = goal.goal().compare(0, own.size(), own) != 0;
      if (of_another && goal.state() == GoalMark::REACHED) goals.insert(goal.goal());
    }
  }
  report.set_goals_reached(static_cast<int>(goals.size()));
  helped.erase(std::string(mentor));
  report.set_people_helped(static_cast<int>(helped.size()));
  report.set_became_mentors(static_cast<int>(std::count_if(helped.begin(), helped.end(), mentors_now)));
  auto within = [&](const std::string& name) { return counted.count(std::string(base::ParentOf(name))) > 0; };
  for (const auto& appreciation : appreciations) {
    report.set_appreciations(report.appreciations() + (appreciation.receiver() == mentor && within(appreciation.name())));
  }
  for (const auto& reflection : reflections) {
    report.set_reflections(report.reflections() + (reflection.author() == mentor && within(reflection.name())));
  }
  for (const ConversationRequest& request : requests) {
    AddTo(*report.mutable_accepted_requests(), request.state() == ConversationRequest::ACCEPTED, 1);
  }
  return report;
}

}  // namespace gilde::matching::domain
