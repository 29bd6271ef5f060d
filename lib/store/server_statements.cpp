#include "store/server_statements.h"

#include <algorithm>
#include <cctype>
#include <string_view>

#include <soci/mysql/soci-mysql.h>

#include "store/errors.h"

namespace store {

namespace {

constexpr std::size_t kMost = 48;  // a server has room for some thousands, of all its connections
constexpr unsigned long kFirstAble = 10'02'03;  // the version of MariaDB that takes values

/// (SOCI's class has no type information outside of its library, which the sanitizer would look
/// for.)
__attribute__((no_sanitize("vptr"))) bool is_mariadb(soci::session& session) {
  auto* connection = static_cast<soci::mysql_session_backend*>(session.get_backend())->conn_;
  return mariadb_connection(connection) != 0 && mysql_get_server_version(connection) >= kFirstAble;
}

bool is_of_a_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

/// A text with "?" in the place of each placeholder, and the placeholders: ":id, :now".
struct Parted {
  std::string text;
  std::string placeholders;
};

Parted parted(std::string_view sql) {
  Parted parts;
  while (true) {
    const auto start = sql.find(':');
    parts.text += sql.substr(0, start);
    if (start == sql.npos) return parts;
    sql.remove_prefix(start);
    const auto end = std::find_if_not(sql.begin() + 1, sql.end(), is_of_a_name);
    const auto length = static_cast<std::size_t>(end - sql.begin());
    parts.placeholders += (parts.placeholders.empty() ? "" : ", ") + std::string(sql, 0, length);
    parts.text += '?';
    sql.remove_prefix(length);
  }
}

}  // namespace

std::string ServerStatements::compiled(const std::string& sql) {
  if (!is_able()) return sql;
  const auto [text, placeholders] = parted(sql);
  const auto known = std::ranges::find(known_, sql);
  const auto name = "doorward" + std::to_string(known - known_.begin());
  if (known == known_.end()) {
    if (known_.size() == kMost || placeholders.empty() || !prepare(name, text)) return sql;
    known_.push_back(sql);
  }
  return "execute " + name + " using " + placeholders;
}

bool ServerStatements::is_able() {
  if (!is_able_) is_able_ = dialect_ == Dialect::mysql && is_mariadb(session_);
  return *is_able_;
}

bool ServerStatements::prepare(const std::string& name, const std::string& text) {
  try {
    session_ << "prepare " << name << " from :text", soci::use(text, "text");
    return true;
  } catch (const soci::soci_error& error) {
    if (mysql_cause(error) != Cause::other) throw;  // the transaction is over
    is_able_ = false;
    return false;
  }
}

}  // namespace store
