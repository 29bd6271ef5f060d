#include "service/health.h"

#include "base/error.h"
#include "json/json.h"
#include "router/error_response.h"

namespace service {

using gateway::Method;
using gateway::Response;
using guards::Access;

void Health::mount(guards::Api& api) {
  api.add(*this, {{Method::get, "/health", Access::anyone, &Health::show}});
}

Response Health::show(const router::Call& /*call*/) {
  ask_database_();
  json::Value state{{"status", "ok"},
                    {"version", version_},
                    {"database", "ok"},
                    {"mail", has_alarm_() ? "refused" : "ok"}};
  if (ask_usage_) state["usage"] = state_of_usage();
  return Response::json(json::dump(state));
}

/// Without it all but what is counted goes on, so that it makes the service no less able.
const char* Health::state_of_usage() const try {
  ask_usage_();
  return "ok";
} catch (const base::Error&) {
  return "unavailable";
}

Response Health::show_unavailable(const base::Error& error, std::string_view request_id) const {
  return Response::json(json::dump({{"status", "unavailable"},
                                    {"version", version_},
                                    {"database", "unavailable"},
                                    {"request_id", request_id}}),
                        router::status_of(error.code()));
}

}  // namespace service
