#pragma once

#include "grants/clients.h"
#include "guards/api.h"
#include "pages/deps.h"

namespace pages {

/// The OAuth2 clients that somebody has registered for programs that they write. Whoever is signed
/// in by a key types their password for a client or a secret: these would outlive the key.
class OwnClients {
 public:
  explicit OwnClients(const Deps& deps) : deps_(deps) {}

  void mount(guards::Api& api);

 private:
  gateway::Response show(const router::Call& call, const model::Session& session);
  gateway::Response add(const router::Call& call, const model::Session& session);
  gateway::Response reset_secret(const router::Call& call, const model::Session& session);
  gateway::Response revoke(const router::Call& call, const model::Session& session);
  gateway::Response remove(const router::Call& call, const model::Session& session);

  gateway::Response show_with(const router::Call& call, const model::Session& session,
                              const grants::Clients::Wish& wish,
                              const std::optional<base::Error>& fault);
  gateway::Response show_refused(const router::Call& call, const model::Session& session,
                                 const base::Error& fault);
  templates::Values values_of(const model::Session& session, const grants::Clients::Wish& wish,
                              std::string_view refused) const;
  void prove(const router::Call& call, const model::Session& session) const;

  const Deps& deps_;
};

}  // namespace pages
