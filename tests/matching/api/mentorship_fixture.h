// A mentor, a mentee with a goal, and their program.
#pragma once

#include "tests/matching/api/relationship_fixture.h"

namespace gilde::matching {

class MentorshipTest : public RelationshipTest {
 protected:
  MentorshipTest() {
    AddPerson("ada");
    AddPerson("grace", 2);
    AddPerson("alan", 2);
    goal = AddGoal("ada", "kafka");
    program = AddProgram("p1", v1::Program::FORMAL);
    place = Enroll(program, "ada", v1::Enrollment::MENTEE);
    seat = Enroll(program, "grace", v1::Enrollment::MENTOR, 2);
  }
  // An ACTIVE pair of ada and grace.
  std::string ActivePair() {
    std::string pair = BeginPair(program, "ada", "grace");
    EXPECT_EQ(Refused(Conclude("ada", pair, v1::ConcludeIntroRequest::CONTINUE)), "OK ");
    return pair;
  }
  absl::StatusOr<v1::CheckIn> CheckIn(const std::string& by, const std::string& pair) {
    v1::RecordCheckInRequest request;
    request.set_parent(pair);
    request.mutable_check_in()->set_author(Person(by));
    request.mutable_check_in()->set_progress("the first consumer runs");
    return Mentoring<v1::CheckIn>(as(by), "RecordCheckIn", request);
  }
  std::string program, place, seat, goal;
};

}  // namespace gilde::matching
