#pragma once

#include <memory>

#include "accounts/context.h"
#include "base/clock.h"
#include "base/entropy.h"
#include "cache/generations.h"
#include "config/config.h"
#include "crypto/fingerprint.h"
#include "crypto/hash_slots.h"
#include "crypto/opaque_token.h"
#include "crypto/passwords.h"
#include "crypto/secret.h"
#include "daemon/privileges.h"
#include "store/database.h"

/// What a process of doorward works with, made from the configuration after the fork. Part of the
/// composition root: the only code that turns settings into objects of lib/.
struct Runtime {
  /// Makes the directory and the secret file when they are not there; the embedded database is made
  /// at its first use. Throws base::Error when one of them cannot be had; connects to nothing.
  explicit Runtime(config::Config configuration);

  config::Config config;
  base::SystemClock clock;
  base::SystemEntropy entropy;
  crypto::Secret secret;
  crypto::OpaqueTokens tokens;
  crypto::HashSlots slots;      ///< of passwords
  crypto::HashSlots key_slots;  ///< of OpenPGP keys, which are read one at a time
  crypto::Passwords passwords;
  cache::Generations generations;
  crypto::Fingerprints fingerprints;
  store::Database database;

  /// What the use cases work with; valid as long as this.
  accounts::Context context();

  /// By which answers of the database are remembered; valid likewise.
  cache::Terms terms() { return {generations, fingerprints, clock, config.server.cache}; }
};

/// Makes the directory of the configuration (0750: the web server's group may reach the socket in
/// it) when it is not there, for this user or for another. Throws base::Error (internal) when it
/// cannot.
void make_directory(const config::Config& config, const daemonize::Identity& owner = {});
