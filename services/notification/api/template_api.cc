#include "services/notification/api/template_api.h"

#include <optional>
#include <utility>

#include "common/base/fields.h"
#include "common/base/text.h"
#include "services/notification/api/checks.h"
#include "services/notification/domain/template.h"

namespace gilde::notification::api {

using v1::Template;

namespace {

constexpr std::string_view kTemplate = "organizations/*/templates/*";
constexpr int kMostValues = 20;
constexpr int kLongestValue = 2000;

absl::StatusOr<std::optional<Template>> Current(storage::Reader& reader, const std::string& name) {
  absl::StatusOr<Template> own = reader.Get<Template>(name);
  if (own.ok()) return std::optional<Template>(*std::move(own));
  if (!absl::IsNotFound(own.status())) return own.status();
  return domain::Shipped(name);
}

}  // namespace

absl::StatusOr<v1::ListTemplatesResponse> TemplateApi::ListTemplates(const base::Call& call, const v1::ListTemplatesRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.parent(), "organizations/*", "parent"));
  storage::Query own;
  own.parent = request.parent();
  GILDE_ASSIGN_OR_RETURN(std::vector<Template> templates, store_.Find<Template>(call, own));
  templates = domain::EffectiveTemplates(request.parent(), std::move(templates));
  v1::ListTemplatesResponse response;
  GILDE_RETURN_IF_ERROR(PageOf(store_, call, templates, request.parent(), request.page_size(), request.page_token(),
                               *response.mutable_templates(), *response.mutable_next_page_token()));
  return response;
}

absl::StatusOr<Template> TemplateApi::GetTemplate(const base::Call& call, const v1::GetTemplateRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.name(), kTemplate, "name"));
  std::optional<Template> found;
  GILDE_RETURN_IF_ERROR(store_.Read(call, [&](storage::Reader& reader) -> absl::Status {
    GILDE_ASSIGN_OR_RETURN(found, Current(reader, request.name()));
    return absl::OkStatus();
  }));
  if (!found) return base::NotFound(request.name());
  return *std::move(found);
}

absl::StatusOr<Template> TemplateApi::UpdateTemplate(const base::Call& call, const v1::UpdateTemplateRequest& request) {
  const std::string& name = request.template_().name();
  GILDE_RETURN_IF_ERROR(CheckName(name, kTemplate, "template.name"));
  GILDE_ASSIGN_OR_RETURN(std::vector<std::string> paths,
                         base::PathsToChange(request.update_mask(), request.template_(), domain::TemplateOutputOnly()));
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<Template> {
    GILDE_ASSIGN_OR_RETURN(std::optional<Template> found, Current(writer, name));
    if (!found && !request.allow_missing()) return base::NotFound(name);
    Template words = found.value_or(Template());
    GILDE_RETURN_IF_ERROR(storage::CheckEtag(words, request.template_().etag()));
    bool own = found && found->has_create_time();
    words.set_name(name);
    base::Replace(request.template_(), paths, words);
    base::Violations violations;
    domain::SplitName(words, violations);
    domain::CheckTemplate(words, violations);
    GILDE_RETURN_IF_ERROR(violations.Check());
    return own ? writer.Update(std::move(words), "template.updated") : writer.Create(std::move(words), "template.updated");
  });
}

absl::StatusOr<v1::RenderedTemplate> TemplateApi::PreviewTemplate(const base::Call& call, const v1::PreviewTemplateRequest& request) {
  v1::GetTemplateRequest get;
  get.set_name(request.name());
  GILDE_ASSIGN_OR_RETURN(Template words, GetTemplate(call, get));
  base::Violations violations;
  violations.Require(request.values_size() <= kMostValues, "values", "TOO_MANY", "at most 20");
  for (const auto& [name, value] : request.values()) {
    violations.Require(base::CodePoints(value) <= kLongestValue, "values", "TEXT_TOO_LONG", "at most 2,000 characters each");
  }
  GILDE_RETURN_IF_ERROR(violations.Check());
  domain::Values values = domain::SampleValues();
  for (const auto& [name, value] : request.values()) values[name] = value;
  return domain::Render(words, values);
}

}  // namespace gilde::notification::api
