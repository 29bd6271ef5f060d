#include "portal/limits.h"

#include "base/error.h"
#include "base/text.h"
#include "portal/views.h"

namespace portal {

using gateway::Method;
using gateway::Response;
using guards::Access;

void Limits::mount(guards::Api& api) {
  api.add(*this, {{Method::get, "/user/limits", Access::anyone, &Limits::own},
                  {Method::get, "/limits", Access::anyone, &Limits::all}});
}

Response Limits::own(const router::Call& call) {
  const auto unit = call.request.query.find("unit").value_or("");
  const bool in_bytes = base::equals_ignoring_case(unit, "byte");
  return json_answer(allowance_view(allowance_of(call.request), in_bytes));
}

Response Limits::all(const router::Call& /*call*/) { return json_answer(tiers_view(deps_.tiers)); }

// Whatever keeps us from knowing who calls: a stranger is answered, and the portal goes on serving.
Allowance Limits::allowance_of(const gateway::Request& request) try {
  const auto caller = deps_.caller_of(request);
  const auto standing = deps_.usage.standing(caller.account, deps_.tiers);
  return {caller.subject, standing.tier, standing.limits};
} catch (const base::Error&) {
  return {"", model::kAnonymousTier, model::limits_of(deps_.tiers, model::kAnonymousTier)};
}

}  // namespace portal
