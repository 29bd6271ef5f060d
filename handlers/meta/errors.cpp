#include "meta/errors.h"

#include "accounts/invalid.h"
#include "json/json.h"
#include "meta/refusal_words.h"
#include "pages/prompts.h"
#include "pages/renderer.h"
#include "router/error_response.h"

namespace meta {

using base::Error;
using base::ErrorCode;
using gateway::Response;

namespace {

bool is_for_people(const gateway::Request& request) {
  return request.path.ends_with("/oauth/authorize");
}

/// What is said when nobody has said it better.
std::string fixed_reason(int status) {
  switch (status) {
    case 401:
      return "401 unauthorized";
    case 403:
      return "403 forbidden";
    case 404:
      return "404 not found";
    case 405:
      return "405 method not allowed";
    case 500:
      return "500 internal server error";
    default:
      return "";
  }
}

std::string reason_of(const Error& error) {
  const int status = router::status_of(error.code());
  const bool may_choose = status < 500 && status != 404;
  if (auto words = words_of(error); may_choose && !words.empty()) return words;
  auto fixed = fixed_reason(status);
  const bool chosen = may_choose && !error.public_text().empty();
  if (!chosen && !fixed.empty()) return fixed;
  return std::string(router::public_text_of(error));
}

/// A key that nobody has read, for the body was too large: it has no id to give advice with.
bool is_unread_key(const Error& error, const gateway::Request& request) {
  return error.code() == ErrorCode::payload_too_large &&
         error.rule() != std::string_view("pgp_key.unread") &&
         request.path.ends_with("/api/user/pgp-keys");
}

json::Value entry(const Error& error) {
  const bool about_field = error.code() == ErrorCode::invalid_argument;
  const auto field = about_field ? field_of(error) : std::string();
  if (field.empty()) return {{"reason", reason_of(error)}};
  return {{"field", field}, {"reason", reason_of(error)}};
}

json::Value entries_of(const Error& error) {
  auto entries = json::Value::array();
  if (const auto* invalid = dynamic_cast<const accounts::Invalid*>(&error)) {
    for (const auto& fault : invalid->faults()) entries.push_back(entry(fault));
    return entries;
  }
  entries.push_back(entry(error));
  return entries;
}

}  // namespace

Response Errors::show(const Error& error, const gateway::Request& request,
                      std::string_view request_id) const {
  if (is_for_people(request)) return show_to_person(error, request, request_id);
  if (is_unread_key(error, request)) {
    return show(Error(error.code()).under("pgp_key.unread"), request, request_id);
  }
  json::Value body = json::Value::object();
  body["errors"] = entries_of(error);
  auto response = Response::json(json::dump(body), router::status_of(error.code()));
  if (error.code() != ErrorCode::unauthorized) return response;
  return std::move(response).with_header("WWW-Authenticate", "Bearer");
}

// A client that is not known is a fault of the link, not of who follows it.
std::string Errors::way_back_to(const char* page, const gateway::Request& request) const {
  return pages::leading_back(deps_.base_path + page, pages::way_back_if_any(deps_.keeper, request));
}

Response Errors::show_to_person(const Error& error, const gateway::Request& request,
                                std::string_view request_id) const {
  const bool is_link = request.method == gateway::Method::get;
  if (error.subject() == "interaction_required") {
    return Response::see_other(way_back_to(pages::kAddressPage, request));
  }
  if (error.subject() == "invalid_client" ||
      (is_link && error.code() == ErrorCode::invalid_argument)) {
    return pages::show_misled(deps_.renderer, request, error);
  }
  if (error.code() == ErrorCode::unauthorized) {
    return Response::see_other(way_back_to(pages::kSignInPage, request));
  }
  return deps_.renderer.show_error(error, request, request_id);
}

}  // namespace meta
