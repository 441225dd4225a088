#include "services/scheduling/domain/brief.h"

#include <algorithm>

#include "common/base/zones.h"
#include "services/scheduling/domain/question_bank.h"
#include "services/scheduling/domain/slots.h"

namespace gilde::scheduling::domain {
namespace {

using matching::v1::Advice;
using matching::v1::Mentorship;

constexpr int kMaxAdvice = 20, kMaxActions = 5, kMaxGoals = 20, kMaxQuestions = 6;

template <class List>
bool Contains(const List& people, std::string_view person) {
  return std::find(people.begin(), people.end(), person) != people.end();
}

PartRole RoleOf(const Mentorship& mentorship, std::string_view reader) {
  if (mentorship.kind() == matching::v1::Program::PEER) return PartRole::kPeer;
  return Contains(mentorship.mentors(), reader) ? PartRole::kMentor : PartRole::kMentee;
}

Phase PhaseOf(const BriefSources& sources) {
  if (sources.meeting.first_conversation()) return Phase::kFirstConversation;
  switch (sources.mentorship.state()) {
    case Mentorship::WRAPPING_UP:
      return Phase::kWrappingUp;
    case Mentorship::ENDED:
    case Mentorship::CONTACT:
      return Phase::kContact;
    default:
      return Phase::kOngoing;
  }
}

v1::AdviceLine ToLine(const Advice& advice) {
  v1::AdviceLine line;
  line.set_advice(advice.name());
  line.set_text(advice.text());
  line.set_action(advice.state() == Advice::REPORTED ? advice.outcome() : advice.action());
  return line;
}

int OutsideMinutes(const v1::Meeting& meeting, std::string_view person) {
  for (const v1::Attendee& attendee : meeting.attendees()) {
    if (attendee.profile() == person) return attendee.outside_minutes();
  }
  return 0;
}

v1::LocalTime LocalTime(const BriefSources& sources, const profile::v1::Profile& profile) {
  auto zone = base::Zone(profile.time_zone());
  return LocalTimeOf(profile.name(), profile.time_zone(), zone.ok() ? *zone : absl::UTCTimeZone(),
                     base::FromProto(sources.meeting.start_time()), OutsideMinutes(sources.meeting, profile.name()));
}

v1::Partner ToPartner(const BriefSources& sources, const profile::v1::Profile& profile, std::string_view locale) {
  v1::Partner partner;
  partner.set_profile(profile.name());
  partner.set_display_name(profile.display_name());
  *partner.mutable_local_time() = LocalTime(sources, profile);
  auto zone = base::Zone(profile.time_zone());
  absl::CivilSecond local = absl::ToCivilSecond(base::FromProto(sources.meeting.start_time()), zone.ok() ? *zone : absl::UTCTimeZone());
  std::string name = profile.given_name().empty() ? profile.display_name() : profile.given_name();
  partner.set_thanks(ThanksFor(name, local.hour(), local.minute(), partner.local_time().outside_hours(), locale));
  const profile::v1::CommunicationPreference& likes = profile.communication();
  if (likes.channel() != 0) partner.set_channel(profile::v1::CommunicationPreference::Channel_Name(likes.channel()));
  partner.set_directness(likes.directness());
  partner.set_formality(likes.formality());
  partner.set_language(likes.language());
  partner.set_response_hours(likes.response_hours());
  return partner;
}

v1::Approach ToApproach(const matching::v1::ConversationRequest& request) {
  v1::Approach approach;
  approach.set_conversation_request(request.name());
  approach.set_subject(request.subject());
  approach.set_opening(request.opening());
  approach.set_introduction(request.introduction());
  *approach.mutable_questions() = request.questions();
  return approach;
}

std::string LocaleOf(const BriefSources& sources, std::string_view reader, std::string_view asked) {
  if (!asked.empty()) return BankLocale(asked);
  for (const profile::v1::Profile& profile : sources.profiles) {
    if (profile.name() != reader) continue;
    if (!profile.communication().language().empty()) return BankLocale(profile.communication().language());
    if (profile.languages_size() > 0) return BankLocale(profile.languages(0).tag());
  }
  return BankLocale("");
}

void AddAdvice(const BriefSources& sources, v1::MeetingBrief& brief) {
  for (const v1::AdviceLine& line : OpenAdvice(sources.advice)) *brief.add_open_advice() = line;
  for (auto advice = sources.advice.rbegin(); advice != sources.advice.rend(); ++advice) {
    if (advice->state() == Advice::REPORTED && brief.last_actions_size() < kMaxActions) *brief.add_last_actions() = ToLine(*advice);
  }
}

void AddGoals(const BriefSources& sources, v1::MeetingBrief& brief) {
  for (const profile::v1::Goal& goal : sources.goals) {
    if (goal.state() != profile::v1::Goal::OPEN || brief.goals_size() >= kMaxGoals) continue;
    v1::GoalLine& line = *brief.add_goals();
    line.set_goal(goal.name());
    line.set_outcome(goal.outcome());
    line.set_progress(goal.progress());
    if (goal.has_target_date()) *line.mutable_target_date() = goal.target_date();
  }
}

}  // namespace

std::vector<v1::AdviceLine> OpenAdvice(const std::vector<Advice>& advice) {
  std::vector<v1::AdviceLine> lines;
  for (const Advice& one : advice) {
    if (one.state() != Advice::REPORTED && lines.size() < kMaxAdvice) lines.push_back(ToLine(one));
  }
  return lines;
}

v1::MeetingBrief MakeBrief(const BriefSources& sources, std::string_view reader, std::string_view locale) {
  v1::MeetingBrief brief;
  brief.set_meeting(sources.meeting.name());
  *brief.mutable_participants() = sources.meeting.participants();
  brief.set_locale(LocaleOf(sources, reader, locale));
  for (const profile::v1::Profile& profile : sources.profiles) {
    if (profile.name() == reader) {
      *brief.mutable_reader() = LocalTime(sources, profile);
    } else {
      *brief.add_partners() = ToPartner(sources, profile, brief.locale());
    }
  }
  if (sources.approach) *brief.mutable_approach() = ToApproach(*sources.approach);
  AddGoals(sources, brief);
  AddAdvice(sources, brief);
  if (sources.meeting.has_agenda()) *brief.mutable_agenda() = sources.meeting.agenda();
  *brief.mutable_prepared_questions() = sources.meeting.prepared_questions();
  *brief.mutable_readiness() = sources.meeting.readiness();
  for (const std::string& question : BankQuestions(PhaseOf(sources), RoleOf(sources.mentorship, reader), brief.locale())) {
    if (brief.question_bank_size() < kMaxQuestions) brief.add_question_bank(question);
  }
  return brief;
}

}  // namespace gilde::scheduling::domain
