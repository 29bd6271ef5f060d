#include <algorithm>

#include "base/addresses.h"
#include "config/config.h"
#include "config/url.h"

namespace config {

namespace {

/// Neither an address, nor a name of this machine, nor one without a dot.
bool is_worldly_name(const std::string& host) {
  return host.find('.') != host.npos && host.find_first_not_of("0123456789.") != host.npos &&
         host.find(':') == host.npos && !base::is_this_machine(host);
}

}  // namespace

std::string listen_address(const Config& config) {
  if (!config.server.listen.empty()) return config.server.listen;
  return "unix:" + config.directory + "/doorward.sock";
}

std::string database_url(const Config& config) {
  if (!config.database.url.empty()) return config.database.url;
  return "sqlite:" + config.directory + "/doorward.db";
}

std::string secret_file(const Config& config) { return config.directory + "/secret"; }

std::string mail_directory(const Config& config) { return config.directory + "/mail"; }

std::string sender_name(const Config& config) {
  return config.mail.from_name.empty() ? config.pages.site_name : config.mail.from_name;
}

std::string helo_name(const Config& config) {
  if (!config.mail.helo.empty()) return config.mail.helo;
  auto host = address_of(config.public_url).host;
  if (is_worldly_name(host)) return host;
  auto domain = config.mail.from.substr(config.mail.from.rfind('@') + 1);
  return is_worldly_name(domain) ? domain : "";
}

bool mails_become_files(const Config& config) {
  return config.mail.server.empty() && config.mail.command.empty();
}

bool shows_caught_mails(const Config& config) {
  return config.mail.caught_page && mails_become_files(config) &&
         base::is_this_machine(address_of(config.public_url).host);
}

std::int64_t hash_slots(const Config& config, std::int64_t cores) {
  return config.passwords.slots > 0 ? config.passwords.slots : std::max<std::int64_t>(1, cores);
}

std::string token_issuer(const Config& config) {
  return config.token.issuer.empty() ? config.public_url : config.token.issuer;
}

}  // namespace config
