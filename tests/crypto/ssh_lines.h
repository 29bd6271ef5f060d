#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "base/encoding.h"
#include "crypto/signing_key.h"

/// Lines as ssh-keygen writes them, and such as it never would.

inline std::string ssh_text(std::string_view bytes) {
  const auto size = static_cast<std::uint32_t>(bytes.size());
  std::string text;
  for (const int shift : {24, 16, 8, 0}) text += static_cast<char>(size >> shift & 0xff);
  return text.append(bytes);
}

/// A positive number: a zero leads it when it would look negative.
inline std::string ssh_number(std::string bytes) {
  if ((bytes.front() & 0x80) != 0) bytes.insert(0, 1, '\0');
  return ssh_text(bytes);
}

inline std::string padded_base64(std::string_view bytes) {
  auto text = base::to_base64url(bytes);
  for (auto& c : text) c = c == '-' ? '+' : c == '_' ? '/' : c;
  return text.append((4 - text.size() % 4) % 4, '=');
}

/// A line of this type whose blob has these parts behind the type.
inline std::string ssh_line(const std::string& type, std::initializer_list<std::string> parts) {
  auto blob = ssh_text(type);
  for (const auto& part : parts) blob += part;
  return type + " " + padded_base64(blob);
}

/// The line of a pair's public half.
inline std::string ssh_line(const crypto::SigningKey& pair) {
  const auto jwk = pair.verification_key().jwk();
  const auto member = [&](const std::string& name) {
    const auto begin = jwk.find("\"" + name + "\":\"") + name.size() + 4;
    return jwk.substr(begin, jwk.find('"', begin) - begin);
  };
  const auto bytes = [&](const char* name) { return *base::from_base64url(member(name)); };
  if (member("kty") == "RSA") {
    return ssh_line("ssh-rsa", {ssh_number(bytes("e")), ssh_number(bytes("n"))});
  }
  if (member("kty") == "OKP") return ssh_line("ssh-ed25519", {ssh_text(bytes("x"))});
  const auto curve = "nistp" + member("crv").substr(2);
  return ssh_line("ecdsa-sha2-" + curve,
                  {ssh_text(curve), ssh_text('\x04' + bytes("x") + bytes("y"))});
}
