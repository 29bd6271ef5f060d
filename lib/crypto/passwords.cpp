#include "crypto/passwords.h"

#include <sodium.h>

#include <charconv>
#include <optional>

#include "base/error.h"
#include "letters/normal.h"

namespace crypto {
namespace {

constexpr std::uint64_t kMostMemoryKib = 262'144;
constexpr std::uint64_t kMostPasses = 16;
constexpr std::uint64_t kMostLanes = 16;

// Removes `before` and the number that follows it from the front of the text, and returns the
// number.
std::optional<std::uint64_t> number_behind(std::string_view before, std::string_view& text) {
  if (!text.starts_with(before)) return std::nullopt;
  text.remove_prefix(before.size());
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{}) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

// A stored hash may have been imported from another site, so checking it must not cost more than
// our limits.
bool is_affordable(std::string_view stored) {
  if (stored.size() >= crypto_pwhash_STRBYTES || stored.find('\0') != stored.npos) return false;
  const auto version = number_behind("$argon2id$v=", stored);
  const auto memory = number_behind("$m=", stored);
  const auto passes = number_behind(",t=", stored);
  const auto lanes = number_behind(",p=", stored);
  return version && memory && passes && lanes && *memory <= kMostMemoryKib &&
         *passes <= kMostPasses && *lanes <= kMostLanes;
}

}  // namespace

Passwords::Passwords(PasswordCost cost, Hashing& hashing) : cost_(cost), hashing_(hashing) {
  if (cost.memory_kib < 8 || cost.memory_kib > kMostMemoryKib || cost.passes < 1 ||
      cost.passes > kMostPasses) {
    throw base::Error(base::ErrorCode::invalid_argument,
                      {"A password hash takes 8 to 262144 KiB and 1 to 16 passes."});
  }
}

std::string Passwords::hash(std::string_view password, const Asker& asker) const {
  const auto typed = letters::composed(password);
  if (typed.size() > kLongest) {
    throw base::Error(base::ErrorCode::invalid_argument, {"The password is too long."});
  }
  return hashing_.hash(typed, cost_, asker);
}

bool Passwords::matches(std::string_view password, const std::string& stored,
                        const Asker& asker) const {
  const auto typed = letters::composed(password);
  if (typed.size() > kLongest || !is_affordable(stored)) {
    match_nothing(password, asker);
    return false;
  }
  return hashing_.verify(typed, stored, asker) ||
         (typed != password && hashing_.verify(password, stored, asker));
}

void Passwords::match_nothing(std::string_view password, const Asker& asker) const {
  hashing_.hash(password.substr(0, kLongest), cost_, asker);
}

}  // namespace crypto
