#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include <soci/sqlite3/soci-sqlite3.h>

#include "store/connect.h"

namespace store {

namespace {

namespace fs = std::filesystem;

/// Makes the folder (0750) and the file (0600: it holds addresses and hashes). What cannot be made
/// is left to SQLite to report.
void make_file(const fs::path& path) {
  std::error_code ignored;
  const auto folder = path.parent_path();
  if (!folder.empty() && fs::create_directories(folder, ignored)) {
    using fs::perms;
    fs::permissions(folder, perms::owner_all | perms::group_read | perms::group_exec, ignored);
  }
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file >= 0) ::close(file);
}

}  // namespace

void connect_sqlite(soci::session& session, const Url& url, std::chrono::seconds timeout) {
  make_file(url.path);
  session.open(soci::sqlite3, "dbname=\"" + url.path + "\"");
  auto* backend = static_cast<soci::sqlite3_session_backend*>(session.get_backend());
  sqlite_api::sqlite3_extended_result_codes(backend->conn_, 1);
  session << "pragma busy_timeout = " + std::to_string(timeout.count() * 1000);
  session << "pragma journal_mode = wal";
  session << "pragma synchronous = full";  // what was acknowledged survives a power cut
  session << "pragma foreign_keys = on";
}

}  // namespace store
