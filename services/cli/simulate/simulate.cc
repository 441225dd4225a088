// gilde simulate: months of a program played by people of several temperaments, through the public RPCs.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/zones.h"
#include "gilde/common/v1/sandbox.pb.h"
#include "gilde/matching/v1/report.pb.h"
#include "services/cli/all_events.h"
#include "services/cli/commands.h"
#include "services/cli/output.h"
#include "services/cli/simulate/mailbox.h"
#include "services/cli/simulate/summary.h"

namespace gilde::cli::simulation {

using gilde::common::v1::SandboxClock;

namespace {

constexpr absl::Duration kDay = absl::Hours(24);
// How long nobody looks into the mail.
constexpr absl::Duration kTick = absl::Hours(3);

absl::StatusOr<absl::Time> Clock(const Connection& connection) {
  GILDE_ASSIGN_OR_RETURN(auto clock, connection.Call<SandboxClock>(connection.Administrator(), "gilde.common.v1.Sandbox/GetClock",
                                                                   gilde::common::v1::GetClockRequest()));
  return base::FromProto(clock.time());
}

absl::Status MoveTo(World& world, absl::Time time) {
  gilde::common::v1::AdvanceClockRequest request;
  *request.mutable_time() = base::ToProto(time);
  // What people do in a turn takes effect together, whoever was faster.
  request.mutable_stand_still()->set_seconds(300);
  world.now = time;
  return world.connection
      .Call<SandboxClock>(world.connection.Administrator(), "gilde.common.v1.Sandbox/AdvanceClock", request, absl::Minutes(10))
      .status();
}

// The Monday after `time`, so that two runs which begin in the same week are alike.
absl::Time NextMonday(absl::Time time) {
  return absl::FromCivil(absl::NextWeekday(absl::ToCivilDay(time, absl::UTCTimeZone()), absl::Weekday::monday), absl::UTCTimeZone());
}

absl::Status Play(World& world, Mailbox& mailbox) {
  Progress progress("Days", (world.end - world.begin) / kDay);
  GILDE_RETURN_IF_ERROR(MoveTo(world, world.begin));
  while (world.now < world.end) {
    GILDE_RETURN_IF_ERROR(mailbox.Deliver());
    GILDE_RETURN_IF_ERROR(world.diary.Do(world.now));
    progress.Set((world.now - world.begin) / kDay);
    GILDE_RETURN_IF_ERROR(MoveTo(world, std::min({world.diary.Next(), world.now + kTick, world.end})));
  }
  GILDE_RETURN_IF_ERROR(mailbox.Deliver());
  return world.diary.Do(world.now);
}

}  // namespace

static absl::Status Simulate(const Connection& connection, const SimulateFlags& flags) {
  World world(connection, flags);
  GILDE_ASSIGN_OR_RETURN(absl::Time clock, Clock(connection));
  world.now = clock;
  world.begin = NextMonday(clock);
  world.end = absl::FromCivil(absl::CivilDay(absl::CivilMonth(absl::ToCivilDay(world.begin, absl::UTCTimeZone())) + flags.months) +
                                  (absl::ToCivilDay(world.begin, absl::UTCTimeZone()).day() - 1),
                              absl::UTCTimeZone());
  GILDE_RETURN_IF_ERROR(Populate(world));
  for (Person& person : world.people) {
    if (person.mentor) break;
    world.lives.push_back(std::make_unique<Life>(world, person));
    world.lives.back()->Begin();
  }
  Mailbox mailbox(world);
  GILDE_RETURN_IF_ERROR(Play(world, mailbox));
  GILDE_ASSIGN_OR_RETURN(auto matching, AllEvents(connection, "matching"));
  GILDE_ASSIGN_OR_RETURN(auto scheduling, AllEvents(connection, "scheduling"));
  Summary summary = Summarize(world, matching, scheduling);
  gilde::matching::v1::GetOrganizationReportRequest request;
  request.set_name(connection.Organization());
  GILDE_ASSIGN_OR_RETURN(auto report, connection.Call<gilde::matching::v1::OrganizationReport>(
                                          connection.Administrator(), "gilde.matching.v1.ProgramService/GetOrganizationReport", request));
  summary.measures = report.total();
  GILDE_ASSIGN_OR_RETURN(auto log, DeliveryLog(connection));
  std::map<std::string, std::string> zones;
  for (const Person& person : world.people) zones[person.name] = person.zone;
  summary.nudges = CheckNudges(log, zones, matching);
  summary.messages = mailbox.messages();
  summary.blaming = mailbox.blaming();
  summary.examples = mailbox.examples();
  PrintSummary(world, summary);
  if (!flags.html.empty()) {
    std::ofstream page(flags.html, std::ios::binary);
    if (!(page << PageOf(world, summary) << std::flush)) return absl::UnavailableError(absl::StrCat("cannot write ", flags.html));
  }
  return summary.Kept() ? absl::OkStatus() : absl::DataLossError("promises about nudges were not kept: see above");
}

}  // namespace gilde::cli::simulation

namespace gilde::cli {

void AddSimulate(CLI::App& app, Context& context) {
  auto flags = std::make_shared<simulation::SimulateFlags>();
  CLI::App* command = app.add_subcommand("simulate", "Months of a program, played by people of several temperaments, in a sandbox");
  command->add_option("--pairs", flags->pairs, "Mentees who look for a mentor")->check(CLI::Range(1, 30'000))->capture_default_str();
  command->add_option("--months", flags->months, "How long the program goes on")->check(CLI::Range(2, 24))->capture_default_str();
  command->add_option("--seed", flags->seed, "Another number, other chances; the same one gives the same report")->capture_default_str();
  command->add_option("--html", flags->html, "File for the report as one page with figures");
  command->add_option("--threads", flags->threads, "Calls at once; changes nothing but the time it takes")
      ->check(CLI::Range(1, 64))
      ->capture_default_str();
  command->footer("Needs a server started with --sandbox and an --organization that does not exist yet.");
  command->callback([flags, &context] { context.action = [flags](const Connection& c) { return simulation::Simulate(c, *flags); }; });
}

}  // namespace gilde::cli
