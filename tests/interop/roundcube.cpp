#include "interop/roundcube.h"

#include <stdexcept>

#include "interop/filled.h"
#include "support/http_client.h"
#include "support/php.h"
#include "support/poll.h"
#include "support/web_servers.h"

namespace {

OAuthClient register_at(const Site& site, const std::string& url) {
  return add_client(site.scratch(),
                    {"--name", "Roundcube", "--redirect-uri", url + "/index.php/login/oauth"});
}

}  // namespace

Roundcube::Roundcube(const Site& site, const Dovecot& dovecot)
    : site_(site),
      port_(std::to_string(free_port())),
      url_("http://127.0.0.1:" + port_),
      client_(register_at(site, url_)),
      php_(php()),
      nginx_(nginx()) {
  site.scratch().write("roundcube/config/config.inc.php",
                       filled_in("roundcube.php", {{"dir", site.scratch().at("roundcube")},
                                                   {"imap", dovecot.place()},
                                                   {"id", client_.id},
                                                   {"secret", client_.secret},
                                                   {"url", site.url()}}));
  HttpClient asking(url_);
  if (eventually([&] { return asking.get("/").status == 200; })) return;
  throw std::runtime_error("roundcube: " + asking.get("/").body + log());
}

std::string Roundcube::at(const std::string& name) const {
  return site_.scratch().at("roundcube/" + name);
}

std::string Roundcube::log() const {
  std::string all;
  for (const auto* name : {"php.log", "nginx.log", "errors.log"}) {
    all += read_file(at("logs/" + std::string(name)));
  }
  return all;
}

Command Roundcube::php() const {
  const auto& scratch = site_.scratch();
  for (const auto* name : {"", "/config", "/logs", "/temp"}) {
    scratch.make_directory("roundcube" + std::string(name));
  }
  for (const std::string name : {"defaults.inc.php", "mimetypes.php"}) {  // Debian's, as they stand
    scratch.write("roundcube/config/" + name, read_file("/etc/roundcube/" + name));
  }
  scratch.write("roundcube/fpm.conf",
                filled_in("roundcube-fpm.conf", {{"dir", scratch.at("roundcube")}}));
  return {.arguments = {php_fpm(), "--nodaemonize", "--fpm-config", at("fpm.conf")},
          .log = at("logs/php.log")};
}

Command Roundcube::nginx() const {
  const auto& scratch = site_.scratch();
  scratch.write(
      "roundcube/nginx.conf",
      filled_in("roundcube-nginx.conf", {{"dir", scratch.at("roundcube")}, {"port", port_}}));
  return {.arguments = {"nginx", "-p", scratch.at("roundcube"), "-e", at("logs/nginx.log"), "-c",
                        at("nginx.conf")},
          .log = at("logs/nginx.log")};
}
