#include "services/matching/domain/report_index.h"

#include "common/base/ids.h"

namespace gilde::matching::domain {

void ReportIndex::Put(const gilde::matching::v1::ConversationRequest& request) {
  all_.With([&](All& all) { all.programs[request.program()].requests.Put(request.name(), RowOf(request, all.people)); });
}

void ReportIndex::Put(const gilde::matching::v1::Mentorship& mentorship) {
  all_.With([&](All& all) { all.programs[mentorship.program()].mentorships.Put(mentorship.name(), RowOf(mentorship, all.people)); });
}

void ReportIndex::Put(const gilde::matching::v1::Pulse& pulse) {
  all_.With([&](All& all) { all.programs[pulse.program()].pulses.Put(pulse.name(), RowOf(pulse)); });
}

void ReportIndex::Put(const gilde::matching::v1::Enrollment& enrollment) {
  std::string program(base::ParentOf(enrollment.name()));
  all_.With([&](All& all) { all.programs[program].enrollments.Put(enrollment.name(), RowOf(enrollment, all.people)); });
}

void ReportIndex::ForEach(const std::string& organization_or_program, const std::function<void(const Names& people)>& begin,
                          const Each& each) const {
  std::string below = organization_or_program + "/";
  all_.With([&](const All& all) {
    begin(all.people);
    for (auto at = all.programs.lower_bound(organization_or_program); at != all.programs.end(); ++at) {
      bool inside = at->first == organization_or_program || at->first.compare(0, below.size(), below) == 0;
      // Names such as `organizations/acme-x` sort between `organizations/acme` and what is below it.
      if (!inside && at->first > below) return;
      if (inside) each(at->first, at->second);
    }
  });
}

}  // namespace gilde::matching::domain
