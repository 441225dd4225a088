#include "services/matching/domain/silence.h"

#include <algorithm>

#include "common/base/zones.h"
#include "services/matching/domain/days.h"

namespace gilde::matching::domain {

using gilde::matching::v1::Mentorship;
using gilde::matching::v1::ProgramRules;

absl::Time NextSilence(const Mentorship& mentorship) {
  if (mentorship.state() != Mentorship::INTRO && mentorship.state() != Mentorship::ACTIVE) return absl::InfiniteFuture();
  const ProgramRules& rules = mentorship.rules();
  absl::Time step = base::FromProto(mentorship.silence_step_time());
  switch (mentorship.silence_step()) {
    case Mentorship::QUIET:
      return step + Days(rules.soft_check_in_days());
    case Mentorship::SOFT_CHECK_IN:
      return step + Days(rules.ten_minutes_days());
    case Mentorship::TEN_MINUTES_OFFERED:
      return step + Days(rules.pause_offer_days());
    case Mentorship::PAUSE_OFFERED:
      return step + Days(rules.move_on_days());
    default:
      break;
  }
  absl::Duration quiet = Days(mentorship.cadence_days()) * rules.quiet_cadence_percent() / 100;
  return base::FromProto(mentorship.last_contact_time()) + std::max(quiet, Days(rules.quiet_min_days()));
}

std::string_view StepDown(Mentorship& mentorship, absl::Time now) {
  *mentorship.mutable_silence_step_time() = base::ToProto(now);
  switch (mentorship.silence_step()) {
    case Mentorship::QUIET:
      mentorship.set_silence_step(Mentorship::SOFT_CHECK_IN);
      return "mentorship.soft_check_in";
    case Mentorship::SOFT_CHECK_IN:
      mentorship.set_silence_step(Mentorship::TEN_MINUTES_OFFERED);
      return "mentorship.ten_minutes_offered";
    case Mentorship::TEN_MINUTES_OFFERED:
      mentorship.set_silence_step(Mentorship::PAUSE_OFFERED);
      return "mentorship.pause_offered";
    default:
      mentorship.set_silence_step(Mentorship::QUIET);
      mentorship.mutable_counts()->set_silences(mentorship.counts().silences() + 1);
      return "mentorship.quiet";
  }
}

void Reset(Mentorship& mentorship, absl::Time time) {
  bool silent = mentorship.silence_step() != Mentorship::SILENCE_STEP_UNSPECIFIED;
  mentorship.set_rescued(silent);
  if (silent) mentorship.mutable_counts()->set_silences_rescued(mentorship.counts().silences_rescued() + 1);
  mentorship.clear_silence_step();
  mentorship.clear_silence_step_time();
  mentorship.clear_reschedules();
  mentorship.clear_no_time_offered_time();
  if (time > base::FromProto(mentorship.last_contact_time())) *mentorship.mutable_last_contact_time() = base::ToProto(time);
}

}  // namespace gilde::matching::domain
