#include <array>
#include <deque>
#include <type_traits>
#include <utility>

#include "config/keys.h"

namespace config {
namespace {

// In the order of Mode.
constexpr std::array<std::string_view, 2> kModes{"compat", "hardened"};

template <typename Field>
Value to_value(const Field& field) {
  return field;
}
Value to_value(Mode field) { return std::string(kModes[static_cast<std::size_t>(field)]); }

template <typename Field>
void assign(Field& field, Value value) {
  field = std::get<Field>(std::move(value));
}
void assign(Mode& field, const Value& value) {
  field = std::get<std::string>(value) == kModes[1] ? Mode::hardened : Mode::compat;
}

template <typename Field>
Key key(std::string_view name, Field Config::*field, std::string_view comment) {
  return {.name = name,
          .comment = comment,
          .get = [field](const Config& config) { return to_value(config.*field); },
          .set = [field](Config& config, Value value) { assign(config.*field, std::move(value)); }};
}

template <typename Section, typename Field>
Key key(std::string_view name, Section Config::*section, Field Section::*field,
        std::string_view comment) {
  Key key{.name = name,
          .comment = comment,
          .get = [=](const Config& config) { return to_value(config.*section.*field); },
          .set = [=](Config& config,
                     Value value) { assign(config.*section.*field, std::move(value)); }};
  if constexpr (std::is_same_v<Field, Mode>) key.words.assign(kModes.begin(), kModes.end());
  return key;
}

using Server = Config::Server;
using Log = Config::Log;
using Database = Config::Database;
using Passwords = Config::Passwords;
using Abuse = Config::Abuse;
using Mail = Config::Mail;
using Pages = Config::Pages;
using Account = Config::Account;
using Token = Config::Token;
using Portal = Config::Portal;
using Session = Config::Session;
using Gate = Config::Gate;
using OAuth = Config::OAuth;
using Meta = Config::Meta;
using Usage = Config::Usage;
using Tier = Config::Tier;

struct TierField {
  const char* name;
  std::int64_t Tier::*field;
  std::int64_t most;
  const char* comment;
};

constexpr std::int64_t kMostInJson = std::int64_t{1}
                                     << 53;  // the most that every JSON parser can represent
constexpr std::int64_t kMostBandwidth = kMostInJson / 8;  // it is also reported in bits

constexpr TierField kTierFields[] = {
    {"upload_bandwidth", &Tier::upload_bandwidth, kMostBandwidth, "bytes a second that come in."},
    {"download_bandwidth", &Tier::download_bandwidth, kMostBandwidth,
     "bytes a second that go out."},
    {"max_upload_size", &Tier::max_upload_size, kMostInJson, "bytes of one upload."},
    {"max_uploads", &Tier::max_uploads, kMostInJson, "uploads in all."},
    {"registry_delay", &Tier::registry_delay, 3'600'000,
     "milliseconds that each use of the registry waits."},
    {"storage", &Tier::storage, kMostInJson, "bytes of storage in all."},
};

constexpr std::int64_t kMostAttempts = 1'000'000'000;

/// Keeps a text for ever, since the name and comment of a key are views.
std::string_view kept(std::string text) {
  static std::deque<std::string> texts;
  return texts.emplace_back(std::move(text));
}

void append_tiers(std::vector<Key>& keys) {
  for (std::size_t i = 0; i < kTierNames.size(); ++i) {
    for (const auto& [name, field, most, comment] : kTierFields) {
      const std::string tier(kTierNames[i]);
      keys.push_back(
          {.name = kept("tiers." + tier + "." + name),
           .comment = kept("Tier " + std::to_string(i) + ", " + tier + ": " + comment),
           .get = [=,
                   field = field](const Config& config) { return Value{config.tiers[i].*field}; },
           .set = [=, field = field](Config& config,
                                     const Value& value) { assign(config.tiers[i].*field, value); },
           .range = Key::Range{0, most}});
    }
  }
}

// NOLINTNEXTLINE(readability-function-size): a table
std::vector<Key> all_keys() {
  return {
      key("directory", &Config::directory,
          R"(Where doorward keeps the files that it makes: the secret, the SQLite database, the socket,
and mails when there is no mail server. It is created if it does not exist. Keep it
outside of what the web server publishes. Here as everywhere, a relative path starts at
the directory of this file.)"),
      key("public_url", &Config::public_url,
          R"(The URL at which the world reaches doorward: scheme, host, port and, if all of it is below
a path, that path; every mount is relative to it. Links in mails are made from this
alone, never from a request.)"),
      key("trusted_proxies", &Config::trusted_proxies,
          R"(Addresses or blocks ("10.0.0.0/8") of the proxies in front of the web server whose
X-Forwarded-For and X-Forwarded-Proto are believed. Leave it empty when the web server
already rewrites the client's address (mod_remoteip, real_ip).)"),
      key("secrets", &Config::secrets,
          R"(Secrets of 64 hex digits each: the first one signs, the others still verify. Empty: the
file "secret" in the directory above, made at the first start; all hosts of one service
need the same. A database remembers which secret it belongs to.)"),

      key("server.listen", &Config::server, &Server::listen,
          R"(The socket of `doorward serve`: "unix:PATH", "HOST:PORT" or "[V6]:PORT". Empty:
doorward.sock in the directory. A socket passed by systemd or on descriptor 0 wins.)"),
      key("server.socket_mode", &Config::server, &Server::socket_mode,
          R"(Permissions of a unix socket, octal. The web server must be able to write to it.)"),
      key("server.user", &Config::server, &Server::user,
          R"(The user to become when root starts doorward, with any command. Empty: the owner of the
directory.)"),
      key("server.group", &Config::server, &Server::group,
          R"(The group to become, and the group of the unix socket. Empty: that of the user.)"),
      key("server.workers", &Config::server, &Server::workers,
          R"(Processes that answer requests, 1 to 512. Twice the number of cores is a good start.)")
          .within(1, 512),
      key("server.max_requests", &Config::server, &Server::max_requests,
          R"(A worker is replaced after this many requests. 0: never.)")
          .within(0, 1'000'000'000),
      key("server.idle_timeout", &Config::server, &Server::idle_timeout,
          R"(How long a request may take to arrive completely, and a kept connection may be idle.
After ten seconds a request must have come at 500 bytes a second. An answer may take ten
times as long, at that rate. No client that takes its time holds up another.)")
          .within(seconds{1}, hours{1}),
      key("server.cache", &Config::server, &Server::cache,
          R"(How long a worker remembers a valid token without asking the database again. A change on
this host still takes effect at once; one on another host that shares the database takes
effect after this time. "0s": the database is asked every time.)")
          .within(seconds{0}, minutes{1})
          .formerly("server.cache_seconds"),
      key("server.grace", &Config::server, &Server::grace,
          R"(How long a process may take to finish its work before it is killed, when doorward stops or
reloads.)")
          .within(seconds{1}, hours{1}),
      key("server.sandbox", &Config::server, &Server::sandbox,
          R"(Whether each process of `doorward serve` gives up, as it begins, what it does not need:
system calls, files, ports, and that a debugger may look into it. What this system cannot
do of it is left out, and told in the log. Off: to debug.)"),
      key("server.pid_file", &Config::server, &Server::pid_file,
          R"(Where to write the process id of the daemon. Empty: nowhere.)"),

      key("log.target", &Config::log, &Log::target,
          R"("stderr", "syslog", or a file (reopened on SIGUSR1).)"),
      key("log.level", &Config::log, &Log::level,
          R"(The lowest level that is written: "debug", "info", "warning" or "error".)")
          .one_of({"debug", "info", "warning", "error"}),

      key("database.url", &Config::database, &Database::url,
          R"("sqlite:PATH", or "mysql://USER:PASSWORD@HOST:PORT/NAME", with "?socket=PATH" and
"?tls=verify&ca=FILE"; reserved characters are percent-encoded. Empty: SQLite in the
directory.)"),
      key("database.replicas", &Config::database, &Database::replicas,
          R"(URLs of MariaDB servers that follow that one by GTID. Lists, the audit log and usage are
read there, with all that this host has written; never what decides who may do what. One
that is away, or more than a second behind, is passed over.)"),
      key("database.timeout", &Config::database, &Database::timeout,
          R"(How long connecting may take, and how long each statement.)")
          .within(seconds{1}, minutes{5}),

      key("passwords.memory_kib", &Config::passwords, &Passwords::memory_kib,
          R"(Memory of one password hash (Argon2id), in KiB.)")
          .within(8, 262144),
      key("passwords.passes", &Config::passwords, &Passwords::passes,
          R"(How often one password hash passes over its memory.)")
          .within(1, 16),
      key("passwords.slots", &Config::passwords, &Passwords::slots,
          R"(How many passwords this host hashes at the same time. 0: one for each core.)")
          .within(0, 512),
      key("passwords.slot_wait", &Config::passwords, &Passwords::slot_wait,
          R"(How long a password may wait for its turn to be hashed; then the answer is 503. Turns are
fair: a client address or an account that asks often waits behind those that ask once.)")
          .within(seconds{1}, minutes{1}),

      key("abuse.failures_per_address", &Config::abuse, &Abuse::failures_per_address,
          R"(Failed attempts that one client address may make in a window.)")
          .within(1, kMostAttempts),
      key("abuse.failures_per_account", &Config::abuse, &Abuse::failures_per_account,
          R"(Failed attempts on one account in a window, from networks that it has not signed in from
before.)")
          .within(1, kMostAttempts),
      key("abuse.registrations_per_address", &Config::abuse, &Abuse::registrations_per_address,
          R"(Accounts that one client address may ask for in a window.)")
          .within(1, kMostAttempts),
      key("abuse.recoveries_per_address", &Config::abuse, &Abuse::recoveries_per_address,
          R"(Mails to reset a password that one client address may ask for in a window.)")
          .within(1, kMostAttempts),
      key("abuse.mails_per_recipient", &Config::abuse, &Abuse::mails_per_recipient,
          R"(Mails that go to one address in a window, whoever causes them.)")
          .within(1, kMostAttempts),
      key("abuse.sign_ins_per_account", &Config::abuse, &Abuse::sign_ins_per_account,
          R"(Sign-ins by password that may succeed in a window, of one account from one client address.)")
          .within(1, kMostAttempts),
      key("abuse.sign_ins_per_address", &Config::abuse, &Abuse::sign_ins_per_address,
          R"(The same of all accounts from one client address, which may be that of many people.)")
          .within(1, kMostAttempts),
      key("abuse.window", &Config::abuse, &Abuse::window,
          R"(The length of the sliding window for all of these limits. A plain number: minutes.)")
          .within(minutes{1}, days{1})
          .plain_in(minutes{1}),

      key("mail.server", &Config::mail, &Mail::server,
          R"("HOST" or "HOST:PORT" of the mail server. Empty, and no mail.command: mails become .eml
files in "mail" in the directory.)"),
      key("mail.command", &Config::mail, &Mail::command,
          R"(A program that takes mails instead of a server, and its first arguments, such as
["/usr/sbin/sendmail"]. It is run without a shell; "-i -f SENDER -- RECIPIENT" is added,
and the mail is its standard input.)"),
      key("mail.caught_page", &Config::mail, &Mail::caught_page,
          R"(Whether the page /mails shows these files, to anybody on this machine, for developing a
site. Refused with a mail server, and with a public_url whose host is not localhost,
127.x.y.z or [::1].)"),
      key("mail.username", &Config::mail, &Mail::username,
          R"(The name to sign in with at the mail server. Empty: do not sign in.)"),
      key("mail.password", &Config::mail, &Mail::password, R"(The password to sign in with.)"),
      key("mail.auth", &Config::mail, &Mail::auth,
          R"(How to sign in (RFC 4954). "auto": PLAIN or LOGIN, which both need TLS unless the server
is on this machine. "plain", "login", "cram-md5", "ntlm": that one alone. "xoauth2": with
an access token, as Gmail and Microsoft 365 want it, from mail.token_file or
mail.token_url.)")
          .one_of({"auto", "plain", "login", "cram-md5", "ntlm", "xoauth2"}),
      key("mail.token_file", &Config::mail, &Mail::token_file,
          R"(A file with the access token for "xoauth2", which another program renews. It is read for
every mail.)"),
      key("mail.token_url", &Config::mail, &Mail::token_url,
          R"(Where to get the access token for "xoauth2": the provider's token endpoint (OAuth 2).)"),
      key("mail.client_id", &Config::mail, &Mail::client_id,
          R"(The client that asks there, as the provider has registered it.)"),
      key("mail.client_secret", &Config::mail, &Mail::client_secret, R"(Its secret.)"),
      key("mail.refresh_token", &Config::mail, &Mail::refresh_token,
          R"(The refresh token that it asks with. Empty: it asks for itself (client credentials).)"),
      key("mail.token_scope", &Config::mail, &Mail::token_scope,
          R"(The scope to ask for, such as "https://outlook.office365.com/.default". Empty: none is
named.)"),
      key("mail.tls", &Config::mail, &Mail::tls,
          R"("starttls" (port 587), "tls" (port 465) or "none" (port 25).)")
          .one_of({"starttls", "tls", "none"}),
      key("mail.ca_file", &Config::mail, &Mail::ca_file,
          R"(Certificates (PEM) that the mail server's, and that of mail.token_url, are checked
against. Empty: those in the file that SSL_CERT_FILE names, else those of the system.)"),
      key("mail.helo", &Config::mail, &Mail::helo,
          R"(What doorward calls itself to the mail server (EHLO). Empty: the host of public_url, else
the domain of mail.from, whichever is no name of this machine alone.)"),
      key("mail.from", &Config::mail, &Mail::from, R"(The address that mails come from.)"),
      key("mail.from_name", &Config::mail, &Mail::from_name,
          R"(The name shown with that address. Empty: pages.site_name.)"),
      key("mail.timeout", &Config::mail, &Mail::timeout,
          R"(How long handing over one mail may take.)")
          .within(seconds{1}, minutes{10}),
      key("mail.concurrency", &Config::mail, &Mail::concurrency,
          R"(How many mails may be handed over at the same time.)")
          .within(1, 100),
      key("mail.first_retry", &Config::mail, &Mail::first_retry,
          R"(How long until a mail or webhook that failed is tried again; doubled after each further
failure, up to an hour.)")
          .within(seconds{1}, hours{1}),
      key("mail.give_up", &Config::mail, &Mail::give_up,
          R"(How long a mail or webhook that keeps failing is tried (see `doorward outbox`). A plain
number: hours.)")
          .within(hours{1}, days{365})
          .plain_in(hours{1})
          .formerly("mail.give_up_hours"),
      key("mail.retention", &Config::mail, &Mail::retention,
          R"(How long a mail that was given up is kept for `doorward outbox`. "0s": for ever.)")
          .within(days{0}, days{36500}),

      key("pages.templates", &Config::pages, &Pages::templates,
          R"(A directory whose files replace the built-in templates of the same name
("en/verify.txt"). Empty: none.)"),
      key("pages.site_name", &Config::pages, &Pages::site_name,
          R"(What pages and mails call the site.)"),
      key("pages.language", &Config::pages, &Pages::language,
          R"(The language of pages and mails when the client asks for none that is available.)"),
      key("pages.registration_lifetime", &Config::pages, &Pages::registration_lifetime,
          R"(How long until a registration by the pages is forgotten that nobody verifies: the link
and the code in its mail are good for so long.)")
          .within(minutes{1}, days{7}),

      key("account.mount", &Config::account, &Account::mount,
          R"(Where the account API answers: "/", "/prefix", or "host/prefix"; several are possible,
none switches it off.)"),
      key("account.mode", &Config::account, &Account::mode,
          R"("compat": every answer exactly as documented. "hardened": answers do not tell who has an
account.)"),
      key("account.frontend_url", &Config::account, &Account::frontend_url,
          R"(The page that verification links lead to; "token=..." is added to its query. Empty:
doorward's own page.)"),
      key("account.registration_lifetime", &Config::account, &Account::registration_lifetime,
          R"(How long until an unverified registration by the account API is forgotten.)")
          .within(seconds{1}, days{7}),
      key("account.token_lifetime", &Config::account, &Account::token_lifetime,
          R"(How long a token of the account API lives. A plain number: days.)")
          .within(days{1}, days{36500})
          .plain_in(days{1}),

      key("token.mount", &Config::token, &Token::mount,
          R"(Where the token API answers: "/", "/prefix", or "host/prefix"; several are possible, none
switches it off.)"),
      key("token.mode", &Config::token, &Token::mode,
          R"("compat": every answer exactly as documented. "hardened": answers do not tell who has an
account, and secrets in a query string are refused.)"),
      key("token.algorithm", &Config::token, &Token::algorithm,
          R"(What JWTs are signed with: "EdDSA" (Ed25519), or one of ES256, ES384, ES512, RS256, RS384,
RS512, PS256, PS384, PS512, HS256, HS384, HS512. Only with an HS* others need a secret of
ours to check a token.)")
          .one_of({"EdDSA", "Ed25519", "ES256", "ES384", "ES512", "RS256", "RS384", "RS512",
                   "PS256", "PS384", "PS512", "HS256", "HS384", "HS512"}),
      key("token.private_key_file", &Config::token, &Token::private_key_file,
          R"(A private key to sign with, PEM or OpenSSH, without a passphrase; for an HS* the secret
itself. Empty: doorward makes its keys and keeps them, sealed, in the database (see
`doorward key`).)"),
      key("token.public_key_file", &Config::token, &Token::public_key_file,
          R"(The public half of that key, PEM or OpenSSH, published at /pubkey exactly as it is.
Empty: PEM made from the private one.)"),
      key("token.issuer", &Config::token, &Token::issuer,
          R"(The claim "iss" of our JWTs. Empty: public_url.)"),
      key("token.access_lifetime", &Config::token, &Token::access_lifetime,
          R"(How long an access token lives. It can be checked without asking us, and cannot be
revoked.)")
          .within(seconds{1}, days{365}),
      key("token.refresh_lifetime", &Config::token, &Token::refresh_lifetime,
          R"(How long a refresh token lives. Only we accept it, and it can be revoked.)")
          .within(seconds{1}, days{3650}),

      key("portal.mount", &Config::portal, &Portal::mount,
          R"(Where the portal API answers: "/", "/prefix", or "host/prefix"; several are possible,
none switches it off.)"),
      key("portal.jwks_url", &Config::portal, &Portal::jwks_url,
          R"(Where the identity provider publishes the keys (a JWK set) that its JWTs are signed with.
Empty: nobody can sign in to the portal API.)"),
      key("portal.issuer", &Config::portal, &Portal::issuer,
          R"(What the claim "iss" of its JWTs must be, exactly. Empty: anything.)"),
      key("portal.audience", &Config::portal, &Portal::audience,
          R"(What the claim "aud" must be or contain. Empty: anything.)"),
      key("portal.algorithms", &Config::portal, &Portal::algorithms,
          R"(The algorithms that a JWT may be signed with; never one with a shared secret.)"),
      key("portal.clock_skew", &Config::portal, &Portal::clock_skew,
          R"(How far the provider's clock may differ from ours, up to a minute.)")
          .within(seconds{0}, minutes{1}),
      key("portal.cookie_domain", &Config::portal, &Portal::cookie_domain,
          R"(The domain whose hosts all get the cookie skynet-jwt, and whose pages may use it.
Empty: only the host that set it.)"),
      key("portal.jwks_refresh", &Config::portal, &Portal::jwks_refresh,
          R"(How long until the courier fetches the keys again.)")
          .within(seconds{1}, days{1}),
      key("portal.jwks_cooldown", &Config::portal, &Portal::jwks_cooldown,
          R"(The keys are fetched at most once in this time, by all processes of all hosts
together, however many JWTs name an unknown key.)")
          .within(seconds{1}, hours{1}),
      key("portal.jwks_stale", &Config::portal, &Portal::jwks_stale,
          R"(How long the keys remain in use while the provider cannot be reached. A plain number:
hours.)")
          .within(hours{1}, days{365})
          .plain_in(hours{1})
          .formerly("portal.jwks_stale_hours"),
      key("portal.allow_private_jwks", &Config::portal, &Portal::allow_private_jwks,
          R"(Whether the provider may be on this host or in a private network, and be asked without
TLS. Otherwise it must be https at a public address.)"),
      key("portal.jwks_ca_file", &Config::portal, &Portal::jwks_ca_file,
          R"(Certificates (PEM) that the provider's is checked against. Empty: those of the system.)"),

      key("session.idle", &Config::session, &Session::idle,
          R"(How long until an unused browser sign-in ends.)")
          .within(minutes{1}, days{365}),
      key("session.lifetime", &Config::session, &Session::lifetime,
          R"(How long until a browser sign-in ends for good, even if it is used.)")
          .within(minutes{1}, days{365}),
      key("session.home", &Config::session, &Session::home,
          R"(Where a browser goes after a sign-in that was on its way to nowhere else: a path of this
host. Empty: doorward's page of settings or, where public_url has a path, its front
page. "/" is that page where doorward has the whole host.)"),

      key("gate.admit", &Config::gate, &Gate::admit,
          R"(Whom the gate (GET /auth) lets pass to what a web server guards. "verified": people whose
e-mail address was proved, by a mail or because an operator or the identity provider
answers for it; others are led to a page where they give one. "anyone": everybody who has
an account, which strangers can make without an address by the token API.)")
          .one_of({"verified", "anyone"}),

      key("oauth.mount", &Config::oauth, &OAuth::mount,
          R"(Where the oauth API and the OAuth2 server answer: "/", "/prefix", or "host/prefix";
several are possible, none switches them off.)"),
      key("oauth.mode", &Config::oauth, &OAuth::mode,
          R"("compat": as documented. "hardened": no token in a query string, error answers of the
RFCs on every path.)"),
      key("oauth.code_lifetime", &Config::oauth, &OAuth::code_lifetime,
          R"(How long an authorization code waits for its client.)")
          .within(seconds{1}, minutes{10}),
      key("oauth.access_lifetime", &Config::oauth, &OAuth::access_lifetime,
          R"(How long an OAuth2 access token lives. It can be revoked at any time.)")
          .within(seconds{1}, days{365}),
      key("oauth.refresh_lifetime", &Config::oauth, &OAuth::refresh_lifetime,
          R"(How long an unused refresh token lives; each use makes a new one.)")
          .within(seconds{1}, days{3650}),
      key("oauth.refresh_grace", &Config::oauth, &OAuth::refresh_grace,
          R"(How long a used refresh token still returns the tokens that it gave before, for parallel
tabs and retries. After that its use ends everything that came from the same consent.)")
          .within(seconds{0}, minutes{5}),
      key("oauth.signature_window", &Config::oauth, &OAuth::signature_window,
          R"(How far the date of a signed request may be off.)")
          .within(seconds{1}, seconds{12000}),
      key("oauth.id_token_algorithm", &Config::oauth, &OAuth::id_token_algorithm,
          R"(What ID tokens are signed with: "RS256", which every client knows, or ES256, EdDSA, PS256.)")
          .one_of({"RS256", "PS256", "ES256", "EdDSA", "Ed25519"}),

      key("meta.mount", &Config::meta, &Meta::mount,
          R"(Where the meta API answers: "/", "/prefix", or "host/prefix"; several are possible, none
switches it off.)"),
      key("meta.token_lifetime", &Config::meta, &Meta::token_lifetime,
          R"(How long a token lives that a client gets by an exchange. A plain number: days.)")
          .within(days{1}, days{3650})
          .plain_in(days{1}),
      key("meta.client_aliases", &Config::meta, &Meta::client_aliases,
          R"(Names that scopes may use for a client's id: "git.example.org=0123456789abcdef".)"),
      key("meta.audit_retention", &Config::meta, &Meta::audit_retention,
          R"(How long an entry of the audit log is kept. "0s": for ever. A plain number: days.)")
          .within(days{0}, days{36500})
          .plain_in(days{1}),
      key("meta.webhook_retention", &Config::meta, &Meta::webhook_retention,
          R"(How long the record of a webhook's delivery is kept. "0s": for ever. A plain number: days.)")
          .within(days{0}, days{36500})
          .plain_in(days{1})
          .formerly("meta.webhook_retention_days"),
      key("meta.allow_private_webhooks", &Config::meta, &Meta::allow_private_webhooks,
          R"(Whether webhooks and revocation calls may go to private and loopback addresses. Only for a
network in which every account is trusted.)"),

      key("usage.database", &Config::usage, &Usage::database,
          R"(Where usage is counted: one URL as in database.url, or a list of them, among which a hash
of the account decides. Empty: in the database of database.url. Once something has been
counted, neither their number nor their order may change (`doorward help migrate`).)")
          .or_one(),
      key("usage.retention", &Config::usage, &Usage::retention,
          R"(How long every single upload, download and use of the registry is kept and listed. Sums
are kept as long as the account. "0s": for ever. A plain number: days.)")
          .within(days{0}, days{36500})
          .plain_in(days{1}),
  };
}

}  // namespace

const std::vector<Key>& keys() {
  static const std::vector<Key> all = [] {
    auto every = all_keys();
    append_tiers(every);
    return every;
  }();
  return all;
}

}  // namespace config
