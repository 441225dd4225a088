#include "services/profile/store/people.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace gilde::profile::store {

namespace {

// Values asked for in one statement: its text stays the same, so that it is prepared once.
constexpr size_t kTogether = 100;

// Runs `sql` with the organization and then, for the marks in place of %, `values`, a hundred at a time; a short rest is filled up with its
// last.
absl::Status QueryEach(storage::Session& session, std::string_view before, std::string_view after, const std::string& organization,
                       const std::vector<std::string>& values, absl::FunctionRef<bool(const storage::Row&)> each) {
  std::string sql(before);
  for (size_t i = 0; i < kTogether; ++i) sql += i == 0 ? "?" : ", ?";
  sql += after;
  std::vector<storage::Value> parameters(kTogether + 1);
  parameters[0] = organization;
  for (size_t start = 0; start < values.size(); start += kTogether) {
    for (size_t i = 0; i < kTogether; ++i) parameters[i + 1] = values[std::min(start + i, values.size() - 1)];
    GILDE_RETURN_IF_ERROR(session.Query(sql, parameters, each));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<absl::flat_hash_map<std::string, std::string>> FindByExternalId(storage::Reader& reader, const std::string& organization,
                                                                               const std::vector<std::string>& external_ids) {
  absl::flat_hash_map<std::string, std::string> found;
  found.reserve(external_ids.size());
  GILDE_RETURN_IF_ERROR(
      QueryEach(reader.session(),
                "SELECT u.value, r.body FROM resource_unique u JOIN resource r ON r.organization = u.organization AND r.kind = u.kind AND "
                "r.name = u.name WHERE u.organization = ? AND u.kind = 'profiles' AND u.key = 'external_id' AND u.value IN (",
                ")", organization, external_ids, [&](const storage::Row& row) {
                  found.try_emplace(std::string(row.Text(0)), row.Text(1));
                  return true;
                }));
  return found;
}

absl::StatusOr<absl::flat_hash_set<std::string>> FindTaken(storage::Reader& reader, const std::string& organization,
                                                           const std::vector<std::string>& names) {
  absl::flat_hash_set<std::string> taken;
  GILDE_RETURN_IF_ERROR(QueryEach(reader.session(), "SELECT name FROM resource WHERE organization = ? AND kind = 'profiles' AND name IN (",
                                  ")", organization, names, [&](const storage::Row& row) {
                                    taken.emplace(row.Text(0));
                                    return true;
                                  }));
  return taken;
}

}  // namespace gilde::profile::store
