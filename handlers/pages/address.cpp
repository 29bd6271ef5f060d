#include "pages/address.h"

#include "accounts/identity/address_change.h"
#include "pages/fields.h"
#include "pages/site.h"

namespace pages {

using gateway::Method;
using gateway::Response;
using guards::Access;
using router::Call;

namespace {

/// Refuses: not_found.
templates::Values values_of(accounts::AddressChange& change, const std::string& token) {
  const auto pending = change.pending(token);
  if (!pending) throw base::Error(base::ErrorCode::not_found);
  return {{"username", pending->username},
          {"email", pending->email},
          {"replaces", pending->replaces},
          {"onward", !pending->target.empty()},
          {"target", pending->target},
          {"token", token},
          {"asks_password", pending->asks_password}};
}

}  // namespace

void Address::mount(guards::Api& api) {
  api.add(*this, {{Method::get, "/email/confirm", Access::proving, &Address::ask},
                  {Method::post, "/email/confirm", Access::proving_form, &Address::confirm}});
}

Response Address::ask(const Call& call) {
  return deps_.site.renderer.show(
      call.request, "email-confirm",
      values_of(deps_.address_change, text_of(call.request.query, "token")));
}

Response Address::confirm(const Call& call) {
  const auto form = call.request.form();
  const auto token = text_of(form, "token");
  auto values = values_of(deps_.address_change, token);
  const auto refusal = refusal_about({"proof"}, [&] {
    deps_.address_change.confirm(token, text_of(form, "proof"), deps_.site.origin_of(call.request));
  });
  const auto& renderer = deps_.site.renderer;
  if (!refusal) return renderer.show(call.request, "email-confirmed", std::move(values));
  add_fault(values, *refusal);
  return refused(renderer.show(call.request, "email-confirm", std::move(values)), *refusal);
}

}  // namespace pages
