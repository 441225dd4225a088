// GetProfile by a member about colleagues, so that fields are left out of every answer; against an echo of the same size.
#include "common/base/errors.h"
#include "gilde/profile/v1/profile_service.pb.h"
#include "tests/bench/people.h"
#include "tests/bench/servers.h"

namespace gilde::bench {
namespace {

constexpr int kPeople = 10'000;
constexpr int kCalls = 100'000;
constexpr int kMostRows = 1000;

// Imports people, whose ids are then their external ids.
absl::Status AddPeople(const Gilde& gilde, int count) {
  std::vector<grpc::ByteBuffer> messages;
  for (int first = 0; first < count; first += kMostRows) {
    profile::v1::ImportProfilesRequest message;
    message.set_parent(kOrganization);
    for (int i = first; i < std::min(first + kMostRows, count); ++i) *message.add_rows()->mutable_profile() = SomePerson(i);
    messages.push_back(Bytes(message));
  }
  return Stream(gilde.As("gilde.profile.v1.ProfileService/ImportProfiles", "platform"), messages).status();
}

}  // namespace

absl::StatusOr<Lines> GetProfile(const Setup& setup) {
  GILDE_ASSIGN_OR_RETURN(std::unique_ptr<Gilde> gilde, Gilde::Start(setup, "sqlite:" + setup.folder + "/get", {"profile"}));
  GILDE_RETURN_IF_ERROR(AddPeople(*gilde, kPeople));
  std::vector<grpc::ByteBuffer> requests;
  profile::v1::GetProfileRequest request;
  for (int i = 1; i < kPeople; ++i) {
    request.set_name(Person(SomePerson(i).external_id()));
    requests.push_back(Bytes(request));
  }
  Target get = gilde->As("gilde.profile.v1.ProfileService/GetProfile", "member", Person(SomePerson(0).external_id()));
  GILDE_ASSIGN_OR_RETURN(std::string answer, CallOnce(get, request));
  Bare bare(answer);
  int calls = setup.Count(kCalls);
  Line line{.what = "GetProfile, 64 in flight", .against = "bare gRPC echo", .to_reach = 0.6};
  GILDE_ASSIGN_OR_RETURN(line, Compare(
                                   setup, line, [&] { return Drive(bare.echo(get), requests, calls, calls / 10); },
                                   [&] { return Drive(get, requests, calls, calls / 10); }));
  Line tail{.what = "  its p99",
            .against = "  the echo's p99",
            .own = {line.own.p99},
            .peer = {line.peer.p99},
            .to_reach = 2,
            .at_most = true,
            .unit = " ms"};
  return Lines{line, tail};
}

}  // namespace gilde::bench
