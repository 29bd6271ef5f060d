#include "pages/verification.h"

#include "accounts/identity/sign_up.h"
#include "pages/renderer.h"

namespace pages {

using gateway::Method;
using gateway::Response;
using guards::Access;

namespace {

std::string token_of(const gateway::Fields& fields) {
  return std::string(fields.find("token").value_or(""));
}

/// Who would be verified. Refuses: not_found.
std::string username_of(accounts::SignUp& sign_up, const std::string& token) {
  const auto username = sign_up.pending_username(token);
  if (!username) throw base::Error(base::ErrorCode::not_found);
  return *username;
}

}  // namespace

void Verification::mount(guards::Api& api) {
  api.add(*this, {{Method::get, "/verify", Access::proving, &Verification::ask},
                  {Method::post, "/verify", Access::proving_form, &Verification::verify}});
}

Response Verification::ask(const router::Call& call) {
  const auto token = token_of(call.request.query);
  const auto username = username_of(deps_.sign_up, token);
  return deps_.site.renderer.show(
      call.request, "verify",
      {{"username", username}, {"token", token}, {"action", deps_.site.base_path + "/verify"}});
}

Response Verification::verify(const router::Call& call) {
  return verify_account(deps_, call, token_of(call.request.form()));
}

Response verify_account(const Deps& deps, const router::Call& call, const std::string& token) {
  const auto username = username_of(deps.sign_up, token);
  deps.sign_up.verify(token, deps.site.origin_of(call.request));
  return deps.site.renderer.show(call.request, "verified", {{"username", username}});
}

}  // namespace pages
