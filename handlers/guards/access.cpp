#include "guards/access.h"

namespace guards {

std::string_view name_of(Guard guard) {
  switch (guard) {
    case Guard::anyone:
      return "anyone";
    case Guard::gated:
      return "gated";
    case Guard::proving:
      return "proving";
    case Guard::form:
      return "form";
    case Guard::gated_form:
      return "gated_form";
    case Guard::proving_form:
      return "proving_form";
    case Guard::account_token:
      return "account_token";
    case Guard::user_token:
      return "user_token";
    case Guard::password_token:
      return "password_token";
    case Guard::upstream_token:
      return "upstream_token";
    case Guard::portal_account:
      return "portal_account";
    case Guard::session:
      return "session";
    case Guard::session_form:
      return "session_form";
    case Guard::scoped_token:
      return "scoped_token";
    case Guard::profile_read:
      return "profile:read";
    case Guard::profile_write:
      return "profile:write";
    case Guard::audit_read:
      return "audit:read";
    case Guard::keys_read:
      return "keys:read";
    case Guard::keys_write:
      return "keys:write";
  }
  return "unknown";
}

}  // namespace guards
