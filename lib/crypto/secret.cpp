#include "crypto/secret.h"

#include <fcntl.h>
#include <openssl/crypto.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <optional>
#include <span>

#include "base/encoding.h"
#include "base/error.h"
#include "base/file.h"
#include "base/text.h"
#include "crypto/mac.h"

namespace crypto {
namespace {

constexpr std::size_t kLongestFile = 65'536;

// Nothing unless `text` is exactly the hex digits of a key.
std::optional<Key> key_of(std::string_view text) {
  Key key{};
  return base::read_hex(text, key) ? std::optional(key) : std::nullopt;
}

void wipe(std::string& text) { OPENSSL_cleanse(text.data(), text.size()); }

[[noreturn]] void refuse_file(const std::string& path, const std::string& why) {
  throw base::Error(base::ErrorCode::internal, {"The secret file " + path + " " + why});
}

std::string random_suffix(base::Entropy& entropy) {
  auto digits = Secret::make(entropy);
  digits.resize(16);
  return "." + digits;
}

// Writes a complete temporary file, then names it by link(2), which fails when the name is taken.
// So nobody sees a partial file, and when several processes try, one wins.
void make_file(const std::string& path, base::Entropy& entropy) {
  const auto draft = path + random_suffix(entropy);
  auto text = Secret::make(entropy) + "\n";
  bool done = false;
  {
    const base::Descriptor file(::open(
        draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR));
    done = file.get() >= 0 && base::write_all(file.get(), text) && fsync(file.get()) == 0;
  }
  wipe(text);
  done = done && (link(draft.c_str(), path.c_str()) == 0 || errno == EEXIST);
  unlink(draft.c_str());
  if (!done) {
    refuse_file(path, "cannot be made: give doorward a directory that it may write to.");
  }
}

std::string content_of(int file, const std::string& path) {
  auto text = base::read_all(file, kLongestFile + 1);
  if (!text) refuse_file(path, "cannot be read.");
  if (text->size() > kLongestFile) refuse_file(path, "is too long to be one.");
  return std::move(*text);
}

void check_mode(int file, const std::string& path) {
  struct stat facts {};
  if (fstat(file, &facts) != 0 || !S_ISREG(facts.st_mode)) refuse_file(path, "is no plain file.");
  if ((facts.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    refuse_file(path, "is open to others: run chmod 600 on it.");
  }
}

std::vector<std::string> secrets_in(std::string_view text) {
  std::vector<std::string> secrets;
  for (auto line : base::split(text, '\n')) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (const auto secret = base::trimmed(line.substr(0, line.find('#'))); !secret.empty()) {
      secrets.emplace_back(secret);
    }
  }
  return secrets;
}

std::span<const std::uint8_t> bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

}  // namespace

Secret::Secret(const std::vector<std::string>& texts) {
  for (const auto& text : texts) {
    const auto key = key_of(text);
    if (!key) {
      throw base::Error(base::ErrorCode::invalid_argument,
                        {"A secret is 64 hex digits: make one with openssl rand -hex 32."});
    }
    keys_.push_back(*key);
  }
  if (keys_.empty()) {
    throw base::Error(base::ErrorCode::invalid_argument, {"At least one secret is needed."});
  }
}

std::vector<Key> Secret::derive(std::string_view purpose) const {
  std::vector<Key> derived;
  for (const auto& key : keys_) derived.push_back(hkdf_sha256(key, {}, bytes_of(purpose)));
  return derived;
}

std::string Secret::make(base::Entropy& entropy) {
  Key key{};
  entropy.fill(std::as_writable_bytes(std::span(key)));
  auto text = base::to_hex({reinterpret_cast<const char*>(key.data()), key.size()});
  OPENSSL_cleanse(key.data(), key.size());
  return text;
}

Secret Secret::from_file(const std::string& path, base::Entropy& entropy) {
  const auto open_file = [&] { return ::open(path.c_str(), O_RDONLY | O_CLOEXEC); };
  int descriptor = open_file();
  if (descriptor < 0 && errno == ENOENT) {
    make_file(path, entropy);
    descriptor = open_file();
  }
  if (descriptor < 0) refuse_file(path, "cannot be opened: make it readable for its owner.");
  const base::Descriptor file(descriptor);
  check_mode(file.get(), path);
  auto text = content_of(file.get(), path);
  auto secrets = secrets_in(text);
  wipe(text);
  try {
    Secret secret(secrets);
    for (auto& each : secrets) wipe(each);
    return secret;
  } catch (const base::Error&) {
    refuse_file(path, "must hold 64 hex digits on a line.");
  }
}

}  // namespace crypto
