#pragma once

#include "guards/api.h"
#include "oauth/clients.h"
#include "pages/settings_frame.h"

namespace pages {

/// The OAuth2 clients that somebody has registered for programs that they write.
class OwnClients {
 public:
  struct Deps {
    const SettingsFrame& frame;
    oauth::Clients& clients;
  };
  explicit OwnClients(Deps deps) : deps_(deps) {}

  void mount(guards::Api& api);

 private:
  gateway::Response show(const router::Call& call, const model::Session& session);
  gateway::Response add(const router::Call& call, const model::Session& session);
  gateway::Response reset_secret(const router::Call& call, const model::Session& session);
  gateway::Response revoke(const router::Call& call, const model::Session& session);
  gateway::Response remove(const router::Call& call, const model::Session& session);

  gateway::Response show_with(const router::Call& call, const model::Session& session,
                              const oauth::Clients::Wish& wish,
                              const std::optional<base::Error>& fault);

  Deps deps_;
};

}  // namespace pages
