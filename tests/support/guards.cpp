#include "support/guards.h"

#include <filesystem>
#include <regex>
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

std::string filled_in(std::string text, std::string_view place, const std::string& by) {
  for (auto at = text.find(place); at != text.npos; at = text.find(place)) {
    text.replace(at, place.size(), by);
  }
  return text;
}

std::string in_directory(std::string text, const Scratch& scratch) {
  return filled_in(std::move(text), "{dir}", scratch.path().string());
}

/// What the guarded files are, each in a way that a test can tell apart: PHP pages say "page ran"
/// and hold the word "kept back", which only their text shows.
constexpr auto kProgram = R"(<?php /* kept back */
header('Content-Type: text/plain');
$told = array_filter($_SERVER, fn($name) => preg_match('/AUTH|REMOTE_USER|PATH_INFO/', $name),
                     ARRAY_FILTER_USE_KEY);
ksort($told);
echo 'page', ' ran ', json_encode($told, JSON_UNESCAPED_SLASHES);
)";

void write_guarded_files(const Scratch& scratch) {
  for (const auto* name : {"guarded/members/sub", "guarded/members/plain", "guarded/members/.git",
                           "guarded/members/sub/v1.2", "guarded/reports"}) {
    scratch.make_directory(name);
  }
  scratch.write("guarded/members/page.html", kPage);
  scratch.write("guarded/members/picture.jpg", kProgram);
  for (const auto* name : {"plain/page.html", "sub/v1.2/index.html", "style.css", "SCRIPT.JS",
                           "x.min.mjs", "a.Png", "a.woff2", "a.pdf", "a.mp4"}) {
    scratch.write("guarded/members/" + std::string(name), kPage);
  }
  scratch.write("guarded/reports/2026.html", "<h1>Reports</h1>\n");
  for (const auto* name : {"a.php",      "B.PHP",      "sub/index.php", ".hidden.php",
                           ".htaccess",  "a.php~",     "a.php.bak",     "a.phps",
                           "a.phtml",    "a.inc",      "a.php7",        ".a.php.swp",
                           "notes~",     "a.module",   "config.ini",    "a.sql",
                           "a.SQL",      "a.tar.gz",   "a.zip",         "a.php.txt",
                           "a.html.bak", "page.html~", "a.css.orig",    "composer.json",
                           "a.yml",      "a.log",      "a.twig",        "a.pl",
                           "a.sqlite",   "Makefile",   "id_rsa",        "html",
                           "a.",         "a.html.",    ".git/config",   ".html",
                           "sub/a.sql"}) {
    scratch.write("guarded/members/" + std::string(name), kProgram);
  }
}

/// Puts a line before the end of the one server block.
void add_to_server_block(const Scratch& scratch, const std::string& line) {
  auto text = read_file(scratch.at("shipped.conf"));
  const auto end = text.rfind('}');
  if (end == text.npos) throw std::runtime_error("there is no server block");
  scratch.write("shipped.conf", text.insert(end, "    " + line + "\n"));
}

/// As in Debian's sites-available/default, with PHP as it is meant to be switched on there.
constexpr auto kDebianSite = R"(
    index index.html index.htm index.php;
    location / {
        try_files $uri $uri/ =404;
    }
    location ~ \.php$ {
        include snippets/fastcgi-php.conf;
        fastcgi_pass unix:{dir}/run/php.sock;
    }
    location ~ /\.ht {
        deny all;
    }
)";

/// What a site may have that would open a guard which trusts in its surroundings.
constexpr auto kCarelessSite = R"(
    location ~* \.(html|css|jpg)$ {
        expires 30d;
    }
    fastcgi_cache pages;
    fastcgi_cache_key $request_uri;
    fastcgi_cache_valid 200 1h;
    fastcgi_ignore_headers Cache-Control Expires Set-Cookie;
    merge_slashes off;
    autoindex on;
    satisfy any;
    allow 127.0.0.1;
    fastcgi_intercept_errors on;
    error_page 401 403 404 500 502 =200 /welcome.html;
    rewrite ^/new/(.*)$ /members/$1 last;
    rewrite ^/kept/(.*)$ /members/$1 break;
    location /old/ {
        rewrite ^/old/(.*)$ /members/$1 break;
    }
    location /tried/ {
        rewrite ^/tried/(.*)$ /$1 break;
        try_files /members$uri /members/a.php;
    }
)";

/// A site that has the same document root and no guard, as Debian's default one.
constexpr auto kOtherSite = R"(
fastcgi_cache_path {dir}/run/cache keys_zone=pages:1m;
server {
    listen 127.0.0.1:{port};
    server_name other.example.org;
    root {dir}/www;
    autoindex on;
}
)";

void add_to_site(const Scratch& scratch, const std::string& text) {
  scratch.write("shipped.conf",
                read_file(scratch.at("shipped.conf")) + in_directory(text, scratch));
}

Setup guarded_nginx(const std::string& name, const std::string& surroundings) {
  return {name, true, [=](const Scratch& scratch, int port) {
            const auto command = kNginx.web_server(scratch, port);
            write_guarded_files(scratch);
            scratch.write(
                "guarded.conf",
                shipped("nginx/guarded.conf",
                        {{"/run/doorward/doorward.sock", scratch.at("doorward.sock")},
                         {"/run/php/php-fpm.sock", scratch.at("run/php.sock")},
                         {"/srv/guarded", scratch.at("guarded")},
                         {"http://127.0.0.1:8080", "http://unix:" + scratch.at("reports.sock")}}));
            scratch.make_directory("snippets");
            for (const auto* file : {"snippets/fastcgi-php.conf", "fastcgi.conf"}) {
              scratch.write(file, read_file("/etc/nginx/" + std::string(file)));
            }
            add_to_server_block(scratch, in_directory(surroundings, scratch));
            add_to_server_block(scratch, "include " + scratch.at("guarded.conf") + ";");
            add_to_site(scratch, kReportsProgram);
            add_to_site(scratch, filled_in(kOtherSite, "{port}", std::to_string(port)));
            scratch.write("www/welcome.html", "<h1>Welcome</h1>\n");
            scratch.write("www/accelerated.php",
                          "<?php header('X-Accel-Redirect: /members/a.php');");
            return command;
          }};
}

/// PHP as Debian's package has it for Apache.
std::string debian_php(const Scratch& scratch) {
  for (const auto& entry : std::filesystem::directory_iterator("/etc/apache2/conf-available")) {
    const auto name = entry.path().filename().string();
    if (!name.starts_with("php") || !name.ends_with("-fpm.conf")) continue;
    const std::regex socket("/run/php/[^|]*\\.sock");
    return std::regex_replace(read_file(entry.path()), socket, scratch.at("run/php.sock"));
  }
  throw std::runtime_error("php-fpm's lines for Apache are missing");
}

/// Debian's list of index files, and other ways to what is guarded than the address that we ship.
constexpr auto kOtherWays = R"(
DirectoryIndex index.html index.php
Alias "/again" "{dir}/guarded/members"
# What a site may have for all its files, and for the parents of ours, that would open a guard which
# trusts in its surroundings.
<Directory "{dir}">
    Options Indexes FollowSymLinks MultiViews
</Directory>
<FilesMatch "\.(html|css|js|php)$">
    Require all granted
</FilesMatch>
RewriteEngine On
RewriteRule "^/new/(.*)$" "{dir}/guarded/members/$1" [L]
)";

std::string modules(const std::vector<std::string>& names) {
  std::string text;
  for (const auto& name : names) {
    text += "LoadModule " + name + "_module /usr/lib/apache2/modules/mod_" + name + ".so\n";
  }
  return text;
}

/// Apache with doorward by proxy_fcgi, and what comes behind it in its configuration.
Command apache_with(const Scratch& scratch, int port, const std::string& more) {
  const auto command = kApacheProxyFcgi.web_server(scratch, port);
  write_guarded_files(scratch);
  add_to_site(scratch, debian_php(scratch) + modules({"negotiation"}) + kOtherWays + more);
  return command;
}

Command apache_oauth2(const Scratch& scratch, int port) {
  const auto client =
      add_client(scratch, {"--name", "mod_oauth2", "--grant", "client_credentials"});
  const auto guard =
      shipped("apache/guarded-oauth2.conf", {{"https://accounts.example.org", local_url(port)},
                                             {"CLIENT_ID", client.id},
                                             {"CLIENT_SECRET", client.secret},
                                             {"/srv/guarded", scratch.at("guarded")},
                                             {"expiry=5", "expiry=1"}});
  return apache_with(scratch, port, modules({"authn_core", "oauth2"}) + guard);
}

Command apache_openidc(const Scratch& scratch, int port) {
  const auto callback = local_url(port) + "/members/callback";
  const auto client = add_client(
      scratch, {"--require-verified", "--name", "mod_auth_openidc", "--redirect-uri", callback});
  const auto guard =
      shipped("apache/guarded-openidc.conf", {{"https://accounts.example.org", local_url(port)},
                                              {"https://www.example.org", local_url(port)},
                                              {"CLIENT_ID", client.id},
                                              {"CLIENT_SECRET", client.secret},
                                              {"/srv/guarded", scratch.at("guarded")},
                                              // As an operator may name it; escaped.
                                              {"PASSPHRASE", R"(two words, # and a \"quote\")"}});
  return apache_with(scratch, port, modules({"authn_core", "authz_user", "auth_openidc"}) + guard);
}

}  // namespace

const Setup kApacheOAuth2{"Apache, mod_oauth2", true, apache_oauth2};
const Setup kApacheOpenIdc{"Apache, mod_auth_openidc", true, apache_openidc};
const Setup kNginxGuarded = guarded_nginx("nginx, guarded", "");
const Setup kNginxGuardedDebian = guarded_nginx("nginx, guarded, as in Debian", kDebianSite);
const Setup kNginxGuardedCareless =
    guarded_nginx("nginx, guarded, careless", std::string(kDebianSite) + kCarelessSite);
