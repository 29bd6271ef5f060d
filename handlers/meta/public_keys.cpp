#include "meta/public_keys.h"

#include "accounts/keys/public_keys.h"
#include "base/error.h"
#include "meta/pagination.h"
#include "meta/views.h"

namespace meta {

using gateway::Method;
using gateway::Response;
using guards::Access;

namespace {

template <typename T>
const T& there(const std::optional<T>& found) {
  if (!found) throw base::Error(base::ErrorCode::not_found);
  return *found;
}

Response show_lines(const std::vector<std::string>& texts) {
  std::string lines;
  for (const auto& text : texts) {
    lines += text;
    if (!lines.ends_with('\n')) lines += '\n';
  }
  return Response::text(std::move(lines));
}

}  // namespace

void PublicKeys::mount(guards::Api& api) {
  api.add(*this, {{Method::get, "/api/ssh-key/{key...}", Access::anyone, &PublicKeys::show_ssh_key},
                  {Method::get, "/api/pgp-key/{key_id}", Access::anyone, &PublicKeys::show_pgp_key},
                  {Method::get, "/~{name}.keys", Access::anyone, &PublicKeys::list_ssh_keys},
                  {Method::get, "/~{name}.pgp", Access::anyone, &PublicKeys::list_pgp_keys}});
}

Response PublicKeys::show_ssh_key(const router::Call& call) {
  const auto found = deps_.public_keys.ssh_key(call.segment("key"));
  const auto& [key, owner] = there(found);
  return Response::json(ssh_key_view(key, owner, /*with_last_used=*/false));
}

Response PublicKeys::show_pgp_key(const router::Call& call) {
  const auto text = call.segment("key_id");
  const auto id = id_in(text);
  const auto found =
      id ? deps_.public_keys.preferred_pgp_key(*id) : deps_.public_keys.pgp_key(text);
  const auto& [key, owner] = there(found);
  return Response::json(pgp_key_view(key, owner));
}

Response PublicKeys::list_ssh_keys(const router::Call& call) {
  const auto name = call.segment("name");
  const auto key = call.request.query.find("key");
  return show_lines(
      there(key ? deps_.public_keys.ssh_key_of(name, *key) : deps_.public_keys.ssh_keys_of(name)));
}

Response PublicKeys::list_pgp_keys(const router::Call& call) {
  return show_lines(there(deps_.public_keys.pgp_keys_of(call.segment("name"))));
}

}  // namespace meta
