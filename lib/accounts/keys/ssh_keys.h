#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accounts/forward.h"
#include "accounts/proof/proof.h"
#include "base/id.h"
#include "model/ssh_key.h"

namespace accounts {

/// The SSH keys of accounts.
class SshKeys {
 public:
  explicit SshKeys(Context& context);

  /// One line in the form of an authorized_keys file, or a file of RFC 4716, which is kept as such
  /// a line. Refuses (invalid_argument, each under a rule "ssh_key.*"): a private key, what is no
  /// key, is too weak, has options, has several lines, is too long, is known already, whoever has
  /// it, or is the 101st; unauthorized: the account is gone. The owner is told by mail, of a
  /// removal too.
  model::SshKey add(const base::Id& account, const std::string& line, const Origin& origin);

  /// At most `limit`, newest first, from `start` on (an id; negative: the newest).
  std::vector<model::SshKey> list(const base::Id& account, long long start, int limit);
  long long count(const base::Id& account);

  std::optional<model::SshKey> find(const base::Id& account, long long id);

  /// Notes that it was used just now. Refuses: not_found.
  model::SshKey touch(const base::Id& account, long long id);

  /// A key that a reset of the password has stopped (Recovery::set()) opens again what a key opens,
  /// by the word of somebody who has just typed the password. Refuses: not_found; unauthorized (the
  /// account is gone, or the proof is no password).
  void vouch(const Proof& proof, long long id, const Origin& origin);

  /// Ends with it all that it has opened: sessions, and the grants and tokens that were made by it
  /// or in such a session. Refuses: not_found, unauthorized (the account is gone).
  void remove(const base::Id& account, long long id, const Origin& origin);

 private:
  const Context& context_;
};

}  // namespace accounts
