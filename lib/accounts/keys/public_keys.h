#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/forward.h"
#include "model/pgp_key.h"
#include "model/ssh_key.h"

namespace accounts {

/// The keys of active accounts, for everybody: whose a key is, and which keys somebody has. Others
/// let people in by them, so an SSH key that opens nothing here (SshKeys::vouch()) is nobody's.
class PublicKeys {
 public:
  explicit PublicKeys(Context& context);

  template <typename Key>
  struct Found {
    Key key;
    std::string owner;  ///< username
  };

  /// This very key (base64 of its blob).
  std::optional<Found<model::SshKey>> ssh_key(std::string_view base64);

  /// Of whoever had it first. Spaces and case of the fingerprint are nothing.
  std::optional<Found<model::PgpKey>> pgp_key(std::string_view fingerprint);

  /// Lines of an authorized_keys file without anything but type and key, newest first. Nothing when
  /// nobody has this username.
  std::optional<std::vector<std::string>> ssh_keys_of(std::string_view username);

  /// sshd's question: the line of this very key (base64 of its blob), if it is the account's, and
  /// none otherwise. Notes that the key was used, at most once a minute; a note that cannot be
  /// written keeps nobody out. Nothing when nobody has this username.
  std::optional<std::vector<std::string>> ssh_key_of(std::string_view username,
                                                     std::string_view base64);

  /// Of the key that an active account prefers: what Account::pgp_key names.
  std::optional<Found<model::PgpKey>> preferred_pgp_key(long long id);

  /// Armoured, newest first.
  std::optional<std::vector<std::string>> pgp_keys_of(std::string_view username);

 private:
  void note_use(const model::SshKey& key);

  const Context& context_;
};

}  // namespace accounts
