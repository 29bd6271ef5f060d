#include "pages/verification.h"

#include "accounts/identity/sign_up.h"
#include "pages/prompts.h"
#include "pages/renderer.h"

namespace pages {

using gateway::Method;
using gateway::Response;
using guards::Access;

namespace {

std::string token_of(const gateway::Fields& fields) {
  return std::string(fields.find("token").value_or(""));
}

/// Who would be verified, and where they want to go. Refuses: not_found.
accounts::SignUp::Pending pending(accounts::SignUp& sign_up, const std::string& token) {
  auto found = sign_up.pending(token);
  if (!found) throw base::Error(base::ErrorCode::not_found);
  return *std::move(found);
}

}  // namespace

void Verification::mount(guards::Api& api) {
  api.add(*this, {{Method::get, "/verify", Access::proving, &Verification::ask},
                  {Method::post, "/verify", Access::proving_form, &Verification::verify}});
}

Response Verification::ask(const router::Call& call) {
  const auto token = token_of(call.request.query);
  const auto username = pending(deps_.sign_up, token).username;
  return deps_.site.renderer.show(
      call.request, "verify",
      {{"username", username}, {"token", token}, {"action", deps_.site.base_path + "/verify"}});
}

Response Verification::verify(const router::Call& call) {
  return verify_account(deps_, call, token_of(call.request.form()));
}

Response verify_account(const Deps& deps, const router::Call& call, const std::string& token) {
  const auto found = pending(deps.sign_up, token);
  deps.sign_up.verify(token, deps.site.origin_of(call.request));
  return deps.site.renderer.show(
      call.request, "verified",
      {{"username", found.username}, {"way_back", leading_back("", found.target)}});
}

}  // namespace pages
