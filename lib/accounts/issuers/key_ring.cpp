#include "accounts/issuers/key_ring.h"

#include <algorithm>

namespace accounts {
namespace {

SigningKeys::Settings for_tokens(const KeyRing::Settings& settings) {
  auto own = settings.tokens;
  own.others = {settings.id_algorithm};
  std::erase(own.others, own.algorithm);
  return own;
}

// A key stays for as long as the longest living token of either kind.
SigningKeys::Settings for_id_tokens(const KeyRing::Settings& settings) {
  return {.algorithm = settings.id_algorithm,
          .longest_token = settings.tokens.longest_token,
          .others = {settings.tokens.algorithm}};
}

// Both know all keys of the database, and one may have another that is given.
template <typename Keys>
void add_others(Keys& keys, const Keys& others, const auto& kid_of) {
  for (const auto& other : others) {
    const auto is_same = [&](const auto& key) { return kid_of(key) == kid_of(other); };
    if (std::none_of(keys.begin(), keys.end(), is_same)) keys.push_back(other);
  }
}

}  // namespace

KeyRing::KeyRing(Context& context, const crypto::Seal& seal, const Settings& settings)
    : tokens_(context, seal, for_tokens(settings)) {
  if (settings.id_algorithm == settings.tokens.algorithm) return;
  id_tokens_.emplace(context, seal, for_id_tokens(settings));
}

void KeyRing::ensure() {
  tokens_.ensure();
  id_tokens().ensure();
}

std::string KeyRing::jwks() {
  const auto kid_of = [](const crypto::VerificationKey& key) { return key.kid(); };
  auto all = tokens_.published();
  if (id_tokens_) add_others(all.keys, id_tokens_->published().keys, kid_of);
  return all.jwks();
}

std::vector<SigningKeys::Listed> KeyRing::list() {
  const auto kid_of = [](const SigningKeys::Listed& key) { return key.kid; };
  auto all = tokens_.list();
  if (id_tokens_) add_others(all, id_tokens_->list(), kid_of);
  return all;
}

void KeyRing::rotate() {
  if (!id_tokens_) return tokens_.rotate();
  if (!tokens_.is_given()) tokens_.rotate();
  id_tokens_->rotate();
}

std::string KeyRing::export_private(const std::string& kid) {
  const auto own = tokens_.list();
  const bool has = std::any_of(own.begin(), own.end(),
                               [&](const SigningKeys::Listed& key) { return key.kid == kid; });
  return (has ? tokens_ : id_tokens()).export_private(kid);
}

}  // namespace accounts
