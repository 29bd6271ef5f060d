#include "pages/own_sessions.h"

#include <algorithm>

#include "accounts/proof/sessions.h"
#include "base/calendar.h"
#include "base/clock.h"
#include "pages/path_id.h"
#include "pages/settings_frame.h"
#include "pages/words.h"

namespace pages {

using gateway::Method;
using gateway::Response;
using guards::Access;
using router::Call;

void OwnSessions::mount(guards::Api& api) {
  api.add(*this,
          {{Method::get, "/settings/sessions", Access::session, &OwnSessions::show},
           {Method::post, "/settings/sessions/{id}/end", Access::session_form, &OwnSessions::end},
           {Method::post, "/settings/sessions/end-others", Access::session_form,
            &OwnSessions::end_others}});
}

Response OwnSessions::show(const Call& call, const model::Session& session) {
  auto sessions = deps_.sessions.list(session.account);
  std::stable_partition(sessions.begin(), sessions.end(),
                        [&](const auto& each) { return each.id == session.id; });
  const auto now = deps_.clock.now();
  templates::Value::List shown;
  for (const auto& each : sessions) {
    shown.push_back({{"id", each.id.text()},
                     {"this", each.id == session.id},
                     {"agent", templates::Value::List{browser_words(each.user_agent)}},
                     {"address", each.client_address},
                     {"seen", templates::Value::List{when_words(each.seen_at, now)}},
                     {"begun", base::date_of(each.created_at)}});
  }
  return deps_.frame.show(call, session, "sessions",
                          {{"sessions", std::move(shown)}, {"several", sessions.size() > 1}});
}

Response OwnSessions::end(const Call& call, const model::Session& session) {
  deps_.sessions.end(id_of(call), session.account, deps_.frame.origin_of(call));
  return deps_.frame.back("sessions", "session-ended");
}

Response OwnSessions::end_others(const Call& call, const model::Session& session) {
  deps_.sessions.end_others(session, deps_.frame.origin_of(call));
  return deps_.frame.back("sessions", "others-ended");
}

}  // namespace pages
