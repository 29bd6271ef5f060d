#include "oauth/client_secret.h"

#include "base/error.h"

namespace oauth {

using base::Error;
using base::ErrorCode;

model::Client client_with_secret(Clients& clients, const Clients::Credentials& credentials) try {
  const auto client = clients.find(credentials.id);
  if (!client) throw Error(ErrorCode::not_found, {"Unknown client ID"});
  if (client->is_public()) throw Error(ErrorCode::unauthorized);
  return clients.authenticate(credentials);
} catch (const Error& error) {
  if (error.code() != ErrorCode::unauthorized) throw;
  throw Error(ErrorCode::invalid_argument, {"Invalid client secret"});
}

}  // namespace oauth
