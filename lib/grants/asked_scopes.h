#pragma once

#include <optional>
#include <string_view>

#include "grants/aliases.h"
#include "model/oauth.h"
#include "store/forward.h"

namespace grants {

/// The scopes that a client registered without scopes may ask for.
const model::Scopes& open_scopes();

/// Whether the client may ask for these scopes: those that it is registered for, or the open ones,
/// and delegated ones that exist; never "*".
bool may_ask(store::Session& session, const model::Client& client, const model::Scopes& scopes);

/// What a client asks for by the parameter `scope`. Beside `openid`, scopes that nobody here knows
/// are left out (OpenID Connect Core section 3.1.2.1: "SHOULD be ignored"), since clients ask for
/// what other providers have. Nothing when one is malformed, or known and not the client's to ask
/// for.
std::optional<model::Scopes> asked_scopes(store::Session& session, const model::Client& client,
                                          const Aliases& aliases, std::string_view scope);

}  // namespace grants
