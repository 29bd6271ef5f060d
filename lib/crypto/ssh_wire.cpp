#include "crypto/ssh_wire.h"

#include "crypto/evp.h"

namespace crypto {

std::string_view SshReader::take(std::size_t size) {
  if (size > rest_.size()) refuse_key("The OpenSSH key is cut off.");
  const auto taken = rest_.substr(0, size);
  rest_.remove_prefix(size);
  return taken;
}

std::uint32_t SshReader::number() {
  std::uint32_t value = 0;
  for (const char byte : take(4)) value = value << 8 | static_cast<unsigned char>(byte);
  return value;
}

std::string_view SshReader::text() { return take(number()); }

std::string_view SshReader::positive() {
  auto bytes = text();
  const auto is_high = [&](std::size_t index) {
    return index < bytes.size() && (static_cast<unsigned char>(bytes[index]) & 0x80) != 0;
  };
  if (bytes.empty() || is_high(0)) refuse_key("A number of the OpenSSH key is not positive.");
  if (bytes.front() != '\0') return bytes;
  if (!is_high(1)) refuse_key("A number of the OpenSSH key has needless zeros.");
  return bytes.substr(1);
}

}  // namespace crypto
