#include "portal/stats.h"

#include "portal/answer.h"
#include "portal/usage_views.h"

namespace portal {

void Stats::mount(router::Api& api) {
  api.add(*this,
          {{gateway::Method::get, "/user/stats", router::Access::portal_account, &Stats::show}});
}

gateway::Response Stats::show(const router::Call& call) {
  return json_answer(stats_view(deps_.usage.stats(call.caller.account)));
}

}  // namespace portal
