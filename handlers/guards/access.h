#pragma once

#include <string_view>

#include "guards/caller.h"

namespace guards {

/// What stands before a route. The gatekeeper (gatekeeper.h) answers for each of them.
enum class Guard {
  anyone,
  gated,
  proving,
  form,
  gated_form,
  proving_form,
  account_token,
  user_token,
  password_token,
  upstream_token,
  portal_account,
  session,
  session_form,
  scoped_token,
  profile_read,
  profile_write,
  audit_read,
  keys_read,
  keys_write,
};

/// "anyone", "keys:read" and so on, for `doorward routes`.
std::string_view name_of(Guard guard);

/// A guard, and what it finds out: the function of a row takes just that.
template <typename Found>
struct Finding {
  Guard guard;
};

/// Who may call a route, as its row says it.
struct Access {
  /// No credentials wanted.
  static constexpr Finding<Nobody> anyone{Guard::anyone};
  /// No credentials wanted, but the abuse gate stands before it.
  static constexpr Finding<Nobody> gated{Guard::gated};
  /// The handler checks a proof; over a budget every refusal is the abuse gate's.
  static constexpr Finding<Nobody> proving{Guard::proving};

  /// A form of a page of ours that nobody has to be signed in for, sent from that page: for every
  /// POST of a page. As with the three above, it is open, gated, or checks a proof.
  static constexpr Finding<Nobody> form{Guard::form};
  static constexpr Finding<Nobody> gated_form{Guard::gated_form};
  static constexpr Finding<Nobody> proving_form{Guard::proving_form};

  /// A browser's sign-in.
  static constexpr Finding<model::Session> session{Guard::session};
  /// One, and its form token in a form of ours: for whatever changes something.
  static constexpr Finding<model::Session> session_form{Guard::session_form};

  /// A bearer token of the account API.
  static constexpr Finding<AccountCaller> account_token{Guard::account_token};

  /// An access token of the token API.
  static constexpr Finding<TokenCaller> user_token{Guard::user_token};
  /// One that a password was given for.
  static constexpr Finding<TokenCaller> password_token{Guard::password_token};

  /// A JWT of the identity provider, whether or not it expires.
  static constexpr Finding<UpstreamCaller> upstream_token{Guard::upstream_token};
  /// One that expires, and the account that it stands for.
  static constexpr Finding<PortalCaller> portal_account{Guard::portal_account};

  /// An OAuth2 access token of an account, whatever its scopes.
  static constexpr Finding<MetaCaller> scoped_token{Guard::scoped_token};
  /// One with the scope of this name.
  static constexpr Finding<MetaCaller> profile_read{Guard::profile_read};
  static constexpr Finding<MetaCaller> profile_write{Guard::profile_write};
  static constexpr Finding<MetaCaller> audit_read{Guard::audit_read};
  static constexpr Finding<MetaCaller> keys_read{Guard::keys_read};
  static constexpr Finding<MetaCaller> keys_write{Guard::keys_write};
};

}  // namespace guards
