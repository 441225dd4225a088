// The skill catalogue of each organization, kept in memory as long as its revision stays. Thread-safe.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "common/storage/store.h"
#include "gilde/profile/v1/organization.pb.h"
#include "services/profile/domain/skills.h"

namespace gilde::profile::api {

class Catalogues {
 public:
  // The catalogue of an organization as `reader` sees both.
  absl::StatusOr<std::shared_ptr<const domain::Catalogue>> Of(storage::Reader& reader, const v1::Organization& organization);

 private:
  struct Kept {
    std::int64_t revision = -1;
    std::shared_ptr<const domain::Catalogue> catalogue;
  };
  std::mutex mutex_;
  std::shared_ptr<const domain::Catalogue> shipped_;  // of organizations that added nothing
  absl::flat_hash_map<std::string, Kept> kept_;
};

// What judging people's words takes.
struct Setting {
  v1::Organization organization;
  std::shared_ptr<const domain::Catalogue> catalogue;
};

// NOT_FOUND when there is no such organization (full name).
absl::StatusOr<Setting> SettingOf(storage::Reader& reader, Catalogues& catalogues, std::string_view organization);
absl::StatusOr<Setting> SettingOf(storage::Store& store, const base::Call& call, Catalogues& catalogues, std::string_view organization);

// INVALID_ARGUMENT / NAME_INVALID naming `field` unless `name` has the pattern's shape.
absl::Status CheckName(std::string_view name, std::string_view pattern, std::string_view field);

}  // namespace gilde::profile::api
