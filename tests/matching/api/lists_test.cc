// Lists of what passes in a mentorship: their pages, their order, and who may read them.
#include "gilde/matching/v1/growth.pb.h"
#include "tests/matching/api/mentorship_fixture.h"
#include "tests/support/fields.h"

namespace gilde::matching {
namespace {

using test::Fields;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

// Ada and Bob are mentored by Grace, in a group.
class ListsTest : public MentorshipTest {
 protected:
  ListsTest() {
    AddPerson("bob");
    AddGoal("bob", "kafka");
    std::string group = AddProgram("g1", v1::Program::GROUP);
    v1::CreateMentorshipRequest request;
    request.set_parent(kAcme);
    request.mutable_mentorship()->set_program(group);
    Enroll(group, "grace", v1::Enrollment::MENTOR, 2);
    request.mutable_mentorship()->add_mentors(Person("grace"));
    for (const char* mentee : {"ada", "bob"}) {
      Enroll(group, mentee, v1::Enrollment::MENTEE);
      request.mutable_mentorship()->add_mentees(Person(mentee));
    }
    auto created = Mentoring<v1::Mentorship>(admin(), "CreateMentorship", request);
    EXPECT_EQ(Refused(created), "OK ");
    trio = created.ok() ? created->name() : "";
    v1::AcceptMentorshipRequest accept;
    accept.set_name(trio);
    for (const char* person : {"ada", "bob", "grace"}) {
      EXPECT_EQ(Refused(Mentoring<v1::Mentorship>(as(person), "AcceptMentorship", accept)), "OK ");
    }
  }

  void PutCheckIn(const std::string& id, const std::string&) {
    v1::RecordCheckInRequest request;
    request.set_check_in_id(id);
    request.mutable_check_in()->set_progress("a step");
    Put<v1::CheckIn>("RecordCheckIn", request, *request.mutable_check_in());
  }
  void PutFeedback(const std::string& id, const std::string& receiver) {
    v1::GiveFeedbackRequest request;
    request.set_feedback_id(id);
    request.mutable_feedback()->set_receiver(Person(receiver));
    request.mutable_feedback()->set_situation("in the review");
    request.mutable_feedback()->set_behaviour("you asked first");
    request.mutable_feedback()->set_impact("they found it themselves");
    Put<v1::Feedback>("GiveFeedback", request, *request.mutable_feedback());
  }
  void PutAppreciation(const std::string& id, const std::string& receiver) {
    v1::CreateAppreciationRequest request;
    request.set_appreciation_id(id);
    request.mutable_appreciation()->set_receiver(Person(receiver));
    request.mutable_appreciation()->set_what("your questions");
    request.mutable_appreciation()->set_effect("I read it again");
    Put<v1::Appreciation>("CreateAppreciation", request, *request.mutable_appreciation());
  }
  void PutAdvocacy(const std::string& id, const std::string& receiver) {
    v1::OfferAdvocacyRequest request;
    request.set_advocacy_id(id);
    request.mutable_advocacy()->set_receiver(Person(receiver));
    request.mutable_advocacy()->set_kind(v1::Advocacy::ENDORSEMENT);
    request.mutable_advocacy()->set_target("Kafka, before the guild");
    Put<v1::Advocacy>("OfferAdvocacy", request, *request.mutable_advocacy());
  }
  void PutStretchAssignment(const std::string& id, const std::string& receiver) {
    v1::CreateStretchAssignmentRequest request;
    request.set_stretch_assignment_id(id);
    request.mutable_stretch_assignment()->set_receiver(Person(receiver));
    request.mutable_stretch_assignment()->set_text("lead the review");
    request.mutable_stretch_assignment()->set_risk(v1::StretchAssignment::LOW);
    *request.mutable_stretch_assignment()->mutable_debrief_due_time() = base::ToProto(now() + absl::Hours(24 * 20));
    Put<v1::StretchAssignment>("CreateStretchAssignment", request, *request.mutable_stretch_assignment());
  }

  // Ids of a page, in its order.
  template <class Response>
  static std::vector<std::string> Ids(const Response& page) {
    const auto* items = Response::descriptor()->field(0);
    std::vector<std::string> ids;
    for (int i = 0; i < page.GetReflection()->FieldSize(page, items); ++i) {
      const auto& item = page.GetReflection()->GetRepeatedMessage(page, items, i);
      std::string name = item.GetReflection()->GetString(item, item.GetDescriptor()->FindFieldByName("name"));
      ids.push_back(name.substr(name.rfind('/') + 1));
    }
    return ids;
  }
  // What is the same for every list. `put` makes one by Grace; `shared` are seen by everybody of the mentorship.
  template <class Request, class Response>
  void Check(const std::string& method, const std::function<void(const std::string& id, const std::string& receiver)>& put, bool shared) {
    SCOPED_TRACE(method);
    // Names decide, not times.
    for (const char* id : {"e", "c", "a", "d", "b"}) put(id, "ada");
    put("z", "bob");
    auto list = [&](const rpc::Client& client, const Request& request) { return Mentoring<Response>(client, method, request); };
    Request request;
    request.set_parent(trio);
    request.set_page_size(2);
    std::vector<std::vector<std::string>> pages;
    std::string first_token;
    do {
      auto page = list(as("ada"), request);
      ASSERT_EQ(Refused(page), "OK ");
      pages.push_back(Ids(*page));
      request.set_page_token(page->next_page_token());
      if (first_token.empty()) first_token = page->next_page_token();
    } while (!request.page_token().empty() && pages.size() < 9);
    std::vector<std::string> last = shared ? std::vector<std::string>{"e", "z"} : std::vector<std::string>{"e"};
    EXPECT_THAT(pages, ElementsAre(ElementsAre("a", "b"), ElementsAre("c", "d"), last));

    request.clear_page_size();
    auto of_grace = list(as("grace"), request), of_bob = list(as("bob"), request);
    ASSERT_EQ(Refused(of_grace) + Refused(of_bob), "OK OK ");
    EXPECT_THAT(Ids(*of_grace), SizeIs(6));
    EXPECT_EQ(of_grace->next_page_token(), "");
    EXPECT_EQ(Ids(*of_bob), shared ? Ids(*of_grace) : std::vector<std::string>{"z"});

    EXPECT_EQ(Refused(list(as("alan"), request)), "PERMISSION_DENIED NOT_A_PARTY");
    EXPECT_EQ(Refused(list(admin(), request)), "PERMISSION_DENIED ROLE_REQUIRED");
    EXPECT_EQ(Refused(list(world.client("acme", "member"), request)), "PERMISSION_DENIED ACTING_PERSON_REQUIRED");
    EXPECT_EQ(Refused(list(world.client("other", "member", "organizations/other/profiles/ada"), request)), "NOT_FOUND RESOURCE_NOT_FOUND");

    auto refused = [&](int size, const std::string& token) {
      request.set_page_size(size);
      request.set_page_token(token);
      absl::Status status = list(as("ada"), request).status();
      std::vector<std::string> fields = Fields(status);
      return Refused(status) + " " + (fields.size() == 1 ? fields[0] : absl::StrCat(fields.size()));
    };
    EXPECT_EQ(refused(-1, ""), "INVALID_ARGUMENT PAGE_SIZE_INVALID page_size");
    EXPECT_EQ(refused(2, "nonsense"), "INVALID_ARGUMENT PAGE_TOKEN_INVALID page_token");
    request.set_page_token(first_token);
    EXPECT_EQ(list(as("grace"), request).ok(), shared) << "a token of somebody else's list";
    request.set_parent("mentorships/m1");
    absl::Status bad = list(as("ada"), request).status();
    EXPECT_EQ(Refused(bad), "INVALID_ARGUMENT NAME_INVALID");
    EXPECT_THAT(Fields(bad), ElementsAre("parent"));
  }
  std::string trio;

 private:
  template <class M, class Request>
  void Put(const std::string& method, Request& request, M& draft) {
    request.set_parent(trio);
    draft.set_author(Person("grace"));
    EXPECT_EQ(Refused(Mentoring<M>(as("grace"), method, request)), "OK ");
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, ListsTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(ListsTest, OfCheckInsAreForEverybodyOfTheMentorship) {
  Check<v1::ListCheckInsRequest, v1::ListCheckInsResponse>(
      "ListCheckIns", [&](auto& id, auto& to) { PutCheckIn(id, to); }, true);
}
TEST_P(ListsTest, OfFeedbackAreForWhoGaveOrGotIt) {
  Check<v1::ListFeedbackRequest, v1::ListFeedbackResponse>(
      "ListFeedback", [&](auto& id, auto& to) { PutFeedback(id, to); }, false);
}
TEST_P(ListsTest, OfAppreciationsAreForWhoGaveOrGotThem) {
  Check<v1::ListAppreciationsRequest, v1::ListAppreciationsResponse>(
      "ListAppreciations", [&](auto& id, auto& to) { PutAppreciation(id, to); }, false);
}
TEST_P(ListsTest, OfAdvocaciesAreForWhoOfferedOrGotThem) {
  Check<v1::ListAdvocaciesRequest, v1::ListAdvocaciesResponse>(
      "ListAdvocacies", [&](auto& id, auto& to) { PutAdvocacy(id, to); }, false);
}
TEST_P(ListsTest, OfStretchAssignmentsAreForWhoProposedOrGotThem) {
  Check<v1::ListStretchAssignmentsRequest, v1::ListStretchAssignmentsResponse>(
      "ListStretchAssignments", [&](auto& id, auto& to) { PutStretchAssignment(id, to); }, false);
}

// Entries of one type, two at a time.
TEST_P(ListsTest, OfTheTimelineGiveEveryEntryOfATypeOnceInOrder) {
  for (const char* id : {"e", "c", "a", "d", "b"}) {
    PutCheckIn(id, "");
    PutFeedback(id, "ada");
    PutFeedback(id + std::string("2"), "bob");
  }
  auto read = [&](const rpc::Client& client, const std::string& type) {
    v1::GetTimelineRequest request;
    request.set_parent(trio);
    request.set_type(type);
    request.set_page_size(2);
    std::vector<std::string> subjects;
    do {
      auto page = Mentoring<v1::GetTimelineResponse>(client, "GetTimeline", request);
      EXPECT_EQ(Refused(page), "OK ");
      if (!page.ok()) break;
      EXPECT_LE(page->entries_size(), 2);
      for (const auto& entry : page->entries()) subjects.push_back(entry.subject().substr(entry.subject().rfind('/') + 1));
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return subjects;
  };
  for (const char* type : {"check_in.recorded", "check_in.*"}) {
    EXPECT_THAT(read(as("bob"), type), ElementsAre("e", "c", "a", "d", "b")) << type;
    EXPECT_THAT(read(admin(), type), ElementsAre("e", "c", "a", "d", "b")) << type;
  }
  for (const char* type : {"feedback.given", "feedback.*"}) {
    EXPECT_THAT(read(as("bob"), type), ElementsAre("e2", "c2", "a2", "d2", "b2")) << type;
    EXPECT_THAT(read(admin(), type), ElementsAre("e", "e2", "c", "c2", "a", "a2", "d", "d2", "b", "b2")) << type;
  }
  EXPECT_THAT(read(as("bob"), "advice.*"), IsEmpty());
}

TEST_P(ListsTest, OfTheTimelineRefuseATokenOfAnotherFilter) {
  for (const char* id : {"a", "b", "c"}) PutCheckIn(id, "");
  v1::GetTimelineRequest request;
  request.set_parent(trio);
  request.set_page_size(2);
  request.set_type("check_in.recorded");
  auto page = Mentoring<v1::GetTimelineResponse>(as("ada"), "GetTimeline", request);
  ASSERT_EQ(Refused(page), "OK ");
  request.set_page_token(page->next_page_token());
  ASSERT_NE(request.page_token(), "");
  EXPECT_EQ(Refused(Mentoring<v1::GetTimelineResponse>(as("ada"), "GetTimeline", request)), "OK ");
  for (const char* type : {"", "feedback.given", "check_in.*"}) {
    request.set_type(type);
    absl::Status refused = Mentoring<v1::GetTimelineResponse>(as("ada"), "GetTimeline", request).status();
    EXPECT_EQ(Refused(refused), "INVALID_ARGUMENT PAGE_TOKEN_INVALID") << type;
    EXPECT_THAT(Fields(refused), ElementsAre("page_token"));
  }
}

}  // namespace
}  // namespace gilde::matching
