#include "services/matching/api/exchange_api.h"

#include <optional>
#include <utility>

#include "services/matching/api/children.h"
#include "services/matching/domain/agreement.h"
#include "services/matching/domain/exchange.h"
#include "services/matching/domain/parties.h"
#include "services/matching/store/relationships.h"

namespace gilde::matching::api {
namespace {

using domain::Actor;
using v1::Advice;
using v1::Agreement;
using v1::Appreciation;
using v1::CheckIn;
using v1::Feedback;
using v1::Mentorship;
using v1::Pulse;

absl::StatusOr<std::optional<Agreement>> FindAgreement(storage::Reader& reader, const std::string& name) {
  if (name.empty()) return std::optional<Agreement>();
  GILDE_ASSIGN_OR_RETURN(Agreement agreement, reader.Get<Agreement>(name));
  return std::optional<Agreement>(std::move(agreement));
}

constexpr std::string_view kAgreement = "organizations/*/mentorships/*/agreements/*";
constexpr std::string_view kAdvice = "organizations/*/mentorships/*/advice/*";
constexpr std::string_view kFeedback = "organizations/*/mentorships/*/feedback/*";

}  // namespace

absl::StatusOr<Agreement> ExchangeApi::ProposeAgreement(const base::Call& call, const v1::ProposeAgreementRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.parent(), kMentorship, "parent"));
  GILDE_ASSIGN_OR_RETURN(std::string id, IdOrNew(request.agreement_id(), "agreement_id", call.now));
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<Agreement> {
    GILDE_ASSIGN_OR_RETURN(Place place, PlaceOf(writer, request.parent()));
    GILDE_RETURN_IF_ERROR(domain::CheckAgreement(request.agreement(), place.mentorship, call.now).Check());
    GILDE_ASSIGN_OR_RETURN(auto earlier, writer.Find<Agreement>({.parent = request.parent()}));
    GILDE_ASSIGN_OR_RETURN(auto waiting, FindAgreement(writer, place.mentorship.proposed_agreement()));
    Agreement draft = request.agreement();
    draft.set_name(request.parent() + "/agreements/" + id);
    GILDE_ASSIGN_OR_RETURN(auto proposed, domain::ProposeAgreement(std::move(place.mentorship), std::move(draft), std::move(waiting),
                                                                   static_cast<int>(earlier.size()) + 1, place.actor, call.now));
    GILDE_RETURN_IF_ERROR(store::Save(writer, std::move(proposed.change)).status());
    if (proposed.replaced) GILDE_RETURN_IF_ERROR(writer.Update(*std::move(proposed.replaced), "").status());
    return writer.Create(std::move(proposed.agreement), "");
  });
}

absl::StatusOr<Agreement> ExchangeApi::SignAgreement(const base::Call& call, const v1::SignAgreementRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.name(), kAgreement, "name"));
  std::string parent(base::ParentOf(request.name()));
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<Agreement> {
    GILDE_ASSIGN_OR_RETURN(Place place, PlaceOf(writer, parent));
    GILDE_ASSIGN_OR_RETURN(Agreement agreement, writer.Get<Agreement>(request.name()));
    GILDE_RETURN_IF_ERROR(storage::CheckEtag(agreement, request.etag()));
    GILDE_ASSIGN_OR_RETURN(auto in_force, FindAgreement(writer, place.mentorship.agreement()));
    GILDE_ASSIGN_OR_RETURN(
        auto result, domain::SignAgreement(std::move(place.mentorship), std::move(agreement), std::move(in_force), place.actor, call.now));
    GILDE_RETURN_IF_ERROR(store::Save(writer, std::move(result.change)).status());
    if (result.replaced) GILDE_RETURN_IF_ERROR(writer.Update(*std::move(result.replaced), "").status());
    return writer.Update(std::move(result.agreement), "");
  });
}

absl::StatusOr<v1::ListAgreementsResponse> ExchangeApi::ListAgreements(const base::Call& call, const v1::ListAgreementsRequest& request) {
  v1::ListAgreementsResponse response;
  GILDE_ASSIGN_OR_RETURN(auto page, PageOf<Agreement>(store_, call, request, {}, 20, 100, *response.mutable_next_page_token()));
  response.mutable_agreements()->Assign(page.begin(), page.end());
  return response;
}

absl::StatusOr<CheckIn> ExchangeApi::RecordCheckIn(const base::Call& call, const v1::RecordCheckInRequest& request) {
  return Put(store_, call, {request.parent(), "checkIns", request.check_in_id(), "check_in_id"}, request.check_in(), domain::CheckCheckIn,
             domain::RecordCheckIn);
}

absl::StatusOr<v1::ListCheckInsResponse> ExchangeApi::ListCheckIns(const base::Call& call, const v1::ListCheckInsRequest& request) {
  v1::ListCheckInsResponse response;
  GILDE_ASSIGN_OR_RETURN(auto page, PageOf<CheckIn>(store_, call, request, {}, 50, 500, *response.mutable_next_page_token()));
  response.mutable_check_ins()->Assign(page.begin(), page.end());
  return response;
}

absl::StatusOr<Pulse> ExchangeApi::RecordPulse(const base::Call& call, const v1::RecordPulseRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.parent(), kMentorship, "parent"));
  GILDE_ASSIGN_OR_RETURN(std::string id, IdOrNew(request.pulse_id(), "pulse_id", call.now));
  GILDE_RETURN_IF_ERROR(domain::CheckPulse(request.pulse()).Check());
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<Pulse> {
    GILDE_ASSIGN_OR_RETURN(Place place, PlaceOf(writer, request.parent()));
    GILDE_RETURN_IF_ERROR(domain::CheckMayRecordPulse(place.mentorship));
    Pulse pulse = request.pulse();
    pulse.set_name(request.parent() + "/pulses/" + id);
    pulse.set_author(place.actor.person);
    pulse.set_program(place.mentorship.program());
    return writer.Create(std::move(pulse), "pulse.recorded");
  });
}

absl::StatusOr<Advice> ExchangeApi::CreateAdvice(const base::Call& call, const v1::CreateAdviceRequest& request) {
  return Put(store_, call, {request.parent(), "advice", request.advice_id(), "advice_id"}, request.advice(), domain::CheckAdvice,
             domain::GiveAdvice);
}

absl::StatusOr<v1::ListAdviceResponse> ExchangeApi::ListAdvice(const base::Call& call, const v1::ListAdviceRequest& request) {
  v1::ListAdviceResponse response;
  Lists lists = request.open_only() ? Lists{"open_person", "open"} : Lists{"person", ""};
  GILDE_ASSIGN_OR_RETURN(auto page, PageOf<Advice>(store_, call, request, lists, 50, 500, *response.mutable_next_page_token()));
  response.mutable_advice()->Assign(page.begin(), page.end());
  return response;
}

absl::StatusOr<Advice> ExchangeApi::ActOnAdvice(const base::Call& call, const v1::ActOnAdviceRequest& request) {
  return Change<Advice>(store_, call, request.name(), kAdvice, request.etag(), domain::CheckWords("action", request.action(), true),
                        [&](Mentorship mentorship, Advice advice, const Actor& actor) {
                          return domain::ActOnAdvice(std::move(mentorship), std::move(advice), request.action(), actor, call.now);
                        });
}

absl::StatusOr<Advice> ExchangeApi::ReportAdvice(const base::Call& call, const v1::ReportAdviceRequest& request) {
  return Change<Advice>(store_, call, request.name(), kAdvice, request.etag(), domain::CheckWords("outcome", request.outcome(), true),
                        [&](Mentorship mentorship, Advice advice, const Actor& actor) {
                          return domain::ReportAdvice(std::move(mentorship), std::move(advice), request.outcome(), actor, call.now);
                        });
}

absl::StatusOr<Feedback> ExchangeApi::GiveFeedback(const base::Call& call, const v1::GiveFeedbackRequest& request) {
  return Put(store_, call, {request.parent(), "feedback", request.feedback_id(), "feedback_id"}, request.feedback(), domain::CheckFeedback,
             domain::GiveFeedback);
}

absl::StatusOr<v1::ListFeedbackResponse> ExchangeApi::ListFeedback(const base::Call& call, const v1::ListFeedbackRequest& request) {
  v1::ListFeedbackResponse response;
  GILDE_ASSIGN_OR_RETURN(auto page, PageOf<Feedback>(store_, call, request, {"person", ""}, 50, 500, *response.mutable_next_page_token()));
  response.mutable_feedback()->Assign(page.begin(), page.end());
  return response;
}

absl::StatusOr<Feedback> ExchangeApi::AcknowledgeFeedback(const base::Call& call, const v1::AcknowledgeFeedbackRequest& request) {
  return Change<Feedback>(
      store_, call, request.name(), kFeedback, request.etag(), domain::CheckWords("acknowledgement", request.acknowledgement(), false),
      [&](Mentorship mentorship, Feedback feedback, const Actor& actor) {
        return domain::AcknowledgeFeedback(std::move(mentorship), std::move(feedback), request.acknowledgement(), actor, call.now);
      });
}

absl::StatusOr<Appreciation> ExchangeApi::CreateAppreciation(const base::Call& call, const v1::CreateAppreciationRequest& request) {
  return Put(store_, call, {request.parent(), "appreciations", request.appreciation_id(), "appreciation_id"}, request.appreciation(),
             domain::CheckAppreciation, domain::Appreciate);
}

absl::StatusOr<v1::ListAppreciationsResponse> ExchangeApi::ListAppreciations(const base::Call& call,
                                                                             const v1::ListAppreciationsRequest& request) {
  v1::ListAppreciationsResponse response;
  GILDE_ASSIGN_OR_RETURN(auto page,
                         PageOf<Appreciation>(store_, call, request, {"person", ""}, 50, 500, *response.mutable_next_page_token()));
  response.mutable_appreciations()->Assign(page.begin(), page.end());
  return response;
}

}  // namespace gilde::matching::api
