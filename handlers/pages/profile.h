#pragma once

#include "accounts/identity/address_change.h"
#include "accounts/identity/profiles.h"
#include "accounts/identity/recovery.h"
#include "accounts/proof/owner_check.h"
#include "guards/api.h"
#include "pages/settings_frame.h"

namespace pages {

/// Who somebody is here: name, address, password.
class Profile {
 public:
  struct Deps {
    const SettingsFrame& frame;
    accounts::Profiles& profiles;
    accounts::OwnerCheck& owner;
    accounts::Recovery& recovery;
    accounts::AddressChange& address;
  };
  explicit Profile(Deps deps) : deps_(deps) {}

  void mount(guards::Api& api);

 private:
  gateway::Response show(const router::Call& call, const model::Session& session);
  gateway::Response change_email(const router::Call& call, const model::Session& session);
  gateway::Response change_password(const router::Call& call, const model::Session& session);

  gateway::Response show_with(const router::Call& call, const model::Session& session,
                              const std::string& new_email,
                              const std::optional<base::Error>& fault);

  Deps deps_;
};

}  // namespace pages
