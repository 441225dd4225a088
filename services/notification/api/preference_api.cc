#include "services/notification/api/preference_api.h"

#include <string>
#include <utility>
#include <vector>

#include "gilde/notification/v1/directory.pb.h"
#include "services/notification/api/checks.h"
#include "services/notification/domain/preferences.h"

namespace gilde::notification::api {

using v1::Preferences;

namespace {

constexpr std::string_view kPreferences = "organizations/*/profiles/*/preferences";

// `organizations/acme/profiles/ada` of `organizations/acme/profiles/ada/preferences`.
std::string PersonOf(const std::string& name) { return name.substr(0, name.rfind('/')); }

absl::Status CheckCaller(const base::Call& call, const std::string& name, std::string_view field) {
  GILDE_RETURN_IF_ERROR(CheckName(name, kPreferences, field));
  return CheckOwn(call, PersonOf(name));
}

// The person's wishes or the defaults. NOT_FOUND when nobody of that name is known.
absl::StatusOr<Preferences> Current(storage::Reader& reader, const std::string& name) {
  absl::StatusOr<Preferences> said = reader.Get<Preferences>(name);
  if (said.ok() || !absl::IsNotFound(said.status())) return said;
  absl::StatusOr<v1::Recipient> known = reader.Get<v1::Recipient>(PersonOf(name) + "/recipient");
  if (absl::IsNotFound(known.status())) return base::NotFound(name);
  GILDE_RETURN_IF_ERROR(known.status());
  return domain::DefaultPreferences(name);
}

absl::StatusOr<Preferences> Save(storage::Writer& writer, Preferences wishes) {
  return wishes.has_create_time() ? writer.Update(std::move(wishes), "preferences.updated")
                                  : writer.Create(std::move(wishes), "preferences.updated");
}

}  // namespace

absl::StatusOr<Preferences> PreferenceApi::GetPreferences(const base::Call& call, const v1::GetPreferencesRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckCaller(call, request.name(), "name"));
  Preferences wishes;
  GILDE_RETURN_IF_ERROR(store_.Read(call, [&](storage::Reader& reader) -> absl::Status {
    GILDE_ASSIGN_OR_RETURN(wishes, Current(reader, request.name()));
    return absl::OkStatus();
  }));
  return wishes;
}

absl::StatusOr<Preferences> PreferenceApi::UpdatePreferences(const base::Call& call, const v1::UpdatePreferencesRequest& request) {
  const std::string& name = request.preferences().name();
  GILDE_RETURN_IF_ERROR(CheckCaller(call, name, "preferences.name"));
  GILDE_ASSIGN_OR_RETURN(std::vector<std::string> paths,
                         base::PathsToChange(request.update_mask(), request.preferences(), domain::PreferencesOutputOnly()));
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<Preferences> {
    GILDE_ASSIGN_OR_RETURN(Preferences wishes, Current(writer, name));
    GILDE_RETURN_IF_ERROR(storage::CheckEtag(wishes, request.preferences().etag()));
    base::Replace(request.preferences(), paths, wishes);
    base::Violations violations;
    domain::CheckPreferences(wishes, call.now, violations);
    GILDE_RETURN_IF_ERROR(violations.Check());
    return Save(writer, std::move(wishes));
  });
}

absl::StatusOr<Preferences> PreferenceApi::Unsubscribe(const base::Call& call, const v1::UnsubscribeRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckCaller(call, request.name(), "name"));
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<Preferences> {
    GILDE_ASSIGN_OR_RETURN(Preferences wishes, Current(writer, request.name()));
    GILDE_RETURN_IF_ERROR(domain::Unsubscribe(request.category(), wishes));
    return Save(writer, std::move(wishes));
  });
}

}  // namespace gilde::notification::api
