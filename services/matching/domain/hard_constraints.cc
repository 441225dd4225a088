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

bool Resting(const Profile& mentor, absl::Time now) {
  const MentorOffer& offer = mentor.mentor_offer();
  return offer.has_break_until_date() && now < EndOf(offer.break_until_date()) - Days(1);
}

bool Blocks(const Profile& a, const Profile& b) { return std::find(a.blocked().begin(), a.blocked().end(), b.name()) != a.blocked().end(); }

// Whoever mentors somebody now is there, whatever their profile says.
bool NotHeardOf(const Profile& mentor, const Enrollment* enrollment, int days, absl::Time now) {
  if (days <= 0 || (enrollment != nullptr && enrollment->seats_taken() > 0)) return false;
  absl::Time heard = std::max(base::FromProto(mentor.create_time()), base::FromProto(mentor.last_active_time()));
  if (enrollment != nullptr) heard = std::max(heard, base::FromProto(enrollment->create_time()));
  return now > heard + Days(days);
}

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
  void Forbid(HardRule rule, std::string_view english, std::string_view dutch, std::string_view remedy = "",
              std::string_view dutch_remedy = "") {
    if (Breaks(rule, c_, now_)) Say(rule, english, dutch, remedy, dutch_remedy);
  }

  void Say(HardRule rule, std::string_view english, std::string_view dutch, std::string_view remedy = "",
           std::string_view dutch_remedy = "") {
    Forbidden& one = forbidden_.emplace_back();
    one.set_rule(rule);
    one.set_fact(std::string(dutch_ ? dutch : english));
    one.set_remedy(std::string(dutch_ ? dutch_remedy : remedy));
  }

  void People() {
    Forbid(v1::ENROLLED, "does not mentor in this program now", "is nu geen mentor in dit programma");
    Forbid(v1::CAPACITY, "every seat is taken", "alle plaatsen zijn bezet", "one free seat would suffice", "één vrije plaats is genoeg");
    Forbid(v1::VETTED, "the mentor offer is not approved, or rests", "het mentoraanbod is niet goedgekeurd of rust");
    Forbid(v1::REPORTING_LINE, "is in your reporting line", "zit in je rapportagelijn");
    Forbid(v1::PAST, "is not available to you", "is niet beschikbaar voor jou");
  }

  void Fit() {
    Forbid(v1::SHARED_LANGUAGE, "no language in common", "geen taal gemeen", "one language in common would suffice",
           "één gedeelde taal is genoeg");
    Forbid(v1::ZONE_DISTANCE, "the time zones are too far apart", "de tijdzones liggen te ver uiteen");
    Forbid(v1::OVERLAP, "too few working hours in common", "te weinig werkuren gemeen");
    Forbid(v1::OTHER_UNIT, "is of your own unit", "is van je eigen eenheid");
    Forbid(v1::SENIORITY, "is not below you in seniority", "staat niet onder je in niveau");
    Forbid(v1::ACTIVE, "has not been heard of for long", "heeft lang niets van zich laten horen",
           "a look at their own profile would suffice", "een blik op het eigen profiel is genoeg");
    if (readers_ == Readers::kMembers) {
      Forbid(v1::CONSTRAINT, "the program asks for something else of the two", "het programma vraagt iets anders van jullie beiden");
      return;
    }
    for (const std::string& part : c_.constraint->Broken(c_.mentee_side(), c_.mentor_side())) {
      Say(v1::CONSTRAINT, absl::StrCat("the program asks for ", part), absl::StrCat("het programma vraagt ", part));
    }
  }

  const Candidacy& c_;
  absl::Time now_;
  Readers readers_;
  bool dutch_;
  std::vector<Forbidden> forbidden_;
};

}  // namespace

bool Breaks(HardRule rule, const Candidacy& c, absl::Time now) {
  const Profile& mentee = c.mentee.profile;
  const Profile& mentor = c.mentor.profile;
  const auto& hard = c.program.match_policy().hard();
  switch (rule) {
    case v1::ENROLLED:
      return !CheckMentor(c.program, c.enrollment).ok() || mentor.state() != Profile::ACTIVE;
    case v1::CAPACITY:
      return !CheckSeat(c.enrollment).ok();
    case v1::VETTED:
      return c.program.kind() != Program::PEER && (mentor.mentor_offer().vetting() != MentorOffer::APPROVED || Resting(mentor, now));
    case v1::REPORTING_LINE:
      return mentee.name() == mentor.name() || InReportingLine(mentee, mentor, c.manager);
    case v1::PAST:
      return c.past.together || c.past.never || Blocks(mentee, mentor) || Blocks(mentor, mentee);
    case v1::SHARED_LANGUAGE:
      return hard.shared_language() && SharedLanguage(c.mentee, c.mentor).second == 0;
    case v1::ZONE_DISTANCE:
      return hard.max_zone_hours() > 0 && ZoneHours(c.mentee, c.mentor, now) > hard.max_zone_hours();
    case v1::OVERLAP:
      return hard.min_overlap_minutes() > 0 && OverlapMinutes(c.mentee, c.mentor, now) < hard.min_overlap_minutes();
    case v1::OTHER_UNIT:
      return hard.other_unit() && mentee.org_unit() == mentor.org_unit();
    case v1::SENIORITY:
      return c.program.kind() == Program::REVERSE && mentor.seniority_level() >= mentee.seniority_level();
    case v1::ACTIVE:
      return NotHeardOf(mentor, c.enrollment, InactiveDays(c.program.match_policy()), now);
    case v1::CONSTRAINT:
      return !c.constraint->Holds(c.mentee_side(), c.mentor_side());
    default:
      return false;
  }
}

std::vector<Forbidden> ForbiddenBy(const Candidacy& candidacy, absl::Time now, Readers readers, bool dutch) {
  return Rules(candidacy, now, readers, dutch).Run();
}

}  // namespace gilde::matching::domain
