#include "services/cli/import.h"

#include <algorithm>
#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/civil_time.h"
#include "common/base/clock.h"
#include "common/base/errors.h"
#include "common/base/files.h"
#include "common/base/zones.h"
#include "gilde/common/v1/sandbox.pb.h"
#include "google/protobuf/util/message_differencer.h"
#include "services/cli/output.h"

namespace gilde::cli {

using gilde::profile::v1::Goal;
using gilde::profile::v1::ImportProfileResult;
using gilde::profile::v1::ImportProfilesRequest;
using gilde::profile::v1::ImportProfilesResponse;
using gilde::profile::v1::MentorPersona;
using gilde::profile::v1::Profile;

namespace {

// Rows a message: each message is one transaction there.
constexpr int kRowsAMessage = 500;

// The goal that a file gives a person.
constexpr char kGoalId[] = "imported";

absl::Status SendProfiles(const Connection& connection, const std::vector<const Person*>& people, const ImportSettings& settings,
                          const ImportProgress& progress, ImportOutcome& outcome) {
  ImportProfilesRequest up;
  ImportProfilesResponse down;
  size_t sent = 0;
  bool first = true;
  auto next = [&] {
    if (!first && sent >= people.size()) return false;
    up.Clear();
    if (first) {
      up.set_parent(connection.Organization());
      up.set_validate_only(settings.validate_only);
      up.set_full_roster(settings.full_roster);
      up.set_confirm_mass_change(settings.confirm_mass_change);
      up.set_reactivate(settings.reactivate);
      for (const std::string& path : settings.update_mask) up.mutable_update_mask()->add_paths(path);
      first = false;
    }
    for (int i = 0; i < kRowsAMessage && sent < people.size(); ++i, ++sent) {
      auto* row = up.add_rows();
      row->set_line(people[sent]->line);
      *row->mutable_profile() = people[sent]->profile;
      row->set_manager_external_id(people[sent]->manager_external_id);
    }
    return true;
  };
  auto each = [&] {
    for (const ImportProfileResult& result : down.results()) outcome.results.push_back(result);
    if (down.has_summary()) outcome.summary = down.summary();
    progress(static_cast<int>(outcome.results.size()));
  };
  return connection.To("profile", {"platform", ""}).Exchange("gilde.profile.v1.ProfileService/ImportProfiles", up, next, down, each);
}

absl::Status WritePersona(const Connection& connection, const Person& person, const std::string& name, ImportOutcome& outcome) {
  Identity self = connection.Member(name);
  gilde::profile::v1::GetProfileRequest get;
  get.set_name(name);
  GILDE_ASSIGN_OR_RETURN(Profile profile, connection.Call<Profile>(self, "gilde.profile.v1.ProfileService/GetProfile", get));
  MentorPersona stored = profile.persona();
  stored.clear_revision();
  if (google::protobuf::util::MessageDifferencer::Equals(stored, person.persona)) return absl::OkStatus();
  gilde::profile::v1::UpdateProfileRequest update;
  update.mutable_profile()->set_name(name);
  *update.mutable_profile()->mutable_persona() = person.persona;
  update.mutable_update_mask()->add_paths("persona");
  GILDE_RETURN_IF_ERROR(connection.Call<Profile>(self, "gilde.profile.v1.ProfileService/UpdateProfile", update).status());
  ++outcome.personas;
  return absl::OkStatus();
}

absl::Status WriteGoal(const Connection& connection, const Person& person, const std::string& name, absl::Time now,
                       ImportOutcome& outcome) {
  gilde::profile::v1::CreateGoalRequest create;
  create.set_parent(name);
  create.set_goal_id(kGoalId);
  *create.mutable_goal() = DatedGoal(person, now);
  absl::Status status = connection.Call<Goal>(connection.Member(name), "gilde.profile.v1.GoalService/CreateGoal", create).status();
  if (absl::IsAlreadyExists(status)) return absl::OkStatus();
  if (status.ok()) ++outcome.goals;
  return status;
}

absl::Status WriteHours(const Connection& connection, const Person& person, const std::string& name, ImportOutcome& outcome) {
  using gilde::scheduling::v1::Availability;
  gilde::scheduling::v1::GetAvailabilityRequest get;
  get.set_name(name + "/availability");
  GILDE_ASSIGN_OR_RETURN(Availability stored, connection.Call<Availability>(
                                                  connection.Member(name), "gilde.scheduling.v1.AvailabilityService/GetAvailability", get));
  bool same = stored.weekly_hours_size() == person.availability.weekly_hours_size();
  for (int i = 0; same && i < stored.weekly_hours_size(); ++i) {
    same = google::protobuf::util::MessageDifferencer::Equals(stored.weekly_hours(i), person.availability.weekly_hours(i));
  }
  if (same) return absl::OkStatus();
  gilde::scheduling::v1::UpdateAvailabilityRequest update;
  *update.mutable_availability() = person.availability;
  update.mutable_availability()->set_name(get.name());
  update.mutable_update_mask()->add_paths("weekly_hours");
  GILDE_RETURN_IF_ERROR(
      connection.Call<Availability>(connection.Member(name), "gilde.scheduling.v1.AvailabilityService/UpdateAvailability", update)
          .status());
  ++outcome.hours;
  return absl::OkStatus();
}

// The part that only the person writes.
absl::Status WriteOwn(const Connection& connection, const Person& person, const std::string& name, absl::Time now, ImportOutcome& outcome) {
  if (person.persona.ByteSizeLong() > 0) GILDE_RETURN_IF_ERROR(WritePersona(connection, person, name, outcome));
  if (!person.goal.outcome().empty()) GILDE_RETURN_IF_ERROR(WriteGoal(connection, person, name, now, outcome));
  if (person.availability.weekly_hours_size() > 0) GILDE_RETURN_IF_ERROR(WriteHours(connection, person, name, outcome));
  return absl::OkStatus();
}

}  // namespace

Goal DatedGoal(const Person& person, absl::Time now) {
  Goal goal = person.goal;
  int months = person.goal_months > 0 ? person.goal_months : 10;
  goal.set_horizon(months <= 12 ? Goal::SHORT : Goal::LONG);
  auto zone = base::Zone(person.profile.time_zone());
  absl::CivilDay today = absl::ToCivilDay(now, zone.ok() ? *zone : absl::UTCTimeZone());
  absl::CivilMonth month = absl::CivilMonth(today) + months;
  absl::CivilDay last = absl::CivilDay(month + 1) - 1;
  absl::CivilDay target = std::min(absl::CivilDay(month) + (today.day() - 1), last);
  // A day short of the whole number of months, so that `12` lies within twelve.
  target -= 1;
  goal.mutable_target_date()->set_year(static_cast<int>(target.year()));
  goal.mutable_target_date()->set_month(target.month());
  goal.mutable_target_date()->set_day(target.day());
  return goal;
}

absl::Time TimeThere(const Connection& connection) {
  auto clock = connection.To("profile", connection.Administrator())
                   .Call<gilde::common::v1::SandboxClock>("gilde.common.v1.Sandbox/GetClock", gilde::common::v1::GetClockRequest());
  return clock.ok() ? base::FromProto(clock->time()) : base::SystemClock().Now();
}

absl::StatusOr<std::vector<Person>> ReadPeople(const std::string& csv_path, const std::string& mapping_path,
                                               const std::string& mapping_folder) {
  GILDE_ASSIGN_OR_RETURN(std::string text, base::ReadFile(csv_path));
  GILDE_ASSIGN_OR_RETURN(std::vector<CsvRow> rows, ParseCsv(text));
  if (rows.empty()) return absl::InvalidArgumentError(absl::StrCat(csv_path, " is empty"));
  GILDE_ASSIGN_OR_RETURN(Mapping mapping, FindMapping(csv_path, mapping_path, mapping_folder, rows[0].cells));
  return mapping.Apply(rows);
}

absl::StatusOr<ImportOutcome> ImportPeople(const Connection& connection, const std::vector<Person>& people, const ImportSettings& settings,
                                           absl::Time now, const ImportProgress& progress) {
  ImportOutcome outcome;
  std::vector<const Person*> readable;
  for (const Person& person : people) {
    if (person.problems.empty()) {
      readable.push_back(&person);
    } else {
      outcome.problems.push_back(absl::StrCat("line ", person.line, ": ", absl::StrJoin(person.problems, "; ")));
    }
  }
  GILDE_RETURN_IF_ERROR(SendProfiles(connection, readable, settings, progress, outcome));
  std::map<std::int64_t, std::string> names;
  for (const ImportProfileResult& result : outcome.results) {
    if (result.outcome() != ImportProfileResult::FAILED) names[result.line()] = result.profile();
    for (const auto& error : result.errors()) {
      outcome.problems.push_back(absl::StrCat("line ", result.line(), ": ", error.field(), ": ", error.reason(), ": ", error.message()));
    }
  }
  if (settings.validate_only) return outcome;
  int done = 0;
  for (const Person* person : readable) {
    auto name = names.find(person->line);
    if (name == names.end()) continue;
    bool has_own = person->persona.ByteSizeLong() > 0 || !person->goal.outcome().empty() || person->availability.weekly_hours_size() > 0;
    if (has_own && !connection.options().token.empty()) {
      ++outcome.skipped_own;
      continue;
    }
    absl::Status status = WriteOwn(connection, *person, name->second, now, outcome);
    if (absl::IsUnavailable(status) || absl::IsUnauthenticated(status)) return status;
    if (!status.ok()) outcome.problems.push_back(absl::StrCat("line ", person->line, ": ", Explain(status)));
    progress(++done);
  }
  return outcome;
}

}  // namespace gilde::cli
