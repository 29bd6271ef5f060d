#pragma once

#include "pages/site.h"

namespace accounts {
class AddressChange;
class OwnerCheck;
class PgpKeys;
class Profiles;
class Recovery;
class Sessions;
class SignUp;
class SshKeys;
class Webhooks;
}  // namespace accounts

namespace base {
class Clock;
}

namespace grants {
class Clients;
class Grants;
}  // namespace grants

namespace pages {

class SessionCookie;
class SettingsFrame;

/// What the pages show with, and the use cases that they ask. Whoever asks one of them includes its
/// header.
struct Deps {
  const Site& site;
  const SettingsFrame& frame;
  const SessionCookie& cookie;
  const base::Clock& clock;

  accounts::Sessions& sessions;
  accounts::SignUp& sign_up;
  accounts::Recovery& recovery;
  accounts::OwnerCheck& owner;
  accounts::Profiles& profiles;
  accounts::AddressChange& address_change;
  accounts::PgpKeys& pgp_keys;
  accounts::SshKeys& ssh_keys;
  accounts::Webhooks& webhooks;

  grants::Grants& grants;
  grants::Clients& clients;
};

}  // namespace pages
