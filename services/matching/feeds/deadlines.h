// Sweepers: what is due in requests and mentorships happens.
#pragma once

#include <memory>

#include "common/feed/job.h"
#include "common/storage/store.h"
#include "gilde/matching/v1/conversation.pb.h"
#include "services/matching/domain/conversation.h"
#include "services/matching/domain/projection.h"

namespace gilde::matching::feeds {

std::unique_ptr<feed::Job> RequestSweeper(storage::Store& store, const domain::Projection& people);
std::unique_ptr<feed::Job> MentorshipSweeper(storage::Store& store);

// Moves a request by `move`, which is given the program's rules and who can be asked now, and writes it.
using RequestMove =
    absl::FunctionRef<absl::StatusOr<domain::RequestChange>(v1::ConversationRequest, const v1::ProgramRules&, domain::CanAsk)>;
absl::Status MoveRequest(storage::Writer& writer, const domain::Projection& people, v1::ConversationRequest request, RequestMove move);

}  // namespace gilde::matching::feeds
