#include "meta/delegation.h"

#include "grants/delegation.h"
#include "json/json.h"
#include "meta/forms.h"
#include "meta/pagination.h"
#include "meta/views.h"

namespace meta {

using gateway::Method;
using gateway::Response;
using guards::Access;

namespace {

std::string view(const model::DelegatedScope& scope) {
  return json::dump({{"id", scope.id},
                     {"created", timestamp(scope.created_at)},
                     {"updated", timestamp(scope.updated_at)},
                     {"name", scope.name},
                     {"description", scope.description},
                     {"writable", scope.writable}});
}

long long id_of(const router::Call& call) {
  if (const auto id = id_in(call.segment("id"))) return *id;
  throw base::Error(base::ErrorCode::not_found);
}

}  // namespace

void Delegation::mount(guards::Api& api) {
  api.add(*this, {{Method::get, "/api/delegate/scopes", Access::anyone, &Delegation::list},
                  {Method::post, "/api/delegate/scopes", Access::anyone, &Delegation::create},
                  {Method::get, "/api/delegate/scopes/{id}", Access::anyone, &Delegation::show},
                  {Method::del, "/api/delegate/scopes/{id}", Access::anyone, &Delegation::remove}});
}

Response Delegation::list(const router::Call& call) {
  const auto service = service_of(call);
  const auto scopes = deps_.delegation.list(service, start_of(call.request), kPageAndNext);
  return show_page(scopes, deps_.delegation.count(service), view);
}

Response Delegation::create(const router::Call& call) {
  const auto service = service_of(call);
  const Form form(call.request);
  Faults faults;
  const auto name = form.required_text("name", faults);
  const auto description = form.required_text("description", faults);
  const auto writable = form.truth("writable", faults);
  if (!form.has("writable")) faults.add("writable", "field.missing");
  if (form.is_null("writable")) faults.add("writable", "field.null");
  faults.refuse();
  return Response::created(
      view(deps_.delegation.add(service, name, description, writable.value_or(false))));
}

Response Delegation::show(const router::Call& call) {
  const auto service = service_of(call);
  return Response::json(view(deps_.delegation.find(service, id_of(call))));
}

Response Delegation::remove(const router::Call& call) {
  const auto service = service_of(call);
  deps_.delegation.remove(service, id_of(call));
  return Response::no_content();
}

model::Client Delegation::service_of(const router::Call& call) {
  const auto id = call.request.header("x-oauth-id");
  const auto secret = call.request.header("x-oauth-secret");
  if (!id || !secret) throw base::Error(base::ErrorCode::invalid_argument).under("lender.unnamed");
  return deps_.delegation.service({std::string(*id), std::string(*secret)});
}

}  // namespace meta
