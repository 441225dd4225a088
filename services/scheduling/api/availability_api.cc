#include "services/scheduling/api/availability_api.h"

#include <array>
#include <set>

#include "common/base/errors.h"
#include "common/base/ids.h"
#include "common/base/zones.h"
#include "services/scheduling/api/callers.h"
#include "services/scheduling/api/diary_reader.h"
#include "services/scheduling/domain/availability.h"
#include "services/scheduling/store/diaries.h"
#include "services/scheduling/store/kinds.h"

namespace gilde::scheduling::api {
namespace {

constexpr const char* kProfiles = "organizations/*/profiles/*";
constexpr const char* kAvailabilities = "organizations/*/profiles/*/availability";
constexpr absl::Duration kDefaultWindow = absl::Hours(14 * 24);
constexpr absl::Duration kMaxWindow = absl::Hours(92 * 24);
constexpr int kMaxSources = 10, kDefaultSlots = 10, kMaxSlots = 200;

// The window a request asks for, from now on where it says nothing.
template <class Request>
domain::Span WindowOf(const Request& request, absl::Time now, base::Violations& violations) {
  domain::Span window;
  window.start = request.has_start_time() ? base::FromProto(request.start_time()) : now;
  window.end = request.has_end_time() ? base::FromProto(request.end_time()) : window.start + kDefaultWindow;
  bool years = window.start >= absl::FromUnixSeconds(0) && window.end <= absl::FromCivil(absl::CivilYear(2200), absl::UTCTimeZone());
  violations.Require(window.start < window.end && window.end - window.start <= kMaxWindow && years, "end_time", "WINDOW_INVALID",
                     "ends after it starts, at most 92 days later");
  return window;
}

absl::StatusOr<domain::Search> SearchOf(const v1::FindSlotsRequest& request, absl::Time now) {
  base::Violations violations;
  violations.Require(base::NameMatches(request.parent(), "organizations/*"), "parent", "NAME_INVALID", "looks like organizations/*");
  std::set<std::string> people(request.participants().begin(), request.participants().end());
  bool fine = people.size() == static_cast<std::size_t>(request.participants_size()) && people.size() >= 2 && people.size() <= 14;
  for (const std::string& person : request.participants()) {
    fine = fine && base::NameMatches(person, kProfiles) && base::OrganizationOf(person) == base::OrganizationOf(request.parent());
  }
  violations.Require(fine, "participants", "PARTICIPANTS_INVALID", "2-14 different profiles of the organization");
  bool length = request.minutes() >= 10 && request.minutes() <= 120 && request.minutes() % domain::kCellMinutes == 0;
  violations.Require(length, "minutes", "MINUTES_INVALID", "10-120, a multiple of 5");
  violations.Require(request.max_slots() >= 0 && request.max_slots() <= kMaxSlots, "max_slots", "OUT_OF_RANGE", "1-200");
  bool mentorship = request.mentorship().empty() || base::NameMatches(request.mentorship(), "organizations/*/mentorships/*");
  violations.Require(mentorship, "mentorship", "NAME_INVALID", "looks like organizations/*/mentorships/*");
  domain::Search search;
  search.window = WindowOf(request, now, violations);
  search.now = now;
  search.minutes = request.minutes();
  search.max_slots = request.max_slots() == 0 ? kDefaultSlots : request.max_slots();
  search.inside_hours_only = request.inside_hours_only();
  GILDE_RETURN_IF_ERROR(violations.Check());
  return search;
}

absl::Status CheckSourceCount(storage::Reader& reader, std::string_view person) {
  GILDE_ASSIGN_OR_RETURN(std::vector<v1::BusyTimes> sources, reader.Find<v1::BusyTimes>(store::BusyTimesQuery(person)));
  base::Violations violations;
  violations.Require(sources.size() < kMaxSources, "source", "TOO_MANY", "at most 10 sources a person");
  return violations.Check();
}

}  // namespace

absl::StatusOr<v1::Availability> AvailabilityApi::GetAvailability(const base::Call& call, const v1::GetAvailabilityRequest& request) {
  GILDE_RETURN_IF_ERROR(RequireName("name", request.name(), kAvailabilities));
  std::string person = request.name().substr(0, request.name().rfind('/'));
  GILDE_RETURN_IF_ERROR(RequirePartyOrAdministrator(call, std::array{person}));
  GILDE_RETURN_IF_ERROR(calendars_.Ensure(call, {person}));
  return store_.Get<v1::Availability>(call, request.name());
}

absl::StatusOr<v1::Availability> AvailabilityApi::UpdateAvailability(const base::Call& call, const v1::UpdateAvailabilityRequest& request) {
  const std::string& name = request.availability().name();
  GILDE_RETURN_IF_ERROR(RequireName("availability.name", name, kAvailabilities));
  std::string person = name.substr(0, name.rfind('/'));
  // What is wrong with the request does not depend on what is stored, and is said first.
  GILDE_RETURN_IF_ERROR(domain::Changed(domain::DefaultAvailability(person, "Etc/UTC"), request).status());
  GILDE_RETURN_IF_ERROR(RequirePartyOrAdministrator(call, std::array{person}));
  GILDE_RETURN_IF_ERROR(calendars_.Ensure(call, {person}));
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<v1::Availability> {
    GILDE_ASSIGN_OR_RETURN(v1::Availability current, writer.Get<v1::Availability>(name));
    GILDE_RETURN_IF_ERROR(storage::CheckEtag(current, request.availability().etag()));
    GILDE_ASSIGN_OR_RETURN(v1::Availability changed, domain::Changed(current, request));
    GILDE_ASSIGN_OR_RETURN(changed, writer.Update(std::move(changed), "availability.updated"));
    GILDE_RETURN_IF_ERROR(store::Touch(writer, person));
    return changed;
  });
}

absl::StatusOr<v1::BusyTimes> AvailabilityApi::PutBusyTimes(const base::Call& call, const v1::PutBusyTimesRequest& request) {
  GILDE_ASSIGN_OR_RETURN(v1::BusyTimes busy, domain::ToBusyTimes(request));
  if (!call.Has(common::v1::PLATFORM)) GILDE_RETURN_IF_ERROR(RequireParty(call, std::array{request.parent()}));
  GILDE_RETURN_IF_ERROR(calendars_.Ensure(call, {request.parent()}));
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<v1::BusyTimes> {
    absl::StatusOr<v1::BusyTimes> current = writer.Get<v1::BusyTimes>(busy.name());
    v1::BusyTimes stored;
    if (current.ok()) {
      *current->mutable_intervals() = busy.intervals();
      GILDE_ASSIGN_OR_RETURN(stored, writer.Update(*std::move(current), ""));
    } else {
      if (!absl::IsNotFound(current.status())) return current.status();
      GILDE_RETURN_IF_ERROR(CheckSourceCount(writer, request.parent()));
      GILDE_ASSIGN_OR_RETURN(stored, writer.Create(busy, ""));
    }
    GILDE_RETURN_IF_ERROR(store::Touch(writer, request.parent()));
    return stored;
  });
}

absl::StatusOr<v1::ListFreeTimesResponse> AvailabilityApi::ListFreeTimes(const base::Call& call, const v1::ListFreeTimesRequest& request) {
  base::Violations violations;
  violations.Require(base::NameMatches(request.parent(), kProfiles), "parent", "NAME_INVALID", "looks like organizations/*/profiles/*");
  domain::Span window = WindowOf(request, call.now, violations);
  int minutes = request.minutes() == 0 ? 10 : request.minutes();
  violations.Require(minutes >= 5 && minutes <= 480, "minutes", "MINUTES_INVALID", "5-480");
  GILDE_RETURN_IF_ERROR(violations.Check());
  GILDE_RETURN_IF_ERROR(RequirePartyOrAdministrator(call, std::array{request.parent()}));
  GILDE_RETURN_IF_ERROR(calendars_.Ensure(call, {request.parent()}));
  domain::Diary diary;
  GILDE_RETURN_IF_ERROR(store_.Read(call, [&](storage::Reader& reader) -> absl::Status {
    GILDE_ASSIGN_OR_RETURN(diary, ReadDiary(reader, request.parent(), window));
    return absl::OkStatus();
  }));
  v1::ListFreeTimesResponse response;
  response.set_time_zone(diary.availability.time_zone());
  for (const domain::Span& span : domain::AtLeast(domain::FreeTimes(diary, window, call.now), absl::Minutes(minutes))) {
    *response.add_free_times() = domain::ToProto(span);
  }
  return response;
}

absl::StatusOr<v1::FindSlotsResponse> AvailabilityApi::FindSlots(const base::Call& call, const v1::FindSlotsRequest& request) {
  GILDE_ASSIGN_OR_RETURN(domain::Search search, SearchOf(request, call.now));
  GILDE_RETURN_IF_ERROR(RequirePartyOrAdministrator(call, request.participants()));
  if (!request.mentorship().empty()) {
    GILDE_ASSIGN_OR_RETURN(matching::v1::Mentorship mentorship, sources_.GetMentorship(request.mentorship()));
    std::set<std::string> people(mentorship.mentors().begin(), mentorship.mentors().end());
    people.insert(mentorship.mentees().begin(), mentorship.mentees().end());
    for (const std::string& person : request.participants()) {
      if (!people.contains(person)) return base::PermissionDenied("NOT_A_PARTY", "a participant is not of that mentorship");
    }
  }
  std::vector<std::string> people(request.participants().begin(), request.participants().end());
  GILDE_ASSIGN_OR_RETURN(Calendars::Loaded loaded, calendars_.Load(call, people, domain::WeeksOf(search.window)));
  v1::FindSlotsResponse response;
  for (v1::Slot& slot : domain::BestSlots(loaded.people, search)) *response.add_slots() = std::move(slot);
  if (response.slots_size() > 0) return response;
  return NoSlot(call, request, search, loaded.people);
}

absl::StatusOr<v1::FindSlotsResponse> AvailabilityApi::NoSlot(const base::Call& call, const v1::FindSlotsRequest& request,
                                                              const domain::Search& search, const std::vector<domain::Candidate>& people) {
  std::vector<domain::Explained> explained;
  GILDE_RETURN_IF_ERROR(store_.Read(call, [&](storage::Reader& reader) -> absl::Status {
    explained.clear();
    domain::Span window = {search.window.start - absl::Hours(7 * 24), search.window.end + absl::Hours(21 * 24)};
    for (const domain::Candidate& person : people) {
      GILDE_ASSIGN_OR_RETURN(domain::Diary diary, ReadDiary(reader, person.profile, window));
      explained.push_back({person, std::move(diary)});
    }
    return absl::OkStatus();
  }));
  v1::FindSlotsResponse response;
  *response.mutable_no_slot() = domain::ExplainNoSlot(explained, search);
  if (request.mentorship().empty()) return response;
  v1::SlotSearchFailure failure;
  failure.set_mentorship(request.mentorship());
  *failure.mutable_participants() = request.participants();
  failure.set_minutes(search.minutes);
  *failure.mutable_start_time() = base::ToProto(search.window.start);
  *failure.mutable_end_time() = base::ToProto(search.window.end);
  failure.set_shorter_minutes(response.no_slot().shorter_minutes());
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<v1::FindSlotsResponse> {
    writer.Publish("meeting.slot_search_failed", request.mentorship(), failure);
    return response;
  });
}

}  // namespace gilde::scheduling::api
