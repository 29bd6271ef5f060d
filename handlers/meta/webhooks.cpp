#include "meta/webhooks.h"

#include "accounts/webhooks/webhooks.h"
#include "base/error.h"
#include "json/json.h"
#include "meta/forms.h"
#include "meta/pagination.h"
#include "meta/views.h"

namespace meta {

using gateway::Method;
using gateway::Response;
using guards::Access;

namespace {

[[noreturn]] void refuse_unknown() { throw base::Error(base::ErrorCode::not_found); }

long long id_of(const router::Call& call) {
  if (const auto id = id_in(call.segment("id"))) return *id;
  refuse_unknown();
}

base::Id delivery_of(const router::Call& call) {
  if (const auto id = base::Id::parse(call.segment("delivery"))) return *id;
  refuse_unknown();
}

accounts::Webhooks::Holder holder_of(const guards::MetaCaller& caller) {
  return {caller.account, caller.grant, caller.scopes};
}

Form::Texts events_in(const Form& form, Faults& faults) {
  const auto events = form.texts("events");
  if (events && !events->empty()) return *events;
  if (form.is_null("events")) faults.add("events", "field.null");
  const bool other = form.has("events") && !form.is_null("events") && !events;
  faults.add("events", other ? "webhook.unknown_event" : "field.missing");
  return {};
}

}  // namespace

void Webhooks::mount(guards::Api& api) {
  api.add(
      *this,
      {{Method::get, "/api/webhook-key", Access::anyone, &Webhooks::show_key},
       {Method::get, "/api/user/webhooks", Access::scoped_token, &Webhooks::list},
       {Method::post, "/api/user/webhooks", Access::scoped_token, &Webhooks::create},
       {Method::get, "/api/user/webhooks/{id}", Access::scoped_token, &Webhooks::show},
       {Method::del, "/api/user/webhooks/{id}", Access::scoped_token, &Webhooks::remove},
       {Method::post, "/api/user/webhooks/{id}/enable", Access::scoped_token, &Webhooks::enable},
       {Method::post, "/api/user/webhooks/{id}/ping", Access::scoped_token, &Webhooks::ping},
       {Method::get, "/api/user/webhooks/{id}/deliveries", Access::scoped_token,
        &Webhooks::list_deliveries},
       {Method::get, "/api/user/webhooks/{id}/deliveries/{delivery}", Access::scoped_token,
        &Webhooks::show_delivery},
       {Method::post, "/api/user/webhooks/{id}/deliveries/{delivery}/redeliver",
        Access::scoped_token, &Webhooks::redeliver}});
}

Response Webhooks::list(const router::Call& call, const guards::MetaCaller& caller) {
  const auto& grant = caller.grant;
  const auto webhooks = deps_.webhooks.list(grant, start_of(call.request), kPageAndNext);
  return show_page(webhooks, deps_.webhooks.count(grant),
                   [](const auto& webhook) { return webhook_view(webhook); });
}

Response Webhooks::create(const router::Call& call, const guards::MetaCaller& caller) {
  const Form form(call.request);
  Faults faults;
  const auto url = form.required_text("url", faults);
  const auto events = events_in(form, faults);
  faults.refuse();
  const auto added =
      deps_.webhooks.add(holder_of(caller), url, events, deps_.origin(call.request, caller));
  return Response::created(webhook_view(added.webhook, added.secret));
}

Response Webhooks::show(const router::Call& call, const guards::MetaCaller& caller) {
  const auto webhook = deps_.webhooks.find(caller.grant, id_of(call));
  return Response::json(webhook_view(webhook));
}

Response Webhooks::remove(const router::Call& call, const guards::MetaCaller& caller) {
  deps_.webhooks.remove(holder_of(caller), id_of(call), deps_.origin(call.request, caller));
  return Response::no_content();
}

Response Webhooks::enable(const router::Call& call, const guards::MetaCaller& caller) {
  const auto webhook =
      deps_.webhooks.enable(holder_of(caller), id_of(call), deps_.origin(call.request, caller));
  return Response::json(webhook_view(webhook));
}

Response Webhooks::ping(const router::Call& call, const guards::MetaCaller& caller) {
  return Response::created(delivery_view(deps_.webhooks.ping(caller.grant, id_of(call))));
}

Response Webhooks::list_deliveries(const router::Call& call, const guards::MetaCaller& caller) {
  const auto& grant = caller.grant;
  const auto id = id_of(call);
  const auto total = deps_.webhooks.count_deliveries(grant, id);
  const auto found = deps_.webhooks.deliveries(grant, id, start_of(call.request), kPageAndNext);
  std::vector<std::string> shown;
  std::optional<long long> next;
  for (const auto& delivery : found) {
    if (shown.size() == kPageSize) {
      next = delivery.number;
      break;
    }
    shown.push_back(delivery_view(delivery));
  }
  return show_page(shown, next, total);
}

Response Webhooks::show_delivery(const router::Call& call, const guards::MetaCaller& caller) {
  const auto delivery = deps_.webhooks.delivery(caller.grant, id_of(call), delivery_of(call));
  return Response::json(delivery_view(delivery));
}

Response Webhooks::redeliver(const router::Call& call, const guards::MetaCaller& caller) {
  deps_.webhooks.redeliver(caller.grant, id_of(call), delivery_of(call));
  return Response::json("{}");
}

Response Webhooks::show_key(const router::Call& /*call*/) {
  const auto keys = deps_.webhooks.public_keys();
  return Response::json(json::dump({{"key", keys.front()}, {"keys", keys}}));
}

}  // namespace meta
