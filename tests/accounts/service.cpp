#include "service.h"

#include "accounts/webhooks/events.h"
#include "model/person.h"
#include "model/pgp_key.h"
#include "model/ssh_key.h"
#include "store/accounts.h"
#include "store/outbox.h"
#include "store/session.h"
#include "support/migrated.h"

namespace {

constexpr int kManyMessages = 1000;

/// What subscribers are sent here, instead of an API's JSON.
struct Told {
  std::string operator()(const accounts::ProfileUpdated& event) const {
    const auto& [account, profile] = event.person;
    return account.username + " " + account.email.value_or("") + " " + profile.bio.value_or("");
  }
  std::string operator()(const accounts::SshKeyAdded& event) const {
    return event.key.fingerprint + " of " + event.owner;
  }
  std::string operator()(const accounts::PgpKeyAdded& event) const {
    return event.key.fingerprint + " of " + event.owner;
  }
  template <typename Removed>
  std::string operator()(const Removed& event) const {
    return "key " + std::to_string(event.id);
  }
};

std::string told_of(const accounts::Event& event) { return std::visit(Told{}, event); }

}  // namespace

Service::Service(const std::string& directory, bool hardened)
    : database({"sqlite:" + directory + "/doorward.db"}, entropy, generations),
      slots(directory + "/slots", 1, std::chrono::milliseconds(0)),
      passwords({8, 1}, hashing),
      opaque(crypto::Secret({std::string(64, '5')})),
      context{database,  clock,  entropy,
              passwords, opaque, {generations, fingerprints, clock, std::chrono::seconds{5}},
              told_of},
      gate(context, {}),
      sign_up(context, gate, {.hardened = hardened}),
      sign_in(context, gate, {.hardened = hardened}),
      tokens(context),
      closure(context) {
  provide_database(directory + "/doorward.db");
}

void Service::register_account(const std::string& username, const std::string& address) {
  tick();
  sign_up.register_account(
      {username, "secret", username + "@example.org", model::PasswordPolicy::account_api},
      from(address));
}

void Service::make_active(const std::string& username, const std::string& address) {
  register_account(username, address);
  sign_up.verify(mailed_token(), from(address));
  tick();
}

// Messages of one moment have no order.
void Service::tick() { clock.advance(std::chrono::milliseconds(1)); }

std::string Service::token_of(const std::string& username, const std::string& address) {
  return sign_in.with_password(username, "secret", from(address));
}

base::Id Service::id_of(const std::string& username_key) {
  return database.read([&](store::Session& session) {
    const auto account = store::Accounts(session).by_username(username_key, clock.now());
    return account ? account->id : base::Id();
  });
}

std::vector<model::Mail> Service::mails() {
  const auto messages = database.read([](store::Session& session) {
    return store::Outbox(session).list(/*dead=*/false, kManyMessages);
  });
  std::vector<model::Mail> mails;
  for (const auto& message : messages) mails.push_back(model::mail_from_payload(message.payload));
  return mails;
}

std::string Service::mailed_token() {
  return opaque.mint(crypto::TokenKind::challenge, mails().at(mails().size() - 1).challenge);
}

long Service::audited(const std::string& event) {
  return database.read([&](store::Session& session) {
    return session.statement("select count(*) from audit_entries where event = :event")
        .with("event", event)
        .value<long>()
        .value_or(0);
  });
}

void Service::set_password(const base::Id& account, const std::string& password) {
  const auto hash = passwords.hash(password);
  database.transaction([&](store::Session& session) {
    session.statement("update accounts set password = :password where id = :id")
        .with("password", hash)
        .with("id", account)
        .run();
  });
}

void Service::block(const base::Id& account) {
  database.transaction([&](store::Session& session) {
    for (const auto from : {model::AccountState::active, model::AccountState::pending}) {
      store::Accounts(session).change_state(account, from, model::AccountState::blocked);
    }
  });
}
