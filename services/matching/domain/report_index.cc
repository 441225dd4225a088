#include "services/matching/domain/report_index.h"

#include "common/base/ids.h"

namespace gilde::matching::domain {

void ReportIndex::Put(const gilde::matching::v1::ConversationRequest& request) {
  programs_.With([&](auto& programs) { programs[request.program()].requests.insert_or_assign(request.name(), RowOf(request)); });
}

void ReportIndex::Put(const gilde::matching::v1::Mentorship& mentorship) {
  programs_.With(
      [&](auto& programs) { programs[mentorship.program()].mentorships.insert_or_assign(mentorship.name(), RowOf(mentorship)); });
}

void ReportIndex::Put(const gilde::matching::v1::Pulse& pulse) {
  programs_.With([&](auto& programs) { programs[pulse.program()].pulses.insert_or_assign(pulse.name(), RowOf(pulse)); });
}

void ReportIndex::Put(const gilde::matching::v1::Enrollment& enrollment) {
  std::string program(base::ParentOf(enrollment.name()));
  programs_.With([&](auto& programs) { programs[program].enrollments.insert_or_assign(enrollment.name(), RowOf(enrollment)); });
}

void ReportIndex::ForEach(const std::string& organization_or_program,
                          const std::function<void(const std::string& program, const ProgramRows& rows)>& each) const {
  std::string below = organization_or_program + "/";
  programs_.With([&](const auto& programs) {
    for (auto at = programs.lower_bound(organization_or_program); at != programs.end(); ++at) {
      bool this_one = at->first == organization_or_program;
      if (!this_one && at->first.compare(0, below.size(), below) != 0) {
        // Names such as `organizations/acme-x` sort between `organizations/acme` and what is below it.
        if (at->first < below) continue;
        break;
      }
      each(at->first, at->second);
    }
  });
}

}  // namespace gilde::matching::domain
