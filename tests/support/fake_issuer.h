#pragma once

#include <string>
#include <vector>

#include "base/clock.h"
#include "base/error.h"
#include "crypto/jwt.h"
#include "json/json.h"
#include "support/fakes.h"

/// An identity provider inside the test: its keys, its tokens, and the key set that it publishes.
/// It signs with EdDSA because such keys are cheap to make.
class FakeIssuer {
 public:
  explicit FakeIssuer(std::string name = "https://issuer.example/") : name_(std::move(name)) {
    rotate();
  }

  /// From now on another key signs; the older ones stay published.
  void rotate() {
    keys_.push_back(crypto::SigningKey::generate(crypto::Algorithm::eddsa, entropy_));
  }

  /// Only the newest key is published any more.
  void forget_older() { keys_.erase(keys_.begin(), keys_.end() - 1); }

  std::string jwks() const {
    auto keys = json::Value::array();
    for (const auto& key : keys_) {
      keys.push_back(json::parse(key.verification_key().jwk()));
      if (!names_keys) keys.back().erase("kid");
    }
    return json::dump({{"keys", keys}});
  }

  /// A token for `subject` that lives for 15 minutes.
  std::string token(const std::string& subject, base::Time now) const {
    return signed_token(claims(subject, now));
  }

  json::Value claims(const std::string& subject, base::Time now) const {
    const auto seconds = base::to_seconds(now);
    return {{"iss", name_}, {"sub", subject}, {"iat", seconds}, {"exp", seconds + 900}};
  }

  std::string signed_token(const json::Value& claims) const {
    auto key = keys_.back();
    if (!names_keys) key.set_kid("");
    return crypto::sign_jws(key, json::dump(claims));
  }

  /// What accounts::KeySource gives; counts how often it was asked.
  std::string publish() {
    ++fetches;
    if (!answer.empty()) return answer;
    if (down) throw base::Error(base::ErrorCode::unavailable, {"The provider is down."});
    return jwks();
  }

  int fetches = 0;
  bool down = false;
  bool names_keys = true;  ///< by a kid
  std::string answer;      ///< what is published in place of the keys, when it is not empty

 private:
  std::string name_;
  FakeEntropy entropy_;
  std::vector<crypto::SigningKey> keys_;
};
