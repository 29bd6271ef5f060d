#include <algorithm>
#include <filesystem>

#include "base/addresses.h"
#include "base/error.h"
#include "base/mail_address.h"
#include "base/place.h"
#include "base/text.h"
#include "config/config.h"
#include "config/url.h"

namespace config {
namespace {

bool consists_of(std::string_view text, std::string_view characters) {
  return !text.empty() && text.find_first_not_of(characters) == text.npos;
}

class Rules {
 public:
  void need(bool holds, std::string_view key, std::string_view what) {
    if (!holds) faults_.push_back({std::string(key), std::string(what)});
  }

  void url(std::string_view key, std::string_view value, bool allow_query) {
    const auto fault = http_url_fault(value, allow_query);
    need(fault.empty(), key, fault);
  }

  std::vector<Fault> faults() && { return std::move(faults_); }

 private:
  std::vector<Fault> faults_;
};

/// The links in mails are made from this URL.
void check_public_url(const Config& config, Rules& rules) {
  const auto fault = http_url_fault(config.public_url, false);
  rules.need(fault.empty(), "public_url", fault);
  if (!fault.empty()) return;
  const auto address = address_of(config.public_url);
  try {
    base::Place::parse(address.path + "/");
  } catch (const base::Error&) {
    rules.need(false, "public_url",
               "has a path with a character that is percent-encoded, or a segment that is empty or "
               "of dots; no request would be below it");
  }
  const auto& mails = config.mail.server;
  const bool to_the_world =
      is_host_and_port(mails, false) && !base::is_this_machine(address_of("smtp://" + mails).host);
  rules.need(!to_the_world || !base::is_this_machine(address.host), "public_url",
             "is " + config.public_url +
                 ", which is nowhere but here, while mail.server sends mails to the world: their "
                 "links would lead nowhere; set it to the address of the site");
}

void check_service(const Config& config, Rules& rules) {
  rules.need(!config.directory.empty(), "directory", "must not be empty");
  for (const auto& proxy : config.trusted_proxies) {
    rules.need(is_address_block(proxy), "trusted_proxies",
               "\"" + proxy + "\" is no address and no block of addresses");
  }
  for (const auto& secret : config.secrets) {
    rules.need(secret.size() == 64 && consists_of(secret, "0123456789abcdefABCDEF"), "secrets",
               "each secret must be 64 hex digits; `openssl rand -hex 32` makes one");
  }
}

void check_server(const Config::Server& server, Rules& rules) {
  const bool local = server.listen.starts_with("unix:") && server.listen.size() > 5;
  rules.need(server.listen.empty() || local || is_host_and_port(server.listen, true),
             "server.listen", "must be \"unix:PATH\", \"HOST:PORT\" or \"[V6]:PORT\"");
  // sun_path of unix(7)
  rules.need(!local || server.listen.size() - 5 <= 107, "server.listen",
             "the path of a unix socket has at most 107 bytes");
  const auto& mode = server.socket_mode;
  rules.need(
      consists_of(mode, "01234567") && mode.size() <= 4 && (mode.size() < 4 || mode[0] == '0'),
      "server.socket_mode", "must be an octal mode such as \"0660\"");
}

void check_log(const Config::Log& log, Rules& rules) {
  rules.need(!log.target.empty(), "log.target", "must be \"stderr\", \"syslog\" or a file");
}

bool is_of_server(std::string_view url) { return url.starts_with("mysql://"); }

bool is_of_database(std::string_view url) {
  return url.starts_with("sqlite:") || is_of_server(url);
}

constexpr auto kNoDatabase = "must begin with \"sqlite:\" or \"mysql://\"";

void check_database(const Config::Database& database, Rules& rules) {
  rules.need(database.url.empty() || is_of_database(database.url), "database.url", kNoDatabase);
  rules.need(database.replicas.empty() || is_of_server(database.url), "database.replicas",
             "needs a server (\"mysql://\") as database.url, which they follow");
  for (const auto& url : database.replicas) {
    rules.need(is_of_server(url), "database.replicas", "each must begin with \"mysql://\"");
  }
}

constexpr std::size_t kMostUsageDatabases = 64;

void check_usage(const Config::Usage& usage, Rules& rules) {
  const auto& urls = usage.database;
  rules.need(urls.size() <= kMostUsageDatabases, "usage.database", "must not name more than 64");
  for (auto url = urls.begin(); url != urls.end(); ++url) {
    rules.need(is_of_database(*url), "usage.database", kNoDatabase);
    rules.need(std::find(urls.begin(), url, *url) == url, "usage.database",
               "names the same database twice");
  }
}

bool is_helo(std::string_view text) {
  return text.size() <= 255 &&
         consists_of(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]");
}

void check_mail_command(const Config::Mail& mail, Rules& rules) {
  if (mail.command.empty()) return;
  rules.need(mail.server.empty(), "mail.command", "must be empty where there is a mail.server");
  rules.need(mail.command[0].starts_with('/'), "mail.command",
             "must begin with the whole path of a program, such as \"/usr/sbin/sendmail\"");
}

bool is_on_this_machine(const Config::Mail& mail) {
  return base::is_this_machine(address_of("smtp://" + mail.server).host);
}

void check_mail_token(const Config::Mail& mail, Rules& rules) {
  rules.need(!mail.token_file.empty() || !mail.token_url.empty(), "mail.auth",
             "\"xoauth2\" needs a mail.token_file or a mail.token_url");
  rules.need(mail.token_file.empty() || mail.token_url.empty(), "mail.token_url",
             "must be empty where there is a mail.token_file");
  if (mail.token_url.empty()) return;
  rules.url("mail.token_url", mail.token_url, true);
  const auto address = address_of(mail.token_url);
  rules.need(address.scheme != "http" || base::is_this_machine(address.host), "mail.token_url",
             "must be https: it is sent a secret");
  rules.need(!mail.client_id.empty(), "mail.client_id",
             "is needed where there is a mail.token_url");
  rules.need(!mail.client_secret.empty() || !mail.refresh_token.empty(), "mail.client_secret",
             "is needed where there is no mail.refresh_token");
}

/// No password leaves this machine in the clear unless somebody has said so.
void check_mail_auth(const Config::Mail& mail, Rules& rules) {
  const bool by_token = mail.auth == "xoauth2";
  rules.need(!mail.username.empty() || (mail.password.empty() && !by_token), "mail.username",
             by_token ? "is needed with mail.auth = \"xoauth2\": the mailbox that the token is for"
                      : "is needed when there is a mail.password");
  if (by_token) check_mail_token(mail, rules);
  const bool is_clear = mail.tls == "none" && (mail.auth == "auto" || by_token);
  rules.need(!is_clear || mail.username.empty() || is_on_this_machine(mail), "mail.tls",
             "is \"none\", so that the password would be sent in the clear; use \"starttls\" or "
             "\"tls\", or say mail.auth = \"plain\" if that is meant");
}

void check_mail(const Config::Mail& mail, Rules& rules) {
  std::error_code ignored;
  rules.need(mail.server.empty() || is_host_and_port(mail.server, false), "mail.server",
             "must be \"HOST\" or \"HOST:PORT\"");
  check_mail_command(mail, rules);
  check_mail_auth(mail, rules);
  rules.need(mail.helo.empty() || is_helo(mail.helo), "mail.helo",
             "must be a name such as \"accounts.example.org\", or \"[192.0.2.1]\"");
  rules.need(mail.ca_file.empty() || std::filesystem::exists(mail.ca_file, ignored), "mail.ca_file",
             "there is no such file");
  rules.need(base::is_sender_address(mail.from), "mail.from", "must be a mail address");
  rules.need(!base::has_control(mail.from_name), "mail.from_name",
             "must not have control characters");
}

// Mails contain links that open accounts.
void check_caught_page(const Config& config, Rules& rules) {
  if (!config.mail.caught_page) return;
  rules.need(mails_become_files(config), "mail.caught_page",
             "must be false where there is a mail.server or a mail.command");
  rules.need(base::is_this_machine(address_of(config.public_url).host), "mail.caught_page",
             "must be false unless public_url is of this machine, such as \"http://localhost\"");
}

void check_pages(const Config::Pages& pages, Rules& rules) {
  std::error_code ignored;
  rules.need(pages.templates.empty() || std::filesystem::is_directory(pages.templates, ignored),
             "pages.templates", "there is no such directory");
  rules.need(!pages.site_name.empty() && !base::has_control(pages.site_name), "pages.site_name",
             "must be a name without control characters");
  rules.need(
      consists_of(pages.language, "abcdefghijklmnopqrstuvwxyz-") && pages.language.size() <= 8,
      "pages.language", "must be a language such as \"en\"");
}

/// A mount or path that is relative to public_url must not repeat the path of public_url.
void check_below(const base::Place& place, const Address& address, std::string_view key,
                 Rules& rules) {
  const bool moved = place.host.empty() || place.host == address.host;
  const bool again = (place.prefix + "/").starts_with(address.path + "/");
  if (address.path.empty() || !moved || !again) return;
  const auto rest = place.prefix.substr(address.path.size());
  rules.need(false, key,
             "\"" + place.text() +
                 "\" is counted from the path of public_url, so that it would be " + address.path +
                 place.prefix + "; write \"" + place.host + (rest.empty() ? "/" : rest) + "\"");
}

void check_mounts(const Strings& mounts, std::string_view key, const Config& config, Rules& rules) {
  std::vector<base::Place> known;
  for (const auto& text : mounts) {
    try {
      const auto place = base::Place::parse(text);
      check_below(place, address_of(config.public_url), key, rules);
      rules.need(std::find(known.begin(), known.end(), place) == known.end(), key,
                 "\"" + place.text() + "\" is there twice");
      known.push_back(place);
    } catch (const base::Error& error) {
      rules.need(false, key, error.public_text());
    }
  }
}

void check_all_mounts(const Config& config, Rules& rules) {
  check_mounts(config.account.mount, "account.mount", config, rules);
  check_mounts(config.token.mount, "token.mount", config, rules);
  check_mounts(config.portal.mount, "portal.mount", config, rules);
  check_mounts(config.oauth.mount, "oauth.mount", config, rules);
  check_mounts(config.meta.mount, "meta.mount", config, rules);
}

void check_account(const Config::Account& account, Rules& rules) {
  if (!account.frontend_url.empty()) rules.url("account.frontend_url", account.frontend_url, true);
}

// Every algorithm of RFC 7518 section 3 and RFC 8037 except those with a shared secret.
constexpr std::string_view kPublicKeyAlgorithms[] = {"RS256", "RS384", "RS512",  "PS256",
                                                     "PS384", "PS512", "ES256",  "ES384",
                                                     "ES512", "EdDSA", "Ed25519"};

void check_issuer(const Config::Portal& portal, Rules& rules) {
  const auto& url = portal.jwks_url;
  if (!url.empty()) rules.url("portal.jwks_url", url, true);
  rules.need(url.size() <= 500, "portal.jwks_url", "must not be longer than 500 bytes");
  rules.need(portal.allow_private_jwks || !url.starts_with("http:"), "portal.jwks_url",
             "must be https, unless portal.allow_private_jwks is true");
  rules.need(!base::has_control(portal.issuer), "portal.issuer",
             "must not have control characters");
  rules.need(!base::has_control(portal.audience), "portal.audience",
             "must not have control characters");
  rules.need(!portal.algorithms.empty(), "portal.algorithms", "must name one at least");
  for (const auto& name : portal.algorithms) {
    const auto* end = std::end(kPublicKeyAlgorithms);
    rules.need(std::find(std::begin(kPublicKeyAlgorithms), end, name) != end, "portal.algorithms",
               "\"" + name + "\" is no algorithm with a public key, such as \"RS256\"");
  }
  std::error_code ignored;
  rules.need(portal.jwks_ca_file.empty() || std::filesystem::exists(portal.jwks_ca_file, ignored),
             "portal.jwks_ca_file", "there is no such file");
}

void check_portal(const Config::Portal& portal, Rules& rules) {
  check_issuer(portal, rules);
  const auto& domain = portal.cookie_domain;
  rules.need(domain.empty() || (consists_of(domain, "abcdefghijklmnopqrstuvwxyz0123456789.-") &&
                                domain.size() <= 253 && domain.front() != '.'),
             "portal.cookie_domain", "must be a domain such as \"example.org\"");
}

void check_session(const Config::Session& session, Rules& rules) {
  const auto& home = session.home;
  rules.need(home.empty() || (home.starts_with('/') && !home.starts_with("//") &&
                              !base::has_control(home) && home.find('\\') == home.npos),
             "session.home", "must be a path such as \"/welcome\"");
}

bool is_client_alias(const std::string& text) {
  const auto equals = text.find('=');
  return equals != 0 && equals != text.npos && text.find('=', equals + 1) == text.npos &&
         text.size() - equals == 17 &&
         consists_of(std::string_view(text).substr(equals + 1), "0123456789abcdef");
}

void check_meta(const Config::Meta& meta, Rules& rules) {
  for (const auto& alias : meta.client_aliases) {
    rules.need(is_client_alias(alias), "meta.client_aliases",
               "\"" + alias + "\" must be a name, \"=\" and the 16 digits of a client's id");
  }
}

void check_key_files(const Config::Token& token, Rules& rules) {
  const bool symmetric = token.algorithm.starts_with("HS");
  rules.need(token.public_key_file.empty() || !symmetric, "token.public_key_file",
             "makes no sense with an HS* algorithm: there is only a secret");
  rules.need(token.public_key_file.empty() || symmetric || !token.private_key_file.empty(),
             "token.private_key_file", "is needed where there is a token.public_key_file");
  std::error_code ignored;
  for (const auto& [key, file] : {std::pair("token.private_key_file", token.private_key_file),
                                  std::pair("token.public_key_file", token.public_key_file)}) {
    rules.need(file.empty() || std::filesystem::is_regular_file(file, ignored), key,
               "there is no such file");
  }
}

void check_token(const Config::Token& token, Rules& rules) {
  check_key_files(token, rules);
  rules.need(!base::has_control(token.issuer), "token.issuer", "must not have control characters");
}

}  // namespace

std::vector<Fault> validate(const Config& config) {
  Rules rules;
  check_service(config, rules);
  check_public_url(config, rules);
  check_all_mounts(config, rules);
  check_server(config.server, rules);
  check_log(config.log, rules);
  check_database(config.database, rules);
  check_mail(config.mail, rules);
  check_caught_page(config, rules);
  check_pages(config.pages, rules);
  check_account(config.account, rules);
  check_token(config.token, rules);
  check_portal(config.portal, rules);
  check_session(config.session, rules);
  check_meta(config.meta, rules);
  check_usage(config.usage, rules);
  return std::move(rules).faults();
}

}  // namespace config
