#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "accounts/abuse_gate.h"
#include "accounts/forward.h"
#include "accounts/proof/proof.h"
#include "base/clock.h"
#include "model/account.h"
#include "model/ssh_key.h"

namespace accounts {

/// A request signed after draft-cavage-http-signatures, as a handler has read it.
struct SignedRequest {
  std::string email;                 ///< of its header "email"
  std::string key_id;                ///< "/<email>/keys/<MD5 fingerprint>"
  std::string algorithm;             ///< "rsa-sha256", "rsa-sha512", "hs2019"; lower case
  std::vector<std::string> headers;  ///< that are covered, lower case; has "date"
  std::string text;                  ///< what was signed, made from the request that arrived
  std::string signature;             ///< base64
  base::Time date;                   ///< of its header "date"
};

/// Whether a request was signed by the owner of an account, with one of its SSH keys, in the ways
/// of crypto/http_signature.h. What a key has signed is good once.
class SignatureCheck {
 public:
  struct Settings {
    std::chrono::seconds window{300};  ///< how far a date may be from now, either way
  };

  SignatureCheck(Context& context, AbuseGate& gate, Settings settings);

  /// That its owner has signed it. The account is active; the key's last use is noted and what it
  /// signed remembered. Refuses: unauthorized, under "signature.date_not_covered",
  /// "signature.stale" (a date too far from now, or used already), "signature.unknown_key" (nobody
  /// has the address, or not this key) or "signature.wrong"; too_many_requests.
  Proof check(const SignedRequest& request, const Origin& origin);

 private:
  struct Claimed {
    std::optional<model::Account> account;
    std::optional<model::SshKey> key;
  };

  void require_fresh(const SignedRequest& request) const;
  Claimed find(const std::optional<std::string>& email_key, const SignedRequest& request);
  [[noreturn]] void fail(const char* rule, const Claimed& claimed, const Origin& origin);
  Proof accept(const Claimed& proved, const SignedRequest& request, const Origin& origin);

  const Context& context_;
  AbuseGate& gate_;
  Settings settings_;
};

}  // namespace accounts
