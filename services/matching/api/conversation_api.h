// gilde.matching.v1.ConversationService; see the proto for what each method answers and refuses.
#pragma once

#include "common/storage/store.h"
#include "gilde/matching/v1/conversation.pb.h"
#include "services/matching/api/people.h"
#include "services/matching/domain/projection.h"

namespace gilde::matching::api {

class ConversationApi {
 public:
  ConversationApi(storage::Store& store, const People& people, const domain::Projection& projection)
      : store_(store), people_(people), projection_(projection) {}
  absl::StatusOr<v1::CheckConversationRequestResponse> CheckConversationRequest(const base::Call& call,
                                                                                const v1::CheckConversationRequestRequest& request);
  absl::StatusOr<v1::ConversationRequest> CreateConversationRequest(const base::Call& call,
                                                                    const v1::CreateConversationRequestRequest& request);
  absl::StatusOr<v1::ConversationRequest> GetConversationRequest(const base::Call& call, const v1::GetConversationRequestRequest& request);
  absl::StatusOr<v1::ListConversationRequestsResponse> ListConversationRequests(const base::Call& call,
                                                                                const v1::ListConversationRequestsRequest& request);
  absl::StatusOr<v1::ConversationRequest> AcceptConversationRequest(const base::Call& call,
                                                                    const v1::AcceptConversationRequestRequest& request);
  absl::StatusOr<v1::ConversationRequest> DeclineConversationRequest(const base::Call& call,
                                                                     const v1::DeclineConversationRequestRequest& request);
  absl::StatusOr<v1::ConversationRequest> WithdrawConversationRequest(const base::Call& call,
                                                                      const v1::WithdrawConversationRequestRequest& request);

 private:
  storage::Store& store_;
  const People& people_;
  const domain::Projection& projection_;
};

}  // namespace gilde::matching::api
