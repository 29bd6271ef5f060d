#pragma once

#include <openssl/bn.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <memory>
#include <string>
#include <string_view>

#include "base/error.h"

/// Owning handles for OpenSSL's objects. For the .cpp files of this folder only.
namespace crypto {

template <auto Free>
struct Freed {
  template <typename Handle>
  void operator()(Handle* handle) const {
    Free(handle);
  }
};

using Pkey = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using PkeyContext = std::unique_ptr<EVP_PKEY_CTX, Freed<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>>;
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, Freed<EVP_CIPHER_CTX_free>>;
using Number = std::unique_ptr<BIGNUM, Freed<BN_clear_free>>;
using Bio = std::unique_ptr<BIO, Freed<BIO_free_all>>;

/// OpenSSL keeps a queue of errors for each thread. Declared first in a function, this object
/// empties the queue however the function is left.
class CleanErrors {
 public:
  CleanErrors() = default;
  ~CleanErrors() { ERR_clear_error(); }
  CleanErrors(const CleanErrors&) = delete;
  CleanErrors& operator=(const CleanErrors&) = delete;
};

inline const unsigned char* octets(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}
inline unsigned char* octets(std::string& bytes) {
  return reinterpret_cast<unsigned char*>(bytes.data());
}

/// Throws base::Error (internal): OpenSSL failed at something that must work.
[[noreturn]] inline void fail_in_openssl(const char* what) {
  throw base::Error(base::ErrorCode::internal, {}, {what});
}

/// Throws base::Error (invalid_argument): the key must not be used.
[[noreturn]] inline void refuse_key(const std::string& why) {
  throw base::Error(base::ErrorCode::invalid_argument, {why});
}

}  // namespace crypto
