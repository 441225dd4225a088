// Resources by name and by key.
#include "common/storage/store.h"

#include "common/storage/schema.h"
#include "tests/common/storage/fixture.h"

namespace gilde::storage {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr char kAda[] = "organizations/acme/profiles/ada";
const auto kNotFound = Refused(absl::StatusCode::kNotFound, "RESOURCE_NOT_FOUND");
const auto kTaken = Refused(absl::StatusCode::kAlreadyExists, "RESOURCE_EXISTS");

TEST_P(StoreTest, KeepsAResourceFromItsCreationToItsEnd) {
  Goal created = Create(acme_, MakeGoal("g1", "go")).value();
  EXPECT_EQ(created.etag(), "1");
  EXPECT_EQ(base::FromProto(created.create_time()), clock_.Now());
  EXPECT_EQ(store_.Get<Goal>(acme_, created.name()).value().SerializeAsString(), created.SerializeAsString());

  acme_.now += absl::Hours(1);
  created.set_skill("rust");
  created.clear_create_time();
  created.set_etag("99");
  Goal updated = Update(acme_, created).value();
  EXPECT_EQ(updated.etag(), "2");
  EXPECT_EQ(base::FromProto(updated.create_time()), clock_.Now());
  EXPECT_EQ(base::FromProto(updated.update_time()), acme_.now);
  EXPECT_EQ(store_.Get<Goal>(acme_, created.name()).value().skill(), "rust");

  EXPECT_EQ(store_.Apply(acme_, [&](Writer& writer) { return writer.Delete(updated, "goal.deleted"); }), absl::OkStatus());
  EXPECT_EQ(Outcome(store_.Get<Goal>(acme_, created.name()).status()), kNotFound);
  EXPECT_THAT(Find(acme_, {.parent = "organizations/acme", .key = "skill", .value = "rust"}), IsEmpty());
}

TEST_P(StoreTest, ChangesNothingWhenAnEqualResourceIsWritten) {
  Goal goal = Create(acme_, MakeGoal("g1", "go")).value();
  EXPECT_EQ(Update(acme_, goal).value().etag(), "1");
  EXPECT_EQ(Events(0).size(), 1u);
}

TEST_P(StoreTest, RefusesToChangeAndToDeleteWhatIsNotThere) {
  EXPECT_EQ(Outcome(Update(acme_, MakeGoal("g1")).status()), kNotFound);
  EXPECT_EQ(Outcome(store_.Apply(acme_, [](Writer& writer) { return writer.Delete(MakeGoal("g1"), ""); })), kNotFound);
}

TEST_P(StoreTest, RefusesANameOfAnotherShape) {
  EXPECT_EQ(Outcome(store_.Get<Goal>(acme_, "organizations/acme/goals/g1").status()),
            Refused(absl::StatusCode::kInvalidArgument, "NAME_INVALID"));
}

TEST_P(StoreTest, RefusesANameAndAUniqueKeyThatAreTaken) {
  EXPECT_EQ(Create(acme_, MakeGoal("g1", "", "I lead")).status(), absl::OkStatus());
  EXPECT_EQ(Outcome(Create(acme_, MakeGoal("g1")).status()), kTaken);
  EXPECT_EQ(Outcome(Create(acme_, MakeGoal("g2", "", "I lead")).status()), kTaken);
  Goal other = Create(acme_, MakeGoal("g3", "", "I follow")).value();
  other.set_outcome("I lead");
  EXPECT_EQ(Outcome(Update(acme_, other).status()), kTaken);
  // A key is free again once its resource has another.
  Goal first = store_.Get<Goal>(acme_, MakeGoal("g1").name()).value();
  first.set_outcome("I rest");
  EXPECT_EQ(Update(acme_, first).status(), absl::OkStatus());
  EXPECT_EQ(Update(acme_, other).status(), absl::OkStatus());
}

TEST_P(StoreTest, ShowsAnOrganizationNothingOfAnother) {
  Goal goal = Create(acme_, MakeGoal("g1", "go")).value();
  base::Call other = CallOf("other");
  EXPECT_EQ(Outcome(store_.Get<Goal>(other, goal.name()).status()), kNotFound);
  EXPECT_EQ(Outcome(Create(other, MakeGoal("g2")).status()), kNotFound);
  EXPECT_EQ(Outcome(Update(other, goal).status()), kNotFound);
  EXPECT_EQ(Outcome(store_.Find<Goal>(other, {.parent = kAda}).status()), kNotFound);
  EXPECT_THAT(Find(other, {.key = "skill", .value = "go"}), IsEmpty());
  EXPECT_EQ(store_.Get<Goal>(CallOf("-"), goal.name()).status(), absl::OkStatus());
}

TEST_P(StoreTest, FindsByParentByKeyAndByTheBeginningOfAKey) {
  const std::vector<std::pair<std::string, std::string>> skills = {{"a", "go"}, {"b", "golang"}, {"c", "Go"}, {"d", "goé"}, {"e", "rust"}};
  for (const auto& [id, skill] : skills) ASSERT_EQ(Create(acme_, MakeGoal(id, skill, "outcome " + id)).status(), absl::OkStatus());
  Goal elsewhere = MakeGoal("f", "go");
  elsewhere.set_name("organizations/acme/profiles/bob/goals/f");
  ASSERT_EQ(Create(acme_, elsewhere).status(), absl::OkStatus());
  EXPECT_THAT(Find(acme_, {.parent = kAda}), ElementsAre("a", "b", "c", "d", "e"));
  EXPECT_THAT(Find(acme_, {.parent = "organizations/acme"}), ElementsAre("a", "b", "c", "d", "e", "f"));
  EXPECT_THAT(Find(acme_, {.key = "skill", .value = "go"}), ElementsAre("a", "f"));
  EXPECT_THAT(Find(acme_, {.parent = kAda, .key = "skill", .value = "go"}), ElementsAre("a"));
  EXPECT_THAT(Find(acme_, {.parent = kAda, .key = "skill", .value = "go", .prefix = true}), ElementsAre("a", "b", "d"));
  EXPECT_THAT(Find(acme_, {.key = "outcome", .value = "outcome e"}), ElementsAre("e"));
  EXPECT_THAT(Find(acme_, {.parent = kAda, .after = "organizations/acme/profiles/ada/goals/b", .limit = 2}), ElementsAre("c", "d"));
  EXPECT_THAT(Find(CallOf("-"), {.key = "skill", .value = "go"}), ElementsAre("a", "f"));
  EXPECT_THAT(Find(acme_, {.parent = kAda, .key = "skill", .any_of = {"rust", "go", "Go"}}), ElementsAre("a", "c", "e"));
  EXPECT_THAT(Find(acme_, {.key = "skill", .any_of = {"go", "go", "java"}, .after = "organizations/acme/profiles/ada/goals/a"}),
              ElementsAre("f"));
}

TEST_P(StoreTest, FindsAnyOfManyHundredValues) {
  for (const char* id : {"a", "b"}) ASSERT_EQ(Create(acme_, MakeGoal(id, id, id)).status(), absl::OkStatus());
  Query query{.key = "skill"};
  for (int i = 0; i < 1500; ++i) query.any_of.push_back("skill" + std::to_string(i));
  query.any_of.push_back("b");
  EXPECT_THAT(Find(acme_, query), ElementsAre("b"));
}

TEST_P(StoreTest, FindsTheSameInTheSameOrderHoweverManyValuesAreAsked) {
  for (const char* id : {"a", "b", "c", "d", "e"}) ASSERT_EQ(Create(acme_, MakeGoal(id, id, id)).status(), absl::OkStatus());
  for (int others : {0, 30, 100}) {
    Query query{.key = "skill", .any_of = {"e", "b"}};
    for (int i = 0; i < others; ++i) query.any_of.push_back("skill" + std::to_string(i));
    query.any_of.insert(query.any_of.end(), {"a", "d", "b"});
    EXPECT_THAT(Find(acme_, query), ElementsAre("a", "b", "d", "e")) << others;
    query.limit = 2;
    EXPECT_THAT(Find(acme_, query), ElementsAre("a", "b")) << others;
    query.after = "organizations/acme/profiles/ada/goals/a";
    EXPECT_THAT(Find(acme_, query), ElementsAre("b", "d")) << others;
    query.parent = "organizations/acme/profiles/alan";
    EXPECT_THAT(Find(acme_, query), IsEmpty()) << others;
  }
}

TEST_P(StoreTest, FindsAResourceByItsNewKeyAndNoLongerByItsOldOne) {
  Goal goal = Create(acme_, MakeGoal("a", "go", "I lead")).value();
  goal.set_skill("rust");
  ASSERT_EQ(Update(acme_, goal).status(), absl::OkStatus());
  EXPECT_THAT(Find(acme_, {.key = "skill", .value = "go"}), IsEmpty());
  EXPECT_THAT(Find(acme_, {.key = "skill", .value = "rust"}), ElementsAre("a"));
  EXPECT_THAT(Find(acme_, {.key = "outcome", .value = "I lead"}), ElementsAre("a"));
}

TEST_P(StoreTest, SeesItsOwnWritesWithinAWrite) {
  absl::Status status = store_.Apply(acme_, [](Writer& writer) -> absl::Status {
    GILDE_ASSIGN_OR_RETURN(Goal goal, writer.Create(MakeGoal("a", "go"), ""));
    goal.set_skill("rust");
    GILDE_RETURN_IF_ERROR(writer.Update(goal, "").status());
    GILDE_ASSIGN_OR_RETURN(goal, writer.Get<Goal>(goal.name()));
    EXPECT_EQ(goal.etag(), "2");
    GILDE_ASSIGN_OR_RETURN(std::vector<Goal> found, writer.Find<Goal>({.key = "skill", .value = "rust"}));
    EXPECT_EQ(found.size(), 1u);
    GILDE_ASSIGN_OR_RETURN(found, writer.GetAll<Goal>({MakeGoal("none").name(), goal.name()}));
    EXPECT_EQ(found.size(), 1u);
    return absl::OkStatus();
  });
  EXPECT_EQ(status, absl::OkStatus());
}

TEST_P(StoreTest, SeesInAWriteWhatChangesThoughItHasAskedBefore) {
  ASSERT_EQ(Create(acme_, MakeGoal("a", "go")).status(), absl::OkStatus());
  const Query of_go = {.key = "skill", .value = "go"};
  absl::Status status = store_.Apply(acme_, [&](Writer& writer) -> absl::Status {
    Names names;
    for (const char* id : {"none", "a", "a"}) names.Add<Goal>(MakeGoal(id).name());
    GILDE_RETURN_IF_ERROR(writer.ReadAhead(names));
    EXPECT_EQ(Outcome(writer.Get<Goal>(MakeGoal("none").name()).status()), kNotFound);
    GILDE_ASSIGN_OR_RETURN(Goal goal, writer.Get<Goal>(MakeGoal("a").name()));
    for (size_t count : {1u, 1u}) EXPECT_EQ(writer.Find<Goal>(of_go)->size(), count);
    GILDE_RETURN_IF_ERROR(writer.Create(MakeGoal("none", "go"), "").status());
    EXPECT_EQ(writer.Find<Goal>(of_go)->size(), 2u);
    goal.set_skill("rust");
    GILDE_RETURN_IF_ERROR(writer.Update(goal, "").status());
    EXPECT_EQ(writer.Find<Goal>(of_go)->size(), 1u);
    GILDE_RETURN_IF_ERROR(writer.Delete(goal, ""));
    EXPECT_EQ(Outcome(writer.Get<Goal>(goal.name()).status()), kNotFound);
    EXPECT_EQ(writer.Find<Goal>({.parent = kAda})->size(), 1u);
    return absl::OkStatus();
  });
  EXPECT_EQ(status, absl::OkStatus());
}

TEST_P(StoreTest, ReadsAheadAsManyAsThereAreAndOnlyWhatTheCallerMaySee) {
  constexpr int kGoals = 150;
  base::Call everywhere = base::System("test", absl::UnixEpoch());
  Goal foreign;
  foreign.set_name("organizations/other/profiles/eve/goals/e");
  ASSERT_EQ(store_.Apply(everywhere, [&](Writer& writer) { return writer.Create(foreign, "").status(); }), absl::OkStatus());
  for (int i = 0; i < kGoals; i += 2) ASSERT_EQ(Create(acme_, MakeGoal("g" + std::to_string(i))).status(), absl::OkStatus());
  absl::Status status = store_.Apply(acme_, [&](Writer& writer) -> absl::Status {
    Names names;
    for (int i = 0; i < kGoals; ++i) names.Add<Goal>(MakeGoal("g" + std::to_string(i)).name());
    names.Add<Goal>(foreign.name());
    names.Add<Goal>("organizations/acme/no/goal");
    GILDE_RETURN_IF_ERROR(writer.ReadAhead(names));
    for (int i = 0; i < kGoals; ++i) EXPECT_EQ(writer.Get<Goal>(MakeGoal("g" + std::to_string(i)).name()).ok(), i % 2 == 0) << i;
    EXPECT_EQ(Outcome(writer.Get<Goal>(foreign.name()).status()), kNotFound);
    return absl::OkStatus();
  });
  EXPECT_EQ(status, absl::OkStatus());
}

// What one caller's write has asked is no answer to another's who may see less.
TEST_P(StoreTest, KnowsNothingForOneOrganizationThatAnotherAsked) {
  ASSERT_EQ(Create(acme_, MakeGoal("a", "go")).status(), absl::OkStatus());
  Together(8, [&](int i) {
    for (int round = 0; round < 20; ++round) {
      bool ours = i % 2 == 0;
      absl::Status status = store_.Apply(CallOf(ours ? "acme" : "other"), [&](Writer& writer) -> absl::Status {
        EXPECT_EQ(writer.Find<Goal>({.key = "skill", .value = "go"})->size(), ours ? 1u : 0u);
        EXPECT_EQ(writer.Find<Goal>({.parent = kAda}).ok(), ours);
        return absl::OkStatus();
      });
      EXPECT_EQ(status, absl::OkStatus());
    }
  });
}

TEST_P(StoreTest, TakesManyChangesOfOneResourceInOneWriteAsTheyCame) {
  absl::Status status = store_.Apply(acme_, [](Writer& writer) -> absl::Status {
    EXPECT_EQ(Outcome(writer.Get<Goal>(MakeGoal("a").name()).status()), kNotFound);
    GILDE_ASSIGN_OR_RETURN(Goal goal, writer.Create(MakeGoal("a", "go", "I lead"), "goal.created"));
    EXPECT_EQ(Outcome(writer.Create(MakeGoal("a"), "").status()), kTaken);
    for (const char* skill : {"rust", "go", "sql"}) {
      goal.set_skill(skill);
      GILDE_ASSIGN_OR_RETURN(goal, writer.Update(goal, "goal.updated"));
    }
    GILDE_RETURN_IF_ERROR(writer.Delete(goal, "goal.deleted"));
    EXPECT_EQ(Outcome(writer.Get<Goal>(goal.name()).status()), kNotFound);
    return writer.Create(MakeGoal("a", "cobol", "I lead"), "goal.created").status();
  });
  ASSERT_EQ(status, absl::OkStatus());
  EXPECT_EQ(store_.Get<Goal>(acme_, MakeGoal("a").name()).value().skill(), "cobol");
  EXPECT_THAT(Find(acme_, {.key = "skill", .value = "cobol"}), ElementsAre("a"));
  for (const char* skill : {"rust", "go", "sql"}) EXPECT_THAT(Find(acme_, {.key = "skill", .value = skill}), IsEmpty());
  EXPECT_EQ(Events(0).size(), 6u);
}

TEST_P(StoreTest, LetsOneWriteHandAUniqueKeyFromOneResourceToAnother) {
  Goal first = Create(acme_, MakeGoal("a", "", "I lead")).value();
  Goal second = Create(acme_, MakeGoal("b", "", "I follow")).value();
  absl::Status status = store_.Apply(acme_, [&](Writer& writer) -> absl::Status {
    first.set_outcome("I follow");
    second.set_outcome("I lead");
    GILDE_RETURN_IF_ERROR(writer.Update(first, "").status());
    return writer.Update(second, "").status();
  });
  ASSERT_EQ(status, absl::OkStatus());
  EXPECT_THAT(Find(acme_, {.key = "outcome", .value = "I lead"}), ElementsAre("b"));
  EXPECT_THAT(Find(acme_, {.key = "outcome", .value = "I follow"}), ElementsAre("a"));
}

TEST_P(StoreTest, WritesHundredsOfResourcesAndReadsThemTogether) {
  std::vector<std::string> names(333);
  absl::Status status = store_.Apply(acme_, [&](Writer& writer) -> absl::Status {
    for (size_t i = 0; i < names.size(); ++i) {
      std::string id = "g" + std::to_string(i);
      GILDE_RETURN_IF_ERROR(writer.Create(MakeGoal(id, "go", "outcome " + id), "goal.created").status());
      names[i] = MakeGoal(id).name();
    }
    return absl::OkStatus();
  });
  ASSERT_EQ(status, absl::OkStatus());
  EXPECT_EQ(Events(0).size(), 333u);
  EXPECT_EQ(Find(acme_, {.key = "skill", .value = "go"}).size(), 333u);
  names.insert(names.begin() + 100, MakeGoal("none").name());
  std::vector<Goal> found;
  for (const std::string& organization : {std::string("acme"), std::string("-"), std::string("other")}) {
    status = store_.Read(CallOf(organization), [&](Reader& reader) -> absl::Status {
      GILDE_ASSIGN_OR_RETURN(found, reader.GetAll<Goal>(names));
      return absl::OkStatus();
    });
    ASSERT_EQ(status, absl::OkStatus());
    ASSERT_EQ(found.size(), organization == "other" ? 0u : 333u);
    EXPECT_TRUE(found.empty() || found[150].outcome() == "outcome g150");
  }
}

TEST_P(StoreTest, KnowsWhatIsDueAndWhenTheNextIs) {
  EXPECT_EQ(store_.NextDue<Goal>(), absl::InfiniteFuture());
  for (int hours : {3, 1, 2}) {
    Goal goal = MakeGoal("g" + std::to_string(hours));
    *goal.mutable_close_time() = base::ToProto(clock_.Now() + absl::Hours(hours));
    ASSERT_EQ(Create(acme_, goal).status(), absl::OkStatus());
  }
  ASSERT_EQ(Create(acme_, MakeGoal("never")).status(), absl::OkStatus());
  EXPECT_EQ(store_.NextDue<Goal>(), clock_.Now() + absl::Hours(1));
  auto due = [this](int hours, int limit) {
    std::vector<std::string> names;
    EXPECT_EQ(store_.Read(reading_,
                          [&](Reader& reader) -> absl::Status {
                            GILDE_ASSIGN_OR_RETURN(names, reader.Due<Goal>(clock_.Now() + absl::Hours(hours), limit));
                            return absl::OkStatus();
                          }),
              absl::OkStatus());
    return names;
  };
  EXPECT_THAT(due(0, 10), IsEmpty());
  EXPECT_THAT(due(2, 10), ElementsAre(MakeGoal("g1").name(), MakeGoal("g2").name()));
  EXPECT_THAT(due(9, 1), ElementsAre(MakeGoal("g1").name()));
  Goal first = store_.Get<Goal>(acme_, MakeGoal("g1").name()).value();
  first.clear_close_time();
  ASSERT_EQ(Update(acme_, first).status(), absl::OkStatus());
  EXPECT_EQ(store_.NextDue<Goal>(), clock_.Now() + absl::Hours(2));
}

class PageTest : public StoreTest {
 protected:
  PageTest() {
    for (const char* id : {"b", "d", "f", "h", "j"}) EXPECT_EQ(Create(acme_, MakeGoal(id, "go")).status(), absl::OkStatus());
  }
  absl::StatusOr<std::vector<std::string>> Page(const base::Call& call, const Query& query, int size, std::string& token) {
    std::vector<Goal> goals;
    std::string next;
    GILDE_RETURN_IF_ERROR(store_.Page(call, query, size, token, 2, 3, goals, next));
    token = next;
    std::vector<std::string> ids;
    ids.reserve(goals.size());
    for (const Goal& goal : goals) ids.push_back(goal.name().substr(goal.name().rfind('/') + 1));
    return ids;
  }
  const Query all_{.parent = kAda};
};

TEST_P(PageTest, ShowsEachResourceOnceWhileOthersComeAndGo) {
  std::string token;
  EXPECT_THAT(Page(acme_, all_, 0, token).value(), ElementsAre("b", "d"));
  ASSERT_EQ(Create(acme_, MakeGoal("a")).status(), absl::OkStatus());
  ASSERT_EQ(Create(acme_, MakeGoal("e")).status(), absl::OkStatus());
  ASSERT_EQ(store_.Apply(acme_, [](Writer& writer) { return writer.Delete(MakeGoal("d"), ""); }), absl::OkStatus());
  EXPECT_THAT(Page(acme_, all_, 99, token).value(), ElementsAre("e", "f", "h"));
  EXPECT_THAT(Page(acme_, all_, 1, token).value(), ElementsAre("j"));
  EXPECT_EQ(token, "");
}

TEST_P(PageTest, RefusesATokenOfAnotherListAndOneMadeUp) {
  std::string token;
  ASSERT_EQ(Page(acme_, all_, 2, token).status(), absl::OkStatus());
  const auto invalid = Refused(absl::StatusCode::kInvalidArgument, "PAGE_TOKEN_INVALID");
  auto refusal = [this](const base::Call& call, const Query& query, std::string text) {
    return Outcome(Page(call, query, 2, text).status());
  };
  base::Call other_method = acme_;
  other_method.method = "Test/Other";
  std::string forged = token;
  forged[3] = forged[3] == 'A' ? 'B' : 'A';
  EXPECT_EQ(refusal(acme_, all_, forged), invalid);
  EXPECT_EQ(refusal(acme_, all_, "x"), invalid);
  EXPECT_EQ(refusal(acme_, {.parent = kAda, .key = "skill", .value = "go"}, token), invalid);
  EXPECT_EQ(refusal(other_method, all_, token), invalid);
  EXPECT_EQ(refusal(CallOf("other"), {.parent = "organizations/other/profiles/ada"}, token), invalid);
  EXPECT_EQ(refusal(acme_, all_, token).first, kOk);
}

TEST_P(PageTest, TakesATokenOfAnotherProcess) {
  std::string token;
  ASSERT_EQ(Page(acme_, all_, 2, token).status(), absl::OkStatus());
  std::unique_ptr<Database> database = Open();
  Store other(*database, clock_, GoalKinds());
  ASSERT_EQ(other.Open({}), absl::OkStatus());
  std::vector<Goal> goals;
  std::string next;
  EXPECT_EQ(other.Page(acme_, all_, 2, token, 2, 3, goals, next), absl::OkStatus());
  EXPECT_EQ(goals.at(0).name(), MakeGoal("f").name());
}

TEST_P(PageTest, RefusesANegativeSize) {
  std::string token;
  EXPECT_EQ(Outcome(Page(acme_, all_, -1, token).status()), Refused(absl::StatusCode::kInvalidArgument, "PAGE_SIZE_INVALID"));
}

TEST_P(StoreTest, FindsWhatWasWrittenUnderTheFirstSchema) {
  std::unique_ptr<Database> older = Open("older");
  ASSERT_EQ(Migrate(*older, {kCommonSchema, 1}), absl::OkStatus());
  Goal goal = MakeGoal("g1");
  ASSERT_EQ(older->Write([&](Session& session) {
    return session.Execute("INSERT INTO resource (organization, kind, name, parent, body) VALUES (?, ?, ?, ?, ?)",
                           {{"acme", "profiles.goals", goal.name(), kAda, Blob{goal.SerializeAsString()}}});
  }),
            absl::OkStatus());
  Store store(*older, clock_, GoalKinds());
  ASSERT_EQ(store.Open({}), absl::OkStatus());
  EXPECT_EQ(store.Find<Goal>(acme_, {.parent = kAda}).value().size(), 1u);
  EXPECT_TRUE(store.Find<Goal>(acme_, {.parent = "organizations/acme/profiles/ad"}).value().empty());
}

TEST_P(StoreTest, KeepsSettings) {
  EXPECT_EQ(store_.Setting("clock").value(), "");
  for (const char* value : {"1", "2"}) {
    EXPECT_EQ(store_.SetSetting("clock", value), absl::OkStatus());
    EXPECT_EQ(store_.Setting("clock").value(), value);
  }
}

TEST(Etag, IsComparedOnlyWhenGiven) {
  Goal goal;
  goal.set_etag("3");
  EXPECT_EQ(CheckEtag(goal, ""), absl::OkStatus());
  EXPECT_EQ(CheckEtag(goal, "3"), absl::OkStatus());
  EXPECT_EQ(Outcome(CheckEtag(goal, "2")), Refused(absl::StatusCode::kAborted, "ETAG_MISMATCH"));
}

INSTANTIATE_TEST_SUITE_P(Engines, StoreTest, testing::ValuesIn(test::Engines()), test::EngineName);
INSTANTIATE_TEST_SUITE_P(Engines, PageTest, testing::ValuesIn(test::Engines()), test::EngineName);

}  // namespace
}  // namespace gilde::storage
