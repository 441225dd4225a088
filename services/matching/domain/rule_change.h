// A program's rules change while requests, invitations and mentorships are under way: what that does to each, and its sum in events.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "gilde/matching/v1/conversation.pb.h"
#include "gilde/matching/v1/mentorship.pb.h"
#include "gilde/matching/v1/program.pb.h"
#include "services/matching/domain/lifecycle.h"

namespace gilde::matching::domain {

// An open request with the deadlines of these rules, counted from when it was sent.
gilde::matching::v1::ConversationRequest Retimed(gilde::matching::v1::ConversationRequest request,
                                                 const gilde::matching::v1::ProgramRules& rules);

// An invitation with as many days more or less as the new rules give.
gilde::matching::v1::Enrollment Retimed(gilde::matching::v1::Enrollment invited, const gilde::matching::v1::ProgramRules& before,
                                        const gilde::matching::v1::ProgramRules& after);

// A running mentorship on the program's rules as they are now. Cadence and minutes of an agreement in force stay. One that only waited for
// an agreement becomes ACTIVE when none is asked for any more. What is then due is left to OnDue.
absl::StatusOr<Change> MovedToRules(gilde::matching::v1::Mentorship mentorship, const gilde::matching::v1::Program& program,
                                    absl::Time now);

// What a change did, by the events that tell it.
class Effects {
 public:
  void Add(std::string_view event, std::string_view subject);
  // In order of the events; of each the first 100 subjects by name.
  std::vector<gilde::matching::v1::ProgramEffect> Sum() const;

 private:
  std::map<std::string, std::vector<std::string>> subjects_;  // by event
};

}  // namespace gilde::matching::domain
