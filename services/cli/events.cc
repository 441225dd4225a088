#include <algorithm>
#include <iostream>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/zones.h"
#include "gilde/common/v1/event.pb.h"
#include "services/cli/commands.h"
#include "services/cli/output.h"

namespace gilde::cli {

using gilde::common::v1::Event;

namespace {

struct EventFlags {
  std::vector<std::string> services, types;
  std::string cursor;
  bool follow = false;
};

// Prints an event of a service that was asked for.
void Print(const Event& event, const EventFlags& flags, bool json) {
  std::string service = Connection::ServiceOf(event);
  if (std::find(flags.services.begin(), flags.services.end(), service) == flags.services.end()) return;
  if (json) {
    std::cout << ToJson(event, true) << std::endl;
    return;
  }
  std::cout << base::ToString(base::FromProto(event.time())) << "  " << Dim(Fit(service, 12)) << "  " << Fit(event.type(), 36) << "  "
            << event.subject() << (event.actor().empty() ? "" : Dim("  by " + event.actor())) << std::endl;
}

// Everything up to now; answers the cursor to go on from.
absl::StatusOr<std::string> PrintPast(const Connection& connection, const std::string& service, const EventFlags& flags) {
  gilde::common::v1::ListEventsRequest request;
  request.set_parent(connection.Organization());
  request.set_cursor(flags.cursor);
  request.set_page_size(1000);
  for (const std::string& type : flags.types) request.add_types(type);
  rpc::Client client = connection.To(service, connection.Default());
  while (true) {
    GILDE_ASSIGN_OR_RETURN(auto page, client.Call<gilde::common::v1::ListEventsResponse>("gilde.common.v1.EventFeed/ListEvents", request));
    for (const Event& event : page.events()) Print(event, flags, connection.options().json);
    bool more = page.next_cursor() != request.cursor() && !page.events().empty();
    request.set_cursor(page.next_cursor());
    if (!more) return request.cursor();
  }
}

absl::Status Follow(const Connection& connection, const std::string& service, const EventFlags& flags, const std::string& cursor,
                    std::mutex& output) {
  gilde::common::v1::FollowRequest request;
  request.set_parent(connection.Organization());
  request.set_cursor(cursor);
  for (const std::string& type : flags.types) request.add_types(type);
  Event event;
  return connection.To(service, connection.Default()).Stream("gilde.common.v1.EventFeed/Follow", request, event, [&] {
    if (event.type().empty()) return true;  // a heartbeat
    std::lock_guard<std::mutex> lock(output);
    Print(event, flags, connection.options().json);
    return true;
  });
}

absl::Status Events(const Connection& connection, EventFlags flags) {
  if (flags.services.empty()) flags.services.assign(std::begin(kServices), std::end(kServices));
  const std::vector<std::string> services = connection.Feeds(flags.services);
  if (!flags.cursor.empty() && services.size() != 1) {
    return absl::InvalidArgumentError("--cursor belongs to one service: name it with --service");
  }
  std::vector<std::string> cursors;
  for (const std::string& service : services) {
    GILDE_ASSIGN_OR_RETURN(std::string cursor, PrintPast(connection, service, flags));
    cursors.push_back(cursor);
  }
  if (!flags.follow) return absl::OkStatus();
  std::mutex output;
  std::vector<absl::Status> ends(services.size());
  std::vector<std::thread> followers;
  for (size_t i = 0; i < services.size(); ++i) {
    followers.emplace_back([&, i] { ends[i] = Follow(connection, services[i], flags, cursors[i], output); });
  }
  for (std::thread& follower : followers) follower.join();
  for (const absl::Status& end : ends) GILDE_RETURN_IF_ERROR(end);
  return absl::OkStatus();
}

}  // namespace

void AddEvents(CLI::App& app, Context& context) {
  auto flags = std::make_shared<EventFlags>();
  CLI::App* command = app.add_subcommand("events", "What happened, service by service, oldest first");
  command->add_flag("--follow", flags->follow, "Go on as it happens, until interrupted");
  command->add_option("--service", flags->services, "Only of these services")
      ->check(CLI::IsMember({"profile", "matching", "scheduling", "notification"}))
      ->delimiter(',');
  command->add_option("--types", flags->types, "Only these types; 'mentorship.*' for all of mentorships")->delimiter(',');
  command->add_option("--cursor", flags->cursor, "Only events after this cursor of one service");
  command->callback([flags, &context] { context.action = [flags](const Connection& c) { return Events(c, *flags); }; });
}

}  // namespace gilde::cli
