// The glass over what a pair keeps to itself: broken only for a reason, which both are told and auditors find.
#include "gilde/common/v1/audit.pb.h"
#include "gilde/matching/v1/growth.pb.h"
#include "tests/notification/api/fixture.h"

namespace gilde::notification {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr char kReason[] = "A complaint reached the works council on Monday";

class GlassStoryTest : public PairTest {
 protected:
  GlassStoryTest() {
    pair = BeginActive();
    Advise("Say no to the third meeting of the day");
    matching::v1::CreateReflectionRequest own;
    own.set_parent(pair);
    own.mutable_reflection()->set_author(Person("bob"));
    own.mutable_reflection()->set_text("I talk too much");
    EXPECT_EQ(Refused(Mentoring<matching::v1::Reflection>(as("bob"), "CreateReflection", own)), "OK ");
    world.Settle();
  }
  absl::StatusOr<matching::v1::BreakGlassResponse> Break(const rpc::Client& client, const std::string& reason = kReason,
                                                         const std::string& request_id = "") {
    matching::v1::BreakGlassRequest request;
    request.set_name(pair);
    request.set_request_id(request_id);
    request.set_reason(reason);
    auto response = Mentoring<matching::v1::BreakGlassResponse>(client, "BreakGlass", request);
    world.Settle();
    return response;
  }
  void Advise(const std::string& text) {
    matching::v1::CreateAdviceRequest advice;
    advice.set_parent(pair);
    advice.mutable_advice()->set_author(Person("bob"));
    advice.mutable_advice()->set_text(text);
    EXPECT_EQ(Refused(Mentoring<matching::v1::Advice>(as("bob"), "CreateAdvice", advice)), "OK ");
  }
  rpc::Client eve() { return world.client("acme", "program_admin", Person("eve")); }
  // Reasons in the audit entries about the pair, each once.
  std::vector<std::string> AuditedReasons() {
    common::v1::ListAuditEntriesRequest request;
    request.set_parent(kAcme);
    request.set_subject(pair);
    request.set_page_size(1000);
    auto page = platform().Call<common::v1::ListAuditEntriesResponse>("gilde.common.v1.Audit/ListAuditEntries", request);
    EXPECT_EQ(Refused(page), "OK ");
    std::vector<std::string> reasons;
    if (!page.ok()) return reasons;
    for (const auto& entry : page->entries()) {
      if (!entry.reason().empty()) reasons.push_back(entry.acting_person() + ": " + entry.reason());
    }
    return reasons;
  }
  std::string pair;
};
INSTANTIATE_TEST_SUITE_P(Engines, GlassStoryTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(GlassStoryTest, IsBrokenForAReasonThatBothAreToldAndAuditorsFind) {
  EXPECT_THAT(AuditedReasons(), IsEmpty());
  auto shown = Break(eve());
  ASSERT_EQ(Refused(shown), "OK ");
  std::vector<std::string> texts;
  for (const auto& text : shown->texts()) texts.push_back(text.field() + ": " + text.text());
  EXPECT_THAT(texts, ElementsAre("text: Say no to the third meeting of the day")) << "a reflection is its author's alone";
  EXPECT_THAT(shown->texts(0).subject(), testing::StartsWith(pair + "/advice/"));
  for (const char* person : {"ada", "bob"}) {
    EXPECT_THAT(ToldAt(person, "glass-broken"), SizeIs(1));
    EXPECT_THAT(LastTold(person, "glass-broken").text(), Not(testing::HasSubstr("complaint"))) << "the reason waits in the portal";
    matching::v1::GetTimelineRequest timeline;
    timeline.set_parent(pair);
    timeline.set_type("mentorship.glass_broken");
    auto page = Mentoring<matching::v1::GetTimelineResponse>(as(person), "GetTimeline", timeline);
    ASSERT_EQ(Refused(page), "OK ");
    ASSERT_EQ(page->entries_size(), 1);
    EXPECT_EQ(page->entries(0).actor(), Person("eve"));
    EXPECT_EQ(page->entries(0).excerpt(), kReason);
  }
  EXPECT_THAT(ToldAt("eve", "glass-broken"), IsEmpty());
  EXPECT_THAT(AuditedReasons(), Contains(Person("eve") + ": " + kReason));
  ASSERT_EQ(Refused(Break(eve())), "OK ");
  EXPECT_THAT(ToldAt("ada", "glass-broken"), SizeIs(2)) << "each time anew";
}

TEST_P(GlassStoryTest, IsNotBrokenAgainByARequestThatIsRepeatedWhichShowsNothingNew) {
  ASSERT_EQ(Refused(Break(eve(), kReason, "once")), "OK ");
  Advance(absl::Hours(1));
  Advise("Ask for the raise in March");
  auto repeated = Break(eve(), kReason, "once");
  ASSERT_EQ(Refused(repeated), "OK ");
  ASSERT_EQ(repeated->texts_size(), 1);
  EXPECT_EQ(repeated->texts(0).text(), "Say no to the third meeting of the day");
  EXPECT_THAT(ToldAt("ada", "glass-broken"), SizeIs(1));
  EXPECT_EQ(Break(eve())->texts_size(), 2);
  EXPECT_THAT(ToldAt("ada", "glass-broken"), SizeIs(2));
}

TEST_P(GlassStoryTest, StaysWholeForEverybodyElseAndWithoutAReason) {
  EXPECT_EQ(Refused(Break(eve(), "because")), "INVALID_ARGUMENT REASON_INVALID");
  EXPECT_EQ(Refused(Break(eve(), "")), "INVALID_ARGUMENT REASON_INVALID");
  EXPECT_EQ(Refused(Break(admin())), "PERMISSION_DENIED ACTING_PERSON_REQUIRED") << "the pair is told who it was";
  EXPECT_EQ(Refused(Break(as("eve"))), "PERMISSION_DENIED ROLE_REQUIRED");
  EXPECT_EQ(Refused(Break(world.client("acme", "auditor", Person("eve")))), "PERMISSION_DENIED ROLE_REQUIRED");
  EXPECT_EQ(Refused(Break(world.client("acme", "program_admin", Person("bob")))), "FAILED_PRECONDITION OWN_MENTORSHIP");
  EXPECT_EQ(Refused(Break(world.client("other", "program_admin", "organizations/other/profiles/mallory"))), "NOT_FOUND RESOURCE_NOT_FOUND");
  matching::v1::ListAdviceRequest list;
  list.set_parent(pair);
  EXPECT_EQ(Refused(Mentoring<matching::v1::ListAdviceResponse>(eve(), "ListAdvice", list)), "PERMISSION_DENIED ROLE_REQUIRED");
  EXPECT_THAT(ToldAt("ada", "glass-broken"), IsEmpty());
  EXPECT_THAT(AuditedReasons(), IsEmpty());
}

}  // namespace
}  // namespace gilde::notification
