// FindSlots for two people over eight weeks, asked again and again as by somebody who chooses; against an echo of the same size.
#include "absl/time/clock.h"
#include "common/base/errors.h"
#include "common/base/zones.h"
#include "gilde/profile/v1/profile_service.pb.h"
#include "gilde/scheduling/v1/availability.pb.h"
#include "tests/bench/people.h"
#include "tests/bench/servers.h"

namespace gilde::bench {
namespace {

constexpr int kCalls = 50'000;

}  // namespace

absl::StatusOr<Lines> Slots(const Setup& setup) {
  GILDE_ASSIGN_OR_RETURN(std::unique_ptr<Gilde> gilde,
                         Gilde::Start(setup, "sqlite:" + setup.folder + "/slots", {"profile", "matching", "scheduling"}));
  scheduling::v1::FindSlotsRequest request;
  request.set_parent(kOrganization);
  request.set_minutes(30);
  absl::Time now = absl::Now();
  *request.mutable_start_time() = base::ToProto(now);
  *request.mutable_end_time() = base::ToProto(now + absl::Hours(8 * 7 * 24));
  for (int i = 0; i < 2; ++i) {
    profile::v1::CreateProfileRequest create;
    create.set_parent(kOrganization);
    create.set_profile_id(SomePerson(i).external_id());
    *create.mutable_profile() = SomePerson(i);
    GILDE_RETURN_IF_ERROR(
        gilde->client("platform").Call<profile::v1::Profile>("gilde.profile.v1.ProfileService/CreateProfile", create).status());
    request.add_participants(Person(create.profile_id()));
  }
  Target find = gilde->As("gilde.scheduling.v1.AvailabilityService/FindSlots", "member", request.participants(0));
  GILDE_ASSIGN_OR_RETURN(std::string answer, CallOnce(find, request));
  Bare bare(answer);
  std::vector<grpc::ByteBuffer> requests = {Bytes(request)};
  int calls = setup.Count(kCalls);
  Line line{.what = "FindSlots, 2 people, 8 weeks, warm", .against = "bare gRPC echo", .to_reach = 0.4};
  GILDE_ASSIGN_OR_RETURN(line, Compare(
                                   setup, line, [&] { return Drive(bare.echo(find), requests, calls, calls / 10); },
                                   [&] { return Drive(find, requests, calls, calls / 10); }));
  return Lines{line};
}

}  // namespace gilde::bench
