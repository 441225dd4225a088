// EventFeed.Follow from the beginning to the end of a long feed; against a bare server stream of the same messages.
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/base/errors.h"
#include "common/base/ids.h"
#include "common/base/zones.h"
#include "gilde/common/v1/event.pb.h"
#include "tests/bench/people.h"
#include "tests/bench/servers.h"

namespace gilde::bench {
namespace {

using common::v1::Event;

constexpr int kEvents = 1'000'000;
constexpr int kTogether = 10'000;

Event SomeEvent(int number) {
  Event event;
  event.set_id(base::NewId(absl::Now()));
  event.set_organization(kOrganization);
  event.set_type("profile.updated");
  event.set_subject(Person(absl::StrCat("p", number)));
  event.set_actor(event.subject());
  *event.mutable_time() = base::ToProto(absl::Now());
  profile::v1::Profile person = SomePerson(number);
  person.set_name(event.subject());
  event.mutable_payload()->PackFrom(person);
  return event;
}

// Through the store's own journal, many a transaction.
absl::Status AddEvents(storage::Store& store, int count) {
  for (int first = 0; first < count; first += kTogether) {
    storage::Entries entries;
    for (int i = first; i < std::min(first + kTogether, count); ++i) entries.events.push_back(SomeEvent(i));
    GILDE_RETURN_IF_ERROR(store.database().Write([&](storage::Session& session) -> absl::Status {
      GILDE_ASSIGN_OR_RETURN(auto heads, storage::Heads::AskAhead(session, {}));
      return storage::Append(session, entries, *heads);
    }));
  }
  return absl::OkStatus();
}

absl::StatusOr<Figure> Read(const Target& target, const google::protobuf::Message& request, int count) {
  GILDE_ASSIGN_OR_RETURN(Streamed streamed, Stream(target, {Bytes(request)}, count));
  if (streamed.answers != count) return absl::AbortedError("the stream ended early");
  return Figure{count / streamed.seconds};
}

}  // namespace

absl::StatusOr<Lines> Feed(const Setup& setup) {
  GILDE_ASSIGN_OR_RETURN(std::unique_ptr<Gilde> gilde, Gilde::Start(setup, "sqlite:" + setup.folder + "/feed", {"profile"}));
  int count = setup.Count(kEvents);
  GILDE_RETURN_IF_ERROR(AddEvents(gilde->store("profile"), count));
  std::vector<grpc::ByteBuffer> messages;
  for (int i = 0; i < 1000; ++i) {
    Event event = SomeEvent(i);
    event.set_cursor(storage::CursorOf(i));
    messages.push_back(Bytes(event));
  }
  Bare bare(std::move(messages), count);
  common::v1::FollowRequest request;
  request.set_parent(kOrganization);
  Setup once = setup;
  once.rounds = 1;
  Lines lines;
  auto follow = [&](Line line, const Target& target) -> absl::Status {
    line.against = "bare server stream";
    line.to_reach = 0.4;
    GILDE_ASSIGN_OR_RETURN(
        line, Compare(
                  once, line, [&] { return Read(bare.stream(target), request, count); }, [&] { return Read(target, request, count); }));
    lines.push_back(line);
    return absl::OkStatus();
  };
  const std::string method = "gilde.common.v1.EventFeed/Follow";
  GILDE_RETURN_IF_ERROR(follow({.what = absl::StrCat("EventFeed.Follow, ", count, " events")}, gilde->As(method, "program_admin")));
  GILDE_RETURN_IF_ERROR(follow({.what = "  the same by another service"}, gilde->AsService(method)));
  return lines;
}

}  // namespace gilde::bench
