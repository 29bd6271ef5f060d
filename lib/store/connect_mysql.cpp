#include <dlfcn.h>

#include <string>

#include <soci/mysql/soci-mysql.h>

#include "store/connect.h"

namespace {

/// The options for the next call of mysql_real_connect.
struct Wanted {
  const store::Url& url;
  unsigned connect_timeout;  ///< seconds
  unsigned timeout;          ///< seconds, for one statement
  store::Role role;
};

thread_local const Wanted* wanted = nullptr;

/// Session settings, so that nothing depends on the server's defaults. The lock wait is a little
/// shorter than the time-out of an answer, so that a long lock wait is reported as such.
std::string settings(unsigned timeout) {
  return "set autocommit = 1, time_zone = '+00:00', sql_mode = 'TRADITIONAL', "
         "innodb_lock_wait_timeout = " +
         std::to_string(timeout > 1 ? timeout - 1 : 1);
}

void set_role(MYSQL* mysql, store::Role role) {
  if (role == store::Role::replica) {
    mysql_options(mysql, MYSQL_INIT_COMMAND, "set session transaction read only");
  }
  if (role == store::Role::primary) {
    mysql_options(mysql, MYSQL_INIT_COMMAND, "set session_track_system_variables = 'last_gtid'");
  }
}

void set_options(MYSQL* mysql) {
  const unsigned no = 0;
  const my_bool yes = 1;
  const auto& url = wanted->url;
  mysql_options(mysql, MYSQL_SET_CHARSET_NAME, "utf8mb4");
  mysql_options(mysql, MYSQL_OPT_CONNECT_TIMEOUT, &wanted->connect_timeout);
  mysql_options(mysql, MYSQL_OPT_READ_TIMEOUT, &wanted->timeout);
  mysql_options(mysql, MYSQL_OPT_WRITE_TIMEOUT, &wanted->timeout);
  mysql_options(mysql, MYSQL_OPT_LOCAL_INFILE, &no);
  mysql_options(mysql, MYSQL_INIT_COMMAND, settings(wanted->timeout).c_str());
  mysql_options(mysql, MYSQL_INIT_COMMAND,
                "set session transaction isolation level read committed");
  set_role(mysql, wanted->role);
  if (url.socket.empty() && url.port != 0) {
    const unsigned tcp = MYSQL_PROTOCOL_TCP;  // "localhost" alone would mean the local socket
    mysql_options(mysql, MYSQL_OPT_PROTOCOL, &tcp);
  }
  if (url.verified_tls) {
    mysql_options(mysql, MYSQL_OPT_SSL_ENFORCE, &yes);
    mysql_options(mysql, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &yes);
    if (!url.authorities.empty()) {
      mysql_options(mysql, MYSQL_OPT_SSL_CA, url.authorities.c_str());
    }
  }
}

const char* or_null(const std::string& text) { return text.empty() ? nullptr : text.c_str(); }

}  // namespace

/// SOCI calls this in place of the client library's own, since the program's symbols come first.
extern "C" MYSQL* mysql_real_connect(MYSQL* mysql, const char* host, const char* user,
                                     const char* password, const char* name, unsigned port,
                                     const char* socket, unsigned long flags) {
  using Connect = decltype(&mysql_real_connect);
  const auto next = reinterpret_cast<Connect>(dlsym(RTLD_NEXT, "mysql_real_connect"));
  if (wanted == nullptr) return next(mysql, host, user, password, name, port, socket, flags);
  set_options(mysql);
  const auto& url = wanted->url;
  wanted = nullptr;
  return next(mysql, or_null(url.host), url.user.c_str(), url.password.c_str(), url.name.c_str(),
              url.port, or_null(url.socket), flags);
}

namespace store {

void connect_mysql(soci::session& session, const Url& url, const TimeOuts& timeouts, Role role) {
  const Wanted mine{url, static_cast<unsigned>(timeouts.connect.count()),
                    static_cast<unsigned>(timeouts.statement.count()), role};
  wanted = &mine;
  try {
    session.open(soci::mysql, "db=doorward");  // mysql_real_connect above sets everything else
  } catch (...) {
    wanted = nullptr;
    throw;
  }
  if (wanted != nullptr) {
    wanted = nullptr;
    throw soci::soci_error("mysql_real_connect was not the one of doorward");
  }
}

// The changes that the server has told of: a name, its value, the next name.
__attribute__((no_sanitize("vptr"))) std::string committed_gtid(soci::session& session) {
  auto* mysql = static_cast<soci::mysql_session_backend*>(session.get_backend())->conn_;
  const char* text = nullptr;
  std::size_t size = 0;
  auto failed = mysql_session_track_get_first(mysql, SESSION_TRACK_SYSTEM_VARIABLES, &text, &size);
  while (failed == 0) {
    const std::string name(text, size);
    failed = mysql_session_track_get_next(mysql, SESSION_TRACK_SYSTEM_VARIABLES, &text, &size);
    if (failed == 0 && name == "last_gtid") return {text, size};
  }
  return {};
}

}  // namespace store
