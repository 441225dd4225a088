#include "services/profile/domain/import.h"

#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <set>

#include "absl/strings/str_cat.h"
#include "common/base/ids.h"
#include "services/profile/domain/checks.h"
#include "services/profile/domain/wire.h"

namespace gilde::profile::domain {

using gilde::profile::v1::ImportProfileResult;
using gilde::profile::v1::ImportProfileRow;
using gilde::profile::v1::ImportProfilesRequest;
using gilde::profile::v1::Organization;
using gilde::profile::v1::Profile;
using google::protobuf::FieldDescriptor;

namespace {

// Fields of a row that an import leaves alone: what only the service sets, whom the row is about, and what is the person's alone.
bool IsImported(std::string_view field) {
  static const auto& left_alone = *new std::set<std::string_view>{"external_id", "persona", "blocked"};
  return ProfileOutputOnly().count(field) == 0 && left_alone.count(field) == 0;
}

// The same, by field number.
const std::array<bool, Wire::kFields>& ImportedFields() {
  static const auto& imported = *[] {
    auto* fields = new std::array<bool, Wire::kFields>();
    for (int i = 0; i < Profile::descriptor()->field_count(); ++i) {
      const FieldDescriptor* field = Profile::descriptor()->field(i);
      fields->at(field->number()) = IsImported(field->name());
    }
    return fields;
  }();
  return imported;
}

// 125 bits of the text's SHA-256 as 25 digits of base32.
std::string Digest(std::string_view text) {
  unsigned char hash[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), hash);
  std::string digits;
  for (int bit = 0; bit < 125; bit += 5) {
    unsigned window = (hash[bit / 8] << 8 | hash[bit / 8 + 1]) >> (11 - bit % 8);
    digits.push_back("0123456789abcdefghjkmnpqrstvwxyz"[window & 31]);
  }
  return digits;
}

RowPlan PlanOf(const ImportProfileRow& row) {
  RowPlan plan;
  plan.result.set_line(row.line());
  plan.result.set_external_id(row.profile().external_id());
  return plan;
}

void Fail(RowPlan& plan, const base::Violations& violations) {
  plan.result.set_outcome(ImportProfileResult::FAILED);
  for (const auto& item : violations.items()) {
    auto& error = *plan.result.add_errors();
    error.set_field(item.field);
    error.set_reason(item.reason);
    error.set_message(item.message);
  }
}

// `current` with what the row says.
Profile Changed(const Profile& current, Profile row, const ImportSettings& settings) {
  std::vector<const FieldDescriptor*> fields = settings.fields;
  if (!settings.masked) {
    row.GetReflection()->ListFields(row, &fields);
    fields.erase(std::remove_if(fields.begin(), fields.end(), [](const auto* field) { return !IsImported(field->name()); }), fields.end());
  }
  Profile next = current;
  next.GetReflection()->SwapFields(&next, &row, fields);
  return next;
}

// What can be wrong with a row whoever it is about.
base::Violations CheckRow(const ImportProfileRow& row, const RowFacts& facts) {
  base::Violations violations;
  const Profile& profile = row.profile();
  violations.Require(!profile.external_id().empty(), "profile.external_id", "EXTERNAL_ID_MISSING", "says who the row is about");
  violations.Require(facts.earlier_line == 0, "profile.external_id", "EXTERNAL_ID_TWICE",
                     absl::StrCat("line ", facts.earlier_line, " is about the same person"));
  violations.Require(!profile.has_persona(), "profile.persona", "FIELD_NOT_ALLOWED", "only the person changes it");
  violations.Require(profile.blocked_size() == 0, "profile.blocked", "FIELD_NOT_ALLOWED", "only the person changes it");
  violations.Require(row.manager_external_id().empty() || row.manager_external_id() != profile.external_id(), "manager_external_id",
                     "MANAGER_SELF", "nobody is their own manager");
  return violations;
}

}  // namespace

absl::StatusOr<ImportSettings> SettingsOf(const ImportProfilesRequest& first) {
  ImportSettings settings;
  base::Violations violations;
  violations.Require(base::NameMatches(first.parent(), "organizations/*"), "parent", "NAME_INVALID",
                     "the first message says which organization: organizations/*");
  settings.parent = first.parent();
  settings.validate_only = first.validate_only();
  settings.full_roster = first.full_roster();
  settings.confirm_mass_change = first.confirm_mass_change();
  settings.reactivate = first.reactivate();
  settings.masked = first.update_mask().paths_size() > 0;
  std::set<std::string_view> seen;
  for (int i = 0; i < first.update_mask().paths_size(); ++i) {
    const std::string& path = first.update_mask().paths(i);
    const FieldDescriptor* field = Profile::descriptor()->FindFieldByName(path);
    violations.Require(field != nullptr, At("update_mask.paths", i), "MASK_PATH_UNKNOWN", "name top-level fields of a profile");
    violations.Require(field == nullptr || path == "external_id" || IsImported(path), At("update_mask.paths", i), "MASK_PATH_NOT_IMPORTED",
                       "an import does not change this field");
    if (field != nullptr && IsImported(path) && seen.insert(path).second) settings.fields.push_back(field);
  }
  GILDE_RETURN_IF_ERROR(violations.Check());
  return settings;
}

std::string IdForExternalId(std::string_view external_id) {
  return base::IsId(external_id) ? std::string(external_id) : absl::StrCat("x", Digest(external_id));
}

std::string NameOfStored(std::string_view stored) {
  Profile named;
  named.ParseFromString(std::string(Wire(stored).field(Profile::kNameFieldNumber)));
  return named.name();
}

std::optional<ImportProfileResult> PlanUnchanged(const ImportProfileRow& row, std::int64_t earlier_line, std::string_view stored,
                                                 const ImportSettings& settings) {
  // A stored offer carries its vetting, a row's does not.
  const Profile& profile = row.profile();
  if (settings.masked || earlier_line != 0 || profile.has_mentor_offer() || !CheckRow(row, {}).empty()) return std::nullopt;
  std::string wanted = profile.SerializeAsString();
  Wire row_wire(wanted);
  Wire stored_wire(stored);
  if (!row_wire.readable() || !stored_wire.readable()) return std::nullopt;
  for (int field = 1; field < Wire::kFields; ++field) {
    if (ImportedFields()[field] && !row_wire.field(field).empty() && row_wire.field(field) != stored_wire.field(field)) return std::nullopt;
  }
  std::string rest;
  for (int field : {Profile::kNameFieldNumber, Profile::kStateFieldNumber, Profile::kUnknownSkillsFieldNumber}) {
    rest += stored_wire.field(field);
  }
  Profile current;
  if (!current.ParseFromString(rest) || current.state() != Profile::ACTIVE) return std::nullopt;
  ImportProfileResult result;
  result.set_line(row.line());
  result.set_external_id(profile.external_id());
  result.set_outcome(ImportProfileResult::UNCHANGED);
  result.set_profile(current.name());
  result.mutable_unknown_skills()->Swap(current.mutable_unknown_skills());
  return result;
}

RowPlan Refused(const ImportProfileRow& row, const base::Violations& violations) {
  RowPlan plan = PlanOf(row);
  Fail(plan, violations);
  return plan;
}

RowPlan PlanRow(const ImportProfileRow& row, const RowFacts& facts, const ImportSettings& settings, const Organization& organization,
                const Catalogue& catalogue) {
  base::Violations violations = CheckRow(row, facts);
  if (!violations.empty()) return Refused(row, violations);
  RowPlan plan = PlanOf(row);
  Profile wanted = row.profile();
  std::string name =
      facts.current != nullptr ? facts.current->name() : absl::StrCat(settings.parent, "/profiles/", IdForExternalId(wanted.external_id()));
  plan.result.set_profile(name);
  if (facts.current == nullptr) {
    violations.Require(!facts.name_taken, "profile.external_id", "RESOURCE_EXISTS",
                       "a person without this external id has the profile id: set their external id, or give this one another");
    plan.profile = NewProfile(std::move(wanted), name, organization, catalogue);
    plan.result.set_outcome(ImportProfileResult::CREATED);
    plan.event = "profile.created";
  } else {
    bool gone = facts.current->state() == Profile::DEACTIVATED;
    violations.Require(!gone || settings.reactivate, "profile.external_id", "PROFILE_DEACTIVATED",
                       "the person has left: reactivate the profile, or import with reactivate");
    plan.profile = Changed(*facts.current, std::move(wanted), settings);
    plan.profile.set_state(Profile::ACTIVE);
    Settle(*facts.current, catalogue, plan.profile);
    bool same = plan.profile.SerializeAsString() == facts.current->SerializeAsString();
    plan.result.set_outcome(same ? ImportProfileResult::UNCHANGED : ImportProfileResult::UPDATED);
    plan.event = gone ? "profile.reactivated" : "profile.updated";
  }
  if (plan.result.outcome() != ImportProfileResult::UNCHANGED) CheckProfile(plan.profile, "profile", violations);
  if (!violations.empty()) Fail(plan, violations);
  *plan.result.mutable_unknown_skills() = plan.profile.unknown_skills();
  return plan;
}

bool IsMassChange(std::int64_t leaving, std::int64_t active, int percent) { return leaving * 100 > active * percent; }

}  // namespace gilde::profile::domain
