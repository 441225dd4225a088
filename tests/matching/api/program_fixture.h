// Programs, enrollments and matches through their RPCs, as anybody.
#pragma once

#include <string>
#include <vector>

#include "gilde/common/v1/event.pb.h"
#include "gilde/matching/v1/match_service.pb.h"
#include "gilde/matching/v1/program_service.pb.h"
#include "tests/matching/api/relationship_fixture.h"
#include "tests/support/fields.h"

namespace gilde::matching {

using test::Fields;

class ProgramsTest : public RelationshipTest {
 protected:
  rpc::Client stranger() { return world.client("other", "platform,program_admin"); }
  rpc::Client auditor() { return world.client("acme", "auditor"); }

  template <class Response>
  absl::StatusOr<Response> Ask(const rpc::Client& client, const std::string& method, const google::protobuf::Message& request) {
    return client.Call<Response>("gilde.matching.v1.ProgramService/" + method, request);
  }
  template <class Response>
  absl::StatusOr<Response> Match(const rpc::Client& client, const std::string& method, const google::protobuf::Message& request) {
    return client.Call<Response>("gilde.matching.v1.MatchService/" + method, request);
  }
  // A request whose only field that matters is its name: Open, Start, ... of programs; Pause, Resume, ... of enrollments.
  template <class Request>
  static Request Named(const std::string& name, const std::string& etag = "") {
    Request request;
    request.set_name(name);
    request.set_etag(etag);
    return request;
  }
  v1::Program GetProgram(const std::string& name) {
    v1::GetProgramRequest request;
    request.set_name(name);
    auto program = Ask<v1::Program>(admin(), "GetProgram", request);
    EXPECT_EQ(Refused(program), "OK ");
    return program.value_or(v1::Program());
  }
  // Types of what was published so far, in order; `program.*`.
  std::vector<std::string> Events(const std::string& types) {
    gilde::common::v1::ListEventsRequest request;
    request.set_parent(kAcme);
    request.set_page_size(1000);
    request.add_types(types);
    auto response = platform().Call<gilde::common::v1::ListEventsResponse>("gilde.common.v1.EventFeed/ListEvents", request);
    EXPECT_EQ(Refused(response), "OK ");
    std::vector<std::string> found;
    if (response.ok()) {
      for (const auto& event : response->events()) found.push_back(event.type());
    }
    return found;
  }
  // Changes a profile as its person may, or as the platform.
  void ChangeProfile(const std::string& id, const std::function<void(gilde::profile::v1::Profile&)>& set, bool by_person = false) {
    gilde::profile::v1::UpdateProfileRequest request;
    request.mutable_profile()->set_name(Person(id));
    set(*request.mutable_profile());
    EXPECT_EQ(Refused(Profiles<gilde::profile::v1::Profile>(by_person ? as(id) : platform(), "UpdateProfile", request)), "OK ");
    world.Settle();
  }
};

}  // namespace gilde::matching
