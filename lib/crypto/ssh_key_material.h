#pragma once

#include <optional>
#include <string>

#include "crypto/pkey.h"
#include "crypto/ssh_public_key.h"

/// What an SSH key holds. For the .cpp files of this folder only.
namespace crypto {

struct SshPublicKey::Material {
  std::string type;
  std::string blob;
  std::optional<std::string> comment;
  Pkey pkey;
  KeyKind kind;
  bool on_security_key;  ///< which signs texts of its own making, never ours
};

}  // namespace crypto
