// Looks at the top-level fields of a serialized message without parsing it, so that an import that changes nothing costs a comparison of
// bytes a row. A canonical serialization has its fields in order, each field's entries together; of any other, nothing is claimed.
#pragma once

#include <array>
#include <string_view>

namespace gilde::profile::domain {

class Wire {
 public:
  // `bytes` must outlive this.
  explicit Wire(std::string_view bytes);
  // Tags and values of a field, all entries of a list; empty when unset.
  std::string_view field(int number) const { return fields_[number]; }
  // False when the bytes are not a canonical serialization of fields below kFields.
  bool readable() const { return readable_; }
  static constexpr int kFields = 64;

 private:
  std::array<std::string_view, kFields> fields_;
  bool readable_ = true;
};

}  // namespace gilde::profile::domain
