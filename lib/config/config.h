#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
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
/// What each field means to an operator stands beside its key in keys.cpp.
struct Config {
  std::string directory = "doorward";
  std::string public_url = "http://localhost";
  Strings trusted_proxies;

  struct Server {
    std::string listen = "unix:doorward/doorward.sock";
    std::string socket_mode = "0660";
    std::string user;
    std::string group;
    std::int64_t workers = 4;
    std::int64_t max_requests = 100000;
    seconds idle_timeout{30};
    std::string pid_file;
  } server;

  struct Log {
    std::string target = "stderr";
    std::string level = "info";
  } log;

  struct Database {
    std::string url = "sqlite:doorward/doorward.db";
    seconds timeout{3};
  } database;

  Strings secrets;  ///< 64 hex digits each; empty: the file <directory>/secret

  struct Passwords {
    std::int64_t memory_kib = 19456;
    std::int64_t passes = 2;
    std::int64_t slots = 0;
    seconds slot_wait{2};
  } passwords;

  struct Abuse {
    std::int64_t failures_per_address = 30;
    std::int64_t failures_per_account = 10;
    std::int64_t registrations_per_address = 20;
    std::int64_t mails_per_recipient = 5;
    minutes window{15};
  } abuse;

  struct Mail {
    std::string server;
    std::string username;
    std::string password;
    std::string tls = "starttls";
    std::string ca_file;
    std::string from = "doorward@localhost";
    std::string from_name = "doorward";
    seconds timeout{30};
    std::int64_t concurrency = 8;
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
};

/// One key of the configuration: what a file, the environment, the sample file and the unknown-key
/// check all read.
struct Key {
  std::string_view name;     ///< "database.url"; in the environment DOORWARD_DATABASE_URL
  std::string_view comment;  ///< for the operator: what it does, its unit
  bool secret = false;       ///< its value is never printed

  /// Sets the field from text as the environment has it (lists are separated by commas). Returns
  /// what is wrong with the text, empty when nothing is.
  std::function<std::string(Config&, std::string_view)> set;
  /// The field as a TOML value.
  std::function<std::string(const Config&)> show;
};

const std::vector<Key>& keys();

/// Something wrong in a configuration: where ("doorward.toml:7", "DOORWARD_LOG_LEVEL",
/// "database.url") and what, in words that say how to mend it.
struct Fault {
  std::string where;
  std::string what;
};

struct Loaded {
  Config config;
  std::vector<Fault> faults;  ///< all of them, not the first
  std::string file;           ///< what was read; empty: no file
};

/// Looks up a variable of the environment; null when it is not set. `getenv` in the program.
using Environment = std::function<const char*(const char*)>;

/// Reads the file at `path` (empty: DOORWARD_CONFIG, else doorward.toml in the working directory,
/// else /etc/doorward/doorward.toml, else none), then the environment over it, then validates.
/// Never throws for what a user wrote: faults are values.
Loaded load(const std::string& path, const Environment& environment);

/// Every rule that a whole configuration must hold; all faults at once.
std::vector<Fault> validate(const Config& config);

/// A commented TOML file of every key with its default.
std::string sample();

}  // namespace config
