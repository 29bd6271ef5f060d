#pragma once

#include <string_view>

#include "guards/caller.h"

namespace guards {

/// What is asked of whoever calls a route. The gatekeeper answers for each of them.
enum class Check {
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
  request_or_form,
  scoped_token,
};

/// What stands before a route.
struct Guard {
  Check check;
  std::string_view name;  ///< for `doorward routes`; of a scoped token the scope that it must have

  friend bool operator==(const Guard&, const Guard&) = default;
};

/// A guard, and what it finds out: the function of a row takes just that.
template <typename Found>
struct Finding {
  Guard guard;
};

/// Who may call a route, as its row says it.
struct Access {
  /// No credentials wanted.
  static constexpr Finding<Nobody> anyone{{Check::anyone, "anyone"}};
  /// No credentials wanted, but the abuse gate stands before it.
  static constexpr Finding<Nobody> gated{{Check::gated, "gated"}};
  /// The handler checks a proof; over a budget every refusal is the abuse gate's.
  static constexpr Finding<Nobody> proving{{Check::proving, "proving"}};

  /// A form of a page of ours that nobody has to be signed in for, sent from that page: for every
  /// POST of a page. As with the three above, it is open, gated, or checks a proof.
  static constexpr Finding<Nobody> form{{Check::form, "form"}};
  static constexpr Finding<Nobody> gated_form{{Check::gated_form, "gated_form"}};
  static constexpr Finding<Nobody> proving_form{{Check::proving_form, "proving_form"}};

  /// A browser's sign-in.
  static constexpr Finding<model::Session> session{{Check::session, "session"}};
  /// One, and its form token in a form of ours: for whatever changes something.
  static constexpr Finding<model::Session> session_form{{Check::session_form, "session_form"}};

  /// The same for an answer, or a request that a page of any site may send: it changes nothing.
  static constexpr Finding<Sender> request_or_form{{Check::request_or_form, "request_or_form"}};

  /// A bearer token of the account API.
  static constexpr Finding<AccountCaller> account_token{{Check::account_token, "account_token"}};

  /// An access token of the token API.
  static constexpr Finding<TokenCaller> user_token{{Check::user_token, "user_token"}};
  /// One that a password was given for.
  static constexpr Finding<TokenCaller> password_token{{Check::password_token, "password_token"}};

  /// A JWT of the identity provider, whether or not it expires.
  static constexpr Finding<UpstreamCaller> upstream_token{
      {Check::upstream_token, "upstream_token"}};
  /// One that expires, and the account that it stands for.
  static constexpr Finding<PortalCaller> portal_account{{Check::portal_account, "portal_account"}};

  /// An OAuth2 access token of an account, whatever its scopes.
  static constexpr Finding<MetaCaller> scoped_token{{Check::scoped_token, "scoped_token"}};
  /// One with the scope of this name.
  static constexpr Finding<MetaCaller> profile_read{{Check::scoped_token, "profile:read"}};
  static constexpr Finding<MetaCaller> profile_write{{Check::scoped_token, "profile:write"}};
  static constexpr Finding<MetaCaller> audit_read{{Check::scoped_token, "audit:read"}};
  static constexpr Finding<MetaCaller> keys_read{{Check::scoped_token, "keys:read"}};
  static constexpr Finding<MetaCaller> keys_write{{Check::scoped_token, "keys:write"}};
};

}  // namespace guards
