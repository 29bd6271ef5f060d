#pragma once

#include <string>

#include "accounts/origin.h"
#include "guards/caller.h"
#include "origin.h"
#include "pages/asked.h"

namespace accounts {
class AuditLog;
class PgpKeys;
class ProfileChange;
class Profiles;
class PublicKeys;
class Sessions;
class SshKeys;
class Webhooks;
}  // namespace accounts

namespace grants {
class Clients;
class Delegation;
class Exchange;
}  // namespace grants

namespace pages {
class Renderer;
}

namespace meta {

/// The use cases that this API asks, and what its answers depend on. Whoever asks one of them
/// includes its header.
struct Deps {
  grants::Exchange& exchange;
  grants::Delegation& delegation;
  grants::Clients& clients;

  accounts::Sessions& sessions;
  accounts::Profiles& profiles;
  accounts::ProfileChange& profile_change;
  accounts::AuditLog& audit_log;
  accounts::SshKeys& ssh_keys;
  accounts::PgpKeys& pgp_keys;
  accounts::PublicKeys& public_keys;
  accounts::Webhooks& webhooks;

  const pages::Renderer& renderer;
  pages::Keeper keeper;
  OriginOf origin_of;
  bool hardened;          ///< no token in a path, which web servers log
  std::string base_path;  ///< of our pages: "" or "/auth"
  std::string version;    ///< of this program

  /// From where a program asks, and whose token it showed.
  accounts::Origin origin(const gateway::Request& request, const guards::MetaCaller& caller) const {
    auto origin = origin_of(request);
    origin.grant = caller.grant;
    return origin;
  }
};

}  // namespace meta
