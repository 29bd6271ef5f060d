#include "pages/sign_in.h"

#include "accounts/proof/sessions.h"
#include "base/encoding.h"
#include "base/text.h"
#include "base/url.h"
#include "pages/fields.h"
#include "pages/prompts.h"
#include "pages/session_cookie.h"
#include "pages/site.h"
#include "pages/strays.h"
#include "router/error_response.h"

namespace pages {

using gateway::Method;
using gateway::Request;
using gateway::Response;
using guards::Access;
using router::Call;

namespace {

std::string encoded_path(const std::string& path) {
  std::string encoded;
  for (const auto part : base::split(path, '/')) encoded += "/" + base::percent_encoded(part);
  return encoded.empty() ? "/" : encoded;
}

/// The path and query of a request, for a browser to come back to.
std::string target_of(const Request& request) {
  auto target = encoded_path(request.path);
  for (const auto& [name, value] : request.query) {
    base::add_parameter(target, name, value);
  }
  return target;
}

std::string sign_in_target(const std::string& base_path, const Request& request) {
  const bool can_come_back = request.method == Method::get || request.method == Method::head;
  const auto target = can_come_back ? local_target(target_of(request)) : "";
  return leading_back(base_path + kSignInPage, target);
}

}  // namespace

void SignIn::mount(guards::Api& api) {
  api.add(*this, {{Method::get, "/sign-in", Access::anyone, &SignIn::ask},
                  {Method::get, "/sign-out", Access::session, &SignIn::ask_to_leave},
                  {Method::post, "/sign-out", Access::session_form, &SignIn::leave}});
}

Response SignIn::ask(const Call& call) {
  const auto target = target_in(call.request);
  const bool again = !text_of(call.request.query, "again").empty();
  if (!again && is_signed_in(call.request)) {
    return Response::see_other(target.empty() ? deps_.site.home : target);
  }
  return show_sign_in(
      deps_.site.renderer, call.request,
      {.redirect_to = target, .login = {}, .done = text_of(call.request.query, "done")});
}

Response SignIn::ask_to_leave(const Call& call, const model::Session& session) {
  return deps_.site.renderer.show(call.request, "sign-out",
                                  {{"form_token", deps_.sessions.form_token(session)}});
}

Response SignIn::leave(const Call& call, const model::Session& session) {
  deps_.sessions.end(session.id, session.account, deps_.site.origin_of(call.request));
  return deps_.cookie.clear(Response::see_other(deps_.site.base_path + "/sign-in?done=signed-out"));
}

bool SignIn::is_signed_in(const Request& request) {
  return deps_.cookie.find(request, deps_.sessions).has_value();
}

Response show_error(const Site& site, const base::Error& error, const Request& request,
                    std::string_view request_id) {
  if (error.code() == base::ErrorCode::unauthorized) {
    return Response::see_other(sign_in_target(site.base_path, request));
  }
  if (error.code() == base::ErrorCode::method_not_allowed) {
    return show_stray(site.renderer, error, request, request_id);
  }
  const bool no_link = request.path.starts_with(site.base_path + "/settings/");
  if (error.code() == base::ErrorCode::not_found && no_link) {
    return site.renderer.show(request, "gone", {}, router::status_of(error.code()));
  }
  return site.renderer.show_error(error, request, request_id);
}

}  // namespace pages
