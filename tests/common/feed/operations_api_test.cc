// Looking after operations: each sees those of its organization, without what they were started with, and waits for their end.
#include <thread>

#include "common/rpc/access.h"
#include "gilde/common/v1/event.pb.h"
#include "tests/common/feed/operations_fixture.h"
#include "tests/support/fields.h"
#include "tests/support/world.h"

namespace gilde::feed {
namespace {

using gilde::common::v1::ListOperationsRequest;
using gilde::common::v1::ListOperationsResponse;
using gilde::common::v1::WaitOperationRequest;
using testing::ElementsAre;
using testing::IsEmpty;

// Counts how often it is asked.
class CountedClock : public base::Clock {
 public:
  absl::Time Now() const override {
    ++asked;
    return real_.Now();
  }
  mutable std::atomic<int> asked = 0;

 private:
  base::SystemClock real_;
};

class OperationsApiTest : public OperationsTest {
 protected:
  static WaitOperationRequest WaitFor(const std::string& name, absl::Duration timeout) {
    WaitOperationRequest request;
    request.set_name(name);
    request.mutable_timeout()->set_seconds(absl::ToInt64Seconds(timeout));
    request.mutable_timeout()->set_nanos(static_cast<int>(absl::ToInt64Nanoseconds(timeout % absl::Seconds(1))));
    return request;
  }
  // Ids of all pages, each of them at most of `size`.
  static std::vector<std::string> Listed(OperationsApi& api, const base::Call& call, ListOperationsRequest request, int size) {
    request.set_parent("organizations/acme");
    request.set_page_size(size);
    std::vector<std::string> names;
    do {
      ListOperationsResponse page = api.ListOperations(call, request).value();
      EXPECT_LE(page.operations_size(), size);
      for (const Operation& operation : page.operations()) names.push_back(operation.name());
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    return names;
  }

  base::SystemClock real_;
  OperationsApi real_api_{{&store_}};
};
INSTANTIATE_TEST_SUITE_P(Engines, OperationsApiTest, testing::ValuesIn(test::Engines()), test::EngineName);

TEST_P(OperationsApiTest, OfAnotherOrganizationAreNotThere) {
  std::string name = Start().name();
  EXPECT_EQ(Refused(Get(name, "globex").status()), "NOT_FOUND RESOURCE_NOT_FOUND");
  EXPECT_EQ(Refused(Cancel(name, "globex").status()), "NOT_FOUND RESOURCE_NOT_FOUND");
  EXPECT_EQ(Refused(api_.WaitOperation(CallOf("globex"), WaitFor(name, absl::Seconds(60))).status()), "NOT_FOUND RESOURCE_NOT_FOUND");
  ListOperationsRequest request;
  request.set_parent("organizations/acme");
  EXPECT_EQ(Refused(api_.ListOperations(CallOf("globex"), request).status()), "NOT_FOUND RESOURCE_NOT_FOUND");
  request.set_parent("organizations/globex");
  EXPECT_THAT(api_.ListOperations(CallOf("globex"), request).value().operations(), IsEmpty());
  EXPECT_FALSE(Get(name).value().cancel_requested());
}

TEST_P(OperationsApiTest, ThatDoNotExistAreRefused) {
  std::string name = "organizations/acme/operations/none";
  EXPECT_EQ(Refused(Get(name).status()), "NOT_FOUND RESOURCE_NOT_FOUND");
  EXPECT_EQ(Refused(Cancel(name).status()), "NOT_FOUND RESOURCE_NOT_FOUND");
  EXPECT_EQ(Refused(api_.WaitOperation(CallOf(), WaitFor(name, absl::Seconds(60))).status()), "NOT_FOUND RESOURCE_NOT_FOUND");
}

TEST_P(OperationsApiTest, NamesEachFieldThatIsWrong) {
  for (const char* name : {"", "organizations/acme", "organizations/acme/operations/", "organizations/acme/programs/p1"}) {
    EXPECT_THAT(test::Fields(Get(name).status()), ElementsAre("name")) << name;
    EXPECT_THAT(test::Fields(Cancel(name).status()), ElementsAre("name")) << name;
  }
  EXPECT_THAT(test::Fields(api_.WaitOperation(CallOf(), WaitFor("x", absl::Seconds(61))).status()), ElementsAre("name", "timeout"));
  EXPECT_THAT(test::Fields(api_.WaitOperation(CallOf(), WaitFor(Start().name(), -absl::Nanoseconds(1))).status()), ElementsAre("timeout"));
  ListOperationsRequest request;
  request.set_page_size(-1);
  EXPECT_THAT(test::Fields(api_.ListOperations(CallOf(), request).status()), ElementsAre("parent", "page_size"));
  request.set_parent("organizations/acme");
  request.set_page_size(1);
  request.set_page_token("forged");
  EXPECT_EQ(Refused(api_.ListOperations(CallOf(), request).status()), "INVALID_ARGUMENT PAGE_TOKEN_INVALID");
}

TEST_P(OperationsApiTest, ListsPagesOfTheServicesOneAfterTheOtherAndTheOpenOnesAlone) {
  Process other(disk_.url(), "scheduling", clock_);
  OperationsApi api({&store_, &other.store});
  std::vector<std::string> names;
  names.reserve(8);
  for (int i = 0; i < 5; ++i) names.push_back(Start().name());
  Start("", absl::InfiniteFuture(), "globex");
  for (int i = 0; i < 3; ++i) {
    names.push_back(
        other.store.Write(CallOf(), [&](storage::Writer& writer) { return storage::StartOperation(writer, kMethod, kAda, Goal()); })
            .value()
            .name());
  }
  for (int size : {1, 2, 3, 5, 8, 1000}) EXPECT_EQ(Listed(api, CallOf(), {}, size), names) << size;
  EXPECT_TRUE(Cancel(names[1]).ok());
  names.erase(names.begin() + 1);
  ListOperationsRequest open;
  open.set_only_open(true);
  for (int size : {1, 3, 4, 7}) EXPECT_EQ(Listed(api, CallOf(), open, size), names) << size;
  // A token is one list's.
  open.set_parent("organizations/acme");
  open.set_page_size(1);
  open.set_page_token(api.ListOperations(CallOf(), open).value().next_page_token());
  open.set_only_open(false);
  EXPECT_EQ(Refused(api.ListOperations(CallOf(), open).status()), "INVALID_ARGUMENT PAGE_TOKEN_INVALID");
}

TEST_P(OperationsApiTest, AreFoundInWhicheverServiceHasThem) {
  Process other(disk_.url(), "scheduling", clock_);
  storage::Store without(*other.database, clock_, {});
  OperationsApi api({&without, &other.store, &store_});
  gilde::common::v1::GetOperationRequest request;
  request.set_name(Start().name());
  EXPECT_EQ(api.GetOperation(CallOf(), request).value().name(), request.name());
}

TEST_P(OperationsApiTest, CancelledTwiceChangeOnce) {
  std::string name = Start().name();
  Operation cancelled = Cancel(name).value();
  EXPECT_EQ(EndOf(cancelled), "CANCELLED OPERATION_CANCELLED");
  EXPECT_EQ(Cancel(name).value().etag(), cancelled.etag());
  EXPECT_EQ(Published("operation.done").size(), 1);
}

TEST_P(OperationsApiTest, CancelledWhenDoneStayAsTheyAre) {
  Operation started = Start("algebra");
  auto job = Answering();
  EXPECT_EQ(Step(*job), 1);
  Operation cancelled = Cancel(started.name()).value();
  EXPECT_EQ(EndOf(cancelled), "algebra");
  EXPECT_FALSE(cancelled.cancel_requested());
}

TEST_P(OperationsApiTest, WaitedForAreAnsweredWhenTheyAreDone) {
  std::string name = Start("algebra").name();
  absl::Time begun = real_.Now();
  std::thread waiting([&] {
    EXPECT_EQ(EndOf(real_api_.WaitOperation(CallOf(), WaitFor(name, absl::Seconds(60))).value()), "algebra");
    EXPECT_EQ(EndOf(real_api_.WaitOperation(CallOf(), WaitFor(name, absl::Seconds(60))).value()), "algebra") << "at once";
  });
  auto job = Answering();
  EXPECT_EQ(Step(*job), 1);
  waiting.join();
  EXPECT_LT(real_.Now() - begun, absl::Seconds(20));
}

TEST_P(OperationsApiTest, WaitedForAreLookedAtNowAndThenThoughMuchIsWritten) {
  std::string name = Start().name();
  std::atomic<bool> answered = false;
  int written = 0;
  std::thread writing([&] {
    while (!answered) Start("", absl::InfiniteFuture(), absl::StrCat("other", written++));
  });
  CountedClock wall;
  OperationsApi api({&store_}, &wall);
  EXPECT_FALSE(api.WaitOperation(CallOf(), WaitFor(name, absl::Milliseconds(500))).value().done());
  answered = true;
  writing.join();
  EXPECT_LE(wall.asked, 40) << "three times at each of eleven looks; " << written << " were written";
}

TEST_P(OperationsApiTest, WaitedForAreAnsweredUndoneAtTheTimeout) {
  std::string name = Start().name();
  absl::Time begun = real_.Now();
  EXPECT_FALSE(real_api_.WaitOperation(CallOf(), WaitFor(name, absl::Milliseconds(30))).value().done());
  EXPECT_GE(real_.Now() - begun, absl::Milliseconds(30));
  EXPECT_FALSE(real_api_.WaitOperation(CallOf(), WaitFor(name, absl::ZeroDuration())).value().done());
  base::Call hurried = CallOf();
  hurried.deadline = real_.Now() + absl::Milliseconds(150);
  EXPECT_FALSE(real_api_.WaitOperation(hurried, WaitFor(name, absl::Seconds(60))).value().done());
  EXPECT_LT(real_.Now() - begun, absl::Seconds(20));
}

TEST_P(OperationsApiTest, WaitedForAreAnsweredUndoneWhenManyWaitAndWhenTheServerStops) {
  std::string name = Start().name();
  std::atomic<int> answered = 0;
  std::vector<std::thread> waiting;
  waiting.reserve(17);
  for (int i = 0; i < 17; ++i) {
    waiting.emplace_back([&] {
      EXPECT_FALSE(real_api_.WaitOperation(CallOf(), WaitFor(name, absl::Seconds(60))).value().done());
      ++answered;
    });
  }
  while (answered == 0) std::this_thread::yield();
  EXPECT_EQ(answered, 1) << "sixteen wait";
  real_api_.Stop();
  for (std::thread& thread : waiting) thread.join();
}

TEST_P(OperationsApiTest, ShowNobodyButTheServicesWhatTheyWereStartedWith) {
  const auto* service = google::protobuf::DescriptorPool::generated_pool()->FindServiceByName("gilde.common.v1.Operations");
  auto get = rpc::MethodAccess::Create(*service->FindMethodByName("GetOperation")).value();
  auto list = rpc::MethodAccess::Create(*service->FindMethodByName("ListOperations")).value();
  Operation operation = Start("algebra");
  ASSERT_TRUE(operation.has_request());
  for (auto role : {gilde::common::v1::PROGRAM_ADMIN, gilde::common::v1::PLATFORM, gilde::common::v1::AUDITOR, gilde::common::v1::MEMBER}) {
    base::Call call = CallOf();
    call.roles = 1u << role;
    Operation seen = operation;
    get->FilterResponse(call, seen);
    EXPECT_FALSE(seen.has_request());
    EXPECT_EQ(seen.name(), operation.name());
    ListOperationsResponse page;
    *page.add_operations() = operation;
    list->FilterResponse(call, page);
    EXPECT_FALSE(page.operations(0).has_request());
  }
  get->FilterResponse(base::System("test", clock_.Now()), operation);
  EXPECT_TRUE(operation.has_request());
}

TEST_P(OperationsApiTest, ShowNobodyInTheFeedWhatTheyWereStartedWith) {
  const auto* service = google::protobuf::DescriptorPool::generated_pool()->FindServiceByName("gilde.common.v1.EventFeed");
  auto events = rpc::MethodAccess::Create(*service->FindMethodByName("ListEvents")).value();
  gilde::common::v1::ListEventsResponse page;
  page.add_events()->mutable_payload()->PackFrom(Start("algebra"));
  events->FilterResponse(CallOf(), page);
  Operation seen;
  ASSERT_TRUE(page.events(0).payload().UnpackTo(&seen));
  EXPECT_EQ(seen.method(), kMethod);
  EXPECT_FALSE(seen.has_request());
}

TEST_P(OperationsApiTest, AreServedByEveryProcessToThoseWhoRunProgramsAndNoOther) {
  test::World world(GetParam());
  ListOperationsRequest request;
  request.set_parent("organizations/acme");
  auto list = [&](const rpc::Client& client) {
    return Refused(client.Call<ListOperationsResponse>("gilde.common.v1.Operations/ListOperations", request).status());
  };
  EXPECT_EQ(list(world.client("acme", "program_admin")), "OK ");
  EXPECT_EQ(list(world.client("acme", "platform")), "OK ");
  EXPECT_EQ(list(world.client("acme", "member", "ada")), "PERMISSION_DENIED ROLE_REQUIRED");
  EXPECT_EQ(list(world.client("acme", "auditor")), "PERMISSION_DENIED ROLE_REQUIRED");
  EXPECT_EQ(list(world.client("globex", "program_admin")), "NOT_FOUND RESOURCE_NOT_FOUND");
  auto none =
      world.client("acme", "program_admin")
          .Call<Operation>("gilde.common.v1.Operations/WaitOperation", WaitFor("organizations/acme/operations/none", absl::Seconds(1)));
  EXPECT_EQ(Refused(none.status()), "NOT_FOUND RESOURCE_NOT_FOUND");
}

}  // namespace
}  // namespace gilde::feed
