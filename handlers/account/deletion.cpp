#include "account/deletion.h"

#include "accounts/identity/closure.h"

namespace account {

using gateway::Method;
using gateway::Response;
using guards::Access;

void Deletion::mount(guards::Api& api) {
  api.add(*this, {{Method::del, "/account/delete", Access::account_token, &Deletion::remove}});
}

Response Deletion::remove(const router::Call& call, const guards::AccountCaller& caller) {
  deps_.closure.close(caller.account, deps_.origin_of(call.request));
  return Response::ok();
}

}  // namespace account
