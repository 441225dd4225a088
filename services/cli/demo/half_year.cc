// Step 5: six months in which the sandbox clock moves and people do what people do.
#include <algorithm>
#include <deque>
#include <map>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/base/errors.h"
#include "common/base/zones.h"
#include "gilde/common/v1/event.pb.h"
#include "gilde/matching/v1/mentorship.pb.h"
#include "services/cli/all_events.h"
#include "services/cli/demo/pair_life.h"
#include "services/cli/demo/recount.h"
#include "services/cli/demo/stage.h"
#include "services/cli/output.h"

namespace gilde::cli {

using gilde::common::v1::Event;
using gilde::matching::v1::Mentorship;

namespace {

// What the machine did by itself, in words; by event type.
const std::map<std::string, std::string>& Sentences() {
  static const auto& sentences = *new std::map<std::string, std::string>{
      {"mentorship.quiet", "it has gone quiet."},
      {"mentorship.soft_check_in", "one soft check-in is sent, no answer needed."},
      {"mentorship.ten_minutes_offered", "ten minutes, or a few lines, are offered instead."},
      {"mentorship.pause_offered", "a pause is offered."},
      {"mentorship.no_time_offered", "ten minutes or an update in writing are offered."},
      {"mentorship.resume_notice", "the pause ends in three days."},
      {"mentorship.resumed", "the pause is over and they go on."},
      {"mentorship.wrap_up_proposed", "time to look back together: a wrap-up is proposed."},
      {"mentorship.rematch_queued", "the mentee is first in line for another mentor."},
  };
  return sentences;
}

class HalfYear {
 public:
  explicit HalfYear(Stage& stage) : stage_(stage) {}

  void Begin(Pair& pair) {
    PairLife& life = lives_.emplace_back(stage_, calendar_, chronicle_, pair);
    life.on_rematch = [this](Pair& fresh) { return BeginRematch(fresh); };
    life.Begin();
  }

  absl::Status Live() {
    absl::CivilMonth month(absl::ToCivilDay(stage_.story.now(), absl::UTCTimeZone()));
    absl::Time end = stage_.program_end + absl::Hours(48);
    while (stage_.story.now() < end) {
      absl::Time until = std::min(absl::FromCivil(absl::CivilDay(month + 1), absl::UTCTimeZone()), end);
      GILDE_RETURN_IF_ERROR(calendar_.RunUntil(until, stage_.story));
      GILDE_RETURN_IF_ERROR(stage_.story.Once(absl::StrCat("month/", absl::FormatCivilTime(month)), [&] { return TellMonth(month); }));
      chronicle_ = Chronicle();
      ++month;
    }
    return absl::OkStatus();
  }

 private:
  absl::Status BeginRematch(Pair& pair) {
    Booking booking;
    booking.key = absl::StrFormat("p%02d/0", pair.number);
    booking.pair = &pair;
    booking.from = stage_.story.now() + absl::Hours(30);
    booking.to = booking.from + absl::Hours(24 * 14);
    booking.by_hold = true;
    GILDE_ASSIGN_OR_RETURN(Booked booked, Book(stage_, booking));
    pair.first_meeting = booked.meeting;
    pair.first_slot = booked.slot;
    Begin(pair);
    return absl::OkStatus();
  }

  // The month's lines, with what deadlines did to the pairs that are followed, and its counts.
  absl::Status TellMonth(absl::CivilMonth month) {
    absl::Time from = absl::FromCivil(absl::CivilDay(month), absl::UTCTimeZone());
    std::map<std::string, int> counts;
    for (const char* service : {"matching", "scheduling"}) {
      GILDE_ASSIGN_OR_RETURN(std::vector<Event> events, AllEvents(stage_.connection(), service));
      for (const Event& event : events) {
        absl::Time time = base::FromProto(event.time());
        if (time < from || time >= absl::FromCivil(absl::CivilDay(month + 1), absl::UTCTimeZone())) continue;
        ++counts[event.type()];
        TellEvent(event, time);
      }
    }
    stage_.story.Say("   " + Bold(absl::FormatTime("%B %Y", from, absl::UTCTimeZone())));
    chronicle_.Tell(stage_.story);
    stage_.story.Say(
        Dim(absl::StrCat("   ", counts["meeting.completed"], " meetings held, ", counts["meeting.agenda_missed"], " agendas missed, ",
                         counts["meeting.follow_up_submitted"], " follow-ups, ", counts["advice.given"], " pieces of advice, ",
                         counts["advice.reported"], " reported back, ", counts["feedback.given"], " times feedback")));
    return absl::OkStatus();
  }

  void TellEvent(const Event& event, absl::Time time) {
    const Pair* pair = nullptr;
    for (const Pair& candidate : stage_.pairs) {
      if (candidate.mentorship == event.subject() && candidate.featured()) pair = &candidate;
    }
    if (pair == nullptr) return;
    std::string line;
    auto sentence = Sentences().find(event.type());
    Mentorship mentorship;
    if (sentence != Sentences().end()) {
      line = sentence->second;
    } else if (event.type() == "mentorship.ended" && event.actor().empty() && event.payload().UnpackTo(&mentorship)) {
      line = mentorship.end_reason() == Mentorship::MOVED_ON ? "they move on. The seat is free, and nobody is to blame."
                                                             : "it comes to its agreed end.";
    }
    if (!line.empty()) chronicle_.Add(time, absl::StrCat(pair->mentee->call, " and ", pair->mentor->call, ": ", line));
  }

  Stage& stage_;
  Calendar calendar_;
  Chronicle chronicle_;
  std::deque<PairLife> lives_;
};

}  // namespace

absl::Status TellHalfYear(Stage& stage) {
  stage.story.Chapter(5, "Half a year goes by");
  static constexpr Plot kPlots[] = {Plot::kReached, Plot::kSilent, Plot::kMismatch, Plot::kPaused, Plot::kNoTime, Plot::kRescued};
  size_t next = 0;
  for (Pair& pair : stage.pairs) {
    // Whoever reaches a goal must have one.
    if (next < std::size(kPlots) && !(kPlots[next] == Plot::kReached && pair.mentee->person.goal.outcome().empty())) {
      pair.plot = kPlots[next++];
    }
  }
  HalfYear half_year(stage);
  size_t pairs = stage.pairs.size();
  for (size_t i = 0; i < pairs; ++i) half_year.Begin(stage.pairs[i]);
  return half_year.Live();
}

}  // namespace gilde::cli
