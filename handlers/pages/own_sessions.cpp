#include "pages/own_sessions.h"

#include <algorithm>

#include "base/calendar.h"
#include "pages/caller.h"
#include "pages/words.h"

namespace pages {

using gateway::Method;
using gateway::Response;
using router::Access;
using router::Call;

void OwnSessions::mount(router::Api& api) {
  api.add(*this,
          {{Method::get, "/settings/sessions", Access::session, &OwnSessions::show},
           {Method::post, "/settings/sessions/{id}/end", Access::session_form, &OwnSessions::end},
           {Method::post, "/settings/sessions/end-others", Access::session_form,
            &OwnSessions::end_others}});
}

Response OwnSessions::show(const Call& call) {
  auto sessions = deps_.sessions.list(call.caller.account);
  std::stable_partition(sessions.begin(), sessions.end(),
                        [&](const auto& each) { return each.id == call.caller.token; });
  const auto now = deps_.clock.now();
  templates::Value::List shown;
  for (const auto& each : sessions) {
    shown.push_back({{"id", each.id.text()},
                     {"this", each.id == call.caller.token},
                     {"agent", templates::Value::List{browser_words(each.user_agent)}},
                     {"address", each.client_address},
                     {"seen", templates::Value::List{when_words(each.seen_at, now)}},
                     {"begun", base::date_of(each.created_at)}});
  }
  return deps_.frame.show(call, "sessions",
                          {{"sessions", std::move(shown)}, {"several", sessions.size() > 1}});
}

Response OwnSessions::end(const Call& call) {
  deps_.sessions.end(id_of(call), call.caller.account, deps_.frame.origin_of(call));
  return deps_.frame.back("sessions", "session-ended");
}

Response OwnSessions::end_others(const Call& call) {
  deps_.sessions.end_others(session_of(call), deps_.frame.origin_of(call));
  return deps_.frame.back("sessions", "others-ended");
}

}  // namespace pages
