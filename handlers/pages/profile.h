#pragma once

#include "guards/api.h"
#include "pages/deps.h"

namespace pages {

/// Who somebody is here: name, address, password.
class Profile {
 public:
  explicit Profile(const Deps& deps) : deps_(deps) {}

  void mount(guards::Api& api);

 private:
  gateway::Response show(const router::Call& call, const model::Session& session);
  gateway::Response change_email(const router::Call& call, const model::Session& session);
  gateway::Response change_password(const router::Call& call, const model::Session& session);

  gateway::Response show_with(const router::Call& call, const model::Session& session,
                              const std::string& new_email,
                              const std::optional<base::Error>& fault);

  const Deps& deps_;
};

}  // namespace pages
