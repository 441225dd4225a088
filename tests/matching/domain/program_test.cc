// Programs: their numbers and their states.
#include "services/matching/domain/program.h"

#include <gmock/gmock.h>

#include "tests/matching/domain/people.h"

namespace gilde::matching::domain {
namespace {

using gilde::matching::v1::Program;
using gilde::matching::v1::ProgramRules;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> Wrong(const Program& program) {
  base::Violations violations;
  CheckProgram(program, "p", violations);
  return Named(violations);
}

void SetDate(google::type::Date& date, int year, int month, int day) {
  date.set_year(year);
  date.set_month(month);
  date.set_day(day);
}

std::string Moved(Program::State from, ProgramMove move) {
  Program program = RunningProgram();
  program.set_state(from);
  auto change = MoveProgram(program, move);
  if (!change.ok()) return base::ReasonOf(change.status());
  return Program::State_Name(change->program.state()) + " " + std::string(change->event);
}

TEST(Program, SaysEveryNumberOnceItIsMade) {
  Program program = RunningProgram();
  const auto* type = ProgramRules::descriptor();
  for (int i = 0; i < type->field_count(); ++i) {
    const auto* field = type->field(i);
    bool said = field->is_repeated() ? program.rules().GetReflection()->FieldSize(program.rules(), field) > 0
                                     : program.rules().GetReflection()->HasField(program.rules(), field);
    EXPECT_TRUE(said) << field->name();
  }
  EXPECT_EQ(program.rules().open_requests_per_mentee(), 3);
  EXPECT_EQ(program.rules().request_expire_days(), 7);
  EXPECT_EQ(program.rules().quiet_min_days(), 21);
  EXPECT_EQ(program.rules().pause_max_days(), 60);
  EXPECT_EQ(program.rules().nudges_per_week(), 3);
  EXPECT_THAT(program.rules().session_minutes(), ElementsAre(10, 20, 30, 45, 60));
  EXPECT_THAT(program.rules().contact_days(), ElementsAre(180, 365));
  EXPECT_THAT(Wrong(program), IsEmpty());
}

TEST(Program, AsksForAnAgreementWhenItIsFormal) {
  EXPECT_TRUE(RunningProgram(Program::FORMAL).rules().ask_agreement());
  for (auto kind : {Program::INFORMAL, Program::PEER, Program::REVERSE, Program::GROUP}) {
    EXPECT_FALSE(RunningProgram(kind).rules().ask_agreement());
  }
}

TEST(Program, KeepsTheNumbersItSays) {
  Program program;
  program.set_kind(Program::FORMAL);
  program.mutable_rules()->set_soft_check_in_days(4);
  program.mutable_rules()->set_resume_notice_days(0);
  program.mutable_rules()->add_session_minutes(25);
  FillDefaults(program);
  EXPECT_EQ(program.rules().soft_check_in_days(), 4);
  EXPECT_EQ(program.rules().resume_notice_days(), 0);
  EXPECT_THAT(program.rules().session_minutes(), ElementsAre(25));
}

TEST(Program, NamesEveryNumberOutOfItsRange) {
  const auto* type = ProgramRules::descriptor();
  int numbers = 0;
  for (int i = 0; i < type->field_count(); ++i) {
    const auto* field = type->field(i);
    if (field->is_repeated() || field->cpp_type() != google::protobuf::FieldDescriptor::CPPTYPE_INT32) continue;
    ++numbers;
    for (int value : {-1, 1001}) {
      Program program = RunningProgram();
      program.mutable_rules()->GetReflection()->SetInt32(program.mutable_rules(), field, value);
      EXPECT_THAT(Wrong(program), testing::Contains("p.rules." + field->name() + " OUT_OF_RANGE")) << value;
    }
  }
  EXPECT_EQ(numbers, 41);
}

TEST(Program, NamesPairsOfNumbersThatContradict) {
  Program program = RunningProgram();
  program.mutable_rules()->set_request_minutes_min(30);
  program.mutable_rules()->set_questions_max(2);
  EXPECT_THAT(Wrong(program), ElementsAre("p.rules.request_minutes_max OUT_OF_RANGE", "p.rules.questions_max OUT_OF_RANGE"));
  program = RunningProgram();
  program.mutable_rules()->set_takeaways_min(3);
  EXPECT_THAT(Wrong(program), ElementsAre("p.rules.takeaways_max OUT_OF_RANGE"));
  program = RunningProgram();
  program.mutable_rules()->set_meeting_minutes(50);
  EXPECT_THAT(Wrong(program), ElementsAre("p.rules.meeting_minutes OUT_OF_RANGE"));
  program = RunningProgram();
  program.mutable_rules()->add_session_minutes(12);
  program.mutable_rules()->add_contact_days(29);
  EXPECT_THAT(Wrong(program), ElementsAre("p.rules.session_minutes OUT_OF_RANGE", "p.rules.contact_days OUT_OF_RANGE"));
}

TEST(Program, OffersAtMostTwelveLengthsAndWaitsEachOnce) {
  Program program = RunningProgram();
  program.mutable_rules()->clear_session_minutes();
  program.mutable_rules()->clear_contact_days();
  for (int i = 0; i < 12; ++i) {
    program.mutable_rules()->add_session_minutes(30 + 5 * i);
    program.mutable_rules()->add_contact_days(30 + i);
  }
  EXPECT_THAT(Wrong(program), IsEmpty());
  program.mutable_rules()->set_session_minutes(11, 35);
  program.mutable_rules()->set_contact_days(11, 30);
  EXPECT_THAT(Wrong(program), ElementsAre("p.rules.session_minutes VALUE_TWICE", "p.rules.contact_days VALUE_TWICE"));
  program.mutable_rules()->set_session_minutes(11, 85);
  program.mutable_rules()->set_contact_days(11, 41);
  program.mutable_rules()->add_session_minutes(90);
  program.mutable_rules()->add_contact_days(42);
  EXPECT_THAT(Wrong(program), ElementsAre("p.rules.session_minutes TOO_MANY", "p.rules.contact_days TOO_MANY"));
}

TEST(Program, NamesALinkThatIsFoundByNothing) {
  Program program = RunningProgram();
  auto& link = *program.add_resource_links();
  link.set_title("Who decides what here");
  link.set_uri("https://intranet.acme.example/map");
  for (int kind : {0, 99}) {
    link.set_guidance_kind(static_cast<gilde::profile::v1::GuidanceKind>(kind));
    EXPECT_THAT(Wrong(program), ElementsAre("p.resource_links[0].guidance_kind KIND_INVALID"));
  }
  link.set_guidance_kind(gilde::profile::v1::ORGANIZATION_NAVIGATION);
  EXPECT_THAT(Wrong(program), IsEmpty());
}

TEST(Program, ThatIsInformalHasNoEnd) {
  for (auto kind : {Program::FORMAL, Program::INFORMAL, Program::PEER, Program::REVERSE, Program::GROUP}) {
    Program program = RunningProgram(kind);
    SetDate(*program.mutable_start_date(), 2027, 2, 1);
    EXPECT_THAT(Wrong(program), IsEmpty());
    SetDate(*program.mutable_end_date(), 2027, 3, 1);
    if (kind == Program::INFORMAL) {
      EXPECT_THAT(Wrong(program), ElementsAre("p.end_date END_DATE_NOT_ALLOWED"));
    } else {
      EXPECT_THAT(Wrong(program), IsEmpty());
    }
  }
}

TEST(Program, NamesEveryOtherFieldThatIsWrong) {
  Program program = RunningProgram();
  program.clear_title();
  program.clear_kind();
  SetDate(*program.mutable_start_date(), 2027, 2, 30);
  SetDate(*program.mutable_end_date(), 2027, 13, 1);
  program.add_owners("ada");
  program.set_agreement_template(std::string(5001, 'x'));
  EXPECT_THAT(Wrong(program), ElementsAre("p.title TITLE_INVALID", "p.kind KIND_MISSING", "p.start_date DATE_INVALID",
                                          "p.end_date DATE_INVALID", "p.owners[0] NAME_INVALID", "p.agreement_template TEXT_TOO_LONG"));
}

TEST(Program, CountsCharactersNotBytes) {
  Program program = RunningProgram();
  std::string title;
  for (int i = 0; i < 120; ++i) title += "é";
  program.set_title(title);
  EXPECT_THAT(Wrong(program), IsEmpty());
  program.set_title(title + "é");
  EXPECT_THAT(Wrong(program), ElementsAre("p.title TITLE_INVALID"));
  program.set_title("\xff");
  EXPECT_THAT(Wrong(program), ElementsAre("p.title TITLE_INVALID"));
}

TEST(Program, EndsNotBeforeItStarts) {
  Program program = RunningProgram();
  SetDate(*program.mutable_start_date(), 2027, 3, 1);
  SetDate(*program.mutable_end_date(), 2027, 2, 28);
  EXPECT_THAT(Wrong(program), ElementsAre("p.end_date DATE_INVALID"));
  SetDate(*program.mutable_end_date(), 2027, 3, 1);
  EXPECT_THAT(Wrong(program), IsEmpty());
}

TEST(Program, HasAtMostTwentyOwners) {
  Program program = RunningProgram();
  for (int i = 0; i < 20; ++i) program.add_owners(NameOf("o" + std::to_string(i)));
  EXPECT_THAT(Wrong(program), IsEmpty());
  program.add_owners(NameOf("one-more"));
  EXPECT_THAT(Wrong(program), ElementsAre("p.owners TOO_MANY"));
}

TEST(Program, MakesTheListedMovesAndNoOther) {
  struct Row {
    Program::State from;
    std::string open, start, close, complete, cancel;
  };
  const std::string no = "PROGRAM_STATE", cancelled = "CANCELLED program.cancelled", closed = "CLOSED program.closed";
  const Row table[] = {
      {Program::DRAFT, "OPEN program.opened", no, no, no, cancelled},
      {Program::OPEN, no, "RUNNING program.started", closed, no, cancelled},
      {Program::RUNNING, no, no, closed, no, cancelled},
      {Program::CLOSED, no, no, no, "COMPLETED program.completed", cancelled},
      {Program::COMPLETED, no, no, no, no, no},
      {Program::CANCELLED, no, no, no, no, no},
  };
  for (const Row& row : table) {
    std::string from = Program::State_Name(row.from);
    EXPECT_EQ(Moved(row.from, ProgramMove::kOpen), row.open) << from;
    EXPECT_EQ(Moved(row.from, ProgramMove::kStart), row.start) << from;
    EXPECT_EQ(Moved(row.from, ProgramMove::kClose), row.close) << from;
    EXPECT_EQ(Moved(row.from, ProgramMove::kComplete), row.complete) << from;
    EXPECT_EQ(Moved(row.from, ProgramMove::kCancel), row.cancel) << from;
  }
}

TEST(Program, IsOverOnceCompletedOrCancelled) {
  Program program = RunningProgram();
  for (auto state : {Program::DRAFT, Program::OPEN, Program::RUNNING, Program::CLOSED}) {
    program.set_state(state);
    EXPECT_TRUE(CheckNotOver(program).ok());
  }
  for (auto state : {Program::COMPLETED, Program::CANCELLED}) {
    program.set_state(state);
    EXPECT_EQ(base::ReasonOf(CheckNotOver(program)), "PROGRAM_STATE");
  }
}

TEST(Program, ThatIsBuiltInIsInformalValidAndAlwaysOpen) {
  Program program = InformalProgram("organizations/acme");
  EXPECT_EQ(program.name(), "organizations/acme/programs/informal");
  EXPECT_EQ(program.kind(), Program::INFORMAL);
  EXPECT_EQ(program.state(), Program::OPEN);
  EXPECT_TRUE(IsBuiltIn(program));
  EXPECT_THAT(Wrong(program), IsEmpty());
  EXPECT_EQ(program.rules().nudges_per_week(), 1) << "light";
  for (auto move : {ProgramMove::kOpen, ProgramMove::kStart, ProgramMove::kClose, ProgramMove::kComplete, ProgramMove::kCancel}) {
    EXPECT_EQ(base::ReasonOf(MoveProgram(program, move).status()), "PROGRAM_BUILT_IN");
  }
}

}  // namespace
}  // namespace gilde::matching::domain
