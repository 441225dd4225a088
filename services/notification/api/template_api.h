// Handlers of TemplateService.
#pragma once

#include "absl/status/statusor.h"
#include "common/base/call.h"
#include "common/storage/store.h"
#include "gilde/notification/v1/template.pb.h"

namespace gilde::notification::api {

class TemplateApi {
 public:
  explicit TemplateApi(storage::Store& store) : store_(store) {}
  absl::StatusOr<v1::ListTemplatesResponse> ListTemplates(const base::Call& call, const v1::ListTemplatesRequest& request);
  absl::StatusOr<v1::Template> GetTemplate(const base::Call& call, const v1::GetTemplateRequest& request);
  absl::StatusOr<v1::Template> UpdateTemplate(const base::Call& call, const v1::UpdateTemplateRequest& request);
  absl::StatusOr<v1::RenderedTemplate> PreviewTemplate(const base::Call& call, const v1::PreviewTemplateRequest& request);

 private:
  storage::Store& store_;
};

}  // namespace gilde::notification::api
