#include "services/matching/feeds/program_end.h"

#include <utility>
#include <vector>

#include "common/base/ids.h"
#include "services/matching/domain/conversation.h"
#include "services/matching/domain/relationship.h"
#include "services/matching/store/mentorship_kinds.h"
#include "services/matching/store/own_feed.h"
#include "services/matching/store/relationships.h"

namespace gilde::matching::feeds {
namespace {

using v1::ConversationRequest;
using v1::Mentorship;

constexpr int kAtOnce = 50;

// Ends up to kAtOnce of what still runs in the program; returns how many that were.
absl::StatusOr<int> EndSome(storage::Writer& writer, const std::string& program, absl::Time now) {
  int ended = 0;
  auto query = [&](int state) {
    return storage::Query{
        .parent = base::OrganizationName(program), .key = "program_state", .value = store::WithState(program, state), .limit = kAtOnce};
  };
  GILDE_ASSIGN_OR_RETURN(auto requests, writer.Find<ConversationRequest>(query(ConversationRequest::SENT)));
  for (ConversationRequest& request : requests) {
    GILDE_ASSIGN_OR_RETURN(domain::RequestChange closed, domain::Close(std::move(request), now));
    GILDE_RETURN_IF_ERROR(writer.Update(std::move(closed.request), closed.event).status());
    ++ended;
  }
  for (int state = Mentorship::PROPOSED; state <= Mentorship::WRAPPING_UP && ended < kAtOnce; ++state) {
    GILDE_ASSIGN_OR_RETURN(auto mentorships, writer.Find<Mentorship>(query(state)));
    for (Mentorship& mentorship : mentorships) {
      GILDE_ASSIGN_OR_RETURN(domain::Change change,
                             domain::End(std::move(mentorship), Mentorship::PROGRAM_ENDED, false, domain::Actor(), now));
      GILDE_RETURN_IF_ERROR(store::Save(writer, std::move(change)).status());
      ++ended;
    }
  }
  return ended;
}

}  // namespace

absl::StatusOr<int> ProgramEnd::Step(absl::Time now) {
  constexpr std::int64_t kUnsaved = 10'000;
  base::Call call = base::System(name(), now);
  store::OwnEvent event;
  GILDE_RETURN_IF_ERROR(store_.Read(call, [&](storage::Reader& reader) -> absl::Status {
    if (read_ < 0) {
      GILDE_ASSIGN_OR_RETURN(saved_, store::PositionOf(reader, name()));
      read_ = saved_;
    }
    GILDE_ASSIGN_OR_RETURN(event, store::NextOwnEvent(reader, read_, {"program.completed", "program.cancelled"}));
    return absl::OkStatus();
  }));
  bool found = !event.subject.empty();
  if (!found && event.position - saved_ < kUnsaved) {
    read_ = event.position;
    return 0;
  }
  int ended = 0;
  GILDE_RETURN_IF_ERROR(store_.Apply(call, [&](storage::Writer& writer) -> absl::Status {
    ended = 0;
    if (found) {
      GILDE_ASSIGN_OR_RETURN(ended, EndSome(writer, event.subject, now));
    }
    return ended > 0 ? absl::OkStatus() : store::SavePosition(writer, name(), event.position);
  }));
  if (ended == 0) read_ = saved_ = event.position;
  return found ? 1 : 0;
}

}  // namespace gilde::matching::feeds
