// The rows of all reports, in memory.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "common/base/guarded.h"
#include "services/matching/domain/report.h"

namespace gilde::matching::domain {

// Thread-safe. Putting a resource again replaces its row.
class ReportIndex {
 public:
  void Put(const gilde::matching::v1::ConversationRequest& request);
  void Put(const gilde::matching::v1::Mentorship& mentorship);
  void Put(const gilde::matching::v1::Pulse& pulse);
  void Put(const gilde::matching::v1::Enrollment& enrollment);

  // Calls `each` with every program of an organization (`organizations/acme`), or with the one program named, in order of the names. Nobody
  // puts anything meanwhile.
  void ForEach(const std::string& organization_or_program,
               const std::function<void(const std::string& program, const ProgramRows& rows)>& each) const;

 private:
  base::Guarded<std::map<std::string, ProgramRows>> programs_;  // by program
};

}  // namespace gilde::matching::domain
