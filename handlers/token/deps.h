#pragma once

#include "origin.h"

namespace accounts {
class JwtTokens;
class PlainAccounts;
class SigningKeys;
}  // namespace accounts

namespace token {

class Authentication;

/// The use cases that this API asks, and what its answers depend on. Whoever asks one of them
/// includes its header.
struct Deps {
  accounts::JwtTokens& jwt_tokens;
  accounts::PlainAccounts& accounts;
  accounts::SigningKeys& keys;
  const Authentication& authentication;
  OriginOf origin_of;
  bool hardened;
};

}  // namespace token
