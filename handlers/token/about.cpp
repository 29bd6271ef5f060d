#include "token/about.h"

#include "accounts/issuers/signing_keys.h"
#include "base/error.h"

namespace token {

using base::Error;
using base::ErrorCode;
using gateway::Method;
using gateway::Response;
using guards::Access;

void About::mount(guards::Api& api) {
  api.add(*this, {{Method::get, "/version", Access::anyone, &About::version},
                  {Method::get, "/pubkey", Access::anyone, &About::public_key}});
}

// The version of the API that is spoken, not of doorward.
Response About::version(const router::Call& /*call*/) {
  return Response::json("{\"version\":\"0.5.1\"}\n");
}

Response About::public_key(const router::Call& /*call*/) {
  if (auto text = deps_.keys.public_text()) return Response::text(*std::move(text));
  throw Error(ErrorCode::not_found, {"A symmetric algorithm is in use, there is no public key."});
}

}  // namespace token
