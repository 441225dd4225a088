// Who takes part: people of six zones in cohorts, as many mentees as pairs are asked for, and mentors with two seats each.
#include "services/cli/simulate/world.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/civil_time.h"
#include "common/base/errors.h"
#include "common/base/zones.h"
#include "gilde/matching/v1/program_service.pb.h"
#include "gilde/profile/v1/goal.pb.h"
#include "gilde/profile/v1/organization.pb.h"
#include "gilde/profile/v1/profile_service.pb.h"
#include "services/cli/dates.h"
#include "services/cli/simulate/life.h"
#include "services/cli/simulate/texts.h"

namespace gilde::cli::simulation {

using gilde::matching::v1::Enrollment;
using gilde::matching::v1::Program;
using gilde::profile::v1::Goal;
using gilde::profile::v1::Profile;

namespace {

struct Place {
  const char *zone, *language, *location;
};
constexpr Place kPlaces[] = {
    {"Europe/Amsterdam", "nl", "Utrecht, Netherlands"}, {"Europe/Berlin", "de", "Leipzig, Germany"}, {"Europe/Paris", "fr", "Lyon, France"},
    {"Europe/Madrid", "es", "Valencia, Spain"},         {"Africa/Lagos", "en", "Lagos, Nigeria"},    {"Asia/Kolkata", "en", "Pune, India"}};
constexpr const char* kSkills[] = {"python", "sql", "negotiation", "project management", "public speaking", "data analysis"};
constexpr const char* kNames[] = {"Amara", "Bram", "Chloe", "Dagny", "Emeka", "Femke", "Gauri", "Hugo", "Ines", "Jonas", "Kavya", "Lucia"};
constexpr int kSeats = 2;
constexpr int kCohort = 250;  // mentees, at most

Person Draw(const World& world, int number, bool mentor) {
  Person person{number, mentor, "", "", "", "", "", "", Temperament::kKeen, Dice(world.flags.seed, static_cast<std::uint32_t>(number)), ""};
  person.temperament = DrawTemperament(mentor, person.dice);
  const Place& place = kPlaces[person.dice.Between(0, std::size(kPlaces) - 1)];
  person.name = absl::StrFormat("%s/profiles/s%05d", world.connection.Organization(), number);
  person.given_name = kNames[person.dice.Between(0, std::size(kNames) - 1)];
  person.zone = place.zone;
  person.language = place.language;
  person.skill = kSkills[person.dice.Between(0, std::size(kSkills) - 1)];
  if (mentor && person.Chance(0.5)) person.work = WorkTitle(person.skill);
  return person;
}

Profile ProfileOf(const Person& person) {
  Profile profile;
  profile.set_external_id(absl::StrFormat("S-%05d", person.number));
  profile.set_given_name(person.given_name);
  profile.set_family_name(absl::StrFormat("%05d", person.number));
  profile.set_time_zone(person.zone);
  for (const Place& place : kPlaces) {
    if (place.zone == person.zone) profile.set_location(place.location);
  }
  for (const std::string& tag : {std::string("en"), person.language}) {
    if (tag == "en" && profile.languages_size() > 0) continue;
    auto& language = *profile.add_languages();
    language.set_tag(tag);
    language.set_proficiency(4);
  }
  profile.mutable_communication()->set_language(person.language);
  profile.set_seniority_level(person.mentor ? 6 : 2 + person.number % 3);
  profile.set_org_unit(absl::StrCat("halyard/yard", person.number % 7));
  if (!person.mentor) {
    auto& sought = *profile.add_skills_sought();
    sought.set_skill(person.skill);
    sought.set_from_level(1);
    sought.set_to_level(3);
    return profile;
  }
  auto& offered = *profile.add_skills_offered();
  offered.set_skill(person.skill);
  offered.set_level(4);
  profile.mutable_mentor_offer()->set_capacity(kSeats);
  if (!person.work.empty()) {
    auto& work = *profile.add_public_works();
    work.set_kind(gilde::profile::v1::PublicWork::TALK);
    work.set_title(person.work);
  }
  return profile;
}

absl::Status BringIn(World& world, const Person& person) {
  const Connection& to = world.connection;
  gilde::profile::v1::CreateProfileRequest create;
  create.set_parent(to.Organization());
  create.set_profile_id(person.name.substr(person.name.rfind('/') + 1));
  *create.mutable_profile() = ProfileOf(person);
  GILDE_RETURN_IF_ERROR(to.Call<Profile>(to.Administrator(), "gilde.profile.v1.ProfileService/CreateProfile", create).status());
  if (person.mentor) {
    gilde::profile::v1::ReviewMentorOfferRequest review;
    review.set_name(person.name);
    review.set_decision(gilde::profile::v1::ReviewMentorOfferRequest::APPROVE);
    return to.Call<Profile>(to.Administrator(), "gilde.profile.v1.ProfileService/ReviewMentorOffer", review).status();
  }
  gilde::profile::v1::CreateGoalRequest goal;
  goal.set_parent(person.name);
  goal.set_goal_id("first");
  goal.mutable_goal()->set_outcome(GoalText(person.skill));
  goal.mutable_goal()->set_skill(person.skill);
  goal.mutable_goal()->set_horizon(Goal::SHORT);
  SetDate(world.LastDay(), *goal.mutable_goal()->mutable_target_date());
  return to.Call<Goal>(to.Member(person.name), "gilde.profile.v1.GoalService/CreateGoal", goal).status();
}

absl::Status Enroll(const World& world, const Person& person) {
  gilde::matching::v1::CreateEnrollmentRequest request;
  request.set_parent(person.program);
  request.mutable_enrollment()->set_profile(person.name);
  request.mutable_enrollment()->add_roles(person.mentor ? Enrollment::MENTOR : Enrollment::MENTEE);
  const Connection& to = world.connection;
  return to.Call<Enrollment>(to.Administrator(), "gilde.matching.v1.ProgramService/CreateEnrollment", request).status();
}

absl::Status OpenOrganization(const World& world) {
  const Connection& to = world.connection;
  gilde::profile::v1::CreateOrganizationRequest request;
  request.set_organization_id(to.options().organization);
  request.mutable_organization()->set_title("A simulated yard");
  request.mutable_organization()->set_default_time_zone("Europe/Amsterdam");
  absl::Status status =
      to.Call<gilde::profile::v1::Organization>({"platform", ""}, "gilde.profile.v1.OrganizationService/CreateOrganization", request)
          .status();
  if (!absl::IsAlreadyExists(status)) return status;
  return absl::FailedPreconditionError(
      absl::StrCat("the organization ", to.options().organization, " has people already: name a new one with --organization"));
}

absl::Status OpenProgram(const World& world, const std::string& id) {
  const Connection& to = world.connection;
  gilde::matching::v1::CreateProgramRequest create;
  create.set_parent(to.Organization());
  create.set_program_id(id);
  create.mutable_program()->set_title(absl::StrCat("Cohort ", id));
  create.mutable_program()->set_kind(Program::FORMAL);
  SetDate(absl::ToCivilDay(world.begin, absl::UTCTimeZone()), *create.mutable_program()->mutable_start_date());
  SetDate(world.LastDay(), *create.mutable_program()->mutable_end_date());
  GILDE_RETURN_IF_ERROR(to.Call<Program>(to.Administrator(), "gilde.matching.v1.ProgramService/CreateProgram", create).status());
  gilde::matching::v1::OpenProgramRequest open;
  open.set_name(absl::StrCat(to.Organization(), "/programs/", id));
  return to.Call<Program>(to.Administrator(), "gilde.matching.v1.ProgramService/OpenProgram", open).status();
}

}  // namespace

World::World(const Connection& to, const SimulateFlags& with) : connection(to), flags(with), diary(with.threads) {}
World::~World() = default;

absl::Status Populate(World& world) {
  GILDE_RETURN_IF_ERROR(OpenOrganization(world));
  const int mentees = world.flags.pairs, mentors = mentees * 6 / 10 + 2;
  const int cohorts = (mentees + kCohort - 1) / kCohort;
  for (int i = 0; i < cohorts; ++i) GILDE_RETURN_IF_ERROR(OpenProgram(world, absl::StrCat("c", i)));
  world.people.reserve(static_cast<size_t>(mentees) + static_cast<size_t>(mentors));
  for (int i = 0; i < mentees + mentors; ++i) {
    world.people.push_back(Draw(world, i, i >= mentees));
    world.people.back().program = absl::StrCat(world.connection.Organization(), "/programs/c", i % cohorts);
  }
  for (Person& person : world.people) {
    world.by_name[person.name] = &person;
    // Time for the services to hear of each other; mentors first, so that nobody has to wait for a seat.
    world.diary.AtTheHour(world.begin, Diary::Turn::kLook, person.number, [&] { return BringIn(world, person); });
    world.diary.AtTheHour(world.begin + absl::Hours(person.mentor ? 1 : 2), Diary::Turn::kLook, person.number,
                          [&] { return Enroll(world, person); });
  }
  return absl::OkStatus();
}

}  // namespace gilde::cli::simulation
