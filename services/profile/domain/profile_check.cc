// Everything that can be wrong with a profile, named field by field.
#include <algorithm>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/base/ids.h"
#include "common/base/text.h"
#include "common/base/zones.h"
#include "services/profile/domain/checks.h"
#include "services/profile/domain/profile.h"

namespace gilde::profile::domain {

using gilde::profile::v1::CommunicationPreference;
using gilde::profile::v1::GuidanceKind_IsValid;
using gilde::profile::v1::MentorOffer;
using gilde::profile::v1::MentorPersona;
using gilde::profile::v1::Profile;
using gilde::profile::v1::PublicWork;

namespace {

constexpr int kSkillLength = 80;

// A field of the message, `email`, or of an entry of a list in it, `languages[2].tag`. Written out only when something is wrong with it:
// imports check millions of fields.
struct Where {
  Where(const char* field) : text(field) {}  // NOLINT(google-explicit-constructor): reads like the field
  Where(const char* list, int index, const char* field = "") : text(list), index(index), field(field) {}
  std::string ToString() const { return index < 0 ? std::string(text) : At(text, index, field); }
  const char* text;
  int index = -1;
  const char* field = "";
};

// Adds checks under one message of the request.
class Checker {
 public:
  Checker(std::string_view field, base::Violations& violations) : field_(field), violations_(violations) {}
  std::string Path(const Where& where) const { return field_ + "." + where.ToString(); }
  void Text(std::string_view text, const Where& where, const TextRule& rule) {
    if (!IsFine(text, rule)) CheckText(text, Path(where), rule, violations_);
  }
  void Range(std::int64_t value, std::int64_t low, std::int64_t high, const Where& where, std::string_view reason) {
    if (value < low || value > high) CheckRange(value, low, high, Path(where), reason, violations_);
  }
  void Size(int size, int maximum, const Where& where) {
    if (size > maximum) CheckSize(size, maximum, Path(where), violations_);
  }
  void Require(bool fine, const Where& where, std::string_view reason, std::string_view message) {
    if (!fine) violations_.Add(Path(where), reason, message);
  }
  // Enumeration values: known, not the unspecified one, each once.
  template <class Values, class IsValid>
  void Kinds(const Values& values, const char* field, IsValid is_valid) {
    for (int i = 0; i < values.size(); ++i) {
      Require(values.Get(i) != 0 && is_valid(values.Get(i)), {field, i}, "KIND_UNKNOWN", "must be one of the values of the enumeration");
      bool twice = std::find(values.begin(), values.begin() + i, values.Get(i)) != values.begin() + i;
      Require(!twice, {field, i}, "KIND_TWICE", "each comes once");
    }
  }

 private:
  std::string field_;
  base::Violations& violations_;
};

void CheckPeople(const Profile& profile, Checker& check) {
  std::string organization = base::OrganizationName(profile.name());
  auto is_person = [&](std::string_view name) {
    return base::NameMatches(name, "organizations/*/profiles/*") && (profile.name().empty() || base::ParentOf(name) == organization);
  };
  if (!profile.manager().empty()) {
    check.Require(is_person(profile.manager()), "manager", "PERSON_INVALID", "a name looks like organizations/*/profiles/*");
    check.Require(profile.manager() != profile.name(), "manager", "MANAGER_SELF", "nobody is their own manager");
  }
  check.Size(profile.blocked_size(), 100, "blocked");
  for (int i = 0; i < profile.blocked_size(); ++i) {
    check.Require(is_person(profile.blocked(i)), {"blocked", i}, "PERSON_INVALID", "a name looks like organizations/*/profiles/*");
    check.Require(profile.blocked(i) != profile.name(), {"blocked", i}, "BLOCKED_SELF", "nobody blocks themselves");
  }
}

void CheckIdentity(const Profile& profile, Checker& check) {
  check.Text(profile.external_id(), "external_id", {.maximum = 120});
  check.Text(profile.given_name(), "given_name", {.maximum = 120, .required = true});
  check.Text(profile.family_name(), "family_name", {.maximum = 120});
  check.Require(profile.email().empty() || base::IsEmail(profile.email()), "email", "EMAIL_INVALID", "must look like ada@example.org");
  check.Require(Profile::Kind_IsValid(profile.kind()), "kind", "KIND_UNKNOWN", "must be one of the values of the enumeration");
  check.Require(Profile::Visibility_IsValid(profile.visibility()), "visibility", "VISIBILITY_UNKNOWN",
                "must be one of the values of the enumeration");
  check.Text(profile.org_unit(), "org_unit", {.maximum = 200});
  int parts =
      profile.org_unit().empty() ? 0 : static_cast<int>(std::vector<absl::string_view>(absl::StrSplit(profile.org_unit(), '/')).size());
  check.Require(parts <= 10, "org_unit", "ORG_UNIT_TOO_DEEP", "at most 10 parts");
  check.Range(profile.seniority_level(), 0, 9, "seniority_level", "SENIORITY_OUT_OF_RANGE");
  check.Text(profile.location(), "location", {.maximum = 120});
  check.Require(base::Zone(profile.time_zone()).ok(), "time_zone", "ZONE_UNKNOWN", "must be an IANA zone such as Europe/Amsterdam");
  CheckPeople(profile, check);
}

void CheckLanguages(const Profile& profile, Checker& check) {
  check.Size(profile.languages_size(), 20, "languages");
  std::set<std::string_view> seen;
  for (int i = 0; i < profile.languages_size(); ++i) {
    const auto& language = profile.languages(i);
    check.Require(base::IsLanguageTag(language.tag()), {"languages", i, "tag"}, "LANGUAGE_INVALID",
                  "must be a BCP 47 tag such as nl or pt-BR");
    check.Require(seen.insert(language.tag()).second, {"languages", i, "tag"}, "LANGUAGE_TWICE", "each language comes once");
    check.Range(language.proficiency(), 1, 5, {"languages", i, "proficiency"}, "PROFICIENCY_OUT_OF_RANGE");
  }
}

void CheckSkillLists(const Profile& profile, Checker& check) {
  check.Size(profile.skills_offered_size(), 50, "skills_offered");
  for (int i = 0; i < profile.skills_offered_size(); ++i) {
    check.Text(profile.skills_offered(i).skill(), {"skills_offered", i, "skill"}, {.maximum = kSkillLength, .required = true});
    check.Range(profile.skills_offered(i).level(), 1, 5, {"skills_offered", i, "level"}, "LEVEL_OUT_OF_RANGE");
  }
  check.Size(profile.skills_sought_size(), 50, "skills_sought");
  for (int i = 0; i < profile.skills_sought_size(); ++i) {
    const auto& sought = profile.skills_sought(i);
    check.Text(sought.skill(), {"skills_sought", i, "skill"}, {.maximum = kSkillLength, .required = true});
    check.Range(sought.from_level(), 0, 5, {"skills_sought", i, "from_level"}, "LEVEL_OUT_OF_RANGE");
    check.Range(sought.to_level(), 1, 5, {"skills_sought", i, "to_level"}, "LEVEL_OUT_OF_RANGE");
    check.Require(sought.to_level() > sought.from_level(), {"skills_sought", i, "to_level"}, "LEVEL_NOT_ABOVE",
                  "must be above from_level: something is to be learned");
  }
  check.Kinds(profile.guidance_offered(), "guidance_offered", [](int kind) { return GuidanceKind_IsValid(kind); });
  check.Kinds(profile.guidance_sought(), "guidance_sought", [](int kind) { return GuidanceKind_IsValid(kind); });
}

void CheckOffer(const MentorOffer& offer, Checker check) {
  check.Range(offer.capacity(), 0, 20, "capacity", "CAPACITY_OUT_OF_RANGE");
  check.Range(offer.minutes_per_month(), 0, 2400, "minutes_per_month", "MINUTES_OUT_OF_RANGE");
  check.Kinds(offer.relationship_kinds(), "relationship_kinds", [](int kind) { return MentorOffer::RelationshipKind_IsValid(kind); });
  check.Require(!offer.has_break_until_date() || IsDay(offer.break_until_date()), "break_until_date", "DATE_INVALID",
                "must be a whole day of the calendar");
}

void CheckPersona(const MentorPersona& persona, Checker check) {
  check.Text(persona.experience(), "experience", {.maximum = 2000, .one_line = false});
  check.Size(persona.skills_size(), 20, "skills");
  for (int i = 0; i < persona.skills_size(); ++i) {
    check.Text(persona.skills(i), {"skills", i}, {.maximum = kSkillLength, .required = true});
  }
  check.Size(persona.traits_size(), 20, "traits");
  for (int i = 0; i < persona.traits_size(); ++i) check.Text(persona.traits(i), {"traits", i}, {.maximum = 40, .required = true});
  check.Range(persona.seniority_min(), 0, 9, "seniority_min", "SENIORITY_OUT_OF_RANGE");
  check.Range(persona.seniority_max(), 0, 9, "seniority_max", "SENIORITY_OUT_OF_RANGE");
  check.Require(!persona.has_seniority_max() || persona.seniority_max() >= persona.seniority_min(), "seniority_max", "SENIORITY_REVERSED",
                "must not be below seniority_min");
}

void CheckCommunication(const CommunicationPreference& preference, Checker check) {
  check.Require(CommunicationPreference::Channel_IsValid(preference.channel()), "channel", "CHANNEL_UNKNOWN",
                "must be one of the values of the enumeration");
  check.Range(preference.directness(), 0, 5, "directness", "NUMBER_OUT_OF_RANGE");
  check.Range(preference.formality(), 0, 5, "formality", "NUMBER_OUT_OF_RANGE");
  check.Require(preference.language().empty() || base::IsLanguageTag(preference.language()), "language", "LANGUAGE_INVALID",
                "must be a BCP 47 tag such as nl or pt-BR");
  check.Range(preference.response_hours(), 0, 336, "response_hours", "NUMBER_OUT_OF_RANGE");
}

bool IsWebAddress(const std::string& url) {
  bool known = absl::StartsWithIgnoreCase(url, "https://") || absl::StartsWithIgnoreCase(url, "http://");
  return known && url.find("://") + 3 < url.size() && url.find_first_of(" \t\r\n\"<>") == std::string::npos;
}

void CheckWorks(const Profile& profile, Checker& check) {
  check.Size(profile.public_works_size(), 20, "public_works");
  for (int i = 0; i < profile.public_works_size(); ++i) {
    const PublicWork& work = profile.public_works(i);
    check.Require(work.kind() != PublicWork::KIND_UNSPECIFIED && PublicWork::Kind_IsValid(work.kind()), {"public_works", i, "kind"},
                  "KIND_UNKNOWN", "must be one of the values of the enumeration");
    check.Text(work.title(), {"public_works", i, "title"}, {.maximum = 200, .required = true});
    check.Text(work.url(), {"public_works", i, "url"}, {.maximum = 500});
    check.Require(work.url().empty() || IsWebAddress(work.url()), {"public_works", i, "url"}, "URL_INVALID",
                  "must begin with http:// or https://");
  }
}

}  // namespace

void CheckProfile(const Profile& profile, std::string_view field, base::Violations& violations) {
  Checker check(field, violations);
  CheckIdentity(profile, check);
  CheckLanguages(profile, check);
  CheckSkillLists(profile, check);
  if (profile.has_mentor_offer()) CheckOffer(profile.mentor_offer(), Checker(check.Path("mentor_offer"), violations));
  if (profile.has_persona()) CheckPersona(profile.persona(), Checker(check.Path("persona"), violations));
  if (profile.has_communication()) CheckCommunication(profile.communication(), Checker(check.Path("communication"), violations));
  CheckWorks(profile, check);
}

}  // namespace gilde::profile::domain
