#pragma once

#include <openssl/crypto.h>

#include <string>
#include <utility>

namespace crypto {

/// Bytes that are wiped at the end. For the .cpp files of this folder only.
class SecretBytes {
 public:
  explicit SecretBytes(std::string bytes = {}) : bytes_(std::move(bytes)) {}
  ~SecretBytes() { OPENSSL_cleanse(bytes_.data(), bytes_.size()); }
  SecretBytes(const SecretBytes&) = delete;
  SecretBytes& operator=(const SecretBytes&) = delete;
  const std::string& get() const { return bytes_; }

 private:
  std::string bytes_;
};

}  // namespace crypto
