#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "accounts/abuse_gate.h"
#include "accounts/identity/address_change.h"
#include "accounts/identity/closure.h"
#include "accounts/identity/plain_accounts.h"
#include "accounts/identity/recovery.h"
#include "accounts/identity/sign_up.h"
#include "accounts/origin.h"
#include "accounts/proof/browser_sign_in.h"
#include "accounts/proof/owner_check.h"
#include "accounts/proof/sessions.h"
#include "accounts/proof/sign_in.h"
#include "accounts/proof/signature_check.h"
#include "accounts/proof/tokens.h"
#include "crypto/hash_slots.h"
#include "crypto/opaque_token.h"
#include "crypto/passwords.h"
#include "store/database.h"
#include "store/usage_databases.h"
#include "support/fakes.h"
#include "support/records.h"
#include "support/temp_directory.h"

/// From where the requests of a test come.
inline accounts::Origin from(const std::string& address) { return {address, "en"}; }

/// What one process of doorward has, without HTTP: a database, a clock that the test moves, cheap
/// hashes, and the use cases that several suites ask. A suite makes those that it alone asks from
/// `context`. Passwords are "secret", addresses are NAME@example.org.
struct TestWorld {
  struct Options {
    /// Where the files are that several worlds share, each in a process of its own; empty: in a
    /// directory of this one's own.
    std::string directory = {};
    std::string database_url = {};       ///< empty: an SQLite file in the directory
    std::chrono::seconds timeout{20};    ///< of one statement
    bool hardened = false;               ///< sign-up and sign-in tell nobody who has an account
    std::chrono::seconds remembered{5};  ///< how long answers of the database are believed
  };

  TestWorld() : TestWorld(Options{}) {}
  explicit TestWorld(const Options& options);
  ~TestWorld();
  TestWorld(const TestWorld&) = delete;
  TestWorld& operator=(const TestWorld&) = delete;

  /// Registers an account from `address`; it is pending.
  void register_account(const std::string& username, const std::string& address = "192.0.2.1");
  /// The same, and verifies it with the token of the mail; its id.
  base::Id make_active(const std::string& username, const std::string& address = "192.0.2.1");

  /// Signs in; the bearer token.
  std::string token_of(const std::string& username, const std::string& address = "192.0.2.1");
  /// Signs in with a browser; the cookie's text.
  std::string browser_of(const std::string& login, const std::string& password = "secret",
                         const std::string& address = "192.0.2.1");
  bool lives(const std::string& cookie) { return sessions.authenticate(cookie).has_value(); }

  /// A grant with one access token, as somebody at the token endpoint gets it; the grant's id.
  base::Id allow(const std::string& username, std::string_view type);
  bool is_allowed(const base::Id& grant);

  /// The account that holds the name now, and its id; nil when there is none.
  std::optional<model::Account> account(const std::string& username) const;
  base::Id id_of(const std::string& username) const;

  /// Everything that is queued, oldest first.
  std::vector<model::Mail> mails() const { return mails_of(context); }
  /// What the link of the newest mail holds.
  std::string mailed_token() const { return token_of_newest_mail(context); }
  /// How often an event stands in the audit log.
  long audited(const std::string& event);

  /// As an operator would.
  void block(const base::Id& account);
  void set_password(const base::Id& account, const std::string& password);

  const std::unique_ptr<const TempDirectory> own_directory;  ///< null: it is shared
  const std::string directory;
  FakeClock clock;
  base::SystemEntropy entropy;  ///< worlds that share a database must not make the same ids
  cache::Generations generations;
  crypto::Fingerprints fingerprints{entropy};
  store::Database database;
  store::UsageDatabases usage_databases{database};
  crypto::HashSlots slots;
  crypto::HashingInPlace hashing{slots};
  crypto::Passwords passwords;
  crypto::OpaqueTokens opaque;

 private:
  const std::unique_ptr<accounts::Context> context_;

 public:
  accounts::Context& context = *context_;
  accounts::AbuseGate gate;
  accounts::SignUp sign_up;
  accounts::SignIn sign_in;
  accounts::Tokens tokens;
  accounts::Closure closure;
  accounts::Sessions sessions;
  accounts::SignatureCheck signatures;
  accounts::BrowserSignIn browser_sign_in;
  accounts::OwnerCheck owner_check;
  accounts::Recovery recovery;
  accounts::AddressChange addresses;
  accounts::PlainAccounts plain_accounts;

 private:
  void tick();
};

/// With one account, "ada".
struct AdasWorld : TestWorld {
  using TestWorld::TestWorld;
  const base::Id ada = make_active("ada");
};

struct HardenedWorld : TestWorld {
  HardenedWorld() : TestWorld({.hardened = true}) {}
};
