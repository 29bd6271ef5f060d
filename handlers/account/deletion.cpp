#include "account/deletion.h"

namespace account {

using gateway::Method;
using gateway::Response;
using router::Access;

void Deletion::mount(router::Api& api) {
  api.add(*this, {{Method::del, "/account/delete", Access::account_token, &Deletion::remove}});
}

Response Deletion::remove(const router::Call& call) {
  deps_.closure.close(call.caller.account, deps_.origin_of(call.request));
  return Response::ok();
}

}  // namespace account
