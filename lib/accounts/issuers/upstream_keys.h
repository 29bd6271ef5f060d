#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "accounts/issuers/key_source.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/waiting.h"
#include "crypto/verification_key.h"
#include "store/forward.h"

namespace accounts {

/// The public keys of the identity provider. They are kept in the database, so that every process
/// of every host shares one fetch, and a process that lives for one request fetches none. What the
/// provider answers replaces them only when it is a key set with a key of use; while it answers
/// nothing of that sort they go on being used until they are stale.
class UpstreamKeys {
 public:
  struct Settings {
    std::string url;                    ///< empty: there is no provider, and no key
    std::chrono::seconds refresh{600};  ///< the age at which refresh() fetches them again
    std::chrono::seconds cooldown{30};  ///< one attempt in this time, whoever makes it
    std::chrono::seconds stale{
        std::chrono::hours{24}};  ///< the age from which on they are not used
  };

  /// `database`, `clock` and `waiting`, by which it waits for a fetch, must outlive the keys. Asks
  /// for nothing yet.
  UpstreamKeys(store::Database& database, const base::Clock& clock, KeySource source,
               Settings settings, base::Waiting& waiting = base::in_place());

  bool has_provider() const { return !settings_.url.empty(); }

  /// Those that may be used now. Asks the database for newer ones every few seconds.
  const crypto::KeySet& current();

  /// Looks for newer ones in the database at once; whether there were any.
  bool reload();

  /// Fetches them, unless somebody has tried within the cooldown; whether there are new ones. Of
  /// several requests that this process answers meanwhile one fetches, and the others wait for what
  /// it brings. Failures are logged: the keys that there are stay, and are used meanwhile.
  bool fetch();

  /// fetch() when they have reached their age, or there are none: for the courier.
  void refresh();

 private:
  bool claim();
  bool fetch_claimed();
  bool join();
  void keep(const std::string& jwks);
  void adopt(const std::string& jwks, base::Time fetched_at);

  store::Database& database_;
  const base::Clock& clock_;
  KeySource source_;
  Settings settings_;
  base::Waiting& waiting_;
  std::shared_ptr<base::Descriptor> under_way_;  // readable once the fetch is over; null: none is
  crypto::KeySet keys_;
  std::optional<base::Time> fetched_at_;  // of keys_
  std::optional<base::Time> looked_at_;
};

/// The keys of a JWK set that are of use; why the others are not is logged. Throws base::Error
/// (unavailable) with the reason when it is no key set, or none of its keys is of use.
crypto::KeySet usable_keys(std::string_view jwks);

}  // namespace accounts
