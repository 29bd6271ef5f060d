#include "portal/tracking.h"

#include "portal/forms.h"

namespace portal {

using gateway::Method;
using gateway::Response;
using guards::Access;
using model::UsageKind;

void Tracking::mount(guards::Api& api) {
  constexpr auto who = Access::portal_account;
  api.add(*this, {{Method::post, "/track/upload/{skylink}", who, &Tracking::upload},
                  {Method::post, "/track/download/{skylink}", who, &Tracking::download},
                  {Method::post, "/track/registry/read", who, &Tracking::registry_read},
                  {Method::post, "/track/registry/write", who, &Tracking::registry_write}});
}

Response Tracking::upload(const router::Call& call, const guards::PortalCaller& caller) {
  const auto bytes = BytesQuery::parse(call.request).bytes;
  const auto skylink = skylink_of(call);
  usage_.track(caller.account, UsageKind::upload, skylink, bytes.value_or(0));
  return Response::no_content();
}

// Whoever says that nothing was transferred has nothing tracked; whoever says nothing has.
Response Tracking::download(const router::Call& call, const guards::PortalCaller& caller) {
  const auto bytes = BytesQuery::parse(call.request).bytes;
  if (bytes == 0) return Response::no_content();
  const auto skylink = skylink_of(call);
  usage_.track(caller.account, UsageKind::download, skylink, bytes.value_or(0));
  return Response::no_content();
}

Response Tracking::registry_read(const router::Call& /*call*/, const guards::PortalCaller& caller) {
  usage_.track(caller.account, UsageKind::registry_read, "", 0);
  return Response::no_content();
}

Response Tracking::registry_write(const router::Call& /*call*/,
                                  const guards::PortalCaller& caller) {
  usage_.track(caller.account, UsageKind::registry_write, "", 0);
  return Response::no_content();
}

}  // namespace portal
