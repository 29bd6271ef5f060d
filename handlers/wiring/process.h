#pragma once

#include <memory>
#include <vector>

#include "accounts/forward.h"
#include "accounts/issuers/key_source.h"
#include "base/clock.h"
#include "base/entropy.h"
#include "base/waiting.h"
#include "cache/generations.h"
#include "cache/memory.h"
#include "config/forward.h"
#include "crypto/fingerprint.h"
#include "crypto/hash_slots.h"
#include "crypto/hashing.h"
#include "crypto/opaque_token.h"
#include "crypto/passwords.h"
#include "crypto/secret.h"
#include "daemon/privileges.h"
#include "store/database.h"
#include "store/usage_databases.h"

/// The composition root: the only code that turns settings into objects of lib/, and gives each
/// handler what it asks.
namespace wiring {

/// How a process waits, and who hashes passwords for it. By default both in place, as for a process
/// that does one thing at a time.
struct Waits {
  base::Waiting& waiting = base::in_place();  ///< must outlive all that is made of the process
  int hasher = -1;  ///< the asking end of a hashing::Desk; negative: in place
};

/// What a process meets outside of itself; a test has one of its own.
struct World {
  const base::Clock& clock;
  base::Entropy& entropy;
  accounts::KeySource key_source;  ///< how the identity provider's keys are fetched
  Waits waits = {};
};

/// What a process of doorward has, made from the configuration after the fork. All that is made
/// of it must not outlive it.
struct Process {
  /// In the real world. Makes the directory and the secret file when they are not there; the
  /// embedded database is made at its first use. Throws base::Error when one of them cannot be
  /// had; connects to nothing.
  explicit Process(const config::Config& configuration, const Waits& waits = {});

  /// The same in another world, which must outlive it.
  Process(config::Config configuration, World world);

  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  const std::unique_ptr<const config::Config> own_config;
  const config::Config& config = *own_config;
  const base::Clock& clock;
  base::Entropy& entropy;
  accounts::KeySource key_source;
  crypto::Secret secret;
  crypto::OpaqueTokens tokens;
  base::Waiting& waiting;
  crypto::HashSlots slots;      ///< of passwords
  crypto::HashSlots key_slots;  ///< of OpenPGP keys, which are read one at a time
  std::unique_ptr<crypto::Hashing> hashing;
  crypto::Passwords passwords;
  cache::Generations generations;
  crypto::Fingerprints fingerprints;
  store::Database database;
  store::UsageDatabases usage;

  /// What the use cases work with.
  accounts::Context& context() { return *context_; }

  /// By which answers of the database are remembered.
  cache::Terms terms() const;

 private:
  const std::unique_ptr<accounts::Context> context_;
};

/// Where the databases are that the configuration names.
store::Settings database_settings(const config::Config& config);
std::vector<store::Settings> usage_database_settings(const config::Config& config);

/// How many passwords are hashed on this host at the same time, and the slots for it.
int hash_slot_count(const config::Config& config);
crypto::HashSlots hash_slots(const config::Config& config);

/// Makes the directory of the configuration (0750: the web server's group may reach the socket in
/// it) when it is not there, for this user or for another. Throws base::Error (internal) when it
/// cannot.
void make_directory(const config::Config& config, const daemonize::Identity& owner = {});

}  // namespace wiring
