#include "services/cli/measures.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"

namespace gilde::cli {

namespace {

std::string Words(const gilde::matching::v1::Ratio& ratio) {
  if (ratio.of() == 0) return "0 of 0";
  return absl::StrFormat("%d of %d (%.0f %%)", ratio.part(), ratio.of(), 100.0 * ratio.part() / ratio.of());
}

}  // namespace

std::vector<std::pair<std::string, std::string>> MeasureRows(const gilde::matching::v1::Measures& measures) {
  const auto& funnel = measures.funnel();
  const auto& first = measures.first_meeting();
  std::vector<std::pair<std::string, std::string>> rows = {
      {"requests sent", absl::StrCat(funnel.requests_sent())},
      {"requests accepted", absl::StrCat(funnel.requests_accepted())},
      {"requests declined", absl::StrCat(funnel.requests_declined())},
      {"requests withdrawn", absl::StrCat(funnel.requests_withdrawn())},
      {"requests expired", absl::StrCat(funnel.requests_expired())},
      {"mentorships created", absl::StrCat(funnel.mentorships_created())},
      {"introductions begun", absl::StrCat(funnel.intros_started())},
      {"first meetings held", absl::StrCat(funnel.first_meetings_held())},
      {"introductions continued", absl::StrCat(funnel.intros_continued())},
      {"mentorships active", absl::StrCat(funnel.activated())},
      {"completed", absl::StrCat(funnel.completed())},
      {"staying in touch", absl::StrCat(funnel.contacts_started())},
      {"invited to mentor", absl::StrCat(funnel.invited_to_mentor())},
      {"hours to first meeting, mean", absl::StrFormat("%.1f", first.mean_hours())},
      {"hours to first meeting, median", absl::StrFormat("%.1f", first.median_hours())},
      {"agendas in time", Words(measures.on_time_agendas())},
      {"follow-ups in time", Words(measures.on_time_follow_ups())},
      {"advice reported back", Words(measures.closed_advice())},
      {"silences rescued", Words(measures.rescued_silences())},
      {"people matched", Words(measures.match_rate())},
      {"drifted from what was agreed", Words(measures.drifted())},
      {"running, of them silent, not met, without time, with open advice",
       absl::StrFormat("%d, %d, %d, %d, %d", measures.health().running(), measures.health().silent(), measures.health().not_met(),
                       measures.health().without_time(), measures.health().open_advice())},
      {"paused", absl::StrCat(measures.health().paused())},
      {"satisfaction, mean of 1-5", absl::StrFormat("%.2f", measures.satisfaction().mean())},
      {"satisfaction, answers 1 to 5", absl::StrJoin(measures.satisfaction().answers(), " ")},
  };
  for (const auto& rate : measures.responses()) {
    rows.emplace_back(absl::StrCat("approaches, ", absl::AsciiStrToLower(rate.quality())),
                      absl::StrFormat("%d sent, %d answered, %d accepted", rate.sent(), rate.answered(), rate.accepted()));
  }
  for (const auto& end : measures.ends()) {
    rows.emplace_back(absl::StrCat("ended, ", absl::AsciiStrToLower(absl::StrReplaceAll(end.reason(), {{"_", " "}}))),
                      absl::StrCat(end.count()));
  }
  return rows;
}

}  // namespace gilde::cli
