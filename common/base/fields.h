// Update masks (AIP-134, AIP-161): which fields a request changes, and changing just those.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "google/protobuf/field_mask.pb.h"
#include "google/protobuf/message.h"

namespace gilde::base {

// Paths that a caller cannot set, `state` or `mentor_offer.vetting`: passed over in masks and requests alike.
using OutputOnly = std::set<std::string_view>;

// The paths that `mask` asks to change in a resource like `wanted`, in canonical form and without output only ones. An unset mask
// means the fields that `wanted` sets; `*` means all. INVALID_ARGUMENT / MASK_PATH_UNKNOWN naming every path that does not exist.
absl::StatusOr<std::vector<std::string>> PathsToChange(const google::protobuf::FieldMask& mask, const google::protobuf::Message& wanted,
                                                       const OutputOnly& output_only);

// Makes every one of `paths` in `resource` what it is in `wanted`, unset where it is unset there. Both are of one type, and `paths` come
// from PathsToChange.
void Replace(const google::protobuf::Message& wanted, const std::vector<std::string>& paths, google::protobuf::Message& resource);

// Names of the top-level fields in which two messages of one type differ.
std::vector<std::string> Differences(const google::protobuf::Message& before, const google::protobuf::Message& after);

// Clears the output only fields that a caller sent.
void ClearOutputOnly(const OutputOnly& output_only, google::protobuf::Message& resource);

}  // namespace gilde::base
