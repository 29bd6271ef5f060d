#include "oauth/sign_in.h"

#include "accounts/proof/browser_sign_in.h"
#include "base/error.h"
#include "oauth/browser.h"
#include "oauth/signed_headers.h"
#include "pages/session_cookie.h"

namespace oauth_api {

using gateway::Method;
using gateway::Response;
using guards::Access;

namespace {

struct Form {
  std::string username;
  std::string password;
};

std::string field(const gateway::Fields& form, std::string_view name) {
  const auto value = form.find(name);
  if (value && !value->empty()) return std::string(*value);
  throw base::Error(base::ErrorCode::invalid_argument,
                    {"The field \"" + std::string(name) + "\" is missing or empty."})
      .about(std::string(name));
}

// Any other body has none of the fields.
Form parse(const gateway::Request& request) {
  const auto form = request.form();
  return {field(form, "username"), field(form, "password")};
}

}  // namespace

void SignIn::mount(guards::Api& api) {
  api.add(*this,
          {{Method::post, "/authenticate/userpass", Access::proving_form, &SignIn::with_password},
           {Method::post, "/authenticate/SignatureAuthentication", Access::proving,
            &SignIn::with_signature}});
}

Response SignIn::with_password(const router::Call& call) {
  const auto& request = call.request;
  const auto form = parse(request);
  return signed_in(
      request, deps_.browser_sign_in.with_password(form.username, form.password,
                                                   deps_.origin_of(request), browser_of(request)));
}

Response SignIn::with_signature(const router::Call& call) {
  const auto& request = call.request;
  return signed_in(
      request, deps_.browser_sign_in.with_signature(read_signed_headers(request),
                                                    deps_.origin_of(request), browser_of(request)));
}

// A session that the browser had before ends: nobody goes on with an id that somebody else may have
// put there.
Response SignIn::signed_in(const gateway::Request& request, std::string cookie) {
  const auto old = deps_.cookie.find(request, deps_.sessions);
  if (old) deps_.sessions.end(old->id, old->account, deps_.origin_of(request));
  const auto target = redirect_target(request);
  return deps_.cookie.set(Response::see_other(target.empty() ? deps_.home : target),
                          std::move(cookie));
}

}  // namespace oauth_api
