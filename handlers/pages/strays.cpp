#include "pages/strays.h"

#include "json/json.h"
#include "router/error_response.h"

namespace pages {

using base::Error;
using base::ErrorCode;
using gateway::Request;
using gateway::Response;

namespace {

Response page(const Renderer& renderer, const Error& error, const Request& request,
              std::string_view request_id) {
  const bool wrong_verb = error.code() == ErrorCode::method_not_allowed;
  if (!wrong_verb && error.code() != ErrorCode::not_found) {
    return renderer.show_error(error, request, request_id);
  }
  return renderer.show(request, "nowhere", {{"wrong_verb", wrong_verb}},
                       router::status_of(error.code()));
}

Response object(const Error& error, std::string_view request_id) {
  const auto status = router::status_of(error.code());
  json::Value body{{"status", base::name_of(error.code())},
                   {"message", router::public_text_of(error)}};
  if (status >= 500) body["request_id"] = request_id;
  return Response::json(json::dump(body), status);
}

}  // namespace

bool is_browser(const Request& request) {
  const auto accepted = request.headers.all("accept");
  return !accepted.empty() && accepted.front().find("text/html") != std::string_view::npos;
}

Response show_stray(const Renderer& renderer, const Error& error, const Request& request,
                    std::string_view request_id) {
  auto response =
      is_browser(request) ? page(renderer, error, request, request_id) : object(error, request_id);
  return std::move(response).with_header("Vary", "Accept");
}

}  // namespace pages
