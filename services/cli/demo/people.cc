// Step 1: people in from a file.
#include <iostream>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/base/errors.h"
#include "gilde/profile/v1/goal.pb.h"
#include "gilde/profile/v1/organization.pb.h"
#include "services/cli/commands.h"
#include "services/cli/demo/stage.h"
#include "services/cli/import.h"
#include "services/cli/output.h"

namespace gilde::cli {

using gilde::profile::v1::ImportProfileResult;
using gilde::profile::v1::Organization;
using gilde::profile::v1::Profile;

namespace {

absl::Status OpenOrganization(Stage& stage) {
  gilde::profile::v1::CreateOrganizationRequest request;
  request.set_organization_id(stage.connection().options().organization);
  request.mutable_organization()->set_title("Halyard Electric Ferries");
  request.mutable_organization()->set_default_time_zone("Europe/Amsterdam");
  absl::Status status =
      stage.story.Do<Organization>("organization", {"platform", ""}, "gilde.profile.v1.OrganizationService/CreateOrganization", request)
          .status();
  return absl::IsAlreadyExists(status) ? absl::OkStatus() : status;
}

// Everybody of the file; one mentee's goal is held back, so that the next step can show what happens without one.
absl::Status ReadFile(Stage& stage) {
  GILDE_ASSIGN_OR_RETURN(std::vector<Person> people, ReadPeople(stage.flags.people, stage.flags.mapping, MappingFolder()));
  bool somebody_without_goal = false;
  for (Person& person : people) {
    Member& member = stage.people.emplace_back();
    const Profile& profile = person.profile;
    member.mentor = profile.mentor_offer().capacity() > 0;
    member.mentee = !person.goal.outcome().empty() || profile.skills_sought_size() > 0;
    somebody_without_goal |= member.mentee && person.goal.outcome().empty();
    member.call = absl::StrCat(profile.given_name(), profile.family_name().empty() ? "" : " ", profile.family_name());
    member.person = std::move(person);
  }
  for (auto member = stage.people.rbegin(); member != stage.people.rend() && !somebody_without_goal; ++member) {
    if (!member->mentee) continue;
    member->person.goal.clear_outcome();
    somebody_without_goal = true;
  }
  return absl::OkStatus();
}

absl::Status Import(Stage& stage) {
  std::vector<Person> people;
  for (const Member& member : stage.people) people.push_back(member.person);
  absl::StatusOr<ImportOutcome> outcome;
  {
    Progress progress("   People", 2 * static_cast<std::int64_t>(people.size()));
    outcome = ImportPeople(stage.connection(), people, {}, stage.story.now(), [&](int done) { progress.Set(done); });
  }
  if (!outcome.ok()) return outcome.status();
  std::set<std::string> zones;
  std::set<std::string> words;
  for (const Person& person : people) zones.insert(person.profile.time_zone());
  for (const ImportProfileResult& result : outcome->results) words.insert(result.unknown_skills().begin(), result.unknown_skills().end());
  stage.story.Say(absl::StrCat("   ", outcome->results.size() - outcome->summary.failed_count(), " people in ", zones.size(),
                               zones.size() == 1 ? " time zone" : " time zones", " came in from ",
                               stage.flags.people.substr(stage.flags.people.rfind('/') + 1), ", ", outcome->goals,
                               " of them with a goal."));
  if (!words.empty()) {
    stage.story.Say(absl::StrCat("   Skills nobody has heard of yet are kept as written: ", absl::StrJoin(words, ", "), "."));
  }
  for (const std::string& problem : outcome->problems) stage.story.Say("   " + Yellow("not taken: ") + problem);
  return absl::OkStatus();
}

// Profile names, from the external ids.
absl::Status FindNames(Stage& stage) {
  gilde::profile::v1::ListProfilesRequest request;
  request.set_parent(stage.story.Organization());
  request.set_page_size(1000);
  std::map<std::string, std::string> names;
  do {
    GILDE_ASSIGN_OR_RETURN(auto page, stage.connection().Call<gilde::profile::v1::ListProfilesResponse>(
                                          stage.connection().Administrator(), "gilde.profile.v1.ProfileService/ListProfiles", request));
    for (const Profile& profile : page.profiles()) names[profile.external_id()] = profile.name();
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  std::deque<Member> known;
  for (Member& member : stage.people) {
    member.name = names[member.person.profile.external_id()];
    member.goal = member.name + "/goals/imported";
    if (!member.name.empty()) known.push_back(std::move(member));
  }
  stage.people = std::move(known);
  return absl::OkStatus();
}

// A second run of the same file changes nothing, and says so.
absl::Status ImportAgain(Stage& stage) {
  std::vector<Person> people;
  for (const Member& member : stage.people) people.push_back(member.person);
  GILDE_ASSIGN_OR_RETURN(ImportOutcome outcome, ImportPeople(stage.connection(), people, {}, stage.story.now(), [](int) {}));
  stage.story.Say(absl::StrCat("   The same file again: ", outcome.summary.created_count() + outcome.summary.updated_count(), " changes, ",
                               outcome.summary.unchanged_count(), " people as they were."));
  return absl::OkStatus();
}

}  // namespace

absl::Status TellPeople(Stage& stage) {
  stage.story.Chapter(1, "People come in");
  GILDE_RETURN_IF_ERROR(ReadFile(stage));
  GILDE_RETURN_IF_ERROR(OpenOrganization(stage));
  GILDE_RETURN_IF_ERROR(stage.story.Once("import", [&] { return Import(stage); }));
  GILDE_RETURN_IF_ERROR(stage.story.Once("import-again", [&] { return ImportAgain(stage); }));
  return FindNames(stage);
}

}  // namespace gilde::cli
