// Enrollments through their RPCs: ada, bob and carl, who have goals, and grace, who may mentor one of them.
#pragma once

#include "tests/matching/api/program_fixture.h"

namespace gilde::matching {

// Places in a program, named apart from the fixture's Enrollment().
using Place = v1::Enrollment;

class EnrollmentTest : public ProgramsTest {
 protected:
  EnrollmentTest() {
    program = AddProgram("p1", v1::Program::FORMAL);
    AddPerson("grace", 1);
    for (const char* id : {"ada", "bob", "carl"}) {
      AddPerson(id);
      AddGoal(id, "kafka");
    }
  }
  v1::CreateEnrollmentRequest Creating(const std::string& id, Place::Role role, Place::State state = Place::STATE_UNSPECIFIED) {
    v1::CreateEnrollmentRequest request;
    request.set_parent(program);
    request.mutable_enrollment()->set_profile(Person(id));
    request.mutable_enrollment()->add_roles(role);
    request.mutable_enrollment()->set_state(state);
    return request;
  }
  absl::StatusOr<Place> Create(const rpc::Client& client, const v1::CreateEnrollmentRequest& request) {
    return Ask<Place>(client, "CreateEnrollment", request);
  }
  absl::StatusOr<Place> Mentee(const std::string& id, Place::State state = Place::STATE_UNSPECIFIED) {
    return Create(admin(), Creating(id, Place::MENTEE, state));
  }
  absl::StatusOr<Place> Update(const rpc::Client& client, const Place& enrollment, const std::vector<std::string>& mask = {}) {
    v1::UpdateEnrollmentRequest request;
    *request.mutable_enrollment() = enrollment;
    for (const std::string& path : mask) request.mutable_update_mask()->add_paths(path);
    return Ask<Place>(client, "UpdateEnrollment", request);
  }
  // Accepts an invitation or an application.
  absl::StatusOr<Place> Admit(const rpc::Client& client, const std::string& name) {
    Place change;
    change.set_name(name);
    change.set_state(Place::ACTIVE);
    return Update(client, change);
  }
  absl::StatusOr<Place> SetCapacity(const std::string& name, int capacity) {
    Place change;
    change.set_name(name);
    change.set_capacity(capacity);
    return Update(admin(), change);
  }
  absl::StatusOr<Place> Pause(const rpc::Client& client, const std::string& name, const std::string& etag = "") {
    return Ask<Place>(client, "PauseEnrollment", Named<v1::PauseEnrollmentRequest>(name, etag));
  }
  absl::StatusOr<Place> Resume(const rpc::Client& client, const std::string& name) {
    return Ask<Place>(client, "ResumeEnrollment", Named<v1::ResumeEnrollmentRequest>(name));
  }
  absl::StatusOr<Place> Withdraw(const rpc::Client& client, const std::string& name) {
    return Ask<Place>(client, "WithdrawEnrollment", Named<v1::WithdrawEnrollmentRequest>(name));
  }
  absl::StatusOr<Place> Remove(const rpc::Client& client, const std::string& name) {
    return Ask<Place>(client, "RemoveEnrollment", Named<v1::RemoveEnrollmentRequest>(name));
  }
  absl::StatusOr<v1::Program> MoveProgram(const std::string& method) {
    return Ask<v1::Program>(admin(), method, Named<v1::CloseProgramRequest>(program));
  }
  std::string Of(const std::string& id) const { return program + "/enrollments/" + id; }
  Place::State StateOf(const std::string& id) {
    world.Settle();
    return Enrollment(Of(id)).state();
  }
  std::vector<std::string> Listed(const v1::ListEnrollmentsRequest& request) {
    auto page = Ask<v1::ListEnrollmentsResponse>(admin(), "ListEnrollments", request);
    EXPECT_EQ(Refused(page), "OK ");
    std::vector<std::string> ids;
    if (page.ok()) {
      for (const Place& one : page->enrollments()) ids.push_back(one.name().substr(one.name().rfind('/') + 1));
    }
    return ids;
  }

  std::string program;
};

}  // namespace gilde::matching
