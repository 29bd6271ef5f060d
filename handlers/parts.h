#pragma once

#include "accounts/issuers/key_source.h"
#include "base/clock.h"
#include "base/entropy.h"
#include "cache/memory.h"
#include "config/forward.h"
#include "crypto/hash_slots.h"
#include "crypto/opaque_token.h"
#include "crypto/passwords.h"
#include "crypto/secret.h"
#include "store/database.h"

/// What the use cases and pages are made of; everything outlives the APIs.
struct Parts {
  const config::Config& config;
  const base::Clock& clock;
  base::Entropy& entropy;
  const crypto::Passwords& passwords;
  const crypto::Secret& secret;
  const crypto::OpaqueTokens& tokens;
  store::Database& database;
  cache::Terms terms;
  crypto::HashSlots& key_slots;    ///< who reads an OpenPGP key at the moment
  accounts::KeySource key_source;  ///< how the identity provider's keys are fetched
};
