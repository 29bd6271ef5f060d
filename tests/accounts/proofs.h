#pragma once

#include <optional>
#include <string>

#include "accounts/context.h"
#include "accounts/proof/proof.h"
#include "model/session.h"
#include "store/sessions.h"

/// A session of an account, as a sign-in leaves it: by its password, or by this SSH key.
inline model::Session signed_in(const accounts::Context& context, const base::Id& account,
                                std::optional<long long> ssh_key = std::nullopt) {
  const auto now = context.clock.now();
  const model::Session made{.id = base::Id::make(now, context.entropy),
                            .account = account,
                            .created_at = now,
                            .seen_at = now,
                            .expires_at = now + std::chrono::hours(12),
                            .client_address = "192.0.2.1",
                            .user_agent = "test",
                            .ssh_key = ssh_key};
  context.database.transaction(
      [&](store::Session& session) { store::Sessions(session).insert(made); });
  return made;
}

/// The text of its cookie.
inline std::string cookie_of(const accounts::Context& context, const model::Session& session) {
  return context.tokens.mint(crypto::TokenKind::session, session.id);
}

/// The proof that such a session is.
inline accounts::Proof proof_of(const accounts::Context& context, const model::Session& session) {
  return context.database
      .read([&](store::Session& store) {
        return accounts::Proof::by_session(store, session.id, context.clock.now());
      })
      .value();
}
inline accounts::Proof proof_of(const accounts::Context& context, const base::Id& account) {
  return proof_of(context, signed_in(context, account));
}
