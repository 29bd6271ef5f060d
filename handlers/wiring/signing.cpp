#include "wiring/signing.h"

#include <algorithm>
#include <iterator>

#include "base/error.h"
#include "base/file.h"
#include "config/config.h"

namespace wiring {

namespace {

constexpr std::size_t kLongestKeyFile = 65'536;

std::string text_of(const std::string& file) {
  if (file.empty()) return {};
  auto text = base::read_file(file, kLongestKeyFile);
  if (text && !text->empty()) return std::move(*text);
  throw base::Error(base::ErrorCode::invalid_argument,
                    {"The key file " + file + " cannot be read, or is empty."});
}

// The newline that every editor and tool puts behind a secret is not part of it.
std::string secret_of(const std::string& file) {
  auto text = text_of(file);
  if (text == "\n") {
    throw base::Error(base::ErrorCode::invalid_argument, {"The secret in " + file + " is empty."});
  }
  if (text.ends_with('\n')) text.pop_back();
  return text;
}

crypto::Algorithm algorithm_of(const std::string& name) {
  if (const auto algorithm = crypto::algorithm_named(name)) return *algorithm;
  throw base::Error(base::ErrorCode::invalid_argument, {"There is no such algorithm."});
}

}  // namespace

accounts::KeyRing::Settings signing_settings(const config::Config& config) {
  const auto& token = config.token;
  const auto algorithm = algorithm_of(token.algorithm);
  const auto& file = token.private_key_file;
  return {
      .tokens = {.algorithm = algorithm,
                 .private_key = crypto::is_symmetric(algorithm) ? secret_of(file) : text_of(file),
                 .public_key = text_of(token.public_key_file),
                 .short_secret = token.mode == config::Mode::compat,
                 .longest_token = std::max({token.access_lifetime, token.refresh_lifetime,
                                            config.oauth.access_lifetime})},
      .id_algorithm = algorithm_of(config.oauth.id_token_algorithm)};
}

}  // namespace wiring
