#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "accounts/abuse_gate.h"
#include "accounts/context.h"
#include "accounts/identity/closure.h"
#include "accounts/identity/sign_up.h"
#include "accounts/proof/sign_in.h"
#include "accounts/proof/tokens.h"
#include "model/message.h"
#include "support/fakes.h"
#include "support/temp_directory.h"

/// The use cases over an SQLite file, with a clock that the test moves and cheap hashes.
struct Service {
  /// `directory` is where the database is and the file of the slots; made and migrated when it is
  /// not there. One service a process: fork when none is open.
  explicit Service(const std::string& directory, bool hardened = false);

  /// Registers with password "secret" and an address at example.org, from `address`.
  void register_account(const std::string& username, const std::string& address = "192.0.2.1");

  /// Registers, and verifies with the token of the mail.
  void make_active(const std::string& username, const std::string& address = "192.0.2.1");

  /// Signs in with password "secret"; the token.
  std::string token_of(const std::string& username, const std::string& address = "192.0.2.1");

  /// The account that holds the name now.
  base::Id id_of(const std::string& username_key);

  /// Everything that is queued, oldest first.
  std::vector<model::Mail> mails();

  /// What the link of the newest mail holds.
  std::string mailed_token();

  /// How often an event stands in the audit log.
  long audited(const std::string& event);

  /// As the operator would.
  void block(const base::Id& account);
  void set_password(const base::Id& account, const std::string& password);

  FakeClock clock;
  base::SystemEntropy entropy;
  cache::Generations generations;
  crypto::Fingerprints fingerprints{entropy};
  store::Database database;
  crypto::HashSlots slots;
  crypto::HashingInPlace hashing{slots};
  crypto::Passwords passwords;
  crypto::OpaqueTokens opaque;
  accounts::Context context;
  accounts::AbuseGate gate;
  accounts::SignUp sign_up;
  accounts::SignIn sign_in;
  accounts::Tokens tokens;
  accounts::Closure closure;

 private:
  void tick();
};

/// From where the requests of a test come.
inline accounts::Origin from(const std::string& address) { return {address, "en"}; }

/// A service of its own in a directory of its own.
struct ServiceFixture {
  TempDirectory directory;
  Service service{directory.path()};
};

struct HardenedFixture {
  TempDirectory directory;
  Service service{directory.path(), /*hardened=*/true};
};
