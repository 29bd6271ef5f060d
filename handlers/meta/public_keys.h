#pragma once

#include "accounts/keys/public_keys.h"
#include "guards/api.h"

namespace meta {

/// Keys for everybody: for programs that meet one and want to know whose it is, for sshd, for those
/// who write mails.
class PublicKeys {
 public:
  struct Deps {
    accounts::PublicKeys& keys;
  };
  explicit PublicKeys(Deps deps) : deps_(deps) {}

  void mount(guards::Api& api);

 private:
  gateway::Response show_ssh_key(const router::Call& call);
  gateway::Response show_pgp_key(const router::Call& call);
  gateway::Response list_ssh_keys(const router::Call& call);
  gateway::Response list_pgp_keys(const router::Call& call);

  Deps deps_;
};

}  // namespace meta
