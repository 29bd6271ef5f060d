#include "support/records.h"

#include <boost/test/unit_test.hpp>

#include "accounts/context.h"
#include "store/accounts.h"
#include "store/outbox.h"
#include "store/sessions.h"

base::Id insert_account(const accounts::Context& context, const std::string& name,
                        model::AccountState state, const std::optional<std::string>& password) {
  const auto now = context.clock.now();
  model::Account account;
  account.id = base::Id::make(now, context.entropy);
  account.username = account.username_key = name;
  if (password) account.password_hash = context.passwords.hash(*password);
  account.state = state;
  account.created_at = now;
  context.database.transaction(
      [&](store::Session& session) { store::Accounts(session).insert(account); });
  return account.id;
}

std::optional<model::Account> account_named(const accounts::Context& context,
                                            const std::string& username) {
  return context.database.read([&](store::Session& session) {
    return store::Accounts(session).by_username(username, context.clock.now());
  });
}

model::Session signed_in(const accounts::Context& context, const base::Id& account,
                         std::optional<long long> ssh_key) {
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

std::string cookie_of(const accounts::Context& context, const model::Session& session) {
  return context.tokens.mint(crypto::TokenKind::session, session.id);
}

accounts::Proof proof_of(const accounts::Context& context, const model::Session& session) {
  return context.database
      .read([&](store::Session& store) {
        return accounts::Proof::by_session(store, session.id, context.clock.now());
      })
      .value();
}

accounts::Proof proof_of(const accounts::Context& context, const base::Id& account) {
  return proof_of(context, signed_in(context, account));
}

std::vector<model::Mail> mails_of(const accounts::Context& context) {
  constexpr int kMany = 1000;
  const auto messages = context.database.read(
      [](store::Session& session) { return store::Outbox(session).list(/*dead=*/false, kMany); });
  std::vector<model::Mail> mails;
  for (const auto& message : messages) mails.push_back(model::mail_from_payload(message.payload));
  return mails;
}

std::string code_of_newest_mail(const accounts::Context& context) {
  const auto mails = mails_of(context);
  BOOST_REQUIRE(!mails.empty());
  BOOST_REQUIRE(mails.back().with_code);
  return context.tokens.code(mails.back().challenge);
}

std::string token_of_newest_mail(const accounts::Context& context) {
  const auto mails = mails_of(context);
  BOOST_REQUIRE(!mails.empty());
  return context.tokens.mint(crypto::TokenKind::challenge, mails.back().challenge);
}
