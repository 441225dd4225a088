#include "services/matching/api/fit_api.h"

#include <cmath>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/storage/operations.h"
#include "gilde/matching/v1/conversation.pb.h"
#include "services/matching/api/checks.h"
#include "services/matching/api/match_pool.h"
#include "services/matching/domain/attribute.h"
#include "services/matching/domain/draft.h"
#include "services/matching/domain/fit.h"
#include "services/matching/domain/policy.h"
#include "services/matching/domain/tables.h"

namespace gilde::matching::api {

using domain::Attribute;
using domain::Decision;
using domain::Fitted;
using v1::ConversationRequest;
using v1::Program;

namespace {

int TenThousandths(double share) { return static_cast<int>(std::llround(share * 10'000)); }

base::Violations Check(const v1::FitMatchPolicyRequest& request) {
  base::Violations violations;
  violations.Require(base::NameMatches(request.program(), kProgram), "program", "NAME_INVALID",
                     "a name looks like organizations/*/programs/*");
  auto known = [](const std::string& name) { return domain::FindAttribute(name) != nullptr; };
  for (int i = 0; i < request.protected_attributes_size(); ++i) {
    violations.Require(known(request.protected_attributes(i)), absl::StrCat("protected_attributes[", i, "]"), "ATTRIBUTE_UNKNOWN",
                       "an attribute of HardConstraints.constraint");
  }
  const std::string& group = request.group_attribute();
  bool of_groups = group.empty() || domain::IsGroupAttribute(group);
  violations.Require(of_groups, "group_attribute", "ATTRIBUTE_UNKNOWN", "kind, location, org_unit or seniority_level");
  return violations;
}

// Attributes that may be learned from.
domain::Measurable MeasurableOf(const v1::FitMatchPolicyRequest& request) {
  domain::Measurable measurable;
  for (const Attribute& attribute : domain::Attributes()) {
    std::string name(attribute.name);
    const auto& hidden = request.protected_attributes();
    if (std::find(hidden.begin(), hidden.end(), name) != hidden.end()) continue;
    // What an enrollment says is not the person's, and scores do not see it.
    if (domain::IsOfProfiles(name, false)) measurable.mentee_lists.push_back(name);
    if (domain::IsOfProfiles(name, true)) measurable.mentee_numbers.push_back(name);
  }
  measurable.mentor_lists = measurable.mentee_lists;
  measurable.mentor_numbers = measurable.mentee_numbers;
  return measurable;
}

// A policy that names whatever is to be known of people.
v1::MatchPolicy Asking(const domain::Measurable& measurable, const std::string& group_attribute) {
  v1::MatchPolicy policy;
  v1::MatchPolicy::Table& table = *policy.add_tables();
  auto ask = [&](const std::string& name) {
    v1::MatchPolicy::Measure& measure = *table.add_measures();
    measure.set_mentee_attribute(name);
    measure.set_mentor_attribute(name);
  };
  for (const std::string& name : measurable.mentee_lists) ask(name);
  for (const std::string& name : measurable.mentee_numbers) ask(name);
  if (!group_attribute.empty()) ask(group_attribute);
  return policy;
}

// What mentors decided about the requests of a program.
class Decisions {
 public:
  Decisions(const domain::Projection& projection, v1::MatchPolicy asking, std::string group_attribute)
      : projection_(projection), asking_(std::move(asking)), group_attribute_(std::move(group_attribute)) {}

  void Add(const ConversationRequest& request) {
    for (const v1::PastChoice& past : request.past_choices()) {
      bool decided = past.outcome() == v1::PastChoice::DECLINED || past.outcome() == v1::PastChoice::NO_ANSWER;
      if (decided) Add(request.mentee(), past.mentor(), false);
    }
    bool accepted = request.state() == ConversationRequest::ACCEPTED;
    bool passed = request.state() == ConversationRequest::DECLINED || request.state() == ConversationRequest::EXPIRED;
    if (accepted || passed) Add(request.mentee(), request.mentor(), accepted);
  }
  const std::vector<Decision>& all() const { return all_; }

 private:
  void Add(const std::string& mentee, const std::string& mentor, bool taken) {
    const domain::Known* of_mentee = Of(mentee, false);
    const domain::Known* of_mentor = Of(mentor, true);
    if (of_mentee != nullptr && of_mentor != nullptr) all_.push_back({mentee, of_mentee, of_mentor, taken});
  }
  // Null for somebody who is not there any more.
  const domain::Known* Of(const std::string& person, bool mentor) {
    auto [found, is_new] = people_.try_emplace({person, mentor}, nullptr);
    if (!is_new) return found->second;
    std::shared_ptr<const domain::Person> known = projection_.Find(person);
    if (known == nullptr) return nullptr;
    domain::Known& of_person = known_.emplace_back(domain::KnownOf(known->profile, asking_, mentor));
    // A number groups people like a text.
    std::optional<std::int64_t> number = of_person.Number(group_attribute_);
    if (number) of_person.Put(group_attribute_, std::vector<std::string>{absl::StrCat(*number)});
    found->second = &of_person;
    return found->second;
  }

  const domain::Projection& projection_;
  v1::MatchPolicy asking_;
  std::string group_attribute_;
  std::map<std::pair<std::string, bool>, const domain::Known*> people_;
  std::deque<domain::Known> known_;
  std::vector<Decision> all_;
};

v1::FitMatchPolicyResponse ResponseOf(const Fitted& fitted, const Program& program, const std::vector<Decision>& decisions) {
  v1::FitMatchPolicyResponse response;
  *response.mutable_policy() = fitted.policy;
  response.mutable_policy()->clear_target_seniority_gap();  // of the kind of the program
  // What must hold is not learned.
  *response.mutable_policy()->mutable_hard() = program.match_policy().hard();
  domain::FillPolicy(program.kind(), *response.mutable_policy());
  auto add = [&](const std::string& group, int mentees, const domain::Judged& judged) {
    auto& agreement = *response.add_agreement();
    agreement.set_group(group);
    agreement.set_mentees(mentees);
    agreement.set_decisions(judged.decisions);
    agreement.set_accepted(judged.taken);
    agreement.set_auc(TenThousandths(judged.auc));
  };
  std::set<std::string> mentees;
  for (const Decision& decision : decisions) mentees.insert(decision.mentee);
  add("", static_cast<int>(mentees.size()), fitted.judged);
  for (const auto& group : fitted.groups) add(group.element, group.mentees, group.judged);
  for (const auto& tenth : fitted.calibration) {
    auto& calibration = *response.add_calibration();
    calibration.set_decisions(tenth.decisions);
    calibration.set_predicted(TenThousandths(tenth.predicted));
    calibration.set_accepted(TenThousandths(tenth.taken));
  }
  return response;
}

}  // namespace

absl::StatusOr<gilde::common::v1::Operation> FitApi::FitMatchPolicy(const base::Call& call, const v1::FitMatchPolicyRequest& request) {
  GILDE_RETURN_IF_ERROR(Check(request).Check());
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<gilde::common::v1::Operation> {
    GILDE_RETURN_IF_ERROR(writer.Get<Program>(request.program()).status());
    return storage::StartOperation(writer, call.method, request.program(), request);
  });
}

absl::StatusOr<std::unique_ptr<google::protobuf::Message>> FitApi::Fit(const base::Call& call, const google::protobuf::Any& packed,
                                                                       const MatchRunApi::Report& report) {
  v1::FitMatchPolicyRequest request;
  packed.UnpackTo(&request);
  GILDE_RETURN_IF_ERROR(report("decisions", 0, 0));
  GILDE_RETURN_IF_ERROR(CheckComplete(projection_));
  domain::Measurable measurable = MeasurableOf(request);
  Decisions decisions(projection_, Asking(measurable, request.group_attribute()), request.group_attribute());
  Program program;
  GILDE_RETURN_IF_ERROR(store_.Read(call, [&](storage::Reader& reader) -> absl::Status {
    GILDE_ASSIGN_OR_RETURN(program, reader.Get<Program>(request.program()));
    GILDE_ASSIGN_OR_RETURN(auto requests,
                           reader.Find<ConversationRequest>(
                               {.parent = base::OrganizationName(request.program()), .key = "program", .value = request.program()}));
    // In order of names, so that the same decisions lead to the same policy.
    std::sort(requests.begin(), requests.end(), [](const auto& a, const auto& b) { return a.name() < b.name(); });
    for (const ConversationRequest& one : requests) decisions.Add(one);
    return absl::OkStatus();
  }));
  auto wanted = [&] { return report("learning", 10, 0); };
  GILDE_RETURN_IF_ERROR(wanted());
  absl::StatusOr<Fitted> fitted = domain::FitPolicy(decisions.all(), measurable, request.group_attribute(), wanted);
  if (absl::IsInvalidArgument(fitted.status())) {
    return base::FailedPrecondition("TOO_FEW_DECISIONS", std::string(fitted.status().message()));
  }
  GILDE_RETURN_IF_ERROR(fitted.status());
  return std::make_unique<v1::FitMatchPolicyResponse>(ResponseOf(*fitted, program, decisions.all()));
}

}  // namespace gilde::matching::api
