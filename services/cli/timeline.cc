#include <iostream>
#include <memory>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/ids.h"
#include "common/base/zones.h"
#include "gilde/matching/v1/mentorship_service.pb.h"
#include "services/cli/commands.h"
#include "services/cli/output.h"

namespace gilde::cli {

namespace {

absl::Status Timeline(const Connection& connection, const std::string& mentorship) {
  gilde::matching::v1::GetTimelineRequest request;
  request.set_parent(absl::StrContains(mentorship, "/") ? mentorship
                                                        : absl::StrCat(connection.Organization(), "/mentorships/", mentorship));
  request.set_page_size(500);
  do {
    GILDE_ASSIGN_OR_RETURN(auto page, connection.Call<gilde::matching::v1::GetTimelineResponse>(
                                          connection.Default(), "gilde.matching.v1.MentorshipService/GetTimeline", request));
    for (const auto& entry : page.entries()) {
      if (connection.options().json) {
        std::cout << ToJson(entry, true) << '\n';
        continue;
      }
      std::string actor(base::IdOf(entry.actor()));
      std::cout << base::ToString(base::FromProto(entry.create_time())) << "  " << Fit(entry.type(), 34) << "  "
                << Dim(Fit(actor.empty() ? "-" : actor, 12)) << "  " << entry.excerpt() << '\n';
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return absl::OkStatus();
}

}  // namespace

void AddTimeline(CLI::App& app, Context& context) {
  auto mentorship = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand("timeline", "What happened in a mentorship, oldest first, as the caller may see it");
  command->add_option("mentorship", *mentorship, "Mentorship id or name")->required();
  command->callback([mentorship, &context] { context.action = [mentorship](const Connection& c) { return Timeline(c, *mentorship); }; });
}

}  // namespace gilde::cli
