#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "crypto/mac.h"
#include "crypto/secret.h"

namespace crypto {

/// What a token opens. The letter is part of the token's text and of its tag: a token of one kind
/// never passes for another.
enum class TokenKind : char {
  account = 'a',    ///< bearer token of the account API
  challenge = 'v',  ///< the secret of a link in a mail
  session = 's',    ///< a browser's cookie
  form = 'f',       ///< in the forms of a session, against forgery by other sites (CSRF)
  code = 'c',       ///< authorization code of OAuth2
  exchange = 'x',   ///< an exchange token
  access = 'o',     ///< access token of OAuth2
  refresh = 'r',    ///< refresh token of OAuth2
  waiting = 'w',    ///< in a page that waits for the code of a mail
  request = 'q',    ///< a request for a code, kept on the server meanwhile
};

/// Mints and checks opaque tokens: "dw", the letter of the kind, "_", 22 characters (base62) of a
/// 128-bit id, 22 of a 128-bit tag (HMAC-SHA-256 over kind and id, cut). A row keeps the id alone:
/// a stolen database opens nothing, a forged token is refused before the database is asked, and the
/// owner's list can still show tokens whole. Whether a token has expired or was revoked is up to
/// the database.
class OpaqueTokens {
 public:
  explicit OpaqueTokens(const Secret& secret);

  std::string mint(TokenKind kind, const base::Id& id) const;

  /// The id, when the text is a token of this kind whose tag one of our secrets verifies. Compares
  /// in constant time.
  std::optional<base::Id> check(TokenKind kind, std::string_view text) const;

  /// Six digits for an id, for somebody to type what they read on another device. A million texts
  /// hide nothing from whoever may try often: count the tries.
  std::string code(const base::Id& id) const;

  /// Whether these are the digits of the id, by one of our secrets. Compares in constant time.
  bool is_code(const base::Id& id, std::string_view text) const;

 private:
  std::vector<HmacSha256> keys_;
};

/// Redacts any tokens in the text, of whatever kind, whole or cut: only "dwo_..." is left of each.
/// Checks no tag.
std::string without_tokens(std::string text);

}  // namespace crypto
