#include "pages/session_cookie.h"

namespace pages {

SessionCookie::SessionCookie(bool secure, bool host_prefix)
    : secure_(secure), name_(host_prefix ? "__Host-id" : "id") {}

std::optional<model::Session> SessionCookie::find(const gateway::Request& request,
                                                  accounts::Sessions& sessions) const {
  return sessions.authenticate(request.cookies.all(name_));
}

gateway::Response SessionCookie::set(gateway::Response response, std::string text) const {
  return std::move(response).with_cookie(
      {.name = name_, .value = std::move(text), .secure = secure_});
}

gateway::Response SessionCookie::clear(gateway::Response response) const {
  return std::move(response).with_cookie(
      {.name = name_, .value = "", .max_age = 0, .secure = secure_});
}

}  // namespace pages
