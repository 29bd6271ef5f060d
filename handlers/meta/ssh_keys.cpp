#include "meta/ssh_keys.h"

#include "accounts/keys/ssh_keys.h"
#include "base/error.h"
#include "meta/forms.h"
#include "meta/pagination.h"
#include "meta/views.h"

namespace meta {

using gateway::Method;
using gateway::Response;
using guards::Access;

namespace {

std::string view(const model::SshKey& key, const guards::MetaCaller& caller) {
  return ssh_key_view(key, caller.username, /*with_last_used=*/true);
}

[[noreturn]] void refuse_unknown() { throw base::Error(base::ErrorCode::not_found); }

long long id_of(const router::Call& call) {
  if (const auto id = id_in(call.segment("id"))) return *id;
  refuse_unknown();
}

}  // namespace

void SshKeys::mount(guards::Api& api) {
  api.add(*this, {{Method::get, "/api/user/ssh-keys", Access::keys_read, &SshKeys::list},
                  {Method::post, "/api/user/ssh-keys", Access::keys_write, &SshKeys::add},
                  {Method::get, "/api/user/ssh-keys/{id}", Access::keys_read, &SshKeys::show},
                  {Method::put, "/api/user/ssh-keys/{id}", Access::keys_write, &SshKeys::touch},
                  {Method::del, "/api/user/ssh-keys/{id}", Access::keys_write, &SshKeys::remove}});
}

Response SshKeys::list(const router::Call& call, const guards::MetaCaller& caller) {
  const auto& account = caller.account;
  const auto keys = deps_.ssh_keys.list(account, start_of(call.request), kPageAndNext);
  return show_page(keys, deps_.ssh_keys.count(account),
                   [&](const auto& key) { return view(key, caller); });
}

Response SshKeys::add(const router::Call& call, const guards::MetaCaller& caller) {
  const Form form(call.request);
  Faults faults;
  const auto text = form.required_text("ssh-key", faults);
  faults.refuse();
  const auto key = deps_.ssh_keys.add(caller.account, text, deps_.origin(call.request, caller));
  return Response::created(view(key, caller));
}

Response SshKeys::show(const router::Call& call, const guards::MetaCaller& caller) {
  const auto key = deps_.ssh_keys.find(caller.account, id_of(call));
  if (!key) refuse_unknown();
  return Response::json(view(*key, caller));
}

Response SshKeys::touch(const router::Call& call, const guards::MetaCaller& caller) {
  return Response::json(view(deps_.ssh_keys.touch(caller.account, id_of(call)), caller));
}

Response SshKeys::remove(const router::Call& call, const guards::MetaCaller& caller) {
  deps_.ssh_keys.remove(caller.account, id_of(call), deps_.origin(call.request, caller));
  return Response::no_content();
}

}  // namespace meta
