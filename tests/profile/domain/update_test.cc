#include "services/profile/domain/update.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/zones.h"
#include "services/profile/domain/permissions.h"
#include "tests/profile/cases.h"

namespace gilde::profile::domain {
namespace {

using gilde::common::v1::MEMBER;
using gilde::common::v1::PLATFORM;
using gilde::common::v1::PROGRAM_ADMIN;
using gilde::common::v1::SERVICE;

constexpr char kAda[] = "organizations/acme/profiles/ada";
constexpr char kBob[] = "organizations/acme/profiles/bob";

base::Call CallBy(gilde::common::v1::Role role, std::string acting_person = "") {
  base::Call call;
  call.organization = "acme";
  call.roles = 1u << role;
  call.acting_person = std::move(acting_person);
  call.now = absl::FromUnixSeconds(1'767'225'600);
  return call;
}

v1::Profile Current() {
  v1::Profile current = Ada();
  current.set_name(kAda);
  current.set_state(v1::Profile::ACTIVE);
  current.set_visibility(v1::Profile::EVERYONE);
  const Catalogue catalogue({});
  Normalize(current, [&](const std::string& word) { return catalogue.Resolve(word); });
  Settle(v1::Profile(), catalogue, current);
  return current;
}

absl::StatusOr<v1::Profile> Update(const base::Call& call, v1::Profile wanted, const std::vector<std::string>& mask = {},
                                   const v1::Profile& current = Current()) {
  v1::UpdateProfileRequest request;
  *request.mutable_profile() = std::move(wanted);
  request.mutable_profile()->set_name(kAda);
  for (const std::string& path : mask) request.mutable_update_mask()->add_paths(path);
  GILDE_ASSIGN_OR_RETURN(std::vector<std::string> paths, PathsOf(call, request));
  return ChangeProfile(call, current, request, paths, Catalogue({}));
}

v1::Profile With(const std::function<void(v1::Profile&)>& set) {
  v1::Profile profile;
  set(profile);
  return profile;
}

TEST(UpdateProfile, IsForThePersonAndAdministratorsOnly) {
  v1::Profile wanted = With([](auto& p) { p.set_location("Utrecht"); });
  EXPECT_TRUE(Update(CallBy(MEMBER, kAda), wanted).ok());
  EXPECT_TRUE(Update(CallBy(PLATFORM), wanted).ok());
  EXPECT_TRUE(Update(CallBy(PROGRAM_ADMIN), wanted).ok());
  EXPECT_TRUE(Update(CallBy(SERVICE), wanted).ok());
  EXPECT_EQ(base::ReasonOf(Update(CallBy(MEMBER), wanted).status()), "ACTING_PERSON_REQUIRED");
  EXPECT_EQ(base::ReasonOf(Update(CallBy(MEMBER, kBob), wanted).status()), "NOT_THE_PERSON");
}

TEST(UpdateProfile, NeverLetsAnAdministratorChangeWhatIsThePersonsAlone) {
  v1::Profile persona = With([](auto& p) { p.mutable_persona()->set_experience("x"); });
  v1::Profile blocked = With([](auto& p) { p.add_blocked(kBob); });
  for (auto role : {PLATFORM, PROGRAM_ADMIN}) {
    EXPECT_EQ(base::ReasonOf(Update(CallBy(role), persona).status()), "FIELD_NOT_ALLOWED");
    EXPECT_EQ(base::ReasonOf(Update(CallBy(role), blocked).status()), "FIELD_NOT_ALLOWED");
  }
  EXPECT_TRUE(Update(CallBy(MEMBER, kAda), persona).ok());
  EXPECT_TRUE(Update(CallBy(PROGRAM_ADMIN, kAda), persona).ok());
  EXPECT_TRUE(Update(CallBy(SERVICE), persona).ok());
}

TEST(UpdateProfile, NeverLetsAPersonChangeWhatHrKnows) {
  for (const auto& wanted : {With([](auto& p) { p.set_external_id("E-2"); }), With([](auto& p) { p.set_email("x@example.org"); }),
                             With([](auto& p) { p.set_kind(v1::Profile::EXTERNAL); }), With([](auto& p) { p.set_manager(kBob); }),
                             With([](auto& p) { p.set_org_unit("us"); }), With([](auto& p) { p.set_seniority_level(9); })}) {
    EXPECT_EQ(base::ReasonOf(Update(CallBy(MEMBER, kAda), wanted).status()), "FIELD_NOT_ALLOWED") << wanted.ShortDebugString();
    EXPECT_TRUE(Update(CallBy(PLATFORM), wanted).ok()) << wanted.ShortDebugString();
  }
}

TEST(UpdateProfile, LetsAPersonSendBackWhatTheyReadWithOneFieldChanged) {
  v1::Profile read = Current();
  read.set_location("Utrecht");
  auto next = Update(CallBy(MEMBER, kAda), read);
  ASSERT_TRUE(next.ok()) << next.status();
  EXPECT_EQ(next->location(), "Utrecht");
  EXPECT_EQ(next->email(), "ada@example.org");
}

TEST(UpdateProfile, StarLeavesAloneWhatTheCallerMayNotChange) {
  v1::Profile current = Current();
  current.mutable_persona()->set_experience("has led a merger");
  v1::Profile wanted = current;
  wanted.clear_persona();
  wanted.clear_location();
  auto next = Update(CallBy(PLATFORM), wanted, {"*"}, current);
  ASSERT_TRUE(next.ok()) << next.status();
  EXPECT_EQ(next->persona().experience(), "has led a merger");
  EXPECT_EQ(next->location(), "");
}

TEST(UpdateProfile, OfSomebodyWhoHasLeftIsRefused) {
  v1::Profile gone = Current();
  gone.set_state(v1::Profile::DEACTIVATED);
  EXPECT_EQ(base::ReasonOf(Update(CallBy(PLATFORM), With([](auto& p) { p.set_location("Utrecht"); }), {}, gone).status()),
            "PROFILE_DEACTIVATED");
}

TEST(UpdateProfile, CannotSetTheState) {
  auto next = Update(CallBy(PLATFORM), With([](auto& p) { p.set_state(v1::Profile::DEACTIVATED); }));
  ASSERT_TRUE(next.ok()) << next.status();
  EXPECT_EQ(next->state(), v1::Profile::ACTIVE);
}

TEST(UpdateProfile, MakesThePersonActiveNowWhenTheyChangeSomethingThemselvesOrLookAgainAfterADay) {
  v1::Profile wanted = With([](auto& p) { p.set_location("Utrecht"); });
  base::Call ada = CallBy(MEMBER, kAda);
  EXPECT_EQ(base::FromProto(Update(ada, wanted)->last_active_time()), ada.now);
  EXPECT_FALSE(Update(CallBy(PLATFORM), wanted)->has_last_active_time());
  EXPECT_FALSE(Update(CallBy(PLATFORM), Current())->has_last_active_time());
  for (int hours : {1, 23, 25}) {
    v1::Profile known = Current();
    absl::Time before = ada.now - absl::Hours(hours);
    *known.mutable_last_active_time() = base::ToProto(before);
    EXPECT_EQ(base::FromProto(Update(ada, known, {}, known)->last_active_time()), hours > 24 ? ada.now : before) << hours;
  }
}

class BadUpdate : public testing::TestWithParam<BadProfile> {};

TEST_P(BadUpdate, IsRefusedNamingTheField) {
  v1::Profile wanted = Ada();
  GetParam().spoil(wanted);
  absl::Status refused = Update(CallBy(SERVICE), wanted, {"*"}).status();
  // Required fields aside, an update can unset what a new profile gets by default.
  EXPECT_EQ(refused.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(base::ReasonOf(refused), GetParam().reason);
}

INSTANTIATE_TEST_SUITE_P(Rules, BadUpdate, testing::ValuesIn(BadProfiles()), [](const auto& info) { return info.param.name; });
INSTANTIATE_TEST_SUITE_P(PersonaRules, BadUpdate, testing::ValuesIn(BadPersonas()), [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace gilde::profile::domain
