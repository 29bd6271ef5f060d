#pragma once

#include "base/error.h"
#include "grants/clients.h"

namespace grants {

/// The client with this id and secret, for uses where a public client is not accepted. Refuses:
/// with `unknown` an unknown client ("client.unknown"); invalid_argument (a wrong secret,
/// "client.wrong_secret").
model::Client client_with_secret(Clients& clients, const Clients::Credentials& credentials,
                                 base::ErrorCode unknown);

}  // namespace grants
