#include "model/pgp_key.h"

namespace model {

std::string canonical_fingerprint(std::string_view fingerprint) {
  std::string canonical;
  for (const char c : fingerprint) {
    if (c != ' ') canonical += c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return canonical;
}

}  // namespace model
