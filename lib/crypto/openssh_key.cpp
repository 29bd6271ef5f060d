#include "crypto/openssh_key.h"

#include <sodium.h>

#include <algorithm>

#include "base/text.h"
#include "crypto/pkey.h"
#include "crypto/secret_bytes.h"

namespace crypto {
namespace {

constexpr std::string_view kBegin = "-----BEGIN OPENSSH PRIVATE KEY-----";
constexpr std::string_view kEnd = "-----END OPENSSH PRIVATE KEY-----";
constexpr std::string_view kMagic("openssh-key-v1\0", 15);
constexpr std::string_view kEcdsa = "ecdsa-sha2-";
constexpr std::size_t kSeed = 32;
constexpr base::Characters kBase64(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");

// By libsodium, which decodes in constant time: the text is a private key.
std::string decoded(std::string_view text) {
  // libsodium accepts some bytes above 127 as letters.
  const bool is_ascii = std::all_of(text.begin(), text.end(), [](char c) { return c >= 0; });
  std::string bytes(text.size() / 4 * 3 + 3, '\0');
  std::size_t size = 0;
  if (!is_ascii ||
      sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                        text.size(), "\r\n", &size, nullptr, sodium_base64_VARIANT_ORIGINAL) != 0) {
    refuse_key("The OpenSSH key is no base64.");
  }
  bytes.resize(size);
  return bytes;
}

/// The base64 that a text begins with: the lines of nothing else, and the first word of the line
/// that has more, which is a comment.
std::string unwrapped(std::string_view text) {
  std::string joined;
  for (auto line : base::split(text, '\n')) {
    line = base::trimmed(line.substr(0, line.find('\r')));
    const auto word = line.substr(0, line.find(' '));
    if (!kBase64.has_all_of(word)) break;
    joined += word;
    if (word.size() < line.size()) break;
  }
  return joined;
}

const Curve& curve_in(std::string_view type, SshReader& reader) {
  const auto name = reader.text();
  const auto* curve = curve_by_ssh(name);
  if (curve == nullptr || type.substr(kEcdsa.size()) != name) {
    refuse_key("The key's curve is unknown.");
  }
  return *curve;
}

Pkey private_rsa_in(SshReader& reader) {
  const auto n = reader.positive();
  const auto e = reader.positive();
  RsaPrivate half;
  half.d = reader.positive();
  half.coefficient = reader.positive();
  half.p = reader.positive();
  half.q = reader.positive();
  return rsa_key(n, e, half);
}

// The private field is the seed followed by the public half.
Pkey private_ed25519_in(SshReader& reader) {
  const auto half = reader.text();
  const auto both = reader.text();
  if (both.size() < kSeed) refuse_key("The OpenSSH key is cut off.");
  auto key = ed25519_private_key(both.substr(0, kSeed));
  if (raw_public(key.get()) != half || both.substr(kSeed) != half) {
    refuse_key("The two halves of the key do not belong together.");
  }
  return key;
}

Pkey private_in(SshReader& reader) {
  const auto type = reader.text();
  if (type == "ssh-rsa") return private_rsa_in(reader);
  if (type == "ssh-ed25519") return private_ed25519_in(reader);
  if (!type.starts_with(kEcdsa)) refuse_key("The OpenSSH key's type is unknown.");
  const auto& curve = curve_in(type, reader);
  const auto point = reader.text();
  return ec_key(curve, point, reader.positive());
}

void require_plain(SshReader& reader) {
  const auto cipher = reader.text();
  const auto derivation = reader.text();
  reader.text();  // the derivation's options
  if (cipher != "none" || derivation != "none") {
    refuse_key("The private key is encrypted: remove its passphrase.");
  }
  if (reader.number() != 1) refuse_key("The OpenSSH file holds more than one key.");
}

// The padding is 1, 2, 3 and so on up to the end of the block.
void require_padding(std::string_view padding) {
  for (std::size_t i = 0; i < padding.size(); ++i) {
    if (static_cast<unsigned char>(padding[i]) != i + 1) refuse_key("The OpenSSH key is damaged.");
  }
}

Pkey private_of_block(std::string_view block) {
  SshReader reader(block);
  if (reader.number() != reader.number()) refuse_key("The OpenSSH key is damaged.");
  auto key = private_in(reader);
  reader.text();  // the comment
  require_padding(reader.rest());
  return key;
}

}  // namespace

bool is_openssh_line(std::string_view text) {
  return text.starts_with("ssh-") || text.starts_with(kEcdsa);
}

// RFC 4253 section 6.6, RFC 5656 section 3.1, RFC 8709 section 4.
Pkey public_from_openssh(std::string_view type, SshReader& reader) {
  if (type == "ssh-rsa") {
    const auto e = reader.positive();
    return rsa_key(reader.positive(), e);
  }
  if (type == "ssh-ed25519") return ed25519_public_key(reader.text());
  if (!type.starts_with(kEcdsa)) refuse_key("The OpenSSH key's type is unknown.");
  const auto& curve = curve_in(type, reader);
  return ec_key(curve, reader.text());
}

Pkey public_from_openssh(std::string_view text) {
  const CleanErrors clean;
  const auto blank = text.find_first_of(" \t\r\n");
  if (blank == text.npos) refuse_key("The OpenSSH key is cut off.");
  const auto type = text.substr(0, blank);
  const auto bytes = decoded(unwrapped(text.substr(blank + 1)));
  SshReader reader(bytes);
  if (reader.text() != type) refuse_key("The OpenSSH key is not of the type that it names.");
  auto key = public_from_openssh(type, reader);
  if (!reader.rest().empty()) refuse_key("The OpenSSH key is too long.");
  return key;
}

bool is_openssh_private(std::string_view text) { return text.find(kBegin) != text.npos; }

Pkey private_from_openssh(std::string_view text) {
  const CleanErrors clean;
  const auto begin = text.find(kBegin) + kBegin.size();
  const auto end = text.find(kEnd, begin);
  if (end == text.npos) refuse_key("The OpenSSH key is cut off.");
  const SecretBytes bytes(decoded(text.substr(begin, end - begin)));
  SshReader reader(bytes.get());
  if (!reader.rest().starts_with(kMagic)) refuse_key("The OpenSSH key's version is unknown.");
  reader = SshReader(reader.rest().substr(kMagic.size()));
  require_plain(reader);
  reader.text();  // the public half, which the block below holds too
  return private_of_block(reader.text());
}

}  // namespace crypto
