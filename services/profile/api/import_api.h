// ProfileService.ImportProfiles; see the proto for what it answers and refuses.
#pragma once

#include "common/rpc/handlers.h"
#include "common/storage/store.h"
#include "gilde/profile/v1/profile_service.pb.h"
#include "services/profile/api/catalogues.h"

namespace gilde::profile::api {

class ImportApi {
 public:
  ImportApi(storage::Store& store, Catalogues& catalogues) : store_(store), catalogues_(catalogues) {}
  absl::Status ImportProfiles(const base::Call& call, const v1::ImportProfilesRequest& first, rpc::Stream& stream);

 private:
  storage::Store& store_;
  Catalogues& catalogues_;
};

}  // namespace gilde::profile::api
