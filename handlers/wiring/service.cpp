#include "wiring/service.h"

#include "accounts/issuers/key_ring.h"
#include "accounts/secret_mark.h"
#include "base/error.h"
#include "config/config.h"
#include "courier/backlog.h"
#include "grants/asked_scopes.h"
#include "oauth/metadata.h"
#include "pages/strays.h"
#include "service/health.h"
#include "service/jwks.h"
#include "wiring/links.h"
#include "wiring/process.h"
#include "wiring/site.h"
#include "wiring/use_cases.h"

namespace wiring {

namespace {

/// Of the OAuth2 server's own address, wherever its routes are.
oauth_api::Metadata::Settings metadata_of(const config::Config& config) {
  const auto& mounts = config.oauth.mount;
  oauth_api::Metadata::Settings settings{
      .issuer = issuer(config),
      .endpoints = url_of_place(config, mounts.empty() ? "/" : mounts[0]),
      .keys = issuer(config) + "/.well-known/jwks.json",
      .algorithm = config.oauth.id_token_algorithm,
      .scopes = {}};
  for (const auto& scope : grants::open_scopes()) settings.scopes.push_back(scope.text);
  return settings;
}

/// Nothing when usage is in the database.
std::function<void()> ask_usage_of(Process& process) {
  if (!process.usage.are_apart()) return {};
  return [&process] { process.usage.ping(); };
}

}  // namespace

struct Service::Made {
  Made(Process& process, UseCases& use, const Site& site)
      : renderer(site.renderer),
        path(base_path(process.config)),
        has_oauth(!process.config.oauth.mount.empty()),
        health(
            DOORWARD_VERSION,
            [&process] { accounts::try_changes(process.database, process.clock.now()); },
            ask_usage_of(process),
            [backlog = courier::Backlog(process.database, process.clock)] {
              return backlog.alarm_of("mail").has_value();
            }),
        jwks(*use.signing_keys),
        metadata(metadata_of(process.config)) {}

  const pages::Renderer& renderer;
  const std::string path;
  const bool has_oauth;

  service::Health health;
  service::Jwks jwks;
  oauth_api::Metadata metadata;
};

Service::Service(Process& process, UseCases& use, const Site& site)
    : made_(std::make_unique<Made>(process, use, site)) {}

Service::~Service() = default;

router::ErrorShape Service::error_shape() const {
  return [&made = *made_](const auto& error, const auto& request, auto request_id) {
    return error.code() == base::ErrorCode::unavailable
               ? made.health.show_unavailable(error, request_id)
               : pages::show_stray(made.renderer, error, request, request_id);
  };
}

void Service::mount(guards::Api api) {
  made_->health.mount(api);
  made_->jwks.mount(api);
  if (made_->has_oauth) made_->metadata.mount(api);
}

void Service::mount_at_root(guards::Api api) {
  if (made_->has_oauth) made_->metadata.mount_before(made_->path, api);
}

}  // namespace wiring
