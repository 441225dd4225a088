#include "services/scheduling/service.h"

#include "services/scheduling/api/availability_api.h"
#include "services/scheduling/api/booking_api.h"
#include "services/scheduling/api/calendars.h"
#include "services/scheduling/api/meeting_api.h"
#include "services/scheduling/api/sources.h"
#include "services/scheduling/domain/meeting.h"
#include "services/scheduling/feeds/jobs.h"
#include "services/scheduling/store/kinds.h"
#include "services/scheduling/store/schema.h"

namespace gilde::scheduling {
namespace {

// Everything that handlers and jobs refer to.
struct Rooms {
  explicit Rooms(const rpc::Dependencies& dependencies)
      : store(*dependencies.database, *dependencies.clock, store::Kinds(&domain::NextDue)),
        sources(dependencies.profile, dependencies.matching),
        calendars(store, dependencies.redis, sources),
        availability(store, calendars, sources),
        booking(store, calendars, sources),
        meetings(store, sources) {}
  storage::Store store;
  api::Sources sources;
  api::Calendars calendars;
  api::AvailabilityApi availability;
  api::BookingApi booking;
  api::MeetingApi meetings;
};

std::unique_ptr<rpc::Handlers> AvailabilityHandlers(Rooms& rooms) {
  auto handlers = std::make_unique<rpc::Handlers>("gilde.scheduling.v1.AvailabilityService");
  handlers->Add("GetAvailability", rooms.availability, &api::AvailabilityApi::GetAvailability);
  handlers->Add("UpdateAvailability", rooms.availability, &api::AvailabilityApi::UpdateAvailability);
  handlers->Add("PutBusyTimes", rooms.availability, &api::AvailabilityApi::PutBusyTimes);
  handlers->Add("ListFreeTimes", rooms.availability, &api::AvailabilityApi::ListFreeTimes);
  handlers->Add("FindSlots", rooms.availability, &api::AvailabilityApi::FindSlots);
  return handlers;
}

std::unique_ptr<rpc::Handlers> MeetingHandlers(Rooms& rooms) {
  auto handlers = std::make_unique<rpc::Handlers>("gilde.scheduling.v1.MeetingService");
  handlers->Add("HoldSlot", rooms.booking, &api::BookingApi::HoldSlot);
  handlers->Add("ReleaseHold", rooms.booking, &api::BookingApi::ReleaseHold);
  handlers->Add("BookMeeting", rooms.booking, &api::BookingApi::BookMeeting);
  handlers->Add("RescheduleMeeting", rooms.booking, &api::BookingApi::RescheduleMeeting);
  handlers->Add("ExtendMeeting", rooms.booking, &api::BookingApi::ExtendMeeting);
  handlers->Add("CancelMeeting", rooms.booking, &api::BookingApi::CancelMeeting);
  handlers->Add("GetMeeting", rooms.meetings, &api::MeetingApi::GetMeeting);
  handlers->Add("ListMeetings", rooms.meetings, &api::MeetingApi::ListMeetings);
  handlers->Add("ConfirmAttendance", rooms.meetings, &api::MeetingApi::ConfirmAttendance);
  handlers->Add("SetAgenda", rooms.meetings, &api::MeetingApi::SetAgenda);
  handlers->Add("PrepareQuestions", rooms.meetings, &api::MeetingApi::PrepareQuestions);
  handlers->Add("GetMeetingBrief", rooms.meetings, &api::MeetingApi::GetMeetingBrief);
  handlers->Add("SubmitFollowUp", rooms.meetings, &api::MeetingApi::SubmitFollowUp);
  handlers->Add("CreateNote", rooms.meetings, &api::MeetingApi::CreateNote);
  handlers->Add("ListNotes", rooms.meetings, &api::MeetingApi::ListNotes);
  handlers->Add("GetInvitation", rooms.meetings, &api::MeetingApi::GetInvitation);
  return handlers;
}

}  // namespace

absl::StatusOr<rpc::Service> BuildSchedulingService(const rpc::Dependencies& dependencies) {
  auto rooms = std::make_shared<Rooms>(dependencies);
  GILDE_RETURN_IF_ERROR(rooms->store.Open(store::kSchema));
  rpc::Service service;
  service.name = "scheduling";
  service.handlers.push_back(AvailabilityHandlers(*rooms));
  service.handlers.push_back(MeetingHandlers(*rooms));
  service.jobs = feeds::Jobs(rooms->store, dependencies.profile, dependencies.matching);
  service.store = &rooms->store;
  service.owned = rooms;
  return service;
}

}  // namespace gilde::scheduling
