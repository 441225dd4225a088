#include "services/profile/domain/profile.h"

#include <algorithm>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "services/profile/domain/checks.h"

namespace gilde::profile::domain {

using gilde::profile::v1::MentorOffer;
using gilde::profile::v1::MentorPersona;
using gilde::profile::v1::OfferedSkill;
using gilde::profile::v1::Organization;
using gilde::profile::v1::Profile;
using gilde::profile::v1::ReviewMentorOfferRequest;
using gilde::profile::v1::SoughtSkill;
using google::protobuf::RepeatedPtrField;

namespace {

// Keeps one entry a skill, merging later ones into the first.
template <class Entry, class Merge>
void ResolveEach(RepeatedPtrField<Entry>& entries, const Resolve& resolve, Merge merge) {
  RepeatedPtrField<Entry> kept;
  for (Entry& entry : entries) {
    if (!entry.skill().empty()) entry.set_skill(resolve(entry.skill()).skill);
    auto same = std::find_if(kept.begin(), kept.end(),
                             [&](const Entry& other) { return other.skill() == entry.skill() && !entry.skill().empty(); });
    if (same == kept.end()) {
      *kept.Add() = std::move(entry);
    } else {
      merge(*same, entry);
    }
  }
  entries.Swap(&kept);
}

void KeepFirst(RepeatedPtrField<std::string>& words) {
  if (words.size() < 2) return;
  std::set<std::string> seen;
  words.erase(std::remove_if(words.begin(), words.end(), [&](const std::string& word) { return !seen.insert(word).second; }), words.end());
}

// Trims a field that needs it, and leaves unset ones unset.
template <class Mutable>
void Tidy(const std::string& text, Mutable field) {
  if (text.empty() || !(absl::ascii_isspace(text.front()) || absl::ascii_isspace(text.back()))) return;
  Trim(field());
}

void NormalizePersona(MentorPersona& persona, const Resolve& resolve) {
  Trim(persona.mutable_experience());
  for (std::string& skill : *persona.mutable_skills()) {
    if (!skill.empty()) skill = resolve(skill).skill;
  }
  KeepFirst(*persona.mutable_skills());
  for (std::string& trait : *persona.mutable_traits()) Trim(&trait);
  KeepFirst(*persona.mutable_traits());
}

}  // namespace

const base::OutputOnly& ProfileOutputOnly() {
  static const auto& fields = *new base::OutputOnly{"name",
                                                    "etag",
                                                    "create_time",
                                                    "update_time",
                                                    "display_name",
                                                    "state",
                                                    "last_active_time",
                                                    "unknown_skills",
                                                    "mentor_offer.vetting",
                                                    "persona.revision"};
  return fields;
}

void Normalize(Profile& profile, const Resolve& resolve) {
  Tidy(profile.external_id(), [&] { return profile.mutable_external_id(); });
  Tidy(profile.given_name(), [&] { return profile.mutable_given_name(); });
  Tidy(profile.family_name(), [&] { return profile.mutable_family_name(); });
  Tidy(profile.email(), [&] { return profile.mutable_email(); });
  Tidy(profile.location(), [&] { return profile.mutable_location(); });
  Tidy(profile.time_zone(), [&] { return profile.mutable_time_zone(); });
  if (!profile.org_unit().empty()) {
    std::vector<std::string> parts;
    for (absl::string_view part : absl::StrSplit(profile.org_unit(), '/')) {
      part = absl::StripAsciiWhitespace(part);
      if (!part.empty()) parts.emplace_back(part);
    }
    profile.set_org_unit(absl::StrJoin(parts, "/"));
  }
  for (auto& language : *profile.mutable_languages()) language.set_tag(CanonicalLanguage(language.tag()));
  ResolveEach(*profile.mutable_skills_offered(), resolve,
              [](OfferedSkill& kept, const OfferedSkill& other) { kept.set_level(std::max(kept.level(), other.level())); });
  ResolveEach(*profile.mutable_skills_sought(), resolve, [](SoughtSkill& kept, const SoughtSkill& other) {
    kept.set_from_level(std::min(kept.from_level(), other.from_level()));
    kept.set_to_level(std::max(kept.to_level(), other.to_level()));
  });
  if (profile.has_persona()) NormalizePersona(*profile.mutable_persona(), resolve);
  if (profile.has_communication()) {
    auto& communication = *profile.mutable_communication();
    communication.set_language(CanonicalLanguage(communication.language()));
  }
  for (auto& work : *profile.mutable_public_works()) {
    Trim(work.mutable_title());
    Trim(work.mutable_url());
  }
  KeepFirst(*profile.mutable_blocked());
}

Profile NewProfile(Profile wanted, std::string_view name, const Organization& organization, const Catalogue& catalogue) {
  wanted.clear_etag();
  wanted.clear_create_time();
  wanted.clear_update_time();
  wanted.clear_last_active_time();
  wanted.set_name(std::string(name));
  wanted.set_state(Profile::ACTIVE);
  if (wanted.time_zone().empty()) wanted.set_time_zone(organization.default_time_zone());
  Settle(Profile(), catalogue, wanted);
  return wanted;
}

void Settle(const Profile& current, const Catalogue& catalogue, Profile& next) {
  if (next.kind() == Profile::KIND_UNSPECIFIED) next.set_kind(Profile::EMPLOYEE);
  if (next.visibility() == Profile::VISIBILITY_UNSPECIFIED) next.set_visibility(Profile::EVERYONE);
  next.set_display_name(
      absl::StrCat(next.given_name(), next.given_name().empty() || next.family_name().empty() ? "" : " ", next.family_name()));
  if (next.has_mentor_offer()) {
    next.mutable_mentor_offer()->set_vetting(current.has_mentor_offer() ? current.mentor_offer().vetting() : MentorOffer::PENDING);
  }
  if (next.has_persona()) next.mutable_persona()->set_revision(current.persona().revision());
  next.clear_unknown_skills();
  auto report = [&](const std::string& skill) {
    if (catalogue.Find(skill) == nullptr) *next.add_unknown_skills() = skill;
  };
  for (const auto& offered : next.skills_offered()) report(offered.skill());
  for (const auto& sought : next.skills_sought()) report(sought.skill());
  KeepFirst(*next.mutable_unknown_skills());
}

bool PersonaChanged(const Profile& before, const Profile& after) {
  auto words = [](const Profile& profile) {
    MentorPersona persona = profile.persona();
    persona.clear_revision();
    return std::pair(profile.has_persona(), persona.SerializeAsString());
  };
  return words(before) != words(after);
}

std::vector<std::pair<std::string, std::string>> NewReferences(const Profile& before, const Profile& after) {
  std::vector<std::pair<std::string, std::string>> references;
  if (!after.manager().empty() && after.manager() != before.manager()) references.emplace_back("profile.manager", after.manager());
  std::set<std::string_view> known(before.blocked().begin(), before.blocked().end());
  for (int i = 0; i < after.blocked_size(); ++i) {
    if (known.count(after.blocked(i)) == 0) references.emplace_back(At("profile.blocked", i), after.blocked(i));
  }
  return references;
}

absl::Status CheckActive(const Profile& profile) {
  if (profile.state() != Profile::DEACTIVATED) return absl::OkStatus();
  return base::FailedPrecondition("PROFILE_DEACTIVATED", "the person has left: reactivate the profile first");
}

absl::StatusOr<Profile> Deactivate(Profile profile) {
  GILDE_RETURN_IF_ERROR(CheckActive(profile));
  profile.set_state(Profile::DEACTIVATED);
  return profile;
}

absl::StatusOr<Profile> Reactivate(Profile profile) {
  if (profile.state() == Profile::ACTIVE) return base::FailedPrecondition("PROFILE_ACTIVE", "the person is here already");
  profile.set_state(Profile::ACTIVE);
  return profile;
}

absl::StatusOr<Profile> Review(const base::Call& call, Profile profile, ReviewMentorOfferRequest::Decision decision) {
  if (call.ActsFor(profile.name())) return base::PermissionDenied("OWN_OFFER", "somebody else reviews a person's own offer");
  GILDE_RETURN_IF_ERROR(CheckActive(profile));
  if (!profile.has_mentor_offer()) return base::FailedPrecondition("NO_MENTOR_OFFER", "the person does not offer to mentor");
  profile.mutable_mentor_offer()->set_vetting(decision == ReviewMentorOfferRequest::APPROVE ? MentorOffer::APPROVED
                                                                                            : MentorOffer::DECLINED);
  return profile;
}

}  // namespace gilde::profile::domain
