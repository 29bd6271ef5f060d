#include "pages/applications.h"

#include "base/calendar.h"
#include "grants/grants.h"
#include "model/grant_names.h"
#include "pages/path_id.h"
#include "pages/scope_words.h"
#include "pages/settings_frame.h"
#include "pages/words.h"

namespace pages {

using gateway::Method;
using gateway::Response;
using guards::Access;
using router::Call;

void Applications::mount(guards::Api& api) {
  api.add(*this, {{Method::get, "/settings/applications", Access::session, &Applications::show},
                  {Method::post, "/settings/applications/{id}/end", Access::session_form,
                   &Applications::disconnect}});
}

Response Applications::show(const Call& call, const model::Session& session) {
  templates::Value::List shown;
  for (const auto& [grant, client] : deps_.grants.list(session.account)) {
    if (grant.type == model::kPersonalGrant) continue;
    shown.push_back({{"id", grant.id.text()},
                     {"name", client},
                     {"named", !client.empty()},
                     {"scopes", scope_words(grant.scopes)},
                     {"since", base::date_of(grant.created_at)}});
  }
  const bool any = !shown.empty();
  return deps_.frame.show(call, session, "applications",
                          {{"applications", std::move(shown)}, {"any", any}});
}

Response Applications::disconnect(const Call& call, const model::Session& session) {
  deps_.grants.revoke(id_of(call), session.account, deps_.frame.origin_of(call));
  return deps_.frame.back("applications", "disconnected");
}

}  // namespace pages
