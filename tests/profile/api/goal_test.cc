#include "tests/profile/api/fixture.h"

namespace gilde::profile {
namespace {

using testing::Contains;
using testing::ElementsAre;

class GoalTest : public ProfileTest {
 protected:
  GoalTest() {
    EXPECT_TRUE(Create("ada", [](auto& p) { p.set_time_zone("UTC"); }).ok());
    EXPECT_TRUE(Create("bob").ok());
  }
  absl::CivilDay Today() { return absl::ToCivilDay(world.clock().Now(), absl::UTCTimeZone()); }
  absl::StatusOr<v1::Goal> Set(const rpc::Client& client, const std::string& person, v1::Goal goal, const std::string& id = "") {
    v1::CreateGoalRequest request;
    request.set_parent(Person(person));
    request.set_goal_id(id);
    *request.mutable_goal() = std::move(goal);
    return client.Call<v1::Goal>("gilde.profile.v1.GoalService/CreateGoal", request);
  }
  absl::StatusOr<v1::Goal> GetGoal(const rpc::Client& client, const std::string& name) {
    v1::GetGoalRequest request;
    request.set_name(name);
    return client.Call<v1::Goal>("gilde.profile.v1.GoalService/GetGoal", request);
  }
  absl::StatusOr<v1::Goal> Change(const rpc::Client& client, v1::Goal goal, const std::vector<std::string>& mask = {}) {
    v1::UpdateGoalRequest request;
    *request.mutable_goal() = std::move(goal);
    for (const std::string& path : mask) request.mutable_update_mask()->add_paths(path);
    return client.Call<v1::Goal>("gilde.profile.v1.GoalService/UpdateGoal", request);
  }
  absl::StatusOr<v1::Goal> Record(const rpc::Client& client, const std::string& name,
                                  const std::function<void(v1::RecordProgressRequest&)>& step) {
    v1::RecordProgressRequest request;
    request.set_name(name);
    step(request);
    return client.Call<v1::Goal>("gilde.profile.v1.GoalService/RecordProgress", request);
  }
  std::string Goal(const std::string& id) { return Person("ada") + "/goals/" + id; }
};

TEST_P(GoalTest, IsSetByThePersonInItsStoredForm) {
  auto goal = Set(member("ada"), "ada", GoodGoal(Today()), "lead");
  ASSERT_TRUE(goal.ok()) << goal.status();
  EXPECT_EQ(goal->name(), Goal("lead"));
  EXPECT_EQ(goal->profile(), Person("ada"));
  EXPECT_EQ(goal->skill(), "software-architecture");
  EXPECT_EQ(goal->state(), v1::Goal::OPEN);
  EXPECT_EQ(GetGoal(member("ada"), goal->name())->SerializeAsString(), goal->SerializeAsString());
  EXPECT_EQ(Events().back(), "goal.created");
  EXPECT_EQ(Refused(Set(member("ada"), "ada", GoodGoal(Today()), "lead")), "ALREADY_EXISTS RESOURCE_EXISTS");
}

TEST_P(GoalTest, IsRefusedNamingEveryField) {
  for (const BadGoal& bad : BadGoals(Today())) {
    v1::Goal goal = GoodGoal(Today());
    bad.spoil(goal);
    EXPECT_EQ(Refused(Set(member("ada"), "ada", goal)), std::string("INVALID_ARGUMENT ") + bad.reason) << bad.name;
  }
  EXPECT_EQ(Refused(Set(member("ada"), "ada", GoodGoal(Today()), "Not An Id")), "INVALID_ARGUMENT ID_INVALID");
}

TEST_P(GoalTest, ServesALongGoalOfTheSamePerson) {
  v1::Goal architect = GoodGoal(Today());
  architect.set_horizon(v1::Goal::LONG);
  SetDate(Today() + 4 * 365, *architect.mutable_target_date());
  ASSERT_TRUE(Set(member("ada"), "ada", architect, "architect").ok());
  v1::Goal step = GoodGoal(Today());
  step.set_serves(Goal("architect"));
  auto goal = Set(member("ada"), "ada", step, "step");
  ASSERT_TRUE(goal.ok()) << goal.status();
  EXPECT_EQ(goal->serves(), Goal("architect"));
  step.set_serves(Goal("step"));
  EXPECT_EQ(Refused(Set(member("ada"), "ada", step)), "INVALID_ARGUMENT SERVES_NOT_LONG");
  v1::Goal of_another = GoodGoal(Today());
  of_another.set_serves(Goal("architect"));
  EXPECT_EQ(Refused(Set(member("bob"), "bob", of_another)), "INVALID_ARGUMENT SERVES_OTHER_PERSON");
}

TEST_P(GoalTest, IsThePersonsOwn) {
  // The words of a goal are of the person alone: nobody else may even send them.
  EXPECT_EQ(Refused(Set(member("bob"), "ada", GoodGoal(Today()))), "PERMISSION_DENIED FIELD_NOT_ALLOWED");
  v1::Goal wordless;
  EXPECT_EQ(Refused(Set(world.client("acme", "member"), "ada", wordless)), "PERMISSION_DENIED ACTING_PERSON_REQUIRED");
  EXPECT_EQ(Set(admin(), "ada", wordless).status().code(), absl::StatusCode::kPermissionDenied);
  auto goal = Set(member("ada"), "ada", GoodGoal(Today()), "g");
  ASSERT_TRUE(goal.ok()) << goal.status();
  EXPECT_EQ(Refused(GetGoal(member("bob"), Goal("g"))), "PERMISSION_DENIED NOT_THE_PERSON");
  EXPECT_EQ(Refused(Record(member("bob"), Goal("g"), [](auto& r) { r.set_progress(5); })), "PERMISSION_DENIED NOT_THE_PERSON");
  wordless.set_name(Goal("g"));
  EXPECT_EQ(Refused(Change(member("bob"), wordless)), "PERMISSION_DENIED NOT_THE_PERSON");
}

TEST_P(GoalTest, ShowsAdministratorsWhatItIsAboutButNeverItsWords) {
  ASSERT_TRUE(Set(member("ada"), "ada", GoodGoal(Today()), "g").ok());
  ASSERT_TRUE(Record(member("ada"), Goal("g"), [](auto& r) {
                r.set_progress(20);
                r.set_note("it was hard to say no");
              }).ok());
  auto goal = GetGoal(admin(), Goal("g"));
  ASSERT_TRUE(goal.ok()) << goal.status();
  EXPECT_EQ(goal->skill(), "software-architecture");
  EXPECT_EQ(goal->progress(), 20);
  EXPECT_EQ(goal->outcome(), "");
  EXPECT_EQ(goal->progress_history(0).note(), "");
  EXPECT_EQ(GetGoal(member("ada"), Goal("g"))->progress_history(0).note(), "it was hard to say no");
}

TEST_P(GoalTest, ChangesWhileItIsOpen) {
  auto goal = Set(member("ada"), "ada", GoodGoal(Today()), "g");
  ASSERT_TRUE(goal.ok()) << goal.status();
  v1::Goal wanted = *goal;
  wanted.set_outcome("I lead the design review of two services");
  wanted.set_target(5);
  auto changed = Change(member("ada"), wanted, {"outcome"});
  ASSERT_TRUE(changed.ok()) << changed.status();
  EXPECT_EQ(changed->outcome(), "I lead the design review of two services");
  EXPECT_EQ(changed->target(), 4);
  EXPECT_EQ(Events().back(), "goal.updated");
  EXPECT_EQ(Refused(Change(member("ada"), wanted, {"outcome"})), "ABORTED ETAG_MISMATCH");
  wanted.clear_etag();
  EXPECT_EQ(Refused(Change(member("ada"), wanted, {"result"})), "INVALID_ARGUMENT MASK_PATH_UNKNOWN");
  wanted.set_outcome("I need a mentor");
  EXPECT_EQ(Refused(Change(member("ada"), wanted, {"outcome"})), "INVALID_ARGUMENT OUTCOME_VAGUE");
  ASSERT_TRUE(Record(member("ada"), Goal("g"), [](auto& r) { r.set_state(v1::Goal::DROPPED); }).ok());
  EXPECT_EQ(Refused(Change(member("ada"), *goal)), "ABORTED ETAG_MISMATCH");
  goal->clear_etag();
  EXPECT_EQ(Refused(Change(member("ada"), *goal)), "FAILED_PRECONDITION GOAL_CLOSED");
  goal->set_name(Goal("none"));
  EXPECT_EQ(Refused(Change(member("ada"), *goal)), "NOT_FOUND RESOURCE_NOT_FOUND");
}

TEST_P(GoalTest, MovesByTheProgressThatIsRecorded) {
  ASSERT_TRUE(Set(member("ada"), "ada", GoodGoal(Today()), "g").ok());
  auto step = Record(member("ada"), Goal("g"), [](auto& r) { r.set_progress(40); });
  ASSERT_TRUE(step.ok()) << step.status();
  EXPECT_EQ(step->progress(), 40);
  auto reached = Record(member("ada"), Goal("g"), [](auto& r) { r.set_progress(100); });
  ASSERT_TRUE(reached.ok()) << reached.status();
  EXPECT_EQ(reached->state(), v1::Goal::REACHED);
  EXPECT_EQ(Refused(Record(member("ada"), Goal("g"), [](auto& r) { r.set_progress(10); })), "FAILED_PRECONDITION GOAL_CLOSED");
  EXPECT_EQ(Refused(Record(member("ada"), Goal("g"), [](auto&) {})), "INVALID_ARGUMENT PROGRESS_MISSING");
  EXPECT_EQ(Refused(Record(member("ada"), Goal("g"), [](auto& r) { r.set_progress(101); })), "INVALID_ARGUMENT PROGRESS_OUT_OF_RANGE");
  EXPECT_EQ(Refused(Record(member("ada"), Goal("g"),
                           [](auto& r) {
                             r.set_progress(10);
                             r.set_etag("1");
                           })),
            "ABORTED ETAG_MISMATCH");
  EXPECT_EQ(Refused(Record(member("ada"), Goal("none"), [](auto& r) { r.set_progress(10); })), "NOT_FOUND RESOURCE_NOT_FOUND");
  EXPECT_THAT(Events(), Contains("goal.progressed"));
  EXPECT_EQ(Events().back(), "goal.reached");
}

TEST_P(GoalTest, OfSomebodyUnknownOrGoneIsRefused) {
  EXPECT_EQ(Refused(Set(member("nobody"), "nobody", GoodGoal(Today()))), "NOT_FOUND RESOURCE_NOT_FOUND");
  ASSERT_TRUE(Deactivate("ada").ok());
  EXPECT_EQ(Refused(Set(member("ada"), "ada", GoodGoal(Today()))), "FAILED_PRECONDITION PROFILE_DEACTIVATED");
}

TEST_P(GoalTest, ListsInPages) {
  for (const char* id : {"a", "b", "c"}) ASSERT_TRUE(Set(member("ada"), "ada", GoodGoal(Today()), id).ok());
  auto list = [&](const rpc::Client& client, int size, const std::string& token) {
    v1::ListGoalsRequest request;
    request.set_parent(Person("ada"));
    request.set_page_size(size);
    request.set_page_token(token);
    return client.Call<v1::ListGoalsResponse>("gilde.profile.v1.GoalService/ListGoals", request);
  };
  auto first = list(member("ada"), 2, "");
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(first->goals_size(), 2);
  auto second = list(member("ada"), 2, first->next_page_token());
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(second->goals(0).name(), Goal("c"));
  EXPECT_EQ(list(admin(), 0, "")->goals(0).outcome(), "");
  EXPECT_EQ(Refused(list(member("bob"), 0, "")), "PERMISSION_DENIED NOT_THE_PERSON");
  EXPECT_EQ(Refused(list(member("ada"), -1, "")), "INVALID_ARGUMENT PAGE_SIZE_INVALID");
}

TEST_P(GoalTest, DraftsAreCheckedWithoutSaving) {
  v1::CheckGoalRequest request;
  request.set_parent(Person("ada"));
  request.mutable_goal()->set_outcome("I need a mentor");
  auto check = [&] { return member("ada").Call<v1::CheckGoalResponse>("gilde.profile.v1.GoalService/CheckGoal", request); };
  auto vague = check();
  ASSERT_TRUE(vague.ok()) << vague.status();
  std::vector<std::string> blocking;
  for (const auto& finding : vague->findings()) {
    if (finding.blocking()) blocking.push_back(finding.reason());
  }
  EXPECT_THAT(blocking, ElementsAre("OUTCOME_VAGUE", "SKILL_OR_GUIDANCE_MISSING", "HORIZON_MISSING", "TARGET_DATE_MISSING"));
  *request.mutable_goal() = GoodGoal(Today());
  auto fine = check();
  ASSERT_TRUE(fine.ok()) << fine.status();
  for (const auto& finding : fine->findings()) EXPECT_FALSE(finding.blocking()) << finding.reason();
  EXPECT_EQ(fine->goal().skill(), "software-architecture");
  EXPECT_EQ(GetGoal(member("ada"), Goal("none")).status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(Events().back(), "profile.created");
}

INSTANTIATE_TEST_SUITE_P(Engines, GoalTest, testing::ValuesIn(test::Engines()), test::EngineName);

}  // namespace
}  // namespace gilde::profile
