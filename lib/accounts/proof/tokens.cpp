#include "accounts/proof/tokens.h"

#include "accounts/audit.h"
#include "accounts/context.h"
#include "accounts/refusals.h"
#include "base/error.h"
#include "store/tokens.h"

namespace accounts {
namespace {

using cache::subject_of;
using crypto::TokenKind;

constexpr std::size_t kRemembered = 2048;

base::Error unknown() {
  return base::Error(base::ErrorCode::not_found, {"There is no such token."});
}

}  // namespace

Tokens::Tokens(Context& context) : context_(context), known_(context.terms, kRemembered) {}

model::Token Tokens::authenticate(std::string_view text) {
  const auto token = known_.get(text, [&] { return find(text); });
  if (!token) throw unknown_token("token.unknown");
  return *token;
}

std::optional<cache::Fact<model::Token>> Tokens::find(std::string_view text) {
  const auto id = context_.tokens.check(TokenKind::account, text);
  if (!id) return std::nullopt;
  const auto token = context_.database.read([&](store::Session& session) {
    return store::Tokens(session).find(*id, context_.clock.now());
  });
  if (!token) return std::nullopt;
  return cache::Fact<model::Token>{
      *token, {subject_of(token->id), subject_of(token->account)}, token->expires_at};
}

std::vector<Tokens::Listed> Tokens::list(const base::Id& account) {
  const auto tokens = context_.database.read([&](store::Session& session) {
    return store::Tokens(session).of_account(account, context_.clock.now());
  });
  std::vector<Listed> listed;
  for (const auto& token : tokens) {
    listed.push_back({context_.tokens.mint(TokenKind::account, token.id), token.expires_at});
  }
  return listed;
}

void Tokens::revoke(std::string_view text, const base::Id& account, const Origin& origin) {
  const auto id = context_.tokens.check(TokenKind::account, text);
  if (!id) throw unknown();
  const bool revoked = context_.database.transaction([&](store::Session& session) {
    if (!store::Tokens(session).remove(*id, account, context_.clock.now())) return false;
    audit(session, context_, account, "account:token-revoked", origin,
          "Revoked " + shown_part(std::string(text)) + "...");
    return true;
  });
  if (!revoked) throw unknown();
}

}  // namespace accounts
