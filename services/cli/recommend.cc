// gilde recommend: mentors for a mentee, with the reasons that add up to each score.
#include <iostream>
#include <memory>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "gilde/profile/v1/profile_service.pb.h"
#include "services/cli/commands.h"
#include "services/cli/output.h"
#include "services/cli/recommendation.h"

namespace gilde::cli {

using gilde::matching::v1::RecommendMentorsRequest;
using gilde::matching::v1::RecommendMentorsResponse;

namespace {

struct RecommendFlags {
  std::string mentee, program = "informal";
  int count = 5;
};

// Names of the recommended, as far as the caller may see them.
std::string NameOf(const Connection& connection, const std::string& profile) {
  gilde::profile::v1::GetProfileRequest request;
  request.set_name(profile);
  auto found = connection.Call<gilde::profile::v1::Profile>(connection.Default(), "gilde.profile.v1.ProfileService/GetProfile", request);
  return found.ok() ? found->display_name() : profile;
}

absl::Status Recommend(const Connection& connection, const RecommendFlags& flags) {
  RecommendMentorsRequest request;
  std::string program =
      absl::StrContains(flags.program, "/") ? flags.program : absl::StrCat(connection.Organization(), "/programs/", flags.program);
  FillRecommendRequest(program, connection.PersonName(flags.mentee), flags.count, &request);
  GILDE_ASSIGN_OR_RETURN(auto found, connection.Call<RecommendMentorsResponse>(connection.Default(),
                                                                               "gilde.matching.v1.MatchService/RecommendMentors", request));
  if (connection.options().json) {
    std::cout << ToJson(found) << '\n';
    return absl::OkStatus();
  }
  if (found.recommendations().empty()) {
    std::cout
        << "Nobody fits now; " << found.forbidden_count()
        << " are ruled out. Whoever offers to be a mentor is looked at once the offer is approved (ProfileService.ReviewMentorOffer).\n";
  }
  for (const auto& recommendation : found.recommendations()) {
    std::cout << Bold(absl::StrCat(recommendation.rank(), ". ", NameOf(connection, recommendation.mentor()))) << "  "
              << Reasons(recommendation) << '\n';
    for (const auto& part : recommendation.parts()) {
      if (part.points() > 0) std::cout << "     " << Fit(Points(part.points()), 6) << " " << part.fact() << '\n';
    }
  }
  return absl::OkStatus();
}

}  // namespace

void AddRecommend(CLI::App& app, Context& context) {
  auto flags = std::make_shared<RecommendFlags>();
  CLI::App* command = app.add_subcommand("recommend", "Mentors for a mentee, and why");
  command->add_option("mentee", flags->mentee, "Profile id or name")->required();
  command->add_option("--program", flags->program, "Program id or name")->capture_default_str();
  command->add_option("--count", flags->count, "How many")->check(CLI::Range(1, 100))->capture_default_str();
  command->callback([flags, &context] { context.action = [flags](const Connection& c) { return Recommend(c, *flags); }; });
}

}  // namespace gilde::cli
