#include "services/profile/domain/wire.h"

#include <cstdint>

namespace gilde::profile::domain {

namespace {

// Reads a varint off the front; false when there is none.
bool ReadVarint(std::string_view& bytes, std::uint64_t& value) {
  value = 0;
  for (int shift = 0; shift < 64 && !bytes.empty(); shift += 7) {
    auto byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
    if (byte < 0x80) return true;
  }
  return false;
}

// Removes a value of a wire type from the front; false when it is not whole.
bool SkipValue(std::string_view& bytes, unsigned wire_type) {
  std::uint64_t size = 0;
  switch (wire_type) {
    case 0:
      return ReadVarint(bytes, size);
    case 1:
      size = 8;
      break;
    case 2:
      if (!ReadVarint(bytes, size)) return false;
      break;
    case 5:
      size = 4;
      break;
    default:
      return false;
  }
  if (size > bytes.size()) return false;
  bytes.remove_prefix(size);
  return true;
}

}  // namespace

Wire::Wire(std::string_view bytes) {
  std::uint64_t last = 0;
  while (!bytes.empty()) {
    std::string_view rest = bytes;
    std::uint64_t tag = 0;
    if (!ReadVarint(rest, tag) || !SkipValue(rest, tag & 7) || tag >> 3 >= kFields || tag >> 3 < last) {
      readable_ = false;
      return;
    }
    last = tag >> 3;
    size_t size = bytes.size() - rest.size();
    std::string_view& field = fields_[last];
    field = field.empty() ? bytes.substr(0, size) : std::string_view(field.data(), field.size() + size);
    bytes = rest;
  }
}

}  // namespace gilde::profile::domain
