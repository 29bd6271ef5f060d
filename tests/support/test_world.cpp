#include "support/test_world.h"

#include <filesystem>

#include "accounts/context.h"
#include "accounts/webhooks/events.h"
#include "model/account.h"
#include "model/person.h"
#include "model/pgp_key.h"
#include "model/ssh_key.h"
#include "store/access_tokens.h"
#include "store/accounts.h"
#include "store/grants.h"
#include "store/migrations.h"
#include "store/session.h"

namespace {

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

/// Puts an SQLite file of the newest schema at `path`, unless there is one: a copy of one that each
/// program makes once, since to migrate takes long. Not to be called first in a forked process.
void provide_database(const std::string& path) {
  struct Original {
    Original() {
      FakeEntropy entropy;
      cache::Generations generations;
      store::Database database({"sqlite:" + path}, entropy, generations);
      store::migrate(database);
    }
    TempDirectory directory;
    std::string path = directory.file("doorward.db");
  };
  static const Original original;
  if (!std::filesystem::exists(path)) std::filesystem::copy_file(original.path, path);
}

/// The database of these options, with its tables in it.
store::Settings database_of(const TestWorld::Options& options, const std::string& directory) {
  if (!options.database_url.empty()) return {options.database_url, options.timeout};
  const auto path = directory + "/doorward.db";
  provide_database(path);
  return {"sqlite:" + path, options.timeout};
}

std::unique_ptr<const TempDirectory> directory_for(const TestWorld::Options& options) {
  return options.directory.empty() ? std::make_unique<const TempDirectory>() : nullptr;
}

}  // namespace

TestWorld::TestWorld(const Options& options)
    : own_directory(directory_for(options)),
      directory(own_directory ? own_directory->path() : options.directory),
      database(database_of(options, directory), entropy, generations),
      slots(directory + "/slots", 1, std::chrono::milliseconds(0)),
      passwords({8, 1}, hashing),
      opaque(crypto::Secret({std::string(64, '5')})),
      context_(std::make_unique<accounts::Context>(
          database, clock, entropy, passwords, opaque,
          cache::Terms{generations, fingerprints, clock, options.remembered}, told_of)),
      gate(context, {}),
      sign_up(context, gate, {.hardened = options.hardened}),
      sign_in(context, gate, {.hardened = options.hardened}),
      tokens(context),
      closure(context),
      sessions(context, {}),
      signatures(context, gate, {}),
      browser_sign_in(context, gate, sessions, signatures),
      owner_check(context, gate),
      recovery(context, gate),
      addresses(context, gate),
      plain_accounts(context, gate, {}) {
  if (!options.database_url.empty()) store::migrate(database);
}

TestWorld::~TestWorld() = default;

void TestWorld::register_account(const std::string& username, const std::string& address) {
  tick();
  sign_up.register_account(
      {username, "secret", username + "@example.org", model::PasswordPolicy::account_api},
      from(address));
}

base::Id TestWorld::make_active(const std::string& username, const std::string& address) {
  register_account(username, address);
  sign_up.verify(mailed_token(), from(address));
  tick();
  return id_of(model::username_key(username).value());
}

// Messages of one moment have no order.
void TestWorld::tick() { clock.advance(std::chrono::milliseconds(1)); }

std::string TestWorld::token_of(const std::string& username, const std::string& address) {
  return sign_in.with_password(username, "secret", from(address));
}

std::string TestWorld::browser_of(const std::string& login, const std::string& password,
                                  const std::string& address) {
  return browser_sign_in.with_password(login, password, from(address), {"Browser/1.0"});
}

std::optional<model::Account> TestWorld::account(const std::string& username) const {
  return account_named(context, username);
}

base::Id TestWorld::id_of(const std::string& username) const {
  const auto found = account(username);
  return found ? found->id : base::Id();
}

long TestWorld::audited(const std::string& event) {
  return database.read([&](store::Session& session) {
    return session.statement("select count(*) from audit_entries where event = :event")
        .with("event", event)
        .value<long>()
        .value_or(0);
  });
}

void TestWorld::set_password(const base::Id& account, const std::string& password) {
  const auto hash = passwords.hash(password);
  database.transaction([&](store::Session& session) {
    session.statement("update accounts set password_hash = :password where id = :id")
        .with("password", hash)
        .with("id", account)
        .run();
  });
}

void TestWorld::block(const base::Id& account) {
  database.transaction([&](store::Session& session) {
    for (const auto from : {model::AccountState::active, model::AccountState::pending}) {
      store::Accounts(session).change_state(account, from, model::AccountState::blocked);
    }
  });
}

base::Id TestWorld::allow(const std::string& username, std::string_view type) {
  const auto now = clock.now();
  const auto id = [&] { return base::Id::make(now, entropy); };
  const auto account = id_of(username);
  const auto scopes = model::Scopes::parse("keys").value();
  const model::Grant grant{.id = id(),
                           .type = std::string(type),
                           .client = {},
                           .account = account,
                           .scopes = scopes,
                           .comment = {},
                           .created_at = now,
                           .signed_in_at = now,
                           .expires_at = now + std::chrono::hours(1)};
  const model::AccessToken token{id(), grant.id, {}, account, scopes, now, grant.expires_at};
  database.transaction([&](store::Session& session) {
    store::Grants(session).insert(grant);
    store::AccessTokens(session).insert(token);
  });
  return grant.id;
}

bool TestWorld::is_allowed(const base::Id& grant) {
  return database.read([&](store::Session& session) {
    return store::Grants(session).find(grant, clock.now()).has_value();
  });
}
