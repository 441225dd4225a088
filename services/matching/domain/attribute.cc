#include "services/matching/domain/attribute.h"

#include <algorithm>

namespace gilde::matching::domain {

using gilde::profile::v1::GuidanceKind;
using gilde::profile::v1::MentorOffer;
using gilde::profile::v1::Profile;

namespace {

using Type = Attribute::Type;

// Names of an enum's values but the unspecified one.
std::vector<std::string_view> NamesOf(const google::protobuf::EnumDescriptor* type) {
  std::vector<std::string_view> names;
  for (int i = 0; i < type->value_count(); ++i) {
    if (type->value(i)->number() != 0) names.emplace_back(type->value(i)->name());
  }
  return names;
}

void AddName(const google::protobuf::EnumDescriptor* type, int number, Reading& reading) {
  const auto* value = type->FindValueByNumber(number);
  if (value != nullptr && number != 0) reading.texts.emplace_back(value->name());
}

void AddText(const std::string& text, Reading& reading) {
  if (!text.empty()) reading.texts.emplace_back(text);
}

std::vector<Attribute> Table() {
  return {
      {"capacity",
       Type::kNumber,
       {},
       [](const Side& side, Reading& out) {
         if (side.enrollment != nullptr) out.number = side.enrollment->capacity();
       }},
      {"guidance_offered", Type::kList, NamesOf(profile::v1::GuidanceKind_descriptor()),
       [](const Side& side, Reading& out) {
         for (int kind : side.profile.guidance_offered()) AddName(profile::v1::GuidanceKind_descriptor(), kind, out);
       }},
      {"guidance_sought", Type::kList, NamesOf(profile::v1::GuidanceKind_descriptor()),
       [](const Side& side, Reading& out) {
         for (int kind : side.profile.guidance_sought()) AddName(profile::v1::GuidanceKind_descriptor(), kind, out);
       }},
      {"kind", Type::kText, NamesOf(Profile::Kind_descriptor()),
       [](const Side& side, Reading& out) { AddName(Profile::Kind_descriptor(), side.profile.kind(), out); }},
      {"languages",
       Type::kList,
       {},
       [](const Side& side, Reading& out) {
         for (const auto& language : side.profile.languages()) AddText(language.tag(), out);
       }},
      {"location", Type::kText, {}, [](const Side& side, Reading& out) { AddText(side.profile.location(), out); }},
      {"manager", Type::kText, {}, [](const Side& side, Reading& out) { AddText(side.profile.manager(), out); }},
      {"minutes_per_month",
       Type::kNumber,
       {},
       [](const Side& side, Reading& out) {
         if (side.profile.mentor_offer().minutes_per_month() > 0) out.number = side.profile.mentor_offer().minutes_per_month();
       }},
      {"org_unit", Type::kText, {}, [](const Side& side, Reading& out) { AddText(side.profile.org_unit(), out); }},
      {"priority",
       Type::kNumber,
       {},
       [](const Side& side, Reading& out) {
         if (side.enrollment != nullptr) out.number = side.enrollment->priority();
       }},
      {"relationship_kinds", Type::kList, NamesOf(MentorOffer::RelationshipKind_descriptor()),
       [](const Side& side, Reading& out) {
         for (int kind : side.profile.mentor_offer().relationship_kinds()) AddName(MentorOffer::RelationshipKind_descriptor(), kind, out);
       }},
      {"seats_taken",
       Type::kNumber,
       {},
       [](const Side& side, Reading& out) {
         if (side.enrollment != nullptr) out.number = side.enrollment->seats_taken();
       }},
      {"seniority_level", Type::kNumber, {}, [](const Side& side, Reading& out) { out.number = side.profile.seniority_level(); }},
      {"skills_offered",
       Type::kList,
       {},
       [](const Side& side, Reading& out) {
         for (const auto& offered : side.profile.skills_offered()) AddText(offered.skill(), out);
       }},
      {"skills_sought",
       Type::kList,
       {},
       [](const Side& side, Reading& out) {
         for (const auto& sought : side.profile.skills_sought()) AddText(sought.skill(), out);
       }},
      {"time_zone", Type::kText, {}, [](const Side& side, Reading& out) { AddText(side.profile.time_zone(), out); }},
  };
}

}  // namespace

absl::Span<const Attribute> Attributes() {
  static const auto& table = *new std::vector<Attribute>(Table());
  return table;
}

const Attribute* FindAttribute(std::string_view name) {
  absl::Span<const Attribute> all = Attributes();
  auto found = std::find_if(all.begin(), all.end(), [&](const Attribute& attribute) { return attribute.name == name; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace gilde::matching::domain
