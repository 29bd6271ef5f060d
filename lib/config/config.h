#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "config/duration.h"

/// The configuration: a struct whose fields have their defaults in place, one table of its keys
/// (keys.h), and two ways to fill it (a TOML file, the environment). It is the only user of the
/// TOML library. It does not try settings out: whether the database answers is for `doorward check`
/// to find out.
namespace config {

using Strings = std::vector<std::string>;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

/// Whether an API answers exactly as documented (compat), or withholds what would help a stranger
/// (hardened).
enum class Mode { compat, hardened };

/// All defaults work: without any file, doorward runs on SQLite in ./doorward/. The row in keys.cpp
/// says what each field means to an operator and which values are valid. When an empty field
/// follows another one, a function below returns the resulting value.
struct Config {
  std::string directory = "doorward";
  std::string public_url = "http://localhost";
  Strings trusted_proxies;

  struct Server {
    std::string listen;  ///< see listen_address()
    std::string socket_mode = "0660";
    std::string user;
    std::string group;
    std::int64_t workers = 4;
    std::int64_t max_requests = 100000;
    Duration idle_timeout = seconds{30};
    Duration cache = seconds{5};
    Duration grace = seconds{30};
    bool sandbox = true;
    std::string pid_file;
  } server;

  struct Log {
    std::string target = "stderr";
    std::string level = "info";
  } log;

  struct Database {
    std::string url;   ///< see database_url()
    Strings replicas;  ///< URLs of servers that follow that one
    Duration timeout = seconds{3};
  } database;

  Strings secrets;  ///< 64 hex digits each; empty: the file secret_file()

  struct Passwords {
    std::int64_t memory_kib = 19456;
    std::int64_t passes = 2;
    std::int64_t slots = 0;  ///< see hash_slots()
    Duration slot_wait = seconds{10};
  } passwords;

  struct Abuse {
    std::int64_t failures_per_address = 30;
    std::int64_t failures_per_account = 10;
    std::int64_t registrations_per_address = 20;
    std::int64_t recoveries_per_address = 20;
    std::int64_t mails_per_recipient = 5;
    std::int64_t sign_ins_per_account = 900;
    std::int64_t sign_ins_per_address = 36'000;
    Duration window = minutes{15};
  } abuse;

  struct Mail {
    std::string server;
    Strings command;  ///< instead of a server
    std::string username;
    std::string password;
    std::string auth = "auto";
    std::string token_file;
    std::string token_url;
    std::string client_id;
    std::string client_secret;
    std::string refresh_token;
    std::string token_scope;
    std::string tls = "starttls";
    std::string ca_file;
    std::string helo;          ///< see helo_name()
    bool caught_page = false;  ///< see shows_caught_mails()
    std::string from = "doorward@localhost";
    std::string from_name;  ///< see sender_name()
    Duration timeout = seconds{30};
    std::int64_t concurrency = 8;
    Duration first_retry = seconds{30};
    Duration give_up = hours{48};
    Duration retention = days{90};
  } mail;

  struct Pages {
    std::string templates;
    std::string site_name = "doorward";
    std::string language = "en";
    Duration registration_lifetime = hours{1};
  } pages;

  struct Account {
    Strings mount{"/"};
    Mode mode = Mode::compat;
    std::string frontend_url;
    Duration registration_lifetime = minutes{10};
    Duration token_lifetime = days{30};
  } account;

  struct Token {
    Strings mount{"/"};
    Mode mode = Mode::compat;
    std::string algorithm = "EdDSA";
    std::string private_key_file;  ///< empty: keys of doorward's own, in the database
    std::string public_key_file;
    std::string issuer;  ///< see token_issuer()
    Duration access_lifetime = hours{20};
    Duration refresh_lifetime = days{30};
  } token;

  struct Portal {
    Strings mount{"/"};
    std::string jwks_url;
    std::string issuer;
    std::string audience;
    Strings algorithms{"RS256", "RS384", "RS512", "ES256", "EdDSA"};
    Duration clock_skew = seconds{30};
    std::string cookie_domain;
    Duration jwks_refresh = minutes{10};
    Duration jwks_cooldown = seconds{30};
    Duration jwks_stale = hours{24};
    bool allow_private_jwks = false;
    std::string jwks_ca_file;
  } portal;

  struct Session {
    Duration idle = hours{2};
    Duration lifetime = hours{12};
    std::string home;  ///< empty: a page of ours
  } session;

  struct Gate {
    std::string admit = "verified";
  } gate;

  struct OAuth {
    Strings mount{"/"};
    Mode mode = Mode::compat;
    Duration code_lifetime = seconds{60};
    Duration access_lifetime = hours{1};
    Duration refresh_lifetime = days{30};
    Duration refresh_grace = seconds{30};
    Duration signature_window = minutes{5};
    std::string id_token_algorithm = "RS256";
  } oauth;

  struct Meta {
    Strings mount{"/"};
    Duration token_lifetime = days{365};
    Strings client_aliases;
    Duration audit_retention = days{14};
    Duration webhook_retention = days{30};
    bool allow_private_webhooks = false;
  } meta;

  struct Usage {
    Strings database;  ///< URLs; empty: in the one of database.url
    Duration retention = days{90};
  } usage;

  struct Tier {
    std::int64_t upload_bandwidth;
    std::int64_t download_bandwidth;
    std::int64_t max_upload_size;
    std::int64_t max_uploads;
    std::int64_t registry_delay;
    std::int64_t storage;
  };
  /// In the order of kTierNames.
  std::array<Tier, 5> tiers{{{655360, 655360, kGiB, 0, 250, 0},
                             {1310720, 5242880, 100 * kGiB, 2500, 125, 100 * kGiB},
                             {2621440, 10485760, 1024 * kGiB, 25000, 0, 1024 * kGiB},
                             {5242880, 20971520, 4096 * kGiB, 100000, 0, 4096 * kGiB},
                             {10485760, 41943040, 10240 * kGiB, 500000, 0, 20480 * kGiB}}};
  static constexpr std::int64_t kGiB = 1 << 30;
};

/// Tier 0 is for people without an account, tier 1 for every new account; an operator assigns the
/// others.
inline constexpr std::array<std::string_view, 5> kTierNames{"anonymous", "free", "plus", "pro",
                                                            "extreme"};

/// The effective values of fields that follow others while they are empty.
std::string listen_address(const Config& config);  ///< "unix:<directory>/doorward.sock"
std::string database_url(const Config& config);    ///< "sqlite:<directory>/doorward.db"
std::string secret_file(const Config& config);     ///< <directory>/secret
std::string sender_name(const Config& config);     ///< pages.site_name
std::string mail_directory(const Config& config);  ///< <directory>/mail, for mails_become_files()
/// What we call ourselves to the mail server: the host of public_url, else the domain of mail.from,
/// whichever is a name that the world can know; empty: neither is, so the name of this machine.
std::string helo_name(const Config& config);
/// Whether there is neither a mail server nor a command.
bool mails_become_files(const Config& config);
/// Whether mail.caught_page is on and allowed: mails become files, and public_url names this
/// machine.
bool shows_caught_mails(const Config& config);
/// As many as there are cores; at least one.
std::int64_t hash_slots(const Config& config, std::int64_t cores);
std::string token_issuer(const Config& config);  ///< public_url

/// An error in a configuration: where it is ("doorward.toml:7" for what is no value of its kind,
/// "doorward.toml:7: log.level" for one out of range, "DOORWARD_LOG_LEVEL", "database.url"), and
/// what it is, in words that say how to fix it. Never shows a value that may
/// be secret.
struct Fault {
  std::string where;
  std::string what;
};

struct Loaded {
  Config config;
  std::vector<Fault> faults;  ///< all of them, not just the first
  std::string file;           ///< the file that was read; empty: none
};

/// Environment variables by name.
using Environment = std::map<std::string, std::string, std::less<>>;
Environment process_environment();

/// The file to read when the command line names none: DOORWARD_CONFIG, else doorward.toml in the
/// working directory, in the directory of the executable (a web server may clear the environment),
/// in the one above it, else /etc/doorward/doorward.toml (even when this user may not see whether
/// that exists). Empty when there is none.
std::string find_file(const Environment& environment);

/// Reads the file (empty: none), then the environment over it, then validates. Relative paths are
/// resolved against the file's directory, so that the result means the same to the daemon, to cron
/// and to a web server. Never throws for what a user wrote: faults are values.
Loaded load(const std::string& file, const Environment& environment);

/// Checks the rules between several keys, and those about single texts. Returns all faults at once,
/// with the key as `where`. The range of a number or a duration belongs to its key and was checked
/// when it was read.
std::vector<Fault> validate(const Config& config);

/// A sample TOML file: every key with its comment and its default, commented out.
std::string sample();

}  // namespace config
