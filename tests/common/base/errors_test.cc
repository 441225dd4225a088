#include "common/base/errors.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/call.h"
#include "google/rpc/error_details.pb.h"

namespace gilde::base {
namespace {

template <class Detail>
Detail DetailOf(const absl::Status& status) {
  Detail detail;
  absl::optional<absl::Cord> payload = status.GetPayload("type.googleapis.com/" + detail.GetTypeName());
  EXPECT_TRUE(payload.has_value() && detail.ParseFromString(std::string(*payload)));
  return detail;
}

TEST(Refusal, CarriesAStableReason) {
  absl::Status status = FailedPrecondition("GOAL_CLOSED", "the goal is closed");
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(status.message(), "the goal is closed");
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(status).reason(), "GOAL_CLOSED");
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(status).domain(), "gilde");
  EXPECT_EQ(ReasonOf(status), "GOAL_CLOSED");
  EXPECT_EQ(ReasonOf(absl::OkStatus()), "");
  EXPECT_EQ(ReasonOf(absl::InternalError("x")), "");
}

TEST(Refusal, HasTheCodeOfItsName) {
  EXPECT_EQ(AlreadyExists("A", "").code(), absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(PermissionDenied("A", "").code(), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(Aborted("A", "").code(), absl::StatusCode::kAborted);
}

TEST(NotFoundRefusal, DoesNotRepeatTheName) {
  absl::Status status = NotFound("organizations/acme/profiles/ada");
  EXPECT_EQ(ReasonOf(status), "RESOURCE_NOT_FOUND");
  EXPECT_THAT(status.ToString(), testing::Not(testing::HasSubstr("ada")));
}

TEST(TryAgainRefusal, SaysWhen) {
  absl::Status status = TryAgain(absl::StatusCode::kUnavailable, "AWAY", "away", absl::Milliseconds(1500));
  google::rpc::RetryInfo retry = DetailOf<google::rpc::RetryInfo>(status);
  EXPECT_EQ(retry.retry_delay().seconds(), 1);
  EXPECT_EQ(retry.retry_delay().nanos(), 500'000'000);
}

TEST(Violations, AreAllNamedAtOnce) {
  Violations violations;
  violations.Require(true, "goal.skill", "SKILL_MISSING", "name a skill");
  EXPECT_EQ(violations.Check(), absl::OkStatus());
  violations.Require(false, "goal.outcome", "OUTCOME_MISSING", "say what will be different");
  violations.Add("goal.target", "TARGET_LOW", "aim above the baseline");
  absl::Status status = violations.Check();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReasonOf(status), "OUTCOME_MISSING");
  EXPECT_EQ(status.message(), "goal.outcome: say what will be different; goal.target: aim above the baseline");
  google::rpc::BadRequest bad = DetailOf<google::rpc::BadRequest>(status);
  ASSERT_EQ(bad.field_violations_size(), 2);
  EXPECT_EQ(bad.field_violations(1).field(), "goal.target");
  EXPECT_EQ(bad.field_violations(1).description(), "TARGET_LOW: aim above the baseline");
}

absl::StatusOr<int> Half(int number) {
  if (number % 2 != 0) return FailedPrecondition("ODD", "odd");
  return number / 2;
}
absl::Status Quarter(int number, int& quarter) {
  GILDE_ASSIGN_OR_RETURN(int half, Half(number));
  GILDE_ASSIGN_OR_RETURN(quarter, Half(half));
  GILDE_RETURN_IF_ERROR(absl::OkStatus());
  return absl::OkStatus();
}

TEST(Macros, ReturnTheFirstError) {
  int quarter = 0;
  EXPECT_EQ(Quarter(8, quarter), absl::OkStatus());
  EXPECT_EQ(quarter, 2);
  EXPECT_EQ(ReasonOf(Quarter(6, quarter)), "ODD");
}

TEST(SystemCall, ActsForTheServicesInEveryOrganization) {
  Call call = System("sweeper", absl::UnixEpoch());
  EXPECT_EQ(call.organization, "-");
  EXPECT_TRUE(call.IsService());
  EXPECT_EQ(call.method, "sweeper");
  EXPECT_FALSE(call.Has(gilde::common::v1::PLATFORM));
  EXPECT_FALSE(call.ActsFor(""));
}

}  // namespace
}  // namespace gilde::base
