#include "model/ssh_key.h"

#include <array>

#include "base/encoding.h"

namespace model {

std::string sha256_fingerprint(const SshKey& key) {
  std::array<std::uint8_t, 32> bytes{};
  base::read_hex(key.digest, bytes);
  auto text = base::to_base64({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  std::erase(text, '=');
  return "SHA256:" + text;
}

std::string fingerprints(const SshKey& key) {
  return sha256_fingerprint(key) + " (MD5:" + key.fingerprint + ")";
}

}  // namespace model
