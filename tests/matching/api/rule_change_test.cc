// Rules of a program that change while people are under way: tried, made, moved to, and taken back.
#include <map>

#include "tests/matching/api/program_fixture.h"

namespace gilde::matching {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class RuleChangeTest : public ProgramsTest {
 protected:
  RuleChangeTest() {
    program = AddProgram("p1", v1::Program::FORMAL);
    for (const char* mentor : {"grace", "alan"}) {
      AddPerson(mentor, 5);
      Enroll(program, mentor, v1::Enrollment::MENTOR, 5);
    }
    for (const char* mentee : {"ada", "bob", "carl", "dora"}) {
      AddPerson(mentee);
      AddGoal(mentee, "kafka");
      Enroll(program, mentee, v1::Enrollment::MENTEE);
    }
  }
  absl::StatusOr<v1::Program> Change(const std::function<void(v1::ProgramRules&)>& set, bool validate_only = false,
                                     bool move_mentorships = false) {
    v1::UpdateProgramRequest request;
    request.mutable_program()->set_name(program);
    set(*request.mutable_program()->mutable_rules());
    for (const auto& path : Paths(request.program().rules())) request.mutable_update_mask()->add_paths("rules." + path);
    request.set_validate_only(validate_only);
    request.set_move_mentorships(move_mentorships);
    return Ask<v1::Program>(admin(), "UpdateProgram", request);
  }
  static std::vector<std::string> Paths(const v1::ProgramRules& rules) {
    std::vector<const google::protobuf::FieldDescriptor*> fields;
    rules.GetReflection()->ListFields(rules, &fields);
    std::vector<std::string> paths;
    paths.reserve(fields.size());
    for (const auto* field : fields) paths.push_back(field->name());
    return paths;
  }
  // `conversation_request.expired` -> 2
  using Counts = std::map<std::string, int>;
  template <class Response>
  static Counts EffectsOf(const Response& response) {
    Counts counts;
    for (const auto& effect : response.effects()) counts[effect.event()] = effect.count();
    return counts;
  }
  // What was published so far, by type; that seats change follows from ends and is left out.
  Counts Published() {
    Counts counts;
    for (const char* kind : {"conversation_request.*", "enrollment.*", "mentorship.*"}) {
      for (const std::string& event : Events(kind)) ++counts[event];
    }
    counts.erase("enrollment.seat_changed");
    return counts;
  }
  Counts PublishedSince(const Counts& earlier) {
    Counts since = Published();
    for (const auto& [event, count] : earlier) {
      if ((since[event] -= count) == 0) since.erase(event);
    }
    return since;
  }
  std::vector<std::string> Snapshot() {
    std::vector<std::string> bodies;
    v1::ListConversationRequestsRequest requests;
    requests.set_parent(kAcme);
    auto sent = Conversation<v1::ListConversationRequestsResponse>(admin(), "ListConversationRequests", requests);
    for (const auto& one : sent->conversation_requests()) bodies.push_back(one.SerializeAsString());
    v1::ListMentorshipsRequest mentorships;
    mentorships.set_parent(kAcme);
    auto begun = Mentoring<v1::ListMentorshipsResponse>(admin(), "ListMentorships", mentorships);
    for (const auto& one : begun->mentorships()) bodies.push_back(one.SerializeAsString());
    bodies.push_back(GetProgram(program).SerializeAsString());
    return bodies;
  }

  std::string program;
};
INSTANTIATE_TEST_SUITE_P(Engines, RuleChangeTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(RuleChangeTest, TriedSaysExactlyWhatMadeThenDoes) {
  std::string pair = BeginPair(program, "ada", "grace");
  ASSERT_EQ(Refused(Send(Draft(program, "bob", {"grace"}))), "OK ");
  ASSERT_EQ(Refused(Send(Draft(program, "carl", {"grace", "alan"}))), "OK ");
  v1::CreateEnrollmentRequest invite;
  invite.set_parent(program);
  AddPerson("erik");
  invite.mutable_enrollment()->set_profile(Person("erik"));
  invite.mutable_enrollment()->add_roles(v1::Enrollment::MENTEE);
  invite.mutable_enrollment()->set_state(v1::Enrollment::INVITED);
  ASSERT_EQ(Refused(Ask<v1::Enrollment>(admin(), "CreateEnrollment", invite)), "OK ");
  Advance(absl::Hours(24 * 2));
  ASSERT_EQ(Refused(Send(Draft(program, "dora", {"alan"}))), "OK ");
  auto shorter = [](v1::ProgramRules& rules) {
    rules.set_request_expire_days(2);
    rules.set_request_next_choice_days(1);
    rules.set_request_remind_days(1);
    rules.set_acceptance_days(1);
    rules.set_cadence_days(1);
    rules.set_quiet_min_days(1);
  };
  std::vector<std::string> before = Snapshot();
  Counts events = Published();
  auto tried = Change(shorter, /*validate_only=*/true, /*move_mentorships=*/true);
  ASSERT_EQ(Refused(tried), "OK ");
  EXPECT_EQ(Snapshot(), before);
  EXPECT_EQ(Published(), events);
  auto made = Change(shorter, false, true);
  ASSERT_EQ(Refused(made), "OK ");
  EXPECT_EQ(EffectsOf(*tried), EffectsOf(*made));
  EXPECT_EQ(PublishedSince(events), EffectsOf(*made));
  EXPECT_EQ(EffectsOf(*made), (Counts{{"conversation_request.expired", 1},
                                      {"conversation_request.next_choice", 1},
                                      {"conversation_request.retimed", 3},
                                      {"enrollment.retimed", 1},
                                      {"enrollment.withdrawn", 1},
                                      {"mentorship.quiet", 1},
                                      {"mentorship.rules_moved", 1},
                                      {"mentorship.soft_check_in", 1}}));
  EXPECT_EQ(tried->SerializeAsString(), made->SerializeAsString());
  EXPECT_EQ(made->effects(0).summary(), "1 pending request expires");
  EXPECT_EQ(Pair(pair).silence_step(), v1::Mentorship::SOFT_CHECK_IN);
  // Nothing is left over for the sweeper at this instant.
  world.Settle();
  EXPECT_EQ(PublishedSince(events), EffectsOf(*made));
  EXPECT_THAT(GetProgram(program).effects(), IsEmpty());
}

TEST_P(RuleChangeTest, LeavesRunningMentorshipsOnTheirRulesUntilTheyAreMoved) {
  std::string old = BeginPair(program, "ada", "grace");
  ASSERT_EQ(Refused(Change([](auto& rules) { rules.set_cadence_days(60); })), "OK ");
  std::string young = BeginPair(program, "bob", "grace");
  EXPECT_EQ(Pair(old).rule_version(), 1);
  EXPECT_EQ(Pair(old).cadence_days(), 30);
  EXPECT_EQ(Pair(young).rule_version(), 2);
  EXPECT_EQ(Pair(young).cadence_days(), 60);
  v1::ApplyProgramRulesRequest apply;
  apply.set_name(program);
  apply.set_validate_only(true);
  using Response = v1::ApplyProgramRulesResponse;
  auto tried = Ask<Response>(admin(), "ApplyProgramRules", apply);
  ASSERT_EQ(Refused(tried), "OK ");
  EXPECT_EQ(Pair(old).rule_version(), 1);
  apply.set_validate_only(false);
  apply.set_request_id("move");
  auto moved = Ask<Response>(admin(), "ApplyProgramRules", apply);
  ASSERT_EQ(Refused(moved), "OK ");
  EXPECT_EQ(moved->SerializeAsString(), tried->SerializeAsString());
  ASSERT_EQ(moved->moved_size(), 1);
  EXPECT_EQ(moved->moved(0).mentorship(), old);
  EXPECT_EQ(moved->moved(0).from_rule_version(), 1);
  EXPECT_EQ(moved->moved(0).to_rule_version(), 2);
  EXPECT_EQ(EffectsOf(*moved), (Counts{{"mentorship.rules_moved", 1}}));
  EXPECT_EQ(Pair(old).cadence_days(), 60);
  EXPECT_EQ(Ask<Response>(admin(), "ApplyProgramRules", apply)->SerializeAsString(), moved->SerializeAsString())
      << "the same request again";
  apply.set_request_id("");
  EXPECT_EQ(Ask<Response>(admin(), "ApplyProgramRules", apply)->moved_size(), 0);
  apply.add_mentorships(old);
  apply.add_mentorships("organizations/acme/mentorships/none");
  ASSERT_EQ(Refused(End(admin(), young, v1::Mentorship::MOVED_ON)), "OK ");
  apply.add_mentorships(young);
  absl::Status refused = Ask<Response>(admin(), "ApplyProgramRules", apply).status();
  EXPECT_EQ(Refused(refused), "INVALID_ARGUMENT MENTORSHIP_INVALID");
  EXPECT_THAT(Fields(refused), ElementsAre("mentorships[1]", "mentorships[2]"));
  EXPECT_EQ(Refused(Ask<Response>(as("ada"), "ApplyProgramRules", apply)), "PERMISSION_DENIED ROLE_REQUIRED");
}

TEST_P(RuleChangeTest, KeepsTheCadenceOfASignedAgreement) {
  std::string pair = BeginPair(program, "ada", "grace");
  ASSERT_EQ(Refused(Conclude("ada", pair, v1::ConcludeIntroRequest::CONTINUE)), "OK ");
  v1::ProposeAgreementRequest propose;
  propose.set_parent(pair);
  propose.set_agreement_id("a1");
  auto& agreement = *propose.mutable_agreement();
  agreement.set_author(Person("ada"));
  agreement.set_cadence_days(14);
  agreement.set_minutes(45);
  agreement.add_channels(v1::Agreement::VIDEO);
  agreement.set_response_hours(48);
  agreement.set_confidentiality("What is said stays here.");
  absl::CivilDay end = absl::ToCivilDay(now() + absl::Hours(24 * 200), absl::UTCTimeZone());
  agreement.mutable_end_date()->set_year(static_cast<int>(end.year()));
  agreement.mutable_end_date()->set_month(end.month());
  agreement.mutable_end_date()->set_day(end.day());
  ASSERT_EQ(Refused(Mentoring<v1::Agreement>(as("ada"), "ProposeAgreement", propose)), "OK ");
  v1::SignAgreementRequest sign;
  sign.set_name(pair + "/agreements/a1");
  ASSERT_EQ(Refused(Mentoring<v1::Agreement>(as("grace"), "SignAgreement", sign)), "OK ");
  ASSERT_EQ(Refused(Change([](auto& rules) { rules.set_cadence_days(60), rules.set_pause_max_days(10); }, false, true)), "OK ");
  EXPECT_EQ(Pair(pair).cadence_days(), 14);
  EXPECT_EQ(Pair(pair).meeting_minutes(), 45);
  EXPECT_EQ(Pair(pair).rules().pause_max_days(), 10);
}

TEST_P(RuleChangeTest, IsKeptAsAVersionThatTheProgramCanGoBackTo) {
  auto versions = [&] {
    v1::ListProgramRevisionsRequest list;
    list.set_parent(program);
    auto page = Ask<v1::ListProgramRevisionsResponse>(auditor(), "ListProgramRevisions", list);
    EXPECT_EQ(Refused(page), "OK ");
    std::vector<std::pair<int, int>> found;
    for (const auto& one : page->revisions()) found.emplace_back(one.rule_version(), one.rules().request_expire_days());
    return found;
  };
  ASSERT_EQ(Refused(Change([](auto& rules) { rules.set_request_expire_days(14); })), "OK ");
  v1::UpdateProgramRequest title;
  title.mutable_program()->set_name(program);
  title.mutable_program()->set_title("Another title");
  ASSERT_EQ(Refused(Ask<v1::Program>(admin(), "UpdateProgram", title)), "OK ");
  EXPECT_THAT(versions(), ElementsAre(std::make_pair(1, 7), std::make_pair(2, 14)));
  auto sent = Send(Draft(program, "ada", {"grace"}));
  ASSERT_EQ(Refused(sent), "OK ");
  Advance(absl::Hours(24 * 8));
  v1::RollbackProgramRequest back;
  back.set_name(program);
  back.set_rule_version(1);
  back.set_validate_only(true);
  auto tried = Ask<v1::Program>(admin(), "RollbackProgram", back);
  ASSERT_EQ(Refused(tried), "OK ");
  EXPECT_EQ(GetProgram(program).rule_version(), 2);
  back.set_validate_only(false);
  auto made = Ask<v1::Program>(admin(), "RollbackProgram", back);
  ASSERT_EQ(Refused(made), "OK ");
  EXPECT_EQ(EffectsOf(*tried), EffectsOf(*made));
  EXPECT_EQ(EffectsOf(*made)["conversation_request.expired"], 1);
  EXPECT_EQ(made->rules().request_expire_days(), 7);
  EXPECT_EQ(made->title(), "Another title");
  EXPECT_EQ(made->rule_version(), 3);
  EXPECT_THAT(versions(), ElementsAre(std::make_pair(1, 7), std::make_pair(2, 14), std::make_pair(3, 7)));
  EXPECT_EQ(Request(sent->name(), "ada").state(), v1::ConversationRequest::EXPIRED);
  back.set_rule_version(4);
  EXPECT_EQ(Refused(Ask<v1::Program>(admin(), "RollbackProgram", back)), "NOT_FOUND RESOURCE_NOT_FOUND");
  back.set_rule_version(0);
  back.set_name("nonsense");
  absl::Status refused = Ask<v1::Program>(admin(), "RollbackProgram", back).status();
  EXPECT_THAT(Fields(refused), ElementsAre("name", "rule_version"));
  back.set_name(program);
  back.set_rule_version(1);
  back.set_etag("old");
  EXPECT_EQ(Refused(Ask<v1::Program>(admin(), "RollbackProgram", back)), "ABORTED ETAG_MISMATCH");
  EXPECT_EQ(Refused(Ask<v1::Program>(stranger(), "RollbackProgram", back)), "NOT_FOUND RESOURCE_NOT_FOUND");
}

TEST_P(RuleChangeTest, MovesOnlyTheMentorshipsThatAreNamed) {
  std::string of_ada = BeginPair(program, "ada", "grace"), of_bob = BeginPair(program, "bob", "grace");
  std::string of_carl = BeginPair(program, "carl", "alan");
  ASSERT_EQ(Refused(Change([](auto& rules) { rules.set_cadence_days(60); })), "OK ");
  v1::ApplyProgramRulesRequest apply;
  apply.set_name(program);
  for (const std::string& name : {of_carl, of_ada, of_carl}) apply.add_mentorships(name);
  using Response = v1::ApplyProgramRulesResponse;
  auto moved = Ask<Response>(admin(), "ApplyProgramRules", apply);
  ASSERT_EQ(Refused(moved), "OK ");
  ASSERT_EQ(moved->moved_size(), 2);
  EXPECT_EQ(moved->moved(0).mentorship(), std::min(of_ada, of_carl));
  EXPECT_EQ(moved->moved(1).mentorship(), std::max(of_ada, of_carl));
  EXPECT_EQ(EffectsOf(*moved), (Counts{{"mentorship.rules_moved", 2}}));
  for (const std::string& name : {of_ada, of_carl}) {
    EXPECT_EQ(Pair(name).rule_version(), 2);
    EXPECT_EQ(Pair(name).cadence_days(), 60);
  }
  EXPECT_EQ(Pair(of_bob).rule_version(), 1);
  EXPECT_EQ(Pair(of_bob).cadence_days(), 30);
  EXPECT_EQ(Ask<Response>(admin(), "ApplyProgramRules", apply)->moved_size(), 0) << "they are there already";
  apply.set_name(AddProgram("p2", v1::Program::FORMAL));
  absl::Status refused = Ask<Response>(admin(), "ApplyProgramRules", apply).status();
  EXPECT_EQ(Refused(refused), "INVALID_ARGUMENT MENTORSHIP_INVALID");
  EXPECT_THAT(Fields(refused), ElementsAre("mentorships[0]", "mentorships[1]", "mentorships[2]"));
}

TEST_P(RuleChangeTest, TakenBackTakesItsMentorshipsAlongWhenAsked) {
  std::string old = BeginPair(program, "ada", "grace");
  ASSERT_EQ(Refused(Change([](auto& rules) { rules.set_cadence_days(60); })), "OK ");
  std::string young = BeginPair(program, "bob", "grace");
  v1::RollbackProgramRequest back;
  back.set_name(program);
  back.set_rule_version(1);
  back.set_move_mentorships(true);
  back.set_validate_only(true);
  auto tried = Ask<v1::Program>(admin(), "RollbackProgram", back);
  ASSERT_EQ(Refused(tried), "OK ");
  EXPECT_EQ(Pair(young).rule_version(), 2) << "only tried";
  back.set_validate_only(false);
  auto made = Ask<v1::Program>(admin(), "RollbackProgram", back);
  ASSERT_EQ(Refused(made), "OK ");
  EXPECT_EQ(EffectsOf(*made), (Counts{{"mentorship.rules_moved", 2}}));
  EXPECT_EQ(EffectsOf(*tried), EffectsOf(*made));
  for (const std::string& name : {old, young}) {
    EXPECT_EQ(Pair(name).rule_version(), 3);
    EXPECT_EQ(Pair(name).cadence_days(), 30);
  }
  back.set_rule_version(2);
  back.set_move_mentorships(false);
  ASSERT_EQ(Refused(Ask<v1::Program>(admin(), "RollbackProgram", back)), "OK ");
  EXPECT_EQ(GetProgram(program).rules().cadence_days(), 60);
  EXPECT_EQ(Pair(young).rule_version(), 3) << "nobody asked for it";
  EXPECT_EQ(Pair(young).cadence_days(), 30);
}

TEST_P(RuleChangeTest, ThatIsWrongWritesNothingEvenWhenTried) {
  for (bool validate_only : {true, false}) {
    absl::Status refused = Change([](auto& rules) { rules.set_cadence_days(0), rules.set_move_on_days(1000); }, validate_only).status();
    EXPECT_EQ(Refused(refused), "INVALID_ARGUMENT OUT_OF_RANGE");
    EXPECT_THAT(Fields(refused), UnorderedElementsAre("program.rules.cadence_days", "program.rules.move_on_days"));
  }
  EXPECT_EQ(GetProgram(program).rule_version(), 1);
}

TEST_P(RuleChangeTest, DoesNotConcernACopyWhichHasEverythingButDatesAndPeople) {
  v1::UpdateProgramRequest change;
  change.mutable_program()->set_name(program);
  change.mutable_program()->mutable_start_date()->set_year(2030);
  change.mutable_program()->mutable_start_date()->set_month(1);
  change.mutable_program()->mutable_start_date()->set_day(1);
  change.mutable_program()->mutable_rules()->set_cadence_days(21);
  change.mutable_update_mask()->add_paths("start_date");
  change.mutable_update_mask()->add_paths("rules.cadence_days");
  ASSERT_EQ(Refused(Ask<v1::Program>(admin(), "UpdateProgram", change)), "OK ");
  v1::CopyProgramRequest copy;
  copy.set_name(program);
  copy.set_program_id("p2");
  auto copied = Ask<v1::Program>(admin(), "CopyProgram", copy);
  ASSERT_EQ(Refused(copied), "OK ");
  EXPECT_EQ(copied->state(), v1::Program::DRAFT);
  EXPECT_EQ(copied->title(), "Program p1");
  EXPECT_EQ(copied->rules().cadence_days(), 21);
  EXPECT_EQ(copied->rule_version(), 1);
  EXPECT_FALSE(copied->has_start_date());
  v1::ListEnrollmentsRequest people;
  people.set_parent(copied->name());
  EXPECT_EQ(Ask<v1::ListEnrollmentsResponse>(admin(), "ListEnrollments", people)->enrollments_size(), 0);
  EXPECT_EQ(Refused(Ask<v1::Program>(admin(), "CopyProgram", copy)), "ALREADY_EXISTS RESOURCE_EXISTS");
  copy.set_program_id("p3");
  copy.set_title(std::string(121, 'x'));
  EXPECT_EQ(Refused(Ask<v1::Program>(admin(), "CopyProgram", copy)), "INVALID_ARGUMENT TITLE_INVALID");
  copy.set_title("Autumn");
  EXPECT_EQ(Ask<v1::Program>(admin(), "CopyProgram", copy)->title(), "Autumn");
  copy.set_name("organizations/acme/programs/informal");
  EXPECT_EQ(Refused(Ask<v1::Program>(admin(), "CopyProgram", copy)), "FAILED_PRECONDITION PROGRAM_BUILT_IN");
  copy.set_name("organizations/acme/programs/none");
  EXPECT_EQ(Refused(Ask<v1::Program>(admin(), "CopyProgram", copy)), "NOT_FOUND RESOURCE_NOT_FOUND");
  EXPECT_EQ(Refused(Ask<v1::Program>(as("ada"), "CopyProgram", copy)), "PERMISSION_DENIED ROLE_REQUIRED");
}

TEST_P(RuleChangeTest, NamesBadLinksDomainsAndWaits) {
  v1::UpdateProgramRequest change;
  auto& wanted = *change.mutable_program();
  wanted.set_name(program);
  wanted.mutable_enrollment_policy()->add_approved_domains("no domain");
  wanted.mutable_enrollment_policy()->set_rejoin(v1::EnrollmentPolicy::AFTER_WAIT);
  wanted.add_resource_links()->set_uri("javascript:alert(1)");
  absl::Status refused = Ask<v1::Program>(admin(), "UpdateProgram", change).status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(Fields(refused), UnorderedElementsAre("program.enrollment_policy.approved_domains[0]",
                                                    "program.enrollment_policy.rejoin_wait_days", "program.resource_links[0].guidance_kind",
                                                    "program.resource_links[0].title", "program.resource_links[0].uri"));
  wanted.mutable_enrollment_policy()->set_approved_domains(0, "acme.example");
  wanted.mutable_enrollment_policy()->set_rejoin_wait_days(30);
  wanted.mutable_resource_links(0)->set_guidance_kind(gilde::profile::v1::ORGANIZATION_NAVIGATION);
  wanted.mutable_resource_links(0)->set_title("Who decides what here");
  wanted.mutable_resource_links(0)->set_uri("https://intranet.acme.example/map");
  auto changed = Ask<v1::Program>(admin(), "UpdateProgram", change);
  ASSERT_EQ(Refused(changed), "OK ");
  EXPECT_EQ(changed->rule_version(), 1) << "who may enroll is no rule of mentorships";
  EXPECT_THAT(changed->resource_links(), testing::SizeIs(1));
}

}  // namespace
}  // namespace gilde::matching
