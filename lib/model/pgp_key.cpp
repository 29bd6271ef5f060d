#include "model/pgp_key.h"

namespace model {

bool has_expired(const PgpKey& key, base::Time now) {
  return key.expires_at && *key.expires_at <= now;
}

std::string canonical_fingerprint(std::string_view fingerprint) {
  std::string canonical;
  for (const char c : fingerprint) {
    if (c != ' ') canonical += c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return canonical;
}

}  // namespace model
