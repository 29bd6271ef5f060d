#include "crypto/pem.h"

#include <openssl/pem.h>

namespace crypto {
namespace {

// Without this callback OpenSSL would ask for a passphrase at the terminal.
int refuse_passphrase(char* /*buffer*/, int /*size*/, int /*writing*/, void* asked) {
  *static_cast<bool*>(asked) = true;
  return -1;
}

Bio reader(std::string_view text) {
  Bio bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
  if (!bio) fail_in_openssl("no memory for a key's text");
  return bio;
}

// A secure memory buffer, which OpenSSL wipes when it is freed.
Bio writer() {
  Bio bio(BIO_new(BIO_s_secmem()));
  if (!bio) fail_in_openssl("no memory for a key's text");
  return bio;
}

std::string text_of(const Bio& bio) {
  char* data = nullptr;
  const auto size = BIO_get_mem_data(bio.get(), &data);
  return {data, static_cast<std::size_t>(size)};
}

}  // namespace

Pkey public_from_pem(std::string_view text) {
  const CleanErrors clean;
  bool asked = false;
  Pkey key(PEM_read_bio_PUBKEY(reader(text).get(), nullptr, refuse_passphrase, &asked));
  if (!key) refuse_key("The text is no public key in PEM.");
  return key;
}

Pkey private_from_pem(std::string_view text) {
  const CleanErrors clean;
  bool asked = false;
  Pkey key(PEM_read_bio_PrivateKey(reader(text).get(), nullptr, refuse_passphrase, &asked));
  if (asked) refuse_key("The private key is encrypted: remove its passphrase.");
  if (!key) refuse_key("The text is no private key in PEM.");
  return key;
}

std::string public_pem(EVP_PKEY* key) {
  const auto bio = writer();
  if (PEM_write_bio_PUBKEY(bio.get(), key) != 1) fail_in_openssl("a key cannot be written");
  return text_of(bio);
}

std::string private_pem(EVP_PKEY* key) {
  const auto bio = writer();
  if (PEM_write_bio_PKCS8PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr) != 1) {
    fail_in_openssl("a key cannot be written");
  }
  return text_of(bio);
}

}  // namespace crypto
