#include <algorithm>
#include <set>

#include "crypto/evp.h"
#include "crypto/verification_key.h"
#include "json/json.h"

namespace crypto {
namespace {

constexpr std::size_t kLongestSet = 256 * 1024;
constexpr std::size_t kMostKeys = 32;
constexpr std::size_t kMostTries = 8;

json::Value keys_in(std::string_view text) {
  if (text.size() > kLongestSet) refuse_key("The key set is longer than 256 KiB.");
  json::Value set;
  try {
    set = json::parse_object(text);
  } catch (const base::Error&) {
    refuse_key("The key set is no sound JSON object.");
  }
  const auto keys = set.find("keys");
  if (keys == set.end() || !keys->is_array()) refuse_key("The key set has no array \"keys\".");
  if (keys->size() > kMostKeys) refuse_key("The key set has more than 32 keys.");
  return *keys;
}

// The name of a key in the log: by its index, because the kid is a stranger's text.
std::string name_of_key(std::size_t index, const json::Value& jwk) {
  auto name = "key " + std::to_string(index + 1);
  const auto kid = jwk.is_object() ? json::text_member(jwk, "kid") : std::nullopt;
  if (kid) name += " (kid " + json::dump(kid->substr(0, 64)) + ")";
  return name + ": ";
}

// Drops keys of different types that share a kid, since a token could mean either.
void drop_ambiguous(KeySet& set) {
  std::set<std::string> ambiguous;
  for (const auto& left : set.keys) {
    for (const auto& right : set.keys) {
      if (left.kid() == right.kid() && left.type() != right.type()) ambiguous.insert(left.kid());
    }
  }
  ambiguous.erase("");
  std::erase_if(set.keys,
                [&](const VerificationKey& key) { return ambiguous.contains(key.kid()); });
  for (const auto& kid : ambiguous) {
    set.refused.push_back("kid " + json::dump(kid.substr(0, 64)) +
                          ": Keys of different types carry it.");
  }
}

}  // namespace

KeySet KeySet::from_jwks(std::string_view text) {
  const auto jwks = keys_in(text);
  KeySet set;
  for (std::size_t i = 0; i < jwks.size(); ++i) {
    try {
      set.keys.push_back(VerificationKey::from_jwk(json::dump(jwks[i])));
    } catch (const base::Error& error) {
      if (error.code() != base::ErrorCode::invalid_argument) throw;
      set.refused.push_back(name_of_key(i, jwks[i]) + error.public_text());
    }
  }
  drop_ambiguous(set);
  return set;
}

std::vector<const VerificationKey*> KeySet::candidates(std::optional<std::string_view> kid) const {
  std::vector<const VerificationKey*> found;
  for (const auto& key : keys) {
    const bool fits = !kid || (!kid->empty() && key.kid() == *kid);
    if (fits && found.size() < kMostTries) found.push_back(&key);
  }
  return found;
}

std::string KeySet::jwks() const {
  std::string text;
  for (const auto& key : keys) text += (text.empty() ? "" : ",") + key.jwk();
  return "{\"keys\":[" + text + "]}";
}

}  // namespace crypto
