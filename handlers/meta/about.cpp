#include "meta/about.h"

#include "json/json.h"

namespace meta {

using gateway::Method;
using gateway::Response;
using guards::Access;

void About::mount(guards::Api& api) {
  api.claim("/api");
  api.add(*this, {{Method::get, "/api/version", Access::anyone, &About::show_version}});
}

Response About::show_version(const router::Call& /*call*/) {
  return Response::json(json::dump({{"version", deps_.version}}));
}

}  // namespace meta
