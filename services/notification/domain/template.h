// Templates: those that ship, those an organization made of them, and turning one into words for a reader.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/base/errors.h"
#include "common/base/fields.h"
#include "gilde/notification/v1/template.pb.h"

namespace gilde::notification::domain {

using Values = std::map<std::string, std::string>;

const base::OutputOnly& TemplateOutputOnly();

// The templates that ship, as those of an organization (`organizations/acme`), in order of their names.
std::vector<gilde::notification::v1::Template> ShippedTemplates(std::string_view organization);
// With an organization's own in place of those of the same name, or beside them.
std::vector<gilde::notification::v1::Template> EffectiveTemplates(std::string_view organization,
                                                                  std::vector<gilde::notification::v1::Template> own);

// Whether a template of this id ships, in any language.
bool Ships(std::string_view id);
// The shipped one; nullopt when there is none. `name` as Template.name.
std::optional<gilde::notification::v1::Template> Shipped(std::string_view name);

// Names to look for, best first: the template in `locale` (`pt-BR`, then `pt`), in English; with `plain` in each language its plain variant
// before it.
std::vector<std::string> Candidates(std::string_view organization, std::string_view id, std::string_view locale, bool plain);

// Fills `template` and `locale` from its name; a violation when the name has no language.
void SplitName(gilde::notification::v1::Template& words, base::Violations& violations);
// Names everything that is wrong with it, TEMPLATE_SYNTAX among them.
void CheckTemplate(const gilde::notification::v1::Template& words, base::Violations& violations);

// Puts the values in place, escaped for plain text and for HTML. INTERNAL when the template cannot be read: it was checked before.
absl::StatusOr<gilde::notification::v1::RenderedTemplate> Render(const gilde::notification::v1::Template& words, const Values& values);

// Values for a preview.
Values SampleValues();

}  // namespace gilde::notification::domain
