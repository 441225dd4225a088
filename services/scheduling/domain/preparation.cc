#include "services/scheduling/domain/preparation.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/base/zones.h"

namespace gilde::scheduling::domain {
namespace {

constexpr int kTouchHour = 9;  // UTC

void CheckText(std::string_view text, int maximum, std::string_view field, base::Violations& violations) {
  int length = base::CodePoints(text);
  violations.Require(length >= 0 && length <= maximum, field, "TEXT_TOO_LONG", absl::StrCat("at most ", maximum, " characters of UTF-8"));
}

bool IsBlank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == text.npos; }

void Refresh(v1::Meeting& meeting) {
  v1::Readiness& readiness = *meeting.mutable_readiness();
  readiness.set_progress(!IsBlank(meeting.agenda().progress()));
  readiness.set_challenge(!IsBlank(meeting.agenda().challenge()));
  readiness.set_questions(meeting.agenda().questions_size() > 0 || meeting.prepared_questions_size() > 0);
}

// A full date after the day of the meeting and within two years of it (UTC days, a day of grace at the near side for zones).
bool IsNextTouch(const google::type::Date& date, absl::Time end) {
  absl::CivilDay day(date.year(), date.month(), date.day());
  absl::CivilDay held = absl::ToCivilDay(end, absl::UTCTimeZone());
  return day >= held && day <= held + 731;
}

bool IsDate(const google::type::Date& date) {
  absl::CivilDay day(date.year(), date.month(), date.day());
  return date.year() >= 2000 && day.year() == date.year() && day.month() == date.month() && day.day() == date.day();
}

}  // namespace

absl::Status CheckAgenda(const v1::Agenda& agenda) {
  base::Violations violations;
  bool empty = agenda.points().empty() && agenda.questions().empty() && IsBlank(agenda.progress()) && IsBlank(agenda.challenge());
  violations.Require(!empty, "agenda", "AGENDA_EMPTY", "say at least one point, question, progress or challenge");
  violations.Require(agenda.points_size() <= 20, "agenda.points", "TOO_MANY", "at most 20");
  violations.Require(agenda.questions_size() <= 10, "agenda.questions", "TOO_MANY", "at most 10");
  for (const std::string& point : agenda.points()) CheckText(point, 500, "agenda.points", violations);
  for (const std::string& question : agenda.questions()) CheckText(question, 500, "agenda.questions", violations);
  CheckText(agenda.progress(), 2000, "agenda.progress", violations);
  CheckText(agenda.challenge(), 2000, "agenda.challenge", violations);
  return violations.Check();
}

absl::Status CheckQuestions(const v1::PrepareQuestionsRequest& request, const MeetingRules& rules) {
  base::Violations violations;
  int count = request.questions_size();
  violations.Require(count >= rules.questions_min && count <= rules.questions_max, "questions", "QUESTION_COUNT",
                     absl::StrCat("prepare ", rules.questions_min, "-", rules.questions_max, " questions"));
  for (int i = 0; i < std::min(count, rules.questions_max); ++i) {
    std::string field = absl::StrCat("questions[", i, "]");
    violations.Require(!IsBlank(request.questions(i)), field, "QUESTION_EMPTY", "a question has words");
    CheckText(request.questions(i), 500, field, violations);
  }
  return violations.Check();
}

absl::Status CheckFollowUp(const v1::FollowUp& follow_up, const MeetingRules& rules) {
  base::Violations violations;
  violations.Require(!IsBlank(follow_up.thanks()), "follow_up.thanks", "THANKS_MISSING", "begin with a word of thanks");
  CheckText(follow_up.thanks(), 2000, "follow_up.thanks", violations);
  bool count = follow_up.takeaways_size() >= rules.takeaways_min && follow_up.takeaways_size() <= rules.takeaways_max;
  for (const std::string& takeaway : follow_up.takeaways()) {
    count = count && !IsBlank(takeaway);
    CheckText(takeaway, 1000, "follow_up.takeaways", violations);
  }
  violations.Require(count, "follow_up.takeaways", "TAKEAWAY_COUNT",
                     absl::StrCat("name ", rules.takeaways_min, "-", rules.takeaways_max, " things you took from it"));
  violations.Require(!follow_up.has_next_touch_date() || IsDate(follow_up.next_touch_date()), "follow_up.next_touch_date", "DATE_INVALID",
                     "a full date");
  CheckText(follow_up.next_touch(), 500, "follow_up.next_touch", violations);
  return violations.Check();
}

absl::StatusOr<Change> SetAgenda(v1::Meeting meeting, v1::Agenda agenda, std::string_view author,
                                 const std::vector<v1::AdviceLine>& open_advice, absl::Time now) {
  GILDE_ASSIGN_OR_RETURN(v1::Meeting::State state, After(meeting.state(), Move::kPrepare));
  meeting.set_state(state);
  agenda.set_author(author.data(), author.size());
  agenda.clear_open_advice();
  for (const v1::AdviceLine& line : open_advice) *agenda.add_open_advice() = line;
  *meeting.mutable_agenda() = std::move(agenda);
  if (!meeting.has_agenda_set_time()) *meeting.mutable_agenda_set_time() = base::ToProto(now);
  Refresh(meeting);
  return Change{std::move(meeting), "meeting.agenda_set"};
}

absl::StatusOr<Change> Prepare(v1::Meeting meeting, const v1::PrepareQuestionsRequest& request, std::string_view author) {
  if (!meeting.first_conversation()) {
    return base::FailedPrecondition("NOT_FIRST_CONVERSATION", "questions are prepared for the first conversation of a mentorship");
  }
  GILDE_ASSIGN_OR_RETURN(v1::Meeting::State state, After(meeting.state(), Move::kPrepare));
  meeting.set_state(state);
  google::protobuf::RepeatedPtrField<v1::PreparedQuestion> questions;
  for (const v1::PreparedQuestion& question : meeting.prepared_questions()) {
    if (question.author() != author) *questions.Add() = question;
  }
  for (const std::string& text : request.questions()) {
    v1::PreparedQuestion& question = *questions.Add();
    question.set_text(text);
    question.set_author(author.data(), author.size());
    if (base::IsYesNoQuestion(text)) question.set_hint(v1::PreparedQuestion::YES_NO);
  }
  *meeting.mutable_prepared_questions() = std::move(questions);
  Refresh(meeting);
  return Change{std::move(meeting), "meeting.questions_prepared"};
}

absl::StatusOr<Change> FollowUp(v1::Meeting meeting, v1::FollowUp follow_up, std::string_view author, absl::Time now) {
  GILDE_ASSIGN_OR_RETURN(v1::Meeting::State state, After(meeting.state(), Move::kFollowUp));
  absl::Time end = base::FromProto(meeting.end_time());
  if (now < end) return base::FailedPrecondition("MEETING_NOT_OVER", "the meeting has not ended yet");
  if (meeting.has_follow_up_time()) return base::FailedPrecondition("FOLLOW_UP_EXISTS", "the follow-up was submitted already");
  if (follow_up.has_next_touch_date() && !IsNextTouch(follow_up.next_touch_date(), end)) {
    base::Violations violations;
    violations.Add("follow_up.next_touch_date", "DATE_INVALID", "after the meeting and within two years of it");
    return violations.Check();
  }
  GILDE_ASSIGN_OR_RETURN(Change held, Confirm(std::move(meeting), author, v1::Attendance::HELD, now));
  held.meeting.set_state(state);
  follow_up.set_author(author.data(), author.size());
  if (follow_up.has_next_touch_date()) {
    const google::type::Date& date = follow_up.next_touch_date();
    absl::CivilHour morning(date.year(), date.month(), date.day(), kTouchHour);
    *held.meeting.mutable_next_touch_time() = base::ToProto(absl::FromCivil(morning, absl::UTCTimeZone()));
  }
  *held.meeting.mutable_follow_up() = std::move(follow_up);
  *held.meeting.mutable_follow_up_time() = base::ToProto(now);
  return Change{std::move(held.meeting), "meeting.follow_up_submitted"};
}

base::Violations CheckNote(const v1::Note& note) {
  base::Violations violations;
  violations.Require(!IsBlank(note.text()), "note.text", "TEXT_MISSING", "say what is to be noted");
  CheckText(note.text(), 10'000, "note.text", violations);
  return violations;
}

v1::Note WriteNote(const v1::Meeting& meeting, const v1::Note& asked, std::string_view author) {
  v1::Note note;
  note.set_author(author.data(), author.size());
  note.set_text(asked.text());
  note.set_shared(asked.shared());
  if (asked.shared()) {
    *note.mutable_readers() = meeting.participants();
  } else {
    note.add_readers(note.author());
  }
  return note;
}

}  // namespace gilde::scheduling::domain
