#include "services/matching/domain/hard_constraints.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/base/zones.h"
#include "services/matching/domain/days.h"
#include "services/matching/domain/policy.h"
#include "services/matching/domain/score.h"

namespace gilde::matching::domain {

using gilde::matching::v1::Enrollment;
using gilde::matching::v1::HardRule;
using gilde::matching::v1::Program;
using gilde::profile::v1::MentorOffer;
using gilde::profile::v1::Profile;

namespace {

class Rules {
 public:
  Rules(const Candidacy& candidacy, absl::Time now, Readers readers, bool dutch)
      : c_(candidacy), now_(now), readers_(readers), dutch_(dutch) {}

  std::vector<Forbidden> Run() {
    People();
    Fit();
    return std::move(forbidden_);
  }

 private:
  void Forbid(bool forbids, HardRule rule, std::string_view english, std::string_view dutch, std::string_view remedy = "",
              std::string_view dutch_remedy = "") {
    if (!forbids) return;
    Forbidden& one = forbidden_.emplace_back();
    one.set_rule(rule);
    one.set_fact(std::string(dutch_ ? dutch : english));
    one.set_remedy(std::string(dutch_ ? dutch_remedy : remedy));
  }

  void People() {
    const Profile& mentee = c_.mentee.profile;
    const Profile& mentor = c_.mentor.profile;
    bool peer = c_.program.kind() == Program::PEER;
    Forbid(!CheckMentor(c_.program, c_.enrollment).ok() || mentor.state() != Profile::ACTIVE, v1::ENROLLED,
           "does not mentor in this program now", "is nu geen mentor in dit programma");
    Forbid(!CheckSeat(c_.enrollment).ok(), v1::CAPACITY, "every seat is taken", "alle plaatsen zijn bezet", "one free seat would suffice",
           "één vrije plaats is genoeg");
    const MentorOffer& offer = mentor.mentor_offer();
    bool resting = offer.has_break_until_date() && now_ < EndOf(offer.break_until_date()) - Days(1);
    Forbid(!peer && (offer.vetting() != MentorOffer::APPROVED || resting), v1::VETTED, "the mentor offer is not approved, or rests",
           "het mentoraanbod is niet goedgekeurd of rust");
    Forbid(mentee.name() == mentor.name() || InReportingLine(mentee, mentor, c_.manager), v1::REPORTING_LINE, "is in your reporting line",
           "zit in je rapportagelijn");
    auto blocks = [](const Profile& a, const Profile& b) {
      return std::find(a.blocked().begin(), a.blocked().end(), b.name()) != a.blocked().end();
    };
    Forbid(c_.past.together || c_.past.never || blocks(mentee, mentor) || blocks(mentor, mentee), v1::PAST, "is not available to you",
           "is niet beschikbaar voor jou");
  }

  void Fit() {
    const auto& hard = c_.program.match_policy().hard();
    Forbid(hard.shared_language() && SharedLanguage(c_.mentee, c_.mentor).second == 0, v1::SHARED_LANGUAGE, "no language in common",
           "geen taal gemeen", "one language in common would suffice", "één gedeelde taal is genoeg");
    Forbid(hard.max_zone_hours() > 0 && ZoneHours(c_.mentee, c_.mentor, now_) > hard.max_zone_hours(), v1::ZONE_DISTANCE,
           "the time zones are too far apart", "de tijdzones liggen te ver uiteen");
    Forbid(OverlapMinutes(c_.mentee, c_.mentor, now_) < hard.min_overlap_minutes(), v1::OVERLAP, "too few working hours in common",
           "te weinig werkuren gemeen");
    Forbid(hard.other_unit() && c_.mentee.profile.org_unit() == c_.mentor.profile.org_unit(), v1::OTHER_UNIT, "is of your own unit",
           "is van je eigen eenheid");
    bool below = c_.mentor.profile.seniority_level() < c_.mentee.profile.seniority_level();
    Forbid(c_.program.kind() == Program::REVERSE && !below, v1::SENIORITY, "is not below you in seniority",
           "staat niet onder je in niveau");
    Forbid(NotHeardOf(InactiveDays(c_.program.match_policy())), v1::ACTIVE, "has not been heard of for long",
           "heeft lang niets van zich laten horen", "a look at their own profile would suffice", "een blik op het eigen profiel is genoeg");
    Expression();
  }

  void Expression() {
    std::vector<std::string> broken = c_.constraint->Broken({c_.mentee.profile, c_.mentee_enrollment}, {c_.mentor.profile, c_.enrollment});
    if (readers_ == Readers::kMembers) {
      Forbid(!broken.empty(), v1::CONSTRAINT, "the program asks for something else of the two",
             "het programma vraagt iets anders van jullie beiden");
      return;
    }
    for (const std::string& part : broken) {
      Forbid(true, v1::CONSTRAINT, absl::StrCat("the program asks for ", part), absl::StrCat("het programma vraagt ", part));
    }
  }

  // Whoever mentors somebody now is there, whatever their profile says.
  bool NotHeardOf(int days) const {
    if (days <= 0 || (c_.enrollment != nullptr && c_.enrollment->seats_taken() > 0)) return false;
    const Profile& mentor = c_.mentor.profile;
    absl::Time heard = std::max(base::FromProto(mentor.create_time()), base::FromProto(mentor.last_active_time()));
    if (c_.enrollment != nullptr) heard = std::max(heard, base::FromProto(c_.enrollment->create_time()));
    return now_ > heard + Days(days);
  }

  const Candidacy& c_;
  absl::Time now_;
  Readers readers_;
  bool dutch_;
  std::vector<Forbidden> forbidden_;
};

}  // namespace

std::vector<Forbidden> ForbiddenBy(const Candidacy& candidacy, absl::Time now, Readers readers, bool dutch) {
  return Rules(candidacy, now, readers, dutch).Run();
}

}  // namespace gilde::matching::domain
