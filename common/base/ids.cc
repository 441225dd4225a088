#include "common/base/ids.h"

#include <openssl/rand.h>

#include <array>
#include <cstdint>

#include "absl/strings/escaping.h"

namespace gilde::base {
namespace {

constexpr std::string_view kAlphabet = "0123456789abcdefghjkmnpqrstvwxyz";

// Splits off the part before the next '/'.
std::string_view NextPart(std::string_view& rest) {
  size_t slash = rest.find('/');
  std::string_view part = rest.substr(0, slash);
  rest = slash == std::string_view::npos ? std::string_view() : rest.substr(slash + 1);
  return part;
}

bool IsIdCharacter(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

}  // namespace

std::string NewId(absl::Time now) {
  std::array<unsigned char, 16> bytes;
  RAND_bytes(bytes.data(), static_cast<int>(bytes.size()));
  auto milliseconds = static_cast<std::uint64_t>(absl::ToUnixMillis(now));
  for (int i = 5; i >= 0; --i, milliseconds >>= 8) bytes[i] = static_cast<unsigned char>(milliseconds);
  // 128 bits as 26 characters of 5 bits: the first character holds only the top 3.
  std::string id(26, '0');
  unsigned __int128 number = 0;
  for (unsigned char byte : bytes) number = (number << 8) | byte;
  for (int i = 25; i >= 0; --i, number >>= 5) id[i] = kAlphabet[static_cast<size_t>(number & 31)];
  return id;
}

std::string RandomHex(int bytes) {
  std::string raw(static_cast<size_t>(bytes), '\0');
  RAND_bytes(reinterpret_cast<unsigned char*>(raw.data()), bytes);
  return absl::BytesToHexString(raw);
}

bool IsId(std::string_view id) {
  if (id.empty() || id.size() > 63 || !IsIdCharacter(id[0])) return false;
  for (char c : id) {
    if (!IsIdCharacter(c) && c != '-') return false;
  }
  return true;
}

bool NameMatches(std::string_view name, std::string_view pattern) {
  if (name.ends_with('/')) return false;
  while (!name.empty() && !pattern.empty()) {
    std::string_view part = NextPart(name);
    std::string_view wanted = NextPart(pattern);
    if (wanted == "*" ? !IsId(part) : part != wanted) return false;
  }
  return name.empty() && pattern.empty();
}

std::string_view OrganizationOf(std::string_view name) { return NextPart(name) == "organizations" ? NextPart(name) : std::string_view(); }

std::string_view CollectionOf(std::string_view name) {
  size_t slash = name.rfind('/');
  if (slash == std::string_view::npos) return {};
  name = name.substr(0, slash);
  return name.substr(name.rfind('/') + 1);
}

std::string_view IdOf(std::string_view name) { return name.substr(name.rfind('/') + 1); }

std::string_view ParentOf(std::string_view name) {
  size_t slash = name.rfind('/');
  if (slash == std::string_view::npos || slash == 0) return {};
  size_t before = name.rfind('/', slash - 1);
  return before == std::string_view::npos ? std::string_view() : name.substr(0, before);
}

std::string OrganizationName(std::string_view name) {
  bool is_id = name.find('/') == std::string_view::npos;
  return "organizations/" + std::string(is_id ? name : OrganizationOf(name));
}

}  // namespace gilde::base
