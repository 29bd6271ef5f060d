#pragma once

#include <optional>
#include <string>

#include "grants/access.h"
#include "grants/token_endpoint.h"

namespace model {
struct Account;
}

namespace oauth_api {

/// What clients read. All are whole JSON texts; what is not there is left out.

/// RFC 6749 section 5.1.
std::string issued_view(const grants::Issued& issued);

/// The answer of the document's validation, its members in the document's order.
std::string validation_view(const model::TokenHolder& holder, const std::string& issuer);

/// RFC 7662 section 2.2.
std::string introspection_view(const std::optional<grants::Access::Introspection>& found,
                               const std::string& issuer);

/// What a token's scopes tell of its account. Refuses: invalid_scope (they tell nothing).
std::string info_view(const model::Account& account, const model::Scopes& scopes);

}  // namespace oauth_api
