#include "grants/client_secret.h"

#include "accounts/invalid.h"

namespace grants {

model::Client client_with_secret(Clients& clients, const Clients::Credentials& credentials,
                                 base::ErrorCode unknown) {
  const auto client = clients.find(credentials.id);
  if (!client) throw base::Error(unknown).under("client.unknown");
  if (client->is_public() || !clients.knows_secret(*client, credentials.secret)) {
    throw accounts::fault("client.wrong_secret");
  }
  return *client;
}

}  // namespace grants
