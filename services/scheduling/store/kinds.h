// The resources that scheduling keeps, and what each can be found by.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"
#include "common/storage/store.h"
#include "gilde/scheduling/v1/meeting.pb.h"

namespace gilde::scheduling::store {

// `meeting_due` says when time next does something to a meeting.
std::vector<storage::Kind> Kinds(const std::function<absl::Time(const v1::Meeting&)>& meeting_due);

// Meetings of a person, of a mentorship, in a state; empty and unspecified do not restrict.
storage::Query MeetingQuery(std::string_view organization, std::string_view person, std::string_view mentorship, v1::Meeting::State state);
// Holds of a mentorship.
storage::Query HoldQuery(std::string_view organization, std::string_view mentorship);
// Notes on a meeting that somebody may read, oldest first where their ids were chosen by the service.
storage::Query NoteQuery(std::string_view meeting, std::string_view reader);
// The sources that say when a person is busy.
storage::Query BusyTimesQuery(std::string_view person);

}  // namespace gilde::scheduling::store
