#include "support/web_servers.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>

#include "support/places.h"

namespace {

constexpr auto kLighttpd = R"(server.bind = "127.0.0.1"
server.port = {port}
server.document-root = "{dir}/www"
server.upload-dirs = ( "{dir}/run" )
server.errorlog = "{dir}/web.log"
server.http-parseopts = (
  "header-strict" => "enable", "host-strict" => "enable", "host-normalize" => "enable",
  "url-normalize-unreserved" => "enable", "url-normalize-required" => "enable",
  "url-ctrls-reject" => "enable", "url-path-2f-decode" => "enable",
  "url-path-dotseg-remove" => "enable"
)
include "{dir}/shipped.conf"
)";

constexpr auto kApache = R"(ServerRoot "{dir}"
ServerName localhost
Listen 127.0.0.1:{port}
PidFile "{dir}/run/apache.pid"
DefaultRuntimeDir "{dir}/run"
ErrorLog "{dir}/web.log"
LogLevel warn
LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
LoadModule dir_module /usr/lib/apache2/modules/mod_dir.so
LoadModule env_module /usr/lib/apache2/modules/mod_env.so
LoadModule alias_module /usr/lib/apache2/modules/mod_alias.so
LoadModule rewrite_module /usr/lib/apache2/modules/mod_rewrite.so
{modules}
StartServers 1
ServerLimit 2
ThreadsPerChild 64
MaxRequestWorkers 128
DocumentRoot "{dir}/www"
<Directory "/">
  AllowOverride None
  Require all denied
</Directory>
<Directory "{dir}/www">
  AllowOverride All
  Require all granted
</Directory>
{site}
)";

constexpr auto kFcgid = R"(LoadModule fcgid_module /usr/lib/apache2/modules/mod_fcgid.so
FcgidIPCDir "{dir}/run"
FcgidProcessTableFile "{dir}/run/fcgid_shm")";

constexpr auto kCgid = R"(LoadModule cgid_module /usr/lib/apache2/modules/mod_cgid.so
ScriptSock "{dir}/run/cgi")";

constexpr auto kProxy = R"(LoadModule proxy_module /usr/lib/apache2/modules/mod_proxy.so
LoadModule proxy_fcgi_module /usr/lib/apache2/modules/mod_proxy_fcgi.so)";

constexpr auto kNginxMain = R"(daemon off;
worker_processes 1;
pid {dir}/run/nginx.pid;
error_log {dir}/web.log;
events {}
http {
  access_log off;
  client_body_temp_path {dir}/run/body;
  proxy_temp_path {dir}/run/proxy;
  fastcgi_temp_path {dir}/run/fastcgi;
  uwsgi_temp_path {dir}/run/uwsgi;
  scgi_temp_path {dir}/run/scgi;
  include {dir}/shipped.conf;
}
)";

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

void write_main(const Scratch& scratch, std::string text, int port) {
  replace_all(text, "{dir}", scratch.path());
  replace_all(text, "{port}", std::to_string(port));
  scratch.write("web.conf", text);
}

Replacements socket_in(const Scratch& scratch) {
  return {{"/run/doorward/doorward.sock", scratch.at("doorward.sock")}};
}

Replacements program_in(const Scratch& scratch) {
  return {{"/usr/local/bin", scratch.at("bin")},
          {"/etc/doorward/doorward.toml", scratch.at("doorward.toml")}};
}

Setup lighttpd(const std::string& name, bool daemon, const std::string& file) {
  return {name, daemon, [=](const Scratch& scratch, int port) {
            auto changes = daemon ? socket_in(scratch) : program_in(scratch);
            if (!daemon) changes.emplace_back("/run/lighttpd/", scratch.at("run/"));
            scratch.write("shipped.conf", shipped(file, changes));
            write_main(scratch, kLighttpd, port);
            return Command{{"lighttpd", "-D", "-f", scratch.at("web.conf")}};
          }};
}

Command apache_of(const Scratch& scratch, int port, const std::string& modules,
                  const std::string& site) {
  std::string text = kApache;
  replace_all(text, "{modules}", modules);
  replace_all(text, "{site}", site);
  write_main(scratch, text, port);
  return {{"apache2", "-f", scratch.at("web.conf"), "-DFOREGROUND"}};
}

Setup apache(const std::string& name, bool daemon, const std::string& file,
             const std::string& modules) {
  return {name, daemon, [=](const Scratch& scratch, int port) {
            scratch.write("shipped.conf",
                          shipped(file, daemon ? socket_in(scratch) : program_in(scratch)));
            return apache_of(scratch, port, modules, "Include \"{dir}/shipped.conf\"");
          }};
}

/// All that a customer may do: files below a home directory, no word in the server's own.
Setup shared_hosting(const std::string& name, const std::string& modules) {
  return {name, false, [=](const Scratch& scratch, int port) {
            const Replacements home{{"/home/you/doorward/doorward.toml", "{dir}/doorward.toml"},
                                    {"/home/you/doorward", "{dir}/bin"}};
            auto wrapper = shipped("shared-hosting/doorward.fcgi", home);
            replace_all(wrapper, "{dir}", scratch.path());
            scratch.write("www/doorward.fcgi", wrapper);
            std::filesystem::permissions(scratch.at("www/doorward.fcgi"),
                                         static_cast<std::filesystem::perms>(0755));
            scratch.write("www/.htaccess", shipped("shared-hosting/htaccess", {}));
            return apache_of(scratch, port, modules, "");
          }};
}

Setup nginx(const std::string& name, const std::string& file) {
  return {name, true, [=](const Scratch& scratch, int port) {
            auto changes = socket_in(scratch);
            changes.emplace_back("listen 80;", "listen 127.0.0.1:" + std::to_string(port) + ";");
            changes.emplace_back("/var/www/html", scratch.at("www"));
            scratch.write("shipped.conf", shipped(file, changes));
            scratch.write("fastcgi_params", read_file("/etc/nginx/fastcgi_params"));
            write_main(scratch, kNginxMain, port);
            return Command{{"nginx", "-p", scratch.path(), "-e", scratch.at("web.log"), "-c",
                            scratch.at("web.conf")}};
          }};
}

}  // namespace

const Setup kLighttpdSocket = lighttpd("lighttpd, socket", true, "lighttpd/doorward-socket.conf");
const Setup kLighttpdBinPath =
    lighttpd("lighttpd, bin-path", false, "lighttpd/doorward-bin-path.conf");
const Setup kApacheProxyFcgi = apache("Apache, proxy_fcgi", true, "apache/proxy-fcgi.conf", kProxy);
const Setup kApacheFcgid = apache("Apache, fcgid", false, "apache/fcgid.conf", kFcgid);
const Setup kApacheCgi = apache("Apache, CGI", false, "apache/cgi.conf", kCgid);
const Setup kSharedHostingFcgid = shared_hosting("shared hosting, fcgid", kFcgid);
const Setup kSharedHostingCgi = shared_hosting("shared hosting, CGI", kCgid);
const Setup kNginx = nginx("nginx", "nginx/doorward.conf");
const Setup kNginxKeepalive = nginx("nginx, keepalive", "nginx/doorward-keepalive.conf");

std::string shipped(const std::string& name, const Replacements& replacements) {
  const auto path = source_path("deploy/" + name);
  auto text = read_file(path);
  if (text.empty()) throw std::runtime_error("there is no " + path);
  for (const auto& [from, to] : replacements) {
    if (text.find(from) == std::string::npos) throw std::runtime_error(name + " lacks " + from);
    replace_all(text, from, to);
  }
  return text;
}

int free_port() {
  const int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (bind(descriptor, generic, size) != 0 || getsockname(descriptor, generic, &size) != 0) {
    throw std::runtime_error("no free port");
  }
  close(descriptor);
  return ntohs(address.sin_port);
}
