#include "meta/pgp_keys.h"

#include "accounts/keys/pgp_keys.h"
#include "base/error.h"
#include "meta/forms.h"
#include "meta/pagination.h"
#include "meta/views.h"

namespace meta {

using gateway::Method;
using gateway::Response;
using guards::Access;

namespace {

std::string view(const model::PgpKey& key, const guards::MetaCaller& caller) {
  return pgp_key_view(key, caller.username);
}

[[noreturn]] void refuse_unknown() { throw base::Error(base::ErrorCode::not_found); }

long long id_of(const router::Call& call) {
  if (const auto id = id_in(call.segment("id"))) return *id;
  refuse_unknown();
}

}  // namespace

void PgpKeys::mount(guards::Api& api) {
  api.add(*this, {{Method::get, "/api/user/pgp-keys", Access::keys_read, &PgpKeys::list},
                  {Method::post, "/api/user/pgp-keys", Access::keys_write, &PgpKeys::add},
                  {Method::get, "/api/user/pgp-keys/{id}", Access::keys_read, &PgpKeys::show},
                  {Method::del, "/api/user/pgp-keys/{id}", Access::keys_write, &PgpKeys::remove}});
}

Response PgpKeys::list(const router::Call& call, const guards::MetaCaller& caller) {
  const auto& account = caller.account;
  const auto keys = deps_.pgp_keys.list(account, start_of(call.request), kPageAndNext);
  return show_page(keys, deps_.pgp_keys.count(account),
                   [&](const auto& key) { return view(key, caller); });
}

Response PgpKeys::add(const router::Call& call, const guards::MetaCaller& caller) {
  const Form form(call.request);
  Faults faults;
  const auto text = form.required_text("pgp-key", faults);
  faults.refuse();
  const auto key = deps_.pgp_keys.add(caller.account, text, deps_.origin(call.request, caller));
  return Response::created(view(key, caller));
}

Response PgpKeys::show(const router::Call& call, const guards::MetaCaller& caller) {
  const auto& account = caller.account;
  const auto text = call.segment("id");
  const auto id = id_in(text);
  const auto key =
      id ? deps_.pgp_keys.find(account, *id) : deps_.pgp_keys.by_fingerprint(account, text);
  if (!key) refuse_unknown();
  return Response::json(view(*key, caller));
}

Response PgpKeys::remove(const router::Call& call, const guards::MetaCaller& caller) {
  deps_.pgp_keys.remove(caller.account, id_of(call), deps_.origin(call.request, caller));
  return Response::no_content();
}

}  // namespace meta
