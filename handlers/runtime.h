#pragma once

#include <memory>

#include "base/clock.h"
#include "base/entropy.h"
#include "config/config.h"
#include "crypto/hash_slots.h"
#include "crypto/opaque_token.h"
#include "crypto/passwords.h"
#include "crypto/secret.h"
#include "store/database.h"

/// What a process of doorward works with, made from the configuration after the fork. Part of the
/// composition root: the only code that turns settings into objects of lib/.
struct Runtime {
  /// Makes the directory, the secret file and the embedded database when they are not there.
  /// Throws base::Error when the secret cannot be had; does not connect to a database server.
  explicit Runtime(config::Config configuration);

  config::Config config;
  base::SystemClock clock;
  base::SystemEntropy entropy;
  crypto::OpaqueTokens tokens;
  crypto::HashSlots slots;
  crypto::Passwords passwords;
  store::Database database;
};
