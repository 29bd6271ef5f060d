#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// The configuration: a struct whose fields have their default in place, one table of its keys,
/// and the ways to fill it (a TOML file, the environment). It is the only user of the TOML library.
/// It tries nothing out: whether the database answers is for `doorward check` to say.
namespace config {

using Strings = std::vector<std::string>;
using std::chrono::days;
using std::chrono::minutes;
using std::chrono::seconds;

/// Every default is a working one: with no file at all doorward runs on SQLite in ./doorward/.
/// What each field means to an operator stands beside its key in keys.cpp. Where an empty field
/// follows another one, a function below says what it comes to.
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
    seconds idle_timeout{30};
    seconds cache_seconds{5};
    seconds grace{30};
    std::string pid_file;
  } server;

  struct Log {
    std::string target = "stderr";
    std::string level = "info";
  } log;

  struct Database {
    std::string url;  ///< see database_url()
    seconds timeout{3};
  } database;

  Strings secrets;  ///< 64 hex digits each; empty: the file secret_file()

  struct Passwords {
    std::int64_t memory_kib = 19456;
    std::int64_t passes = 2;
    std::int64_t slots = 0;  ///< see hash_slots()
    seconds slot_wait{2};
  } passwords;

  struct Abuse {
    std::int64_t failures_per_address = 30;
    std::int64_t failures_per_account = 10;
    std::int64_t registrations_per_address = 20;
    std::int64_t recoveries_per_address = 20;
    std::int64_t mails_per_recipient = 5;
    minutes window{15};
  } abuse;

  struct Mail {
    std::string server;
    std::string username;
    std::string password;
    std::string tls = "starttls";
    std::string ca_file;
    bool caught_page = false;  ///< see shows_caught_mails()
    std::string from = "doorward@localhost";
    std::string from_name;  ///< see sender_name()
    seconds timeout{30};
    std::int64_t concurrency = 8;
    seconds first_retry{30};
    std::int64_t give_up_hours = 48;
  } mail;

  struct Pages {
    std::string templates;
    std::string site_name = "doorward";
    std::string language = "en";
  } pages;

  struct Account {
    Strings mount{"/"};
    std::string mode = "compat";
    std::string frontend_url;
    seconds registration_lifetime{600};
    days token_lifetime{30};
  } account;

  struct Token {
    Strings mount{"/"};
    std::string mode = "compat";
    std::string algorithm = "EdDSA";
    std::string private_key_file;  ///< empty: keys of doorward's own, in the database
    std::string public_key_file;
    std::string issuer;  ///< see token_issuer()
    seconds access_lifetime{72000};
    seconds refresh_lifetime{2592000};
  } token;

  struct Portal {
    Strings mount{"/"};
    std::string jwks_url;
    std::string issuer;
    std::string audience;
    Strings algorithms{"RS256", "RS384", "RS512", "ES256", "EdDSA"};
    seconds clock_skew{30};
    std::string cookie_domain;
    seconds jwks_refresh{600};
    seconds jwks_cooldown{30};
    std::int64_t jwks_stale_hours = 24;
    bool allow_private_jwks = false;
    std::string jwks_ca_file;
  } portal;

  struct Session {
    seconds idle{7200};
    seconds lifetime{43200};
    std::string home;  ///< empty: a page of ours
  } session;

  struct Gate {
    std::string admit = "verified";
  } gate;

  struct OAuth {
    Strings mount{"/"};
    std::string mode = "compat";
    seconds code_lifetime{60};
    seconds access_lifetime{3600};
    seconds refresh_lifetime{2592000};
    seconds refresh_grace{30};
    seconds signature_window{300};
    std::string id_token_algorithm = "RS256";
  } oauth;

  struct Meta {
    Strings mount{"/"};
    days token_lifetime{365};
    Strings client_aliases;
    days audit_retention{14};
    std::int64_t webhook_retention_days = 30;
    bool allow_private_webhooks = false;
  } meta;

  struct Usage {
    days retention{90};
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

/// Number 0 is for those without an account, 1 for every new account; the others are an operator's
/// to give.
inline constexpr std::array<std::string_view, 5> kTierNames{"anonymous", "free", "plus", "pro",
                                                            "extreme"};

/// What the fields come to that follow others while they are empty.
std::string listen_address(const Config& config);  ///< "unix:<directory>/doorward.sock"
std::string database_url(const Config& config);    ///< "sqlite:<directory>/doorward.db"
std::string secret_file(const Config& config);     ///< <directory>/secret
std::string sender_name(const Config& config);     ///< pages.site_name
std::string mail_directory(const Config& config);  ///< <directory>/mail, without a mail server
/// Whether mail.caught_page is on and may be: there is no mail server, and public_url is of this
/// machine.
bool shows_caught_mails(const Config& config);
/// Half of the workers, and no more than all cores but one; at least one.
std::int64_t hash_slots(const Config& config, std::int64_t cores);
std::string token_issuer(const Config& config);  ///< public_url

/// What a key can hold; its default says which of these it is.
using Value = std::variant<std::string, std::int64_t, Strings, bool>;

/// One key of the configuration: what the file, the environment, the sample file and the
/// unknown-key check all read.
struct Key {
  std::string_view name;     ///< "database.url"; in the environment DOORWARD_DATABASE_URL
  std::string_view comment;  ///< for the operator: what it does, its unit
  std::function<Value(const Config&)> get;
  std::function<void(Config&, Value)> set;  ///< takes the alternative that get() gives
};

/// In the order of the sample file; those of a section stand together.
const std::vector<Key>& keys();

/// "database.url" to "DOORWARD_DATABASE_URL".
std::string environment_name(std::string_view key);

/// Something wrong in a configuration: where ("doorward.toml:7", "DOORWARD_LOG_LEVEL",
/// "database.url") and what, in words that say how to mend it. Never shows a value that may be
/// secret.
struct Fault {
  std::string where;
  std::string what;
};

struct Loaded {
  Config config;
  std::vector<Fault> faults;  ///< all of them, not the first
  std::string file;           ///< what was read; empty: no file
};

/// Variables by name.
using Environment = std::map<std::string, std::string, std::less<>>;
Environment process_environment();

/// The file to read when the command line names none: DOORWARD_CONFIG, else doorward.toml in the
/// working directory, in the directory of the executable (a web server may clear the
/// environment), in the one above it, else /etc/doorward/doorward.toml, also when this user may not
/// see whether that is there. Empty when there is none.
std::string find_file(const Environment& environment);

/// Reads the file (empty: none), then the environment over it, then validates. Relative paths in
/// the result start at the file's directory, so that it means the same to the daemon, to cron and
/// to a web server. Never throws for what a user wrote: faults are values.
Loaded load(const std::string& file, const Environment& environment);

/// Every rule that a whole configuration must hold; all faults at once, `where` being the key.
std::vector<Fault> validate(const Config& config);

/// A TOML file of every key with its comment and its default, which it leaves commented out.
std::string sample();

}  // namespace config
