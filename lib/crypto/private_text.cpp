#include "crypto/private_text.h"

#include <algorithm>
#include <array>

namespace crypto {
namespace {

constexpr std::array<std::string_view, 7> kMarks{
    "PRIVATE KEY-----",               // PEM, PKCS#8, OpenSSH
    "PGP PRIVATE KEY BLOCK-----",     // OpenPGP
    "PRIVATE KEY ----",               // SSH2
    "PuTTY-User-Key-File-",           // PuTTY
    "SSH PRIVATE KEY FILE FORMAT 1",  // SSH 1
    "b3BlbnNzaC1rZXktdjE",            // OpenSSH without its first line ("openssh-key-v1")
    "AGE-SECRET-KEY-1",               // age
};

bool has(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

// RFC 7517 section 4.1, RFC 7518 section 6.
bool is_private_jwk(std::string_view text) {
  return has(text, R"("kty")") && (has(text, R"("d")") || has(text, R"("k")"));
}

}  // namespace

bool is_private_key(std::string_view text) {
  return std::ranges::any_of(kMarks, [&](auto mark) { return has(text, mark); }) ||
         is_private_jwk(text);
}

}  // namespace crypto
