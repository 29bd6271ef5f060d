#pragma once

#include "oauth/clients.h"

namespace oauth {

/// The client whose id and secret these are, for the meta API's dialect, where a public client has
/// nothing to show. Refuses: not_found ("Unknown client ID"), invalid_argument ("Invalid client
/// secret").
model::Client client_with_secret(Clients& clients, const Clients::Credentials& credentials);

}  // namespace oauth
