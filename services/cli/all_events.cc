#include "services/cli/all_events.h"

#include <algorithm>
#include <iterator>

#include "common/base/errors.h"

namespace gilde::cli {

using gilde::common::v1::Event;

absl::StatusOr<std::vector<Event>> AllEvents(const Connection& connection, const std::string& service) {
  std::vector<Event> events;
  gilde::common::v1::ListEventsRequest request;
  request.set_parent(connection.Organization());
  request.set_service(service);
  request.set_page_size(1000);
  rpc::Client client = connection.To(service, connection.Administrator());
  while (true) {
    GILDE_ASSIGN_OR_RETURN(auto page, client.Call<gilde::common::v1::ListEventsResponse>("gilde.common.v1.EventFeed/ListEvents", request));
    std::copy(page.events().begin(), page.events().end(), std::back_inserter(events));
    if (page.events().empty() || page.next_cursor() == request.cursor()) return events;
    request.set_cursor(page.next_cursor());
  }
}

}  // namespace gilde::cli
