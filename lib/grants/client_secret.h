#pragma once

#include "base/error.h"
#include "grants/clients.h"

namespace grants {

/// The client whose id and secret these are, where a public client has nothing to show. Refuses: as
/// `unknown` a client that is not known ("client.unknown"); invalid_argument (not its secret,
/// "client.wrong_secret").
model::Client client_with_secret(Clients& clients, const Clients::Credentials& credentials,
                                 base::ErrorCode unknown);

}  // namespace grants
