// What passes between people in gilde.matching.v1.MentorshipService: agreements, check-ins, the pulse, advice, feedback, appreciations.
#pragma once

#include "common/storage/store.h"
#include "gilde/matching/v1/mentorship_service.pb.h"

namespace gilde::matching::api {

class ExchangeApi {
 public:
  explicit ExchangeApi(storage::Store& store) : store_(store) {}
  absl::StatusOr<v1::Agreement> ProposeAgreement(const base::Call& call, const v1::ProposeAgreementRequest& request);
  absl::StatusOr<v1::Agreement> SignAgreement(const base::Call& call, const v1::SignAgreementRequest& request);
  absl::StatusOr<v1::ListAgreementsResponse> ListAgreements(const base::Call& call, const v1::ListAgreementsRequest& request);
  absl::StatusOr<v1::CheckIn> RecordCheckIn(const base::Call& call, const v1::RecordCheckInRequest& request);
  absl::StatusOr<v1::ListCheckInsResponse> ListCheckIns(const base::Call& call, const v1::ListCheckInsRequest& request);
  absl::StatusOr<v1::Pulse> RecordPulse(const base::Call& call, const v1::RecordPulseRequest& request);
  absl::StatusOr<v1::Advice> CreateAdvice(const base::Call& call, const v1::CreateAdviceRequest& request);
  absl::StatusOr<v1::ListAdviceResponse> ListAdvice(const base::Call& call, const v1::ListAdviceRequest& request);
  absl::StatusOr<v1::Advice> ActOnAdvice(const base::Call& call, const v1::ActOnAdviceRequest& request);
  absl::StatusOr<v1::Advice> ReportAdvice(const base::Call& call, const v1::ReportAdviceRequest& request);
  absl::StatusOr<v1::Feedback> GiveFeedback(const base::Call& call, const v1::GiveFeedbackRequest& request);
  absl::StatusOr<v1::ListFeedbackResponse> ListFeedback(const base::Call& call, const v1::ListFeedbackRequest& request);
  absl::StatusOr<v1::Feedback> AcknowledgeFeedback(const base::Call& call, const v1::AcknowledgeFeedbackRequest& request);
  absl::StatusOr<v1::Appreciation> CreateAppreciation(const base::Call& call, const v1::CreateAppreciationRequest& request);
  absl::StatusOr<v1::ListAppreciationsResponse> ListAppreciations(const base::Call& call, const v1::ListAppreciationsRequest& request);

 private:
  storage::Store& store_;
};

}  // namespace gilde::matching::api
