#include "services/matching/feeds/report_feed.h"

#include <set>
#include <vector>

#include "common/base/ids.h"
#include "gilde/common/v1/event.pb.h"
#include "services/matching/store/own_feed.h"

namespace gilde::matching::feeds {

template <class M>
absl::Status ReportRows::LoadAll(storage::Reader& reader, const std::string& organization) {
  constexpr int kPage = 1000;
  storage::Query query{.parent = organization, .limit = kPage};
  while (true) {
    GILDE_ASSIGN_OR_RETURN(std::vector<M> page, reader.Find<M>(query));
    for (const M& message : page) index_.Put(message);
    if (page.size() < kPage) return absl::OkStatus();
    query.after = page.back().name();
  }
}

absl::Status ReportRows::Load(storage::Reader& reader) {
  // The position first: what changes meanwhile is read again from the feed.
  GILDE_ASSIGN_OR_RETURN(position_, store::EndOfOwnFeed(reader));
  GILDE_ASSIGN_OR_RETURN(std::vector<v1::Program> programs, reader.Find<v1::Program>({}));
  std::set<std::string> organizations;
  for (const v1::Program& program : programs) organizations.insert(base::OrganizationName(program.name()));
  for (const std::string& organization : organizations) {
    GILDE_RETURN_IF_ERROR(LoadAll<v1::ConversationRequest>(reader, organization));
    GILDE_RETURN_IF_ERROR(LoadAll<v1::Mentorship>(reader, organization));
    GILDE_RETURN_IF_ERROR(LoadAll<v1::Pulse>(reader, organization));
    GILDE_RETURN_IF_ERROR(LoadAll<v1::Enrollment>(reader, organization));
  }
  return absl::OkStatus();
}

absl::StatusOr<int> ReportRows::CatchUp(absl::Time now) {
  const std::vector<std::string> types = {"conversation_request.*", "mentorship.*", "pulse.*", "enrollment.*"};
  std::lock_guard lock(mutex_);
  int taken = 0;
  GILDE_RETURN_IF_ERROR(store_.Read(base::System("matching.reports", now), [&](storage::Reader& reader) -> absl::Status {
    if (!loaded_) GILDE_RETURN_IF_ERROR(Load(reader));
    loaded_ = true;
    return store::ReadOwnEvents(reader, "-", position_, types, [&](const gilde::common::v1::Event& event) {
      ++taken;
      v1::ConversationRequest request;
      v1::Mentorship mentorship;
      v1::Pulse pulse;
      v1::Enrollment enrollment;
      if (event.payload().UnpackTo(&request)) index_.Put(request);
      if (event.payload().UnpackTo(&mentorship)) index_.Put(mentorship);
      if (event.payload().UnpackTo(&pulse)) index_.Put(pulse);
      if (event.payload().UnpackTo(&enrollment)) index_.Put(enrollment);
    });
  }));
  return taken;
}

absl::StatusOr<int> ReportFeed::Step(absl::Time now) {
  std::int64_t commits = store_.WaitForEvents(seen_, absl::ZeroDuration());
  if (commits == seen_) return 0;
  GILDE_ASSIGN_OR_RETURN(int taken, rows_.CatchUp(now));
  seen_ = commits;
  return taken;
}

}  // namespace gilde::matching::feeds
