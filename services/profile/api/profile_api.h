// gilde.profile.v1.ProfileService but for imports; see the proto for what each method answers and refuses.
#pragma once

#include "common/storage/store.h"
#include "gilde/profile/v1/profile_service.pb.h"
#include "services/profile/api/catalogues.h"
#include "services/profile/store/directory.h"

namespace gilde::profile::api {

class ProfileApi {
 public:
  ProfileApi(storage::Store& store, store::Directory& directory, Catalogues& catalogues)
      : store_(store), directory_(directory), catalogues_(catalogues) {}
  absl::StatusOr<v1::Profile> CreateProfile(const base::Call& call, const v1::CreateProfileRequest& request);
  absl::StatusOr<v1::Profile> GetProfile(const base::Call& call, const v1::GetProfileRequest& request);
  absl::StatusOr<v1::BatchGetProfilesResponse> BatchGetProfiles(const base::Call& call, const v1::BatchGetProfilesRequest& request);
  absl::StatusOr<v1::Profile> UpdateProfile(const base::Call& call, const v1::UpdateProfileRequest& request);
  absl::StatusOr<v1::ListProfilesResponse> ListProfiles(const base::Call& call, const v1::ListProfilesRequest& request);
  absl::StatusOr<v1::SearchProfilesResponse> SearchProfiles(const base::Call& call, const v1::SearchProfilesRequest& request);
  absl::StatusOr<v1::Profile> DeactivateProfile(const base::Call& call, const v1::DeactivateProfileRequest& request);
  absl::StatusOr<v1::Profile> ReactivateProfile(const base::Call& call, const v1::ReactivateProfileRequest& request);
  absl::StatusOr<v1::Profile> ReviewMentorOffer(const base::Call& call, const v1::ReviewMentorOfferRequest& request);
  absl::StatusOr<v1::ListMentorPersonaRevisionsResponse> ListMentorPersonaRevisions(const base::Call& call,
                                                                                    const v1::ListMentorPersonaRevisionsRequest& request);

 private:
  storage::Store& store_;
  store::Directory& directory_;
  Catalogues& catalogues_;
};

}  // namespace gilde::profile::api
