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
  // What they agree on, until in 300 days.
  v1::ProposeAgreementRequest Agreeing(const std::string& by, const std::string& pair, int cadence_days, int minutes) {
    v1::ProposeAgreementRequest request;
    request.set_parent(pair);
    auto& agreement = *request.mutable_agreement();
    agreement.set_author(Person(by));
    agreement.set_cadence_days(cadence_days);
    agreement.set_minutes(minutes);
    agreement.add_channels(v1::Agreement::VIDEO);
    agreement.set_response_hours(48);
    agreement.set_confidentiality("What is said stays here.");
    absl::CivilDay end = absl::ToCivilDay(now() + absl::Hours(24 * 300), absl::UTCTimeZone());
    agreement.mutable_end_date()->set_year(static_cast<int>(end.year()));
    agreement.mutable_end_date()->set_month(end.month());
    agreement.mutable_end_date()->set_day(end.day());
    return request;
  }
  absl::StatusOr<v1::Agreement> Propose(const std::string& by, const v1::ProposeAgreementRequest& request) {
    return Mentoring<v1::Agreement>(as(by), "ProposeAgreement", request);
  }
  absl::StatusOr<v1::Agreement> Sign(const std::string& by, const std::string& agreement, const std::string& etag = "") {
    v1::SignAgreementRequest request;
    request.set_name(agreement);
    request.set_etag(etag);
    return Mentoring<v1::Agreement>(as(by), "SignAgreement", request);
  }
  std::string program, place, seat, goal;
};

}  // namespace gilde::matching
