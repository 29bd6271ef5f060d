#include "router/cross_origin.h"

#include "base/error.h"

namespace router {

namespace {

constexpr auto kHeaders = "Authorization, Content-Type";
constexpr auto kSeconds = "600";

/// One that is no single header line is no origin.
std::string_view origin_of(const gateway::Request& request) try {
  return request.header("origin").value_or("");
} catch (const base::Error&) {
  return {};
}

Readers readers_of(const Sharing& sharing, std::string_view origin) try {
  return sharing(origin);
} catch (const base::Error&) {
  return Readers::nobody;
}

bool is_preflight(const gateway::Request& request) {
  return request.method == gateway::Method::options &&
         !request.headers.all("access-control-request-method").empty();
}

}  // namespace

Readers any_page(std::string_view /*origin*/) { return Readers::any_page; }

void share(gateway::Response& response, const gateway::Request& request, const Sharing& sharing,
           const std::string& allow) {
  const auto add = [&](std::string name, std::string value) {
    response.headers.emplace_back(std::move(name), std::move(value));
  };
  const auto origin = origin_of(request);
  const auto readers = readers_of(sharing, origin);
  if (readers != Readers::any_page) add("Vary", "Origin");
  if (readers == Readers::nobody) return;
  add("Access-Control-Allow-Origin", readers == Readers::any_page ? "*" : std::string(origin));
  if (readers == Readers::page_with_cookies) add("Access-Control-Allow-Credentials", "true");
  if (!is_preflight(request)) return add("Access-Control-Expose-Headers", "WWW-Authenticate");
  add("Access-Control-Allow-Methods", allow);
  add("Access-Control-Allow-Headers", kHeaders);
  add("Access-Control-Max-Age", kSeconds);
}

}  // namespace router
