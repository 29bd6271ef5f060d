#include "crypto/secret.h"

#include <fcntl.h>
#include <openssl/crypto.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <optional>
#include <span>

#include "base/error.h"
#include "base/text.h"
#include "crypto/mac.h"

namespace crypto {
namespace {

constexpr std::size_t kLongestFile = 65'536;

// Nothing unless `text` is exactly the hex digits of a key.
std::optional<Key> key_of(std::string_view text) {
  Key key{};
  if (text.size() != 2 * key.size()) return std::nullopt;
  for (std::size_t i = 0; i < key.size(); ++i) {
    const int high = base::hex_value(text[2 * i]);
    const int low = base::hex_value(text[2 * i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    key[i] = static_cast<std::uint8_t>(high * 16 + low);
  }
  return key;
}

void wipe(std::string& text) { OPENSSL_cleanse(text.data(), text.size()); }

[[noreturn]] void refuse_file(const std::string& path, const std::string& why) {
  throw base::Error(base::ErrorCode::internal, {"The secret file " + path + " " + why});
}

// A descriptor that is closed at the end.
class File {
 public:
  explicit File(int descriptor) : descriptor_(descriptor) {}
  ~File() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  int get() const { return descriptor_; }

 private:
  int descriptor_;
};

bool write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const auto written = ::write(file, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return fsync(file) == 0;
}

std::string random_suffix(base::Entropy& entropy) {
  auto digits = Secret::make(entropy);
  digits.resize(16);
  return "." + digits;
}

// Writes a draft whole, then gives it its name by link(2), which fails when the name is taken: so
// whoever sees the file sees all of it, and of several makers one wins.
void make_file(const std::string& path, base::Entropy& entropy) {
  const auto draft = path + random_suffix(entropy);
  auto text = Secret::make(entropy) + "\n";
  bool done = false;
  {
    const File file(::open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                           S_IRUSR | S_IWUSR));
    done = file.get() >= 0 && write_all(file.get(), text);
  }
  wipe(text);
  done = done && (link(draft.c_str(), path.c_str()) == 0 || errno == EEXIST);
  unlink(draft.c_str());
  if (!done) {
    refuse_file(path, "cannot be made: give doorward a directory that it may write to.");
  }
}

std::string read_all(int file, const std::string& path) {
  std::string text(kLongestFile + 1, '\0');
  std::size_t size = 0;
  while (size < text.size()) {
    const auto got = ::read(file, text.data() + size, text.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) refuse_file(path, "cannot be read.");
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
  }
  if (size > kLongestFile) refuse_file(path, "is too long to be one.");
  text.resize(size);
  return text;
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
  static constexpr char digits[] = "0123456789abcdef";
  Key key{};
  entropy.fill(std::as_writable_bytes(std::span(key)));
  std::string text;
  for (const auto byte : key) text += {digits[byte >> 4], digits[byte & 15]};
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
  const File file(descriptor);
  check_mode(file.get(), path);
  auto text = read_all(file.get(), path);
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
