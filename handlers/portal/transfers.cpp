#include "portal/transfers.h"

#include "portal/forms.h"
#include "portal/views.h"

namespace portal {

using gateway::Method;
using gateway::Response;
using guards::Access;
using model::UsageKind;

void Transfers::mount(guards::Api& api) {
  constexpr auto who = Access::portal_account;
  api.add(*this, {{Method::get, "/user/uploads", who, &Transfers::uploads},
                  {Method::get, "/user/downloads", who, &Transfers::downloads}});
}

Response Transfers::uploads(const router::Call& call, const guards::PortalCaller& caller) {
  return list(call, caller, UsageKind::upload);
}

Response Transfers::downloads(const router::Call& call, const guards::PortalCaller& caller) {
  return list(call, caller, UsageKind::download);
}

Response Transfers::list(const router::Call& call, const guards::PortalCaller& caller,
                         UsageKind kind) {
  const auto query = PageQuery::parse(call.request);
  const auto page = usage_.list(caller.account, kind, query.offset, query.size);
  return json_answer(transfers_view(page, query));
}

}  // namespace portal
