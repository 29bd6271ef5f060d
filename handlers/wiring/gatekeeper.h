#pragma once

#include <string>

#include "guards/api.h"
#include "model/session.h"

namespace account {
class Authentication;
}

namespace accounts {
class AbuseGate;
class Sessions;
}  // namespace accounts

namespace meta {
class Authentication;
}

namespace pages {
class SessionCookie;
}

namespace portal {
class Authentication;
}

namespace token {
class Authentication;
}

namespace wiring {

/// Answers the Access of a row: who is calling, and may they. It asks each API how it is done
/// there. What proves itself, a token or a session, is let in whatever others at the same address
/// have failed at; the abuse gate answers for whoever is refused, so an address that is over its
/// budget learns nothing of why.
///
/// A bad bearer token is refused but not counted as a failure: a token carries a 128-bit tag, so
/// there is nothing to guess at, while counting would let strangers write rows with forged tokens,
/// and one program with an expired token lock out everybody behind the same address.
class Gatekeeper {
 public:
  struct Deps {
    accounts::AbuseGate& gate;
    accounts::Sessions& sessions;
    const pages::SessionCookie& cookie;
    const account::Authentication& account_authentication;
    const token::Authentication& token_authentication;
    const portal::Authentication& portal_authentication;
    const meta::Authentication& meta_authentication;
    std::string public_origin;  ///< "https://example.org": from where alone our forms may come
  };
  explicit Gatekeeper(Deps deps) : deps_(std::move(deps)) {}

  /// Refuses: too_many_requests, unauthorized (no token, or none that opens anything; nobody is
  /// signed in), forbidden (no password was given for the token, and the row wants one; its scopes
  /// do not reach; the account is blocked; another site asks for a change), failed_dependency (an
  /// account that must be made cannot be), invalid_argument (a form or a cookie that came twice or
  /// is malformed).
  guards::Pass admit(guards::Guard guard, const gateway::Request& request);

 private:
  guards::Pass admit_prover(const gateway::Request& request, bool by_form);
  guards::Caller find_caller(guards::Guard guard, const gateway::Request& request);
  model::Session find_session(const gateway::Request& request);
  model::Session find_sender_of_form(const gateway::Request& request);
  guards::Sender find_sender(const gateway::Request& request);
  void require_own_form(const gateway::Request& request) const;

  Deps deps_;
};

}  // namespace wiring
