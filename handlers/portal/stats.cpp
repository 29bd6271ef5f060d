#include "portal/stats.h"

#include "portal/views.h"

namespace portal {

void Stats::mount(guards::Api& api) {
  api.add(*this,
          {{gateway::Method::get, "/user/stats", guards::Access::portal_account, &Stats::show}});
}

gateway::Response Stats::show(const router::Call& /*call*/, const guards::PortalCaller& caller) {
  return json_answer(stats_view(usage_.stats(caller.account)));
}

}  // namespace portal
