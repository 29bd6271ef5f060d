#pragma once

#include <optional>
#include <string>

#include "accounts/proof/proof.h"
#include "guards/api.h"
#include "pages/deps.h"

namespace pages {

/// The keys and webhooks of an account, for its owner to take away what is not theirs. They are
/// added by the meta API. Here alone, with the password, an owner vouches for the key that mails
/// are encrypted to, and for SSH keys that a reset has stopped.
class Security {
 public:
  explicit Security(const Deps& deps) : deps_(deps) {}

  void mount(guards::Api& api);

 private:
  gateway::Response show(const router::Call& call, const model::Session& session);
  gateway::Response prefer(const router::Call& call, const model::Session& session);
  gateway::Response prefer_none(const router::Call& call, const model::Session& session);
  gateway::Response remove_pgp_key(const router::Call& call, const model::Session& session);
  gateway::Response confirm_ssh_key(const router::Call& call, const model::Session& session);
  gateway::Response remove_ssh_key(const router::Call& call, const model::Session& session);
  gateway::Response enable_webhook(const router::Call& call, const model::Session& session);
  gateway::Response remove_webhook(const router::Call& call, const model::Session& session);

  /// Does something with the password that was typed beside a key; the refusal, when it is to be
  /// mended there.
  std::optional<base::Error> with_password(
      const router::Call& call, const model::Session& session,
      const std::function<void(const accounts::Proof&, const accounts::Origin&)>& act);
  gateway::Response show_with(const router::Call& call, const model::Session& session,
                              const std::optional<base::Error>& fault,
                              const std::string& refused_id);

  const Deps& deps_;
};

}  // namespace pages
