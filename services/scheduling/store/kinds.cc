#include "services/scheduling/store/kinds.h"

#include "common/base/ids.h"
#include "common/base/zones.h"
#include "gilde/scheduling/v1/availability.pb.h"

namespace gilde::scheduling::store {
namespace {

// One value for each combination of filters, so that every list is a walk along one key.
std::string FindValue(std::string_view person, std::string_view mentorship, v1::Meeting::State state) {
  return std::string(person) + " " + std::string(mentorship) + " " + std::to_string(static_cast<int>(state));
}

void IndexMeeting(const v1::Meeting& meeting, storage::Keys& keys) {
  std::vector<std::string> people(meeting.participants().begin(), meeting.participants().end());
  people.emplace_back();
  for (const std::string& person : people) {
    for (const std::string& mentorship : {meeting.mentorship(), std::string()}) {
      keys.Add("find", FindValue(person, mentorship, meeting.state()));
      keys.Add("find", FindValue(person, mentorship, v1::Meeting::STATE_UNSPECIFIED));
    }
  }
}

}  // namespace

std::vector<storage::Kind> Kinds(const std::function<absl::Time(const v1::Meeting&)>& meeting_due) {
  return {
      storage::KindOf<v1::Availability>("organizations/*/profiles/*/availability"),
      storage::KindOf<v1::BusyTimes>("organizations/*/profiles/*/busyTimes/*"),
      storage::KindOf<v1::Meeting>("organizations/*/meetings/*",
                                   [meeting_due](const v1::Meeting& meeting, storage::Keys& keys) {
                                     IndexMeeting(meeting, keys);
                                     keys.Due(meeting_due(meeting));
                                   }),
      storage::KindOf<v1::Note>("organizations/*/meetings/*/notes/*",
                                [](const v1::Note& note, storage::Keys& keys) {
                                  for (const std::string& reader : note.readers()) keys.Add("reader", reader);
                                }),
      storage::KindOf<v1::Hold>("organizations/*/holds/*",
                                [](const v1::Hold& hold, storage::Keys& keys) {
                                  keys.Add("mentorship", hold.mentorship());
                                  keys.Due(base::FromProto(hold.expire_time()));
                                }),
  };
}

storage::Query MeetingQuery(std::string_view organization, std::string_view person, std::string_view mentorship, v1::Meeting::State state) {
  storage::Query query;
  query.parent = base::OrganizationName(organization);
  query.key = "find";
  query.value = FindValue(person, mentorship, state);
  return query;
}

storage::Query HoldQuery(std::string_view organization, std::string_view mentorship) {
  storage::Query query;
  query.parent = base::OrganizationName(organization);
  query.key = "mentorship";
  query.value = std::string(mentorship);
  return query;
}

storage::Query NoteQuery(std::string_view meeting, std::string_view reader) {
  storage::Query query;
  query.parent = std::string(meeting);
  query.key = "reader";
  query.value = std::string(reader);
  return query;
}

storage::Query BusyTimesQuery(std::string_view person) {
  storage::Query query;
  query.parent = std::string(person);
  return query;
}

}  // namespace gilde::scheduling::store
