// Match runs through their RPCs: a program whose policy gives each pair just the weight that a test says, and a server that does its
// background work only when it is told to.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "gilde/common/v1/operation.pb.h"
#include "gilde/common/v1/sandbox.pb.h"
#include "gilde/matching/v1/match_run.pb.h"
#include "gilde/notification/v1/notification.pb.h"
#include "services/matching/domain/certificate.h"
#include "services/matching/domain/projection.h"
#include "tests/matching/api/program_fixture.h"

namespace gilde::matching {

using gilde::common::v1::Operation;
using v1::MatchRun;
using v1::MatchRunPair;
using v1::MatchRunPart;

inline std::string IdOf(const std::string& name) { return name.substr(name.rfind('/') + 1); }

// What a pair weighs in a program's policy.
struct Weight {
  std::string mentee, mentor;
  int weight;
};

class MatchRunTest : public ProgramsTest {
 protected:
  MatchRunTest() { StandStill(); }

  // Nothing happens by itself in the ten minutes that follow, only in Settle and Advance: what is created stays as it is until then.
  void StandStill() {
    gilde::common::v1::AdvanceClockRequest request;
    *request.mutable_time() = base::ToProto(now());
    request.mutable_stand_still()->set_seconds(600);
    EXPECT_EQ(Refused(platform().Call<gilde::common::v1::SandboxClock>("gilde.common.v1.Sandbox/AdvanceClock", request)), "OK ");
  }

  // The people as the service itself would know them.
  void Know(domain::Projection& people) {
    auto profiles = world.store("profile").Find<gilde::profile::v1::Profile>(base::System("test", now()), {.parent = kAcme});
    EXPECT_EQ(Refused(profiles), "OK ");
    for (const auto& profile : *profiles) people.Put(profile);
    people.SetComplete();
  }

  // Somebody whom a policy can tell by their id: they seek a skill of that name, and offer it.
  void Come(const std::string& id, int capacity, const std::function<void(gilde::profile::v1::Profile&)>& more = nullptr) {
    AddPerson(id, capacity);
    AddGoal(id, "kafka");
    ChangeProfile(id, [&](auto& profile) {
      auto& sought = *profile.add_skills_sought();
      sought.set_skill(id);
      sought.set_from_level(1);
      sought.set_to_level(5);
      auto& offered = *profile.add_skills_offered();
      offered.set_skill(id);
      offered.set_level(5);
      if (more) more(profile);
    });
  }
  // Mentees first, so that they are let in before there are seats that could be too few.
  void ComeAll(const std::string& in, const std::vector<std::string>& mentees, const std::vector<std::pair<std::string, int>>& mentors) {
    for (const std::string& id : mentees) {
      Come(id, 0);
      Enroll(in, id, v1::Enrollment::MENTEE);
    }
    for (const auto& [id, seats] : mentors) {
      Come(id, std::max(1, seats));
      Enroll(in, id, v1::Enrollment::MENTOR, seats);
    }
    world.Settle();
  }
  // The enrollment of somebody in a program.
  static std::string Of(const std::string& in, const std::string& id) { return in + "/enrollments/" + id; }

  // Gives these pairs points in proportion to their weights, and all others none.
  void Weigh(const std::string& in, const std::vector<Weight>& weights) {
    v1::UpdateProgramRequest request;
    *request.mutable_program() = GetProgram(in);
    v1::MatchPolicy& policy = *request.mutable_program()->mutable_match_policy();
    policy.clear_tables();
    policy.clear_preferences();
    for (const Weight& one : weights) {
      v1::MatchPolicy::Table& table = *policy.add_tables();
      for (bool mentor : {false, true}) {
        v1::MatchPolicy::Measure& measure = *table.add_measures();
        measure.set_kind(v1::MatchPolicy::Measure::HAS);
        measure.set_text(mentor ? one.mentor : one.mentee);
        mentor ? measure.set_mentor_attribute("skills_offered") : measure.set_mentee_attribute("skills_sought");
        measure.add_cuts(1);
      }
      for (int weight : {0, 0, 0, one.weight}) table.add_weights(weight);
    }
    request.mutable_update_mask()->add_paths("match_policy");
    EXPECT_EQ(Refused(Ask<v1::Program>(admin(), "UpdateProgram", request)), "OK ");
  }
  void Block(const std::string& by, const std::vector<std::string>& whom) {
    ChangeProfile(
        by,
        [&](auto& profile) {
          for (const std::string& id : whom) profile.add_blocked(Person(id));
        },
        true);
  }
  absl::StatusOr<v1::Enrollment> SetSeats(const std::string& enrollment, int seats) {
    v1::UpdateEnrollmentRequest request;
    request.mutable_enrollment()->set_name(enrollment);
    request.mutable_enrollment()->set_capacity(seats);
    return Ask<v1::Enrollment>(admin(), "UpdateEnrollment", request);
  }
  std::string Leave(const std::string& enrollment) {
    auto left = Ask<v1::Enrollment>(admin(), "WithdrawEnrollment", Naming<v1::WithdrawEnrollmentRequest>(enrollment));
    world.Settle();
    return Refused(left);
  }

  static v1::CreateMatchRunRequest Wanting(const std::string& in, MatchRun::Objective objective, const std::string& id) {
    v1::CreateMatchRunRequest request;
    request.set_parent(in);
    request.mutable_match_run()->set_objective(objective);
    request.set_match_run_id(id);
    return request;
  }
  absl::StatusOr<Operation> Create(const v1::CreateMatchRunRequest& request) {
    return Match<Operation>(admin(), "CreateMatchRun", request);
  }
  // Created and computed; its state and why it failed are the test's.
  MatchRun Computed(const v1::CreateMatchRunRequest& request) {
    auto operation = Create(request);
    EXPECT_EQ(Refused(operation), "OK ");
    world.Settle();
    return operation.ok() ? RunOf(operation->subject()) : MatchRun();
  }
  // The same of one that there must be a result of.
  MatchRun Drafted(const v1::CreateMatchRunRequest& request) {
    MatchRun run = Computed(request);
    EXPECT_EQ(MatchRun::State_Name(run.state()), "DRAFT") << run.failure();
    return run;
  }
  MatchRun Drafted(const std::string& in, MatchRun::Objective objective, const std::string& id) {
    return Drafted(Wanting(in, objective, id));
  }
  MatchRun RunOf(const std::string& name) {
    auto run = Match<MatchRun>(admin(), "GetMatchRun", Naming<v1::GetMatchRunRequest>(name));
    EXPECT_EQ(Refused(run), "OK ");
    return run.value_or(MatchRun());
  }
  template <class Request>
  static Request Naming(const std::string& name) {
    Request request;
    request.set_name(name);
    return request;
  }
  Operation OperationOf(const std::string& name) {
    auto operation =
        platform().Call<Operation>("gilde.common.v1.Operations/GetOperation", Naming<gilde::common::v1::GetOperationRequest>(name));
    EXPECT_EQ(Refused(operation), "OK ");
    return operation.value_or(Operation());
  }
  // How an operation ended: `CANCELLED OPERATION_CANCELLED`, `OK `.
  static std::string EndOf(const Operation& operation) {
    if (!operation.done()) return "not done";
    if (operation.has_response()) return "OK ";
    absl::Status status(static_cast<absl::StatusCode>(operation.error().code()), operation.error().message());
    for (const auto& detail : operation.error().details()) status.SetPayload(detail.type_url(), absl::Cord(detail.value()));
    return Refused(status);
  }

  std::vector<MatchRunPair> Rows(const std::string& run, int page_size = 0) {
    v1::ListMatchRunPairsRequest request;
    request.set_match_run(run);
    request.set_page_size(page_size);
    std::vector<MatchRunPair> rows;
    do {
      auto page = Match<v1::ListMatchRunPairsResponse>(admin(), "ListMatchRunPairs", request);
      EXPECT_EQ(Refused(page), "OK ");
      if (!page.ok()) break;
      EXPECT_LE(page->pairs_size(), page_size == 0 ? 100 : page_size);
      rows.insert(rows.end(), page->pairs().begin(), page->pairs().end());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return rows;
  }
  // `e0 m1` for each row that is matched, in order of the mentees.
  std::vector<std::string> Together(const std::string& run) {
    std::vector<std::string> pairs;
    for (const MatchRunPair& row : Rows(run)) {
      if (!row.mentor().empty()) pairs.push_back(absl::StrCat(IdOf(row.mentee()), " ", IdOf(row.mentor())));
    }
    return pairs;
  }
  MatchRunPair Row(const std::string& run, const std::string& mentee) {
    for (MatchRunPair& row : Rows(run)) {
      if (IdOf(row.mentee()) == mentee) return row;
    }
    ADD_FAILURE() << mentee << " has no row";
    return {};
  }
  absl::StatusOr<MatchRun> Pin(const std::string& run, const std::string& mentee, const std::string& mentor, bool undo = false,
                               const std::string& etag = "") {
    return Edit<v1::PinPairRequest>("PinPair", run, mentee, mentor, undo, etag);
  }
  absl::StatusOr<MatchRun> Forbid(const std::string& run, const std::string& mentee, const std::string& mentor, bool undo = false,
                                  const std::string& etag = "") {
    return Edit<v1::ForbidPairRequest>("ForbidPair", run, mentee, mentor, undo, etag);
  }
  absl::StatusOr<MatchRun> Publish(const std::string& run) {
    return Match<MatchRun>(admin(), "PublishMatchRun", Naming<v1::PublishMatchRunRequest>(run));
  }
  absl::StatusOr<MatchRun> Discard(const std::string& run) {
    return Match<MatchRun>(admin(), "DiscardMatchRun", Naming<v1::DiscardMatchRunRequest>(run));
  }
  absl::Status Export(const rpc::Client& client, const std::string& run, std::vector<MatchRunPart>& parts) {
    MatchRunPart part;
    return client.Stream("gilde.matching.v1.MatchService/ExportMatchRun", Naming<v1::ExportMatchRunRequest>(run), part, [&] {
      parts.push_back(part);
      return true;
    });
  }
  // All parts as one, without what says which run it is of and when that was.
  MatchRunPart Whole(const std::string& run) {
    std::vector<MatchRunPart> parts;
    EXPECT_EQ(Refused(Export(admin(), run, parts)), "OK ");
    MatchRunPart whole;
    for (const MatchRunPart& part : parts) whole.MergeFrom(part);
    whole.clear_name();
    whole.clear_etag();
    whole.clear_create_time();
    whole.clear_update_time();
    return whole;
  }
  std::vector<v1::Mentorship> Mentorships(const std::string& in) {
    v1::ListMentorshipsRequest request;
    request.set_parent(kAcme);
    request.set_program(in);
    request.set_page_size(500);
    auto page = Mentoring<v1::ListMentorshipsResponse>(admin(), "ListMentorships", request);
    EXPECT_EQ(Refused(page), "OK ");
    return page.ok() ? std::vector<v1::Mentorship>(page->mentorships().begin(), page->mentorships().end()) : std::vector<v1::Mentorship>();
  }
  // How much somebody was told so far.
  int ToldCount(const std::string& id) {
    gilde::notification::v1::ListNotificationsRequest request;
    request.set_parent(kAcme);
    request.set_recipient(Person(id));
    request.set_page_size(500);
    auto page = as(id).Call<gilde::notification::v1::ListNotificationsResponse>(
        "gilde.notification.v1.NotificationService/ListNotifications", request);
    EXPECT_EQ(Refused(page), "OK ");
    return page.ok() ? page->notifications_size() : -1;
  }

 private:
  template <class Request>
  absl::StatusOr<MatchRun> Edit(const std::string& method, const std::string& run, const std::string& mentee, const std::string& mentor,
                                bool undo, const std::string& etag) {
    Request request;
    request.set_match_run(run);
    request.mutable_pair()->set_mentee(Person(mentee));
    request.mutable_pair()->set_mentor(Person(mentor));
    request.set_undo(undo);
    request.set_etag(etag);
    return Match<MatchRun>(admin(), method, request);
  }
};

}  // namespace gilde::matching
