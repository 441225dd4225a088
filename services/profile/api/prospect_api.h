// gilde.profile.v1.ProspectService; see the proto for what each method answers and refuses.
#pragma once

#include "common/storage/store.h"
#include "gilde/profile/v1/prospect.pb.h"
#include "google/protobuf/empty.pb.h"
#include "services/profile/api/catalogues.h"

namespace gilde::profile::api {

class ProspectApi {
 public:
  ProspectApi(storage::Store& store, Catalogues& catalogues) : store_(store), catalogues_(catalogues) {}
  absl::StatusOr<v1::Prospect> CreateProspect(const base::Call& call, const v1::CreateProspectRequest& request);
  absl::StatusOr<v1::ListProspectsResponse> ListProspects(const base::Call& call, const v1::ListProspectsRequest& request);
  absl::StatusOr<v1::Prospect> UpdateProspect(const base::Call& call, const v1::UpdateProspectRequest& request);
  absl::StatusOr<google::protobuf::Empty> DeleteProspect(const base::Call& call, const v1::DeleteProspectRequest& request);
  absl::StatusOr<v1::Prospect> InviteProspect(const base::Call& call, const v1::InviteProspectRequest& request);

 private:
  storage::Store& store_;
  Catalogues& catalogues_;
};

}  // namespace gilde::profile::api
