// Handlers of RuleService.
#pragma once

#include "absl/status/statusor.h"
#include "common/base/call.h"
#include "common/storage/store.h"
#include "gilde/notification/v1/rule.pb.h"

namespace gilde::notification::api {

class RuleApi {
 public:
  explicit RuleApi(storage::Store& store) : store_(store) {}
  absl::StatusOr<v1::ListRulesResponse> ListRules(const base::Call& call, const v1::ListRulesRequest& request);
  absl::StatusOr<v1::Rule> GetRule(const base::Call& call, const v1::GetRuleRequest& request);
  absl::StatusOr<v1::Rule> UpdateRule(const base::Call& call, const v1::UpdateRuleRequest& request);
  absl::StatusOr<v1::ListRuleRevisionsResponse> ListRuleRevisions(const base::Call& call, const v1::ListRuleRevisionsRequest& request);

 private:
  storage::Store& store_;
};

}  // namespace gilde::notification::api
