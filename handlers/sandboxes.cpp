#include "sandboxes.h"

#include <filesystem>

#include "base/url.h"
#include "config/config.h"
#include "config/url.h"
#include "store/place.h"

namespace {

using confined::Sandbox;

constexpr std::uint16_t kNameService = 53;  // over TCP, for long answers
constexpr std::uint16_t kHttp = 80;
constexpr std::uint16_t kHttps = 443;

std::string folder_of(const std::string& file) {
  return std::filesystem::absolute(file).parent_path().string();
}

void add_database(const std::string& url, Sandbox& sandbox) {
  const auto place = store::place_of(url);
  if (!place.file.empty()) sandbox.writable.push_back(folder_of(place.file));
  sandbox.readable.push_back(place.authorities);
  if (sandbox.ports && place.port != 0) sandbox.ports->push_back(place.port);
}

void add_databases(const config::Config& config, Sandbox& sandbox) {
  add_database(config::database_url(config), sandbox);
  for (const auto& url : config.database.replicas) add_database(url, sandbox);
  for (const auto& url : config.usage.database) add_database(url, sandbox);
}

void add_identity_provider(const config::Config& config, Sandbox& sandbox) {
  const auto url = base::Url::parse(config.portal.jwks_url);
  if (!url || !url->authority || !sandbox.ports) return;
  const auto port = base::port_number(url->authority->port.value_or(""));
  sandbox.ports->push_back(port.value_or(url->scheme == "http" ? kHttp : kHttps));
  sandbox.ports->push_back(kNameService);
}

/// A file that SIGUSR1 opens again may have been moved away before.
void add_log(const config::Config& config, Sandbox& sandbox) {
  const auto& target = config.log.target;
  if (target != "stderr" && target != "syslog") sandbox.appendable.push_back(folder_of(target));
}

/// What whoever answers or delivers needs.
Sandbox serving(const config::Config& config, std::optional<Sandbox::Ports> ports) {
  Sandbox sandbox{.calls = Sandbox::Calls::serving, .ports = std::move(ports)};
  sandbox.writable.push_back(config.directory);
  for (const auto* file : {&config.pages.templates, &config.token.private_key_file,
                           &config.token.public_key_file, &config.portal.jwks_ca_file}) {
    sandbox.readable.push_back(*file);
  }
  add_databases(config, sandbox);
  add_log(config, sandbox);
  return sandbox;
}

}  // namespace

confined::Sandbox worker_sandbox(const config::Config& config) {
  auto sandbox = serving(config, Sandbox::Ports{});
  add_identity_provider(config, sandbox);
  return sandbox;
}

confined::Sandbox hasher_sandbox(const config::Config& config) {
  Sandbox sandbox{.calls = Sandbox::Calls::computing, .writable = {config.directory}};
  add_log(config, sandbox);
  return sandbox;
}

confined::Sandbox courier_sandbox(const config::Config& config) {
  auto sandbox = serving(config, std::nullopt);
  sandbox.readable.push_back(config.mail.ca_file);
  sandbox.readable.push_back(config.mail.token_file);
  return sandbox;
}

bool is_sandboxed(const config::Config& config) { return config.server.sandbox; }

bool is_courier_sandboxed(const config::Config& config) {
  return is_sandboxed(config) && config.mail.command.empty();
}
