#include "pages/session_cookie.h"

#include <algorithm>

namespace pages {
namespace {

constexpr std::size_t kMost = 4;  ///< each may cost a question to the database

}  // namespace

SessionCookie::SessionCookie(bool secure, bool host_prefix)
    : secure_(secure), name_(host_prefix ? "__Host-id" : "id") {}

std::optional<model::Session> SessionCookie::find(const gateway::Request& request,
                                                  accounts::Sessions& sessions) const {
  const auto texts = request.cookies.all(name_);
  for (std::size_t i = 0; i < std::min(texts.size(), kMost); ++i) {
    if (auto session = sessions.authenticate(texts[i])) return session;
  }
  return std::nullopt;
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
