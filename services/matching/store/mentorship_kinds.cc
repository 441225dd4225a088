#include "services/matching/store/mentorship_kinds.h"

#include "absl/strings/str_cat.h"
#include "common/base/ids.h"
#include "common/base/zones.h"
#include "gilde/matching/v1/conversation.pb.h"
#include "gilde/matching/v1/exchange.pb.h"
#include "gilde/matching/v1/growth.pb.h"
#include "gilde/matching/v1/mentorship.pb.h"

namespace gilde::matching::store {
namespace {

using storage::Keys;

void AddWithState(Keys& keys, std::string_view key, std::string_view value, int state) {
  keys.Add(key, value);
  keys.Add(absl::StrCat(std::string(key), "_state"), WithState(value, state));
}

void IndexRequest(const v1::ConversationRequest& request, Keys& keys) {
  AddWithState(keys, "mentee", request.mentee(), request.state());
  AddWithState(keys, "mentor", request.mentor(), request.state());
  AddWithState(keys, "person", request.mentee(), request.state());
  AddWithState(keys, "person", request.mentor(), request.state());
  AddWithState(keys, "program", request.program(), request.state());
  keys.Add("organization_state", WithState(base::OrganizationName(request.name()), request.state()));
  // One that was accepted goes on to those behind when the yes is taken back.
  if (request.state() == v1::ConversationRequest::SENT || request.state() == v1::ConversationRequest::ACCEPTED) {
    for (const std::string& mentor : request.ranked_mentors()) keys.Add("ranked", mentor);
  }
  if (request.has_due_time()) keys.Due(base::FromProto(request.due_time()));
}

void IndexMentorship(const v1::Mentorship& mentorship, Keys& keys) {
  for (const std::string& mentor : mentorship.mentors()) AddWithState(keys, "person", mentor, mentorship.state());
  for (const std::string& mentee : mentorship.mentees()) AddWithState(keys, "person", mentee, mentorship.state());
  AddWithState(keys, "program", mentorship.program(), mentorship.state());
  keys.Add("organization_state", WithState(base::OrganizationName(mentorship.name()), mentorship.state()));
  if (mentorship.has_due_time()) keys.Due(base::FromProto(mentorship.due_time()));
}

void IndexAdvice(const v1::Advice& advice, Keys& keys) {
  bool open = advice.state() != v1::Advice::REPORTED;
  if (open) keys.Add("open", "1");
  for (const std::string* person : {&advice.author(), &advice.receiver()}) {
    keys.Add("person", *person);
    if (open) keys.Add("open_person", *person);
  }
}

template <class M>
void IndexBetween(const M& child, Keys& keys) {
  keys.Add("person", child.author());
  keys.Add("person", child.receiver());
}

}  // namespace

std::vector<storage::Kind> MentorshipKinds() {
  using storage::KindOf;
  const std::string mentorship = "organizations/*/mentorships/*";
  return {
      KindOf<v1::ConversationRequest>("organizations/*/conversationRequests/*", IndexRequest),
      KindOf<v1::Mentorship>(mentorship, IndexMentorship),
      KindOf<v1::Agreement>(mentorship + "/agreements/*"),
      KindOf<v1::Advice>(mentorship + "/advice/*", IndexAdvice),
      KindOf<v1::Feedback>(mentorship + "/feedback/*", IndexBetween<v1::Feedback>),
      KindOf<v1::Appreciation>(mentorship + "/appreciations/*", IndexBetween<v1::Appreciation>),
      KindOf<v1::Introduction>(mentorship + "/introductions/*", IndexBetween<v1::Introduction>),
      KindOf<v1::Advocacy>(mentorship + "/advocacies/*", IndexBetween<v1::Advocacy>),
      KindOf<v1::StretchAssignment>(mentorship + "/stretchAssignments/*", IndexBetween<v1::StretchAssignment>),
      KindOf<v1::Win>(mentorship + "/wins/*"),
      KindOf<v1::Story>(mentorship + "/stories/*"),
      KindOf<v1::Reflection>(mentorship + "/reflections/*",
                             [](const v1::Reflection& reflection, Keys& keys) {
                               keys.Add("person", reflection.author());
                               for (const std::string& reader : reflection.readers()) keys.Add("person", reader);
                               if (!reflection.learned_from().empty()) keys.Add("taught", "1");
                             }),
      KindOf<v1::Understanding>(mentorship + "/understandings/*", IndexBetween<v1::Understanding>),
      KindOf<v1::GoalResource>(mentorship + "/resources/*"),
      KindOf<v1::CheckIn>(mentorship + "/checkIns/*"),
      KindOf<v1::Pulse>(mentorship + "/pulses/*", [](const v1::Pulse& pulse, Keys& keys) { keys.Add("program", pulse.program()); }),
      KindOf<v1::TimelineEntry>(mentorship + "/timeline/*",
                                [](const v1::TimelineEntry& entry, Keys& keys) {
                                  keys.Add("type", entry.type());
                                  for (const std::string& person : entry.people()) {
                                    keys.Add("person", person);
                                    keys.Add("person_type", absl::StrCat(person, " ", entry.type()));
                                  }
                                }),
  };
}

std::string WithState(std::string_view value, int state) { return absl::StrCat(std::string(value), " ", state); }

}  // namespace gilde::matching::store
