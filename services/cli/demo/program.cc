// Step 2: a formal program opens, and people enroll.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "common/base/errors.h"
#include "common/base/ids.h"
#include "gilde/matching/v1/program_service.pb.h"
#include "gilde/profile/v1/goal.pb.h"
#include "gilde/profile/v1/profile_service.pb.h"
#include "services/cli/dates.h"
#include "services/cli/demo/stage.h"
#include "services/cli/demo/texts.h"
#include "services/cli/output.h"

namespace gilde::cli {

using gilde::matching::v1::Enrollment;
using gilde::matching::v1::Program;
using gilde::profile::v1::Goal;
using gilde::profile::v1::Profile;

namespace {

constexpr int kDays = 182;
constexpr int kGoalDays = 270;

std::string KeyOf(const Member& member, const std::string& what) { return absl::StrCat(what, "/", std::string(base::IdOf(member.name))); }

absl::Status OpenProgram(Stage& stage) {
  Story& story = stage.story;
  absl::CivilDay today = absl::ToCivilDay(story.now(), absl::UTCTimeZone());
  stage.program_end = absl::FromCivil(today + kDays, absl::UTCTimeZone());
  gilde::matching::v1::CreateProgramRequest create;
  create.set_parent(story.Organization());
  create.set_program_id("spring");
  create.mutable_program()->set_title("Spring program");
  create.mutable_program()->set_kind(Program::FORMAL);
  SetDate(today, *create.mutable_program()->mutable_start_date());
  SetDate(today + kDays, *create.mutable_program()->mutable_end_date());
  GILDE_ASSIGN_OR_RETURN(Program program, story.Do<Program>("program", stage.connection().Administrator(),
                                                            "gilde.matching.v1.ProgramService/CreateProgram", create));
  stage.program = program.name();
  gilde::matching::v1::OpenProgramRequest open;
  open.set_name(stage.program);
  GILDE_RETURN_IF_ERROR(
      story.Do<Program>("program/open", stage.connection().Administrator(), "gilde.matching.v1.ProgramService/OpenProgram", open).status());
  story.Say(absl::StrCat("   The ", program.title(), " opens: FORMAL, from ", Day(story.now()), " to ", Day(stage.program_end), "."));
  return absl::OkStatus();
}

absl::Status Approve(Stage& stage, const Member& mentor) {
  gilde::profile::v1::ReviewMentorOfferRequest review;
  review.set_name(mentor.name);
  review.set_decision(gilde::profile::v1::ReviewMentorOfferRequest::APPROVE);
  return stage.story
      .Do<Profile>(KeyOf(mentor, "approve"), stage.connection().Administrator(), "gilde.profile.v1.ProfileService/ReviewMentorOffer",
                   review)
      .status();
}

absl::StatusOr<Enrollment> Enroll(Stage& stage, const Member& member, const std::string& key) {
  gilde::matching::v1::CreateEnrollmentRequest request;
  request.set_parent(stage.program);
  request.mutable_enrollment()->set_profile(member.name);
  if (member.mentor) request.mutable_enrollment()->add_roles(Enrollment::MENTOR);
  if (member.mentee) request.mutable_enrollment()->add_roles(Enrollment::MENTEE);
  return stage.story.Do<Enrollment>(KeyOf(member, key), stage.connection().Administrator(),
                                    "gilde.matching.v1.ProgramService/CreateEnrollment", request);
}

absl::Status WriteGoal(Stage& stage, Member& member) {
  gilde::profile::v1::CreateGoalRequest request;
  request.set_parent(member.name);
  request.set_goal_id("imported");
  Goal& goal = *request.mutable_goal();
  goal.set_outcome(absl::StrCat("Lead my first piece of work on ", Topic(member), " from the first sketch to its use"));
  if (member.person.profile.skills_sought_size() > 0) goal.set_skill(member.person.profile.skills_sought(0).skill());
  goal.set_horizon(Goal::SHORT);
  SetDate(absl::ToCivilDay(stage.story.now(), absl::UTCTimeZone()) + kGoalDays, *goal.mutable_target_date());
  member.person.goal = goal;
  GILDE_ASSIGN_OR_RETURN(Goal written,
                         stage.story.Do<Goal>(KeyOf(member, "goal"), stage.As(member), "gilde.profile.v1.GoalService/CreateGoal", request));
  member.goal = written.name();
  return absl::OkStatus();
}

// A mentee who comes without a goal is refused, writes one, and is in.
absl::StatusOr<Enrollment> EnrollMentee(Stage& stage, Member& member, bool& shown) {
  absl::StatusOr<Enrollment> enrolled = Enroll(stage, member, "enroll");
  if (enrolled.ok() || base::ReasonOf(enrolled.status()) != "GOAL_REQUIRED") return enrolled;
  if (!shown) {
    stage.story.Say(absl::StrCat("   ", member.call, " comes without a goal and is refused: ", base::ReasonOf(enrolled.status()), ", ",
                                 std::string(enrolled.status().message()), "."));
  }
  GILDE_RETURN_IF_ERROR(WriteGoal(stage, member));
  if (!shown) stage.story.Say(absl::StrCat("   ", member.call, " writes one, \"", member.person.goal.outcome(), "\", and is in."));
  shown = true;
  return Enroll(stage, member, "enroll-again");
}

}  // namespace

absl::Status TellProgram(Stage& stage) {
  stage.story.Chapter(2, "A program opens, and people enroll");
  GILDE_RETURN_IF_ERROR(OpenProgram(stage));
  int mentors = 0, mentees = 0, waiting = 0;
  // Mentors first: mentees take the seats that they bring.
  for (const Member& member : stage.people) {
    if (!member.mentor) continue;
    GILDE_RETURN_IF_ERROR(Approve(stage, member));
    if (member.mentee) continue;
    GILDE_RETURN_IF_ERROR(Enroll(stage, member, "enroll").status());
    ++mentors;
  }
  bool shown = false;
  for (Member& member : stage.people) {
    if (!member.mentee) continue;
    GILDE_ASSIGN_OR_RETURN(Enrollment enrollment, EnrollMentee(stage, member, shown));
    if (member.mentor) ++mentors;
    bool active = enrollment.state() == Enrollment::ACTIVE;
    ++(active ? mentees : waiting);
    member.mentee = active;
  }
  stage.story.Say(absl::StrCat("   ", mentors, " mentors, their offers approved, and ", mentees, " mentees take part",
                               waiting > 0 ? absl::StrCat("; ", waiting, " wait for a seat") : "", "."));
  return absl::OkStatus();
}

}  // namespace gilde::cli
