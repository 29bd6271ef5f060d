#include "accounts/grant_end.h"

#include "accounts/audit.h"
#include "accounts/context.h"
#include "crypto/digest.h"
#include "model/message.h"
#include "model/webhook.h"
#include "store/access_tokens.h"
#include "store/delegations.h"
#include "store/grants.h"
#include "store/outbox.h"

namespace accounts {
namespace {

model::Message call_of(const Context& context, const std::string& url,
                       const std::string& token_hash) {
  const auto now = context.clock.now();
  return {.id = base::Id::make(now, context.entropy),
          .channel = std::string(model::kRevocationChannel),
          .payload = model::to_payload(model::RevocationCall{url, token_hash}),
          .created_at = now,
          .due_at = now,
          .last_error = {},
          .receiver = model::receiver_of(url)};
}

void announce_end(store::Session& session, const Context& context, const base::Id& access_token) {
  const auto urls = store::RevocationUrls(session).of_token(access_token);
  if (urls.empty()) return;
  const auto text = context.tokens.mint(crypto::TokenKind::access, access_token);
  for (const auto& url : urls) {
    store::Outbox(session).insert(call_of(context, url, crypto::sha512_hex(text)));
  }
}

}  // namespace

void end_grant(store::Session& session, const Context& context, const model::Grant& grant,
               const Origin& origin) {
  for (const auto& token : store::AccessTokens(session).of_grant(grant.id, context.clock.now())) {
    announce_end(session, context, token.id);
  }
  const auto name = name_of(session, grant);
  // Of all who end it at once one does; what the others have queued says the same.
  if (!store::Grants(session).remove(grant.id)) return;
  audit(session, context, grant.account, "oauth:grant-ended", origin, "Ended access of " + name);
}

void end_token(store::Session& session, const Context& context, const base::Id& token) {
  announce_end(session, context, token);
  store::AccessTokens(session).remove(token);
}

}  // namespace accounts
