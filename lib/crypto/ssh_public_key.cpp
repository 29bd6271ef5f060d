#include "crypto/ssh_public_key.h"

#include <algorithm>
#include <array>

#include "base/encoding.h"
#include "base/text.h"
#include "crypto/digest.h"
#include "crypto/openssh_key.h"
#include "crypto/private_text.h"
#include "crypto/ssh_key_material.h"
#include "crypto/ssh_wire.h"

namespace crypto {
namespace {

constexpr std::string_view kWhitespace = " \t\r\n";
constexpr std::string_view kBlanks = " \t";

/// A type of key, and the plain type whose number format it shares.
struct Type {
  std::string_view name;
  std::string_view plain;
};

constexpr std::array kTypes{
    Type{"ssh-ed25519", "ssh-ed25519"},
    Type{"ssh-rsa", "ssh-rsa"},
    Type{"ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256"},
    Type{"ecdsa-sha2-nistp384", "ecdsa-sha2-nistp384"},
    Type{"ecdsa-sha2-nistp521", "ecdsa-sha2-nistp521"},
    Type{"sk-ssh-ed25519@openssh.com", "ssh-ed25519"},
    Type{"sk-ecdsa-sha2-nistp256@openssh.com", "ecdsa-sha2-nistp256"},
};

const Type* type_named(std::string_view name) {
  const auto* const found = std::find_if(kTypes.begin(), kTypes.end(),
                                         [&](const Type& type) { return type.name == name; });
  return found == kTypes.end() ? nullptr : found;
}

[[noreturn]] void decline(const std::string& why) {
  throw base::Error(base::ErrorCode::unprocessable, {why});
}

std::string_view without_ends(std::string_view text, std::string_view ends) {
  const auto first = text.find_first_not_of(ends);
  return first == text.npos ? "" : text.substr(first, text.find_last_not_of(ends) - first + 1);
}

// Removes the text up to the next blank, and the blanks after it, from the line; returns the text.
std::string_view take_word(std::string_view& line) {
  const auto word = line.substr(0, line.find_first_of(kBlanks));
  line.remove_prefix(word.size());
  line.remove_prefix(std::min(line.find_first_not_of(kBlanks), line.size()));
  return word;
}

// Control characters of ASCII (C0), and of Unicode (C1), which UTF-8 writes as 0xC2 and another
// byte.
bool has_control_character(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (base::is_control(text[i])) return true;
    if (i > 0 && text[i - 1] == '\xc2' && byte < 0xa0) return true;
  }
  return false;
}

// Whether the line has a key after something that may be its options.
bool has_options(std::string_view line) {
  for (auto word = take_word(line); !line.empty(); word = take_word(line)) {
    if (type_named(word) != nullptr) return true;
  }
  return false;
}

std::string_view the_line_of(std::string_view text) {
  text = without_ends(text, kWhitespace);
  if (is_private_key(text)) {
    decline("it is a private key, which nobody but you should have; give the public one");
  }
  if (text.find_first_of("\r\n") != text.npos) decline("it has several lines");
  return text;
}

const Type& type_of(std::string_view word, std::string_view rest) {
  const auto* const type = type_named(word);
  if (type != nullptr) return *type;
  if (word == "ssh-dss") decline("keys of this type are too weak");
  if (word.find("-cert-v0") != word.npos) decline("it is a certificate");
  if (has_options(rest)) decline("options before the key are not taken");
  refuse_key("The SSH key's type is unknown.");
}

std::string blob_of(std::string_view base64) {
  auto blob = base::from_base64(base64);
  if (!blob) refuse_key("The SSH key is no base64.");
  return std::move(*blob);
}

// Reads a blob that must consist of one key of this type (PROTOCOL.u2f for security keys).
Pkey key_in(std::string_view blob, const Type& type) {
  SshReader reader(blob);
  if (reader.text() != type.name) refuse_key("The SSH key is not of the type that it names.");
  auto key = public_from_openssh(type.plain, reader);
  if (type.name != type.plain) reader.text();  // the application
  if (!reader.rest().empty()) refuse_key("The SSH key is too long.");
  return key;
}

KeyKind kind_of(EVP_PKEY* key) try {
  return examined(key, kSshRsa);
} catch (const base::Error& error) {
  if (error.code() != base::ErrorCode::invalid_argument) throw;
  decline(error.public_text());
}

std::optional<std::string> comment_in(std::string_view text) {
  if (text.empty()) return std::nullopt;
  if (has_control_character(text)) decline("its comment has control characters");
  if (!base::is_utf8(text)) decline("its comment is not UTF-8");
  return std::string(text);
}

}  // namespace

SshPublicKey::SshPublicKey(std::shared_ptr<const Material> material)
    : material_(std::move(material)) {}

SshPublicKey SshPublicKey::parse(std::string_view text) {
  const CleanErrors clean;
  auto rest = the_line_of(text);
  const auto name = take_word(rest);
  const auto& type = type_of(name, rest);
  auto blob = blob_of(take_word(rest));
  auto key = key_in(blob, type);
  const auto kind = kind_of(key.get());
  return SshPublicKey(
      std::make_shared<const Material>(Material{.type = std::string(type.name),
                                                .blob = std::move(blob),
                                                .comment = comment_in(rest),
                                                .pkey = std::move(key),
                                                .kind = kind,
                                                .on_security_key = type.name != type.plain}));
}

const std::string& SshPublicKey::type() const { return material_->type; }

const std::string& SshPublicKey::blob() const { return material_->blob; }
const std::optional<std::string>& SshPublicKey::comment() const { return material_->comment; }

std::string SshPublicKey::md5_fingerprint() const {
  auto text = md5_hex(material_->blob);
  for (std::size_t colon = 2; colon < text.size(); colon += 3) text.insert(colon, ":");
  return text;
}

std::string SshPublicKey::digest() const { return sha256_hex(material_->blob); }

}  // namespace crypto
