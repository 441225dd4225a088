#include "services/matching/store/revisions.h"

#include <cstdio>
#include <utility>

#include "absl/strings/str_cat.h"

namespace gilde::matching::store {

std::string RevisionName(const std::string& program, int rule_version) {
  char number[16];
  std::snprintf(number, sizeof number, "%08d", rule_version);
  return absl::StrCat(program, "/revisions/", number);
}

absl::Status KeepRevision(storage::Writer& writer, const v1::Program& program) {
  v1::ProgramRevision revision;
  revision.set_name(RevisionName(program.name(), program.rule_version()));
  revision.set_rule_version(program.rule_version());
  *revision.mutable_rules() = program.rules();
  *revision.mutable_match_policy() = program.match_policy();
  revision.set_virtual_(program.virtual_());
  return writer.Create(std::move(revision), "").status();
}

}  // namespace gilde::matching::store
