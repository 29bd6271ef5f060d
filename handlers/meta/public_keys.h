#pragma once

#include "guards/api.h"
#include "meta/deps.h"

namespace meta {

/// Keys for everybody: for programs that meet one and want to know whose it is, for sshd, for those
/// who write mails.
class PublicKeys {
 public:
  explicit PublicKeys(const Deps& deps) : deps_(deps) {}

  void mount(guards::Api& api);

 private:
  gateway::Response show_ssh_key(const router::Call& call);
  gateway::Response show_pgp_key(const router::Call& call);
  gateway::Response list_ssh_keys(const router::Call& call);
  gateway::Response list_pgp_keys(const router::Call& call);

  const Deps& deps_;
};

}  // namespace meta
