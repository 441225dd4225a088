#include "common/base/fields.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/errors.h"
#include "services/profile/domain/profile.h"

namespace gilde::profile::domain {
namespace {

using google::protobuf::FieldMask;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> Paths(const std::vector<std::string>& mask, const v1::Profile& wanted) {
  FieldMask paths;
  for (const std::string& path : mask) paths.add_paths(path);
  auto result = base::PathsToChange(paths, wanted, ProfileOutputOnly());
  EXPECT_TRUE(result.ok()) << result.status();
  return result.ok() ? *result : std::vector<std::string>{};
}

TEST(UpdateMask, UnsetMeansTheFieldsThatTheResourceSets) {
  v1::Profile wanted;
  wanted.set_location("Utrecht");
  wanted.set_seniority_level(3);
  EXPECT_THAT(Paths({}, wanted), ElementsAre("location", "seniority_level"));
}

TEST(UpdateMask, PassesOverOutputOnlyFieldsAtEveryLevel) {
  v1::Profile wanted;
  wanted.set_state(v1::Profile::DEACTIVATED);
  EXPECT_THAT(Paths({}, wanted), IsEmpty());
  EXPECT_THAT(Paths({"state", "mentor_offer.vetting", "location"}, wanted), ElementsAre("location"));
}

TEST(UpdateMask, OfAMessageCoversItsFields) { EXPECT_THAT(Paths({"persona", "persona.traits"}, {}), ElementsAre("persona")); }

TEST(UpdateMask, NamesEveryUnknownPath) {
  FieldMask mask;
  for (const char* path : {"locaton", "location", "languages.tag", "location.city"}) mask.add_paths(path);
  absl::Status refused = base::PathsToChange(mask, v1::Profile(), ProfileOutputOnly()).status();
  EXPECT_EQ(base::ReasonOf(refused), "MASK_PATH_UNKNOWN");
  EXPECT_EQ(refused.code(), absl::StatusCode::kInvalidArgument);
}

TEST(UpdateMask, StarMeansEveryFieldThatACallerSets) {
  std::vector<std::string> all = Paths({"*"}, {});
  EXPECT_EQ(all.size(), v1::Profile::descriptor()->field_count() - 8);
}

TEST(Replace, EmptiesWhatTheMaskNamesAndTheResourceDoesNotSet) {
  v1::Profile resource;
  resource.set_location("Utrecht");
  resource.set_seniority_level(3);
  resource.add_languages()->set_tag("nl");
  base::Replace(v1::Profile(), {"location", "languages"}, resource);
  EXPECT_EQ(resource.location(), "");
  EXPECT_EQ(resource.languages_size(), 0);
  EXPECT_EQ(resource.seniority_level(), 3);
}

TEST(Replace, ChangesOneFieldOfAMessageAndLeavesItsOthers) {
  v1::Profile resource;
  resource.mutable_persona()->set_experience("has led a merger");
  resource.mutable_persona()->set_seniority_min(4);
  v1::Profile wanted;
  wanted.mutable_persona()->set_experience("has left a merger");
  base::Replace(wanted, {"persona.experience"}, resource);
  EXPECT_EQ(resource.persona().experience(), "has left a merger");
  EXPECT_EQ(resource.persona().seniority_min(), 4);
  base::Replace(v1::Profile(), {"persona.seniority_min"}, resource);
  EXPECT_FALSE(resource.persona().has_seniority_min());
}

TEST(Replace, MakesNoMessageOutOfNothing) {
  v1::Profile resource;
  base::Replace(v1::Profile(), {"mentor_offer.capacity"}, resource);
  EXPECT_FALSE(resource.has_mentor_offer());
}

TEST(Differences, NameEveryFieldThatBecameAnother) {
  v1::Profile before;
  before.set_location("Utrecht");
  before.add_blocked("organizations/acme/profiles/x");
  v1::Profile after = before;
  after.set_location("Delft");
  after.mutable_persona();
  EXPECT_THAT(base::Differences(before, after), ElementsAre("location", "persona"));
  EXPECT_THAT(base::Differences(before, before), IsEmpty());
}

}  // namespace
}  // namespace gilde::profile::domain
