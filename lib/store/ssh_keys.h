#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/id.h"
#include "model/ssh_key.h"
#include "store/forward.h"

namespace store {

/// The table `ssh_keys`.
class SshKeys {
 public:
  explicit SshKeys(Session& session) : session_(session) {}

  /// Returns the id. Throws Duplicate when anybody has the key (by its digest).
  long long insert(const model::SshKey& key);

  /// Nothing when it is somebody else's.
  std::optional<model::SshKey> find(long long id, const base::Id& account);
  std::optional<model::SshKey> by_fingerprint(const base::Id& account,
                                              const std::string& fingerprint);
  std::optional<model::SshKey> by_digest(const std::string& digest);

  /// At most `limit` with ids not greater than `start` (negative: from the newest), newest first.
  std::vector<model::SshKey> of_account(const base::Id& account, long long start, int limit);
  long long count(const base::Id& account);

  /// False when the account has no such key.
  bool touch(long long id, const base::Id& account, base::Time now);
  /// The same, unless it was used since `before`.
  void touch_if_before(const model::SshKey& key, base::Time before, base::Time now);
  bool remove(long long id, const base::Id& account);

  /// From now on no key that the account has opens anything.
  void stop_all(const base::Id& account, base::Time now);
  /// One of them does so again. Nothing happens when the account has no such key.
  void vouch(long long id, const base::Id& account);

 private:
  Session& session_;
};

}  // namespace store
