// The relationship half of the matching service, composed: conversation requests and mentorships.
#pragma once

#include <memory>

#include "common/rpc/service.h"
#include "common/storage/store.h"
#include "services/matching/api/conversation_api.h"
#include "services/matching/api/exchange_api.h"
#include "services/matching/api/growth_api.h"
#include "services/matching/api/mentorship_api.h"
#include "services/matching/api/people.h"

namespace gilde::matching::api {

// Holds the handlers' objects; must live as long as the service. `store` has store::MentorshipKinds() among its kinds.
class Relationships {
 public:
  Relationships(storage::Store& store, const domain::Projection& projection, std::shared_ptr<rpc::Client> profile, Rematch rematch);

  // Adds the handlers of ConversationService and MentorshipService.
  void AddHandlers(rpc::Service& service);

 private:
  People people_;
  ConversationApi conversations_;
  MentorshipApi mentorships_;
  ExchangeApi exchanges_;
  GrowthApi growth_;
};

}  // namespace gilde::matching::api
