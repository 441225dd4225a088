// What writes leave behind: events, the audit chain, cursors, and what is thrown away of them.
#include "common/storage/journal.h"

#include "tests/common/storage/fixture.h"

namespace gilde::storage {
namespace {

using gilde::common::v1::AuditEntry;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

class JournalTest : public StoreTest {
 protected:
  std::vector<AuditEntry> Audit(const std::string& subject = "", std::int64_t after = 0) {
    std::vector<AuditEntry> entries;
    EXPECT_EQ(database_->Read(reading_,
                              [&](Session& session) -> absl::Status {
                                GILDE_ASSIGN_OR_RETURN(entries, ReadAudit(session, "acme", after, subject, 1000));
                                return absl::OkStatus();
                              }),
              absl::OkStatus());
    return entries;
  }
  // Sequence of the first entry that does not fit the chain; 0 when all do.
  std::int64_t FirstBroken() {
    std::string head;
    std::int64_t sequence = 0;
    for (const AuditEntry& entry : Audit()) {
      if (entry.sequence() != ++sequence || entry.previous_hash() != head || ChainHash(entry) != entry.hash()) return sequence;
      head = entry.hash();
    }
    return 0;
  }
  std::string Cursor(const std::string& follower) {
    std::string cursor;
    EXPECT_EQ(database_->Read(reading_,
                              [&](Session& session) -> absl::Status {
                                GILDE_ASSIGN_OR_RETURN(cursor, LoadCursor(session, follower));
                                return absl::OkStatus();
                              }),
              absl::OkStatus());
    return cursor;
  }
  int Expire(absl::Time events_before, absl::Time answers_before, int limit = 100) {
    int count = 0;
    EXPECT_EQ(database_->Write([&](Session& session) -> absl::Status {
      GILDE_ASSIGN_OR_RETURN(count, storage::Expire(session, events_before, answers_before, limit));
      return absl::OkStatus();
    }),
              absl::OkStatus());
    return count;
  }
};

TEST_P(JournalTest, ShowsAReaderEveryEventInOrderWhileManyWriteInTwoProcesses) {
  constexpr int kThreads = 8;
  constexpr int kWrites = 25;
  std::unique_ptr<Database> other_database = Open();
  Store other(*other_database, clock_, GoalKinds());
  ASSERT_EQ(other.Open({}), absl::OkStatus());
  std::vector<std::pair<std::int64_t, std::string>> followed;
  Together(kThreads + 1, [&](int thread) {
    if (thread == kThreads) {
      while (followed.size() < kThreads * kWrites) {
        for (const auto& event : Events(followed.empty() ? 0 : followed.back().first, "-", {}, 7)) followed.push_back(event);
      }
      return;
    }
    for (int i = 0; i < kWrites; ++i) {
      Goal goal = MakeGoal("t" + std::to_string(thread) + "-" + std::to_string(i));
      auto create = [&](Writer& writer) { return writer.Create(goal, "goal.created"); };
      EXPECT_EQ((thread % 2 == 0 ? store_ : other).Write(acme_, create).status(), absl::OkStatus());
    }
  });
  std::set<std::string> subjects;
  for (size_t i = 0; i < followed.size(); ++i) {
    EXPECT_EQ(followed[i].first, static_cast<std::int64_t>(i) + 1);
    subjects.insert(followed[i].second);
  }
  EXPECT_EQ(subjects.size(), followed.size());
  EXPECT_EQ(Audit().size(), followed.size());
  EXPECT_EQ(FirstBroken(), 0);
}

TEST_P(JournalTest, ReadsEventsOfAnOrganizationAndOfTypes) {
  base::Call services = CallOf("-");
  Goal elsewhere = MakeGoal("b");
  elsewhere.set_name("organizations/other/profiles/bob/goals/b");
  ASSERT_EQ(Create(services, MakeGoal("a")).status(), absl::OkStatus());
  ASSERT_EQ(Create(services, elsewhere, "goal.imported").status(), absl::OkStatus());
  ASSERT_EQ(Create(services, MakeGoal("c"), "goals.counted").status(), absl::OkStatus());
  const std::string a = MakeGoal("a").name(), b = elsewhere.name(), c = MakeGoal("c").name();
  EXPECT_THAT(Events(0), ElementsAre(Pair(1, a), Pair(2, b), Pair(3, c)));
  EXPECT_THAT(Events(0, "acme"), ElementsAre(Pair(1, a), Pair(3, c)));
  EXPECT_THAT(Events(1, "other"), ElementsAre(Pair(2, b)));
  EXPECT_THAT(Events(0, "-", {"goal.*"}), ElementsAre(Pair(1, a), Pair(2, b)));
  EXPECT_THAT(Events(0, "-", {"goal.imported", "goals.counted"}), ElementsAre(Pair(2, b), Pair(3, c)));
  EXPECT_THAT(Events(0, "-", {}, 1), ElementsAre(Pair(1, a)));
}

TEST_P(JournalTest, TellsInAnEventWhatHappenedToWhomAndWhy) {
  acme_.acting_person = "organizations/acme/profiles/ada";
  acme_.trace = "0af7651916cd43dd8448eb211c80319c";
  ASSERT_EQ(Create(acme_, MakeGoal("a", "go")).status(), absl::OkStatus());
  std::int64_t last = 0;
  ASSERT_EQ(database_->Read(reading_,
                            [&](Session& session) {
                              return ReadEvents(session, "acme", 0, {}, 10, &last, [&](std::int64_t, std::string_view bytes) {
                                gilde::common::v1::Event event;
                                EXPECT_TRUE(event.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())));
                                EXPECT_EQ(event.organization(), "organizations/acme");
                                EXPECT_EQ(event.type(), "goal.created");
                                EXPECT_EQ(event.actor(), acme_.acting_person);
                                EXPECT_EQ(event.trace(), acme_.trace);
                                EXPECT_EQ(base::FromProto(event.time()), acme_.now);
                                Goal goal;
                                EXPECT_TRUE(event.payload().UnpackTo(&goal));
                                EXPECT_EQ(goal.skill(), "go");
                                EXPECT_EQ(goal.etag(), "1");
                                return true;
                              });
                            }),
            absl::OkStatus());
  EXPECT_EQ(last, 1);
}

TEST_P(JournalTest, ChainsEveryWriteAndFindsATamperedEntry) {
  acme_.reason = "asked by phone";
  Goal goal = Create(acme_, MakeGoal("a"), "").value();
  goal.set_skill("go");
  goal = Update(acme_, goal).value();
  ASSERT_EQ(Create(acme_, MakeGoal("b")).status(), absl::OkStatus());
  ASSERT_EQ(store_.Apply(acme_, [&](Writer& writer) { return writer.Delete(goal, ""); }), absl::OkStatus());
  std::vector<AuditEntry> about = Audit(goal.name());
  ASSERT_EQ(about.size(), 3u);
  EXPECT_EQ(about[0].before_hash(), "");
  EXPECT_EQ(about[0].after_hash(), about[1].before_hash());
  EXPECT_EQ(about[1].after_hash(), Sha256Hex(goal.SerializeAsString()));
  EXPECT_EQ(about[2].after_hash(), "");
  EXPECT_EQ(about[1].reason(), "asked by phone");
  EXPECT_EQ(Audit("", 3).size(), 1u);
  EXPECT_EQ(FirstBroken(), 0);

  AuditEntry tampered = Audit()[2];
  tampered.set_reason("nobody asked");
  ASSERT_EQ(database_->Write([&](Session& session) {
    return session.Execute("UPDATE audit SET body = ? WHERE sequence = ?", {{Blob{tampered.SerializeAsString()}, std::int64_t{3}}});
  }),
            absl::OkStatus());
  EXPECT_EQ(FirstBroken(), 3);
}

// As a service's own jobs do, which act in all organizations.
TEST_P(JournalTest, ContinuesTheChainOfEveryOrganizationThatATransactionWritesIn) {
  constexpr int kOrganizations = 230;
  base::Call everywhere = base::System("test", absl::UnixEpoch());
  auto goal_in = [](int organization, const std::string& id) {
    Goal goal;
    goal.set_name("organizations/o" + std::to_string(organization) + "/profiles/ada/goals/" + id);
    return goal;
  };
  for (const char* id : {"a", "b"}) {
    ASSERT_EQ(store_.Apply(everywhere,
                           [&](Writer& writer) -> absl::Status {
                             // The second time, half of them go on and the others begin.
                             for (int i = *id == 'a' ? kOrganizations / 2 : 0; i < kOrganizations; ++i) {
                               GILDE_RETURN_IF_ERROR(writer.Create(goal_in(i, id), "goal.created").status());
                             }
                             return absl::OkStatus();
                           }),
              absl::OkStatus());
  }
  for (int i : {0, kOrganizations / 2 - 1, kOrganizations / 2, kOrganizations - 1}) {
    std::vector<AuditEntry> entries;
    ASSERT_EQ(database_->Read(reading_,
                              [&](Session& session) -> absl::Status {
                                GILDE_ASSIGN_OR_RETURN(entries, ReadAudit(session, "o" + std::to_string(i), 0, "", 10));
                                return absl::OkStatus();
                              }),
              absl::OkStatus());
    ASSERT_EQ(entries.size(), i < kOrganizations / 2 ? 1u : 2u) << i;
    std::string head;
    for (size_t n = 0; n < entries.size(); ++n) {
      EXPECT_EQ(entries[n].sequence(), static_cast<std::int64_t>(n) + 1);
      EXPECT_EQ(entries[n].previous_hash(), head);
      head = entries[n].hash();
    }
  }
}

TEST_P(JournalTest, SavesACursorWithTheWriteThatItBelongsTo) {
  EXPECT_EQ(Cursor("profile"), "");
  ASSERT_EQ(store_.Apply(acme_, [](Writer& writer) { return writer.MoveCursor("profile", "1.7"); }), absl::OkStatus());
  EXPECT_EQ(Cursor("profile"), "1.7");
  EXPECT_FALSE(store_
                   .Apply(acme_,
                          [](Writer& writer) -> absl::Status {
                            GILDE_RETURN_IF_ERROR(writer.MoveCursor("profile", "1.8"));
                            return writer.Create(MakeGoal("NOT A NAME"), "").status();
                          })
                   .ok());
  EXPECT_EQ(Cursor("profile"), "1.7");
}

TEST_P(JournalTest, ForgetsOldEventsAndAnswersButNeverTheNewestEvent) {
  absl::Time start = clock_.Now();
  for (int i = 0; i < 4; ++i) {
    acme_.now = start + absl::Hours(i);
    acme_.request_id = "r" + std::to_string(i);
    ASSERT_EQ(Create(acme_, MakeGoal(acme_.request_id)).status(), absl::OkStatus());
  }
  EXPECT_EQ(Expire(start, start), 0);
  EXPECT_EQ(Expire(start + absl::Hours(1), start + absl::Hours(2)), 1 + 2);
  EXPECT_EQ(Events(0).front().first, 2);
  EXPECT_EQ(Expire(absl::FromUnixSeconds(4'000'000'000), start, 1), 1);
  EXPECT_EQ(Expire(absl::FromUnixSeconds(4'000'000'000), start), 1);
  EXPECT_EQ(Expire(absl::FromUnixSeconds(4'000'000'000), start), 0);
  acme_.request_id.clear();
  ASSERT_EQ(Create(acme_, MakeGoal("last")).status(), absl::OkStatus());
  EXPECT_THAT(Events(0), ElementsAre(Pair(4, MakeGoal("r3").name()), Pair(5, MakeGoal("last").name())));
}

TEST_P(JournalTest, KnowsTheFirstAndTheLastPosition) {
  auto positions = [this] {
    std::pair<std::int64_t, std::int64_t> found;
    EXPECT_EQ(database_->Read(reading_,
                              [&](Session& session) -> absl::Status {
                                GILDE_ASSIGN_OR_RETURN(found.first, FirstPosition(session));
                                GILDE_ASSIGN_OR_RETURN(found.second, LastPosition(session));
                                return absl::OkStatus();
                              }),
              absl::OkStatus());
    return found;
  };
  EXPECT_THAT(positions(), Pair(0, 0));
  ASSERT_EQ(Create(acme_, MakeGoal("a")).status(), absl::OkStatus());
  ASSERT_EQ(Create(acme_, MakeGoal("b")).status(), absl::OkStatus());
  EXPECT_THAT(positions(), Pair(1, 2));
}

TEST(Cursor, IsAPositionAndBack) {
  EXPECT_EQ(PositionOf("").value(), 0);
  EXPECT_EQ(PositionOf(CursorOf(42)).value(), 42);
  for (const char* text : {"42", "1.", "1.-3", "2.42", "1.x"}) {
    EXPECT_EQ(Outcome(PositionOf(text).status()), Refused(absl::StatusCode::kInvalidArgument, "CURSOR_INVALID")) << text;
  }
}

TEST(Sha256, IsTheStandardsOne) { EXPECT_EQ(Sha256Hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"); }

INSTANTIATE_TEST_SUITE_P(Engines, JournalTest, testing::ValuesIn(test::Engines()), test::EngineName);

}  // namespace
}  // namespace gilde::storage
