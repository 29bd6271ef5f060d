#include "support/guards.h"

#include <stdexcept>

#include "support/oauth_clients.h"

namespace {

constexpr auto kPage = "<h1>Members only</h1>\n";

constexpr auto kReportsProgram = R"(
server {
    listen unix:{dir}/reports.sock;
    return 200 "$http_x_auth_id|$http_x_auth_user|$http_x_auth_email|$http_x_auth_client|$http_x_auth_scope";
}
)";

std::string local_url(int port) { return "http://127.0.0.1:" + std::to_string(port); }

std::string in_directory(std::string text, const Scratch& scratch) {
  const std::string_view place = "{dir}";
  for (auto at = text.find(place); at != text.npos; at = text.find(place)) {
    text.replace(at, place.size(), scratch.path());
  }
  return text;
}

void write_page(const Scratch& scratch) {
  scratch.make_directory("www/members");
  scratch.write("www/members/page.html", kPage);
}

/// Puts a line before the end of the one server block.
void add_to_server_block(const Scratch& scratch, const std::string& line) {
  auto text = read_file(scratch.at("shipped.conf"));
  const auto end = text.rfind('}');
  if (end == text.npos) throw std::runtime_error("there is no server block");
  scratch.write("shipped.conf", text.insert(end, "    " + line + "\n"));
}

Command guarded_nginx(const Scratch& scratch, int port) {
  const auto command = kNginx.web_server(scratch, port);
  write_page(scratch);
  scratch.write("guarded.conf",
                shipped("nginx/guarded.conf",
                        {{"/run/doorward/doorward.sock", scratch.at("doorward.sock")},
                         {"http://127.0.0.1:8080", "http://unix:" + scratch.at("reports.sock")}}));
  add_to_server_block(scratch, "include " + scratch.at("guarded.conf") + ";");
  scratch.write("shipped.conf",
                read_file(scratch.at("shipped.conf")) + in_directory(kReportsProgram, scratch));
  return command;
}

/// Apache with doorward by proxy_fcgi, and what comes behind it in its configuration.
Command apache_with(const Scratch& scratch, int port, const std::string& more) {
  const auto command = kApacheProxyFcgi.web_server(scratch, port);
  write_page(scratch);
  scratch.write("shipped.conf", read_file(scratch.at("shipped.conf")) + more);
  return command;
}

std::string modules(const std::vector<std::string>& names) {
  std::string text;
  for (const auto& name : names) {
    text += "LoadModule " + name + "_module /usr/lib/apache2/modules/mod_" + name + ".so\n";
  }
  return text;
}

Command apache_oauth2(const Scratch& scratch, int port) {
  const auto client =
      add_client(scratch, {"--name", "mod_oauth2", "--grant", "client_credentials"});
  const auto guard =
      shipped("apache/guarded-oauth2.conf", {{"https://accounts.example.org", local_url(port)},
                                             {"CLIENT_ID", client.id},
                                             {"CLIENT_SECRET", client.secret},
                                             {"expiry=5", "expiry=1"}});
  scratch.make_directory("www/reports");
  scratch.write("www/reports/2026.html", "<h1>Reports</h1>\n");
  return apache_with(scratch, port, modules({"authn_core", "oauth2"}) + guard);
}

Command apache_openidc(const Scratch& scratch, int port) {
  const auto callback = local_url(port) + "/members/callback";
  const auto client =
      add_client(scratch, {"--name", "mod_auth_openidc", "--redirect-uri", callback});
  const auto guard =
      shipped("apache/guarded-openidc.conf", {{"https://accounts.example.org", local_url(port)},
                                              {"https://www.example.org", local_url(port)},
                                              {"CLIENT_ID", client.id},
                                              {"CLIENT_SECRET", client.secret},
                                              {"PASSPHRASE", client.secret}});
  return apache_with(scratch, port, modules({"authn_core", "authz_user", "auth_openidc"}) + guard);
}

}  // namespace

const Setup kApacheOAuth2{"Apache, mod_oauth2", true, apache_oauth2};
const Setup kApacheOpenIdc{"Apache, mod_auth_openidc", true, apache_openidc};
const Setup kNginxGuarded{"nginx, guarded", true, guarded_nginx};
