#include "common/base/ids.h"

#include <openssl/rand.h>

#include <array>
#include <cstdint>
#include <mutex>
#include <optional>

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

using Number = unsigned __int128;
constexpr int kRandomBits = 80;

Number NewNumber(std::uint64_t milliseconds) {
  static std::mutex mutex;
  static std::optional<Number> last;
  std::lock_guard lock(mutex);
  if (last && static_cast<std::uint64_t>(*last >> kRandomBits) == milliseconds) return ++*last;
  // The top bit of what is random stays free, so that counting never reaches the time.
  std::array<unsigned char, kRandomBits / 8> bytes;
  RAND_bytes(bytes.data(), static_cast<int>(bytes.size()));
  bytes[0] &= 0x7f;
  Number number = milliseconds;
  for (unsigned char byte : bytes) number = (number << 8) | byte;
  last = number;
  return number;
}

}  // namespace

std::string NewId(absl::Time now) {
  constexpr std::uint64_t kTimeBits = (std::uint64_t{1} << 48) - 1;
  // 128 bits as 26 characters of 5 bits: the first character holds only the top 3.
  std::string id(26, '0');
  Number number = NewNumber(static_cast<std::uint64_t>(absl::ToUnixMillis(now)) & kTimeBits);
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
