#include "wiring/links.h"

#include "config/config.h"
#include "config/url.h"

namespace wiring {

std::string verify_url(const config::Config& config) {
  if (!config.account.frontend_url.empty()) return config.account.frontend_url;
  return public_origin(config) + base_path(config) + "/verify";
}

std::string reset_url(const config::Config& config) {
  return public_origin(config) + base_path(config) + "/password/reset";
}

std::string confirm_url(const config::Config& config) {
  return public_origin(config) + base_path(config) + "/email/confirm";
}

std::string public_origin(const config::Config& config) {
  const auto address = config::address_of(config.public_url);
  return address.scheme + "://" + address.host + address.port;
}

std::string base_path(const config::Config& config) {
  return config::address_of(config.public_url).path;
}

std::string home_path(const config::Config& config) {
  if (!config.session.home.empty()) return config.session.home;
  const auto base = base_path(config);
  return base + (base.empty() ? "/settings" : "/");  // "/" alone may be the site's own
}

std::string sign_in_path(const config::Config& config) {
  const auto& mounts = config.oauth.mount;
  const auto prefix = place_below_base(config, mounts.empty() ? "/" : mounts[0]).prefix;
  return (prefix == "/" ? "" : prefix) + "/authenticate/userpass";
}

std::string issuer(const config::Config& config) {
  return public_origin(config) + base_path(config);
}

std::string url_of_place(const config::Config& config, const std::string& text) {
  const auto place = place_below_base(config, text);
  const auto address = config::address_of(config.public_url);
  const bool ours = place.host.empty() || place.host == address.host;
  const auto origin = ours ? public_origin(config) : address.scheme + "://" + place.host;
  return origin + (place.prefix == "/" ? "" : place.prefix);
}

base::Place place_below_base(const config::Config& config, const std::string& text) {
  auto place = base::Place::parse(text);
  const auto address = config::address_of(config.public_url);
  if (!place.host.empty() && place.host != address.host) return place;
  place.prefix = address.path + place.prefix;
  if (place.prefix.size() > 1 && place.prefix.ends_with('/')) place.prefix.pop_back();
  return place;
}

}  // namespace wiring
