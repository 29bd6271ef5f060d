#include "service/jwks.h"

namespace service {

using gateway::Method;
using gateway::Response;
using guards::Access;

void Jwks::mount(guards::Api& api) {
  api.add(*this, {{Method::get, "/.well-known/jwks.json", Access::anyone, &Jwks::show}});
  api.share("/.well-known/jwks.json", router::any_page);
}

Response Jwks::show(const router::Call& /*call*/) {
  return Response::json(keys_.jwks()).with_header("Cache-Control", "public, max-age=300");
}

}  // namespace service
