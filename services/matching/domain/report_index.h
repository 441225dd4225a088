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
  using Each = std::function<void(const std::string& program, const ProgramRows& rows)>;
  // `begin` gets the names once, before the first program.
  void ForEach(const std::string& organization_or_program, const std::function<void(const Names& people)>& begin, const Each& each) const;

 private:
  struct All {
    std::map<std::string, ProgramRows> programs;  // by program
    Names people;
  };
  base::Guarded<All> all_;
};

}  // namespace gilde::matching::domain
