#include "services/notification/api/rule_api.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_format.h"
#include "common/base/fields.h"
#include "gilde/notification/v1/template.pb.h"
#include "services/notification/api/checks.h"
#include "services/notification/domain/catalogue.h"
#include "services/notification/domain/rule.h"
#include "services/notification/domain/template.h"

namespace gilde::notification::api {

using v1::Rule;

namespace {

constexpr std::string_view kRule = "organizations/*/rules/*";

// The organization's own, else the catalogue's.
absl::StatusOr<std::optional<Rule>> Current(storage::Reader& reader, const std::string& name) {
  absl::StatusOr<Rule> own = reader.Get<Rule>(name);
  if (own.ok()) return std::optional<Rule>(*std::move(own));
  if (!absl::IsNotFound(own.status())) return own.status();
  for (Rule& rule : domain::Catalogue(base::ParentOf(name))) {
    if (rule.name() == name) return std::optional<Rule>(std::move(rule));
  }
  return std::optional<Rule>();
}

absl::StatusOr<std::vector<Rule>> All(storage::Reader& reader, const std::string& parent) {
  storage::Query own;
  own.parent = parent;
  GILDE_ASSIGN_OR_RETURN(std::vector<Rule> rules, reader.Find<Rule>(own));
  return domain::Effective(parent, std::move(rules), [](const Rule&) { return true; });
}

}  // namespace

absl::StatusOr<v1::ListRulesResponse> RuleApi::ListRules(const base::Call& call, const v1::ListRulesRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.parent(), "organizations/*", "parent"));
  std::vector<Rule> rules;
  GILDE_RETURN_IF_ERROR(store_.Read(call, [&](storage::Reader& reader) -> absl::Status {
    GILDE_ASSIGN_OR_RETURN(rules, All(reader, request.parent()));
    return absl::OkStatus();
  }));
  v1::ListRulesResponse response;
  GILDE_RETURN_IF_ERROR(PageOf(store_, call, rules, request.parent(), request.page_size(), request.page_token(), *response.mutable_rules(),
                               *response.mutable_next_page_token()));
  return response;
}

absl::StatusOr<Rule> RuleApi::GetRule(const base::Call& call, const v1::GetRuleRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.name(), kRule, "name"));
  std::optional<Rule> rule;
  GILDE_RETURN_IF_ERROR(store_.Read(call, [&](storage::Reader& reader) -> absl::Status {
    GILDE_ASSIGN_OR_RETURN(rule, Current(reader, request.name()));
    return absl::OkStatus();
  }));
  if (!rule) return base::NotFound(request.name());
  return *std::move(rule);
}

absl::StatusOr<Rule> RuleApi::UpdateRule(const base::Call& call, const v1::UpdateRuleRequest& request) {
  const std::string& name = request.rule().name();
  GILDE_RETURN_IF_ERROR(CheckName(name, kRule, "rule.name"));
  GILDE_ASSIGN_OR_RETURN(std::vector<std::string> paths,
                         base::PathsToChange(request.update_mask(), request.rule(), domain::RuleOutputOnly()));
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<Rule> {
    GILDE_ASSIGN_OR_RETURN(std::optional<Rule> found, Current(writer, name));
    if (!found && !request.allow_missing()) return base::NotFound(name);
    Rule rule = found.value_or(Rule());
    GILDE_RETURN_IF_ERROR(storage::CheckEtag(rule, request.rule().etag()));
    bool own = rule.version() > 0;
    rule.set_name(name);
    base::Replace(request.rule(), paths, rule);
    storage::Query templates;
    templates.parent = std::string(base::ParentOf(name));
    GILDE_ASSIGN_OR_RETURN(std::vector<v1::Template> words, writer.Find<v1::Template>(templates));
    auto exists = [&](const std::string& id) {
      return domain::Ships(id) || std::any_of(words.begin(), words.end(), [&](const v1::Template& t) { return t.template_() == id; });
    };
    base::Violations violations;
    domain::CheckRule(rule, exists, violations);
    GILDE_RETURN_IF_ERROR(violations.Check());
    rule.set_version(rule.version() + 1);
    GILDE_ASSIGN_OR_RETURN(rule, own ? writer.Update(std::move(rule), "rule.updated") : writer.Create(std::move(rule), "rule.updated"));
    v1::RuleRevision revision;
    revision.set_name(absl::StrFormat("%s/revisions/%06d", name, rule.version()));
    *revision.mutable_rule() = rule;
    revision.set_author(call.acting_person.empty() ? call.caller : call.acting_person);
    GILDE_RETURN_IF_ERROR(writer.Create(std::move(revision), "").status());
    return rule;
  });
}

absl::StatusOr<v1::ListRuleRevisionsResponse> RuleApi::ListRuleRevisions(const base::Call& call,
                                                                         const v1::ListRuleRevisionsRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.parent(), kRule, "parent"));
  v1::GetRuleRequest rule;
  rule.set_name(request.parent());
  GILDE_RETURN_IF_ERROR(GetRule(call, rule).status());
  storage::Query query;
  query.parent = request.parent();
  std::vector<v1::RuleRevision> page;
  v1::ListRuleRevisionsResponse response;
  GILDE_RETURN_IF_ERROR(
      store_.Page(call, query, request.page_size(), request.page_token(), 100, 500, page, *response.mutable_next_page_token()));
  response.mutable_revisions()->Assign(page.begin(), page.end());
  return response;
}

}  // namespace gilde::notification::api
