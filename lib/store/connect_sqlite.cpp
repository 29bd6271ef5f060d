#include <fcntl.h>
#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <thread>

#include <soci/sqlite3/soci-sqlite3.h>

#include "store/connect.h"

namespace store {

namespace {

namespace fs = std::filesystem;
using SteadyClock = std::chrono::steady_clock;

constexpr std::chrono::microseconds kStep{500};

/// Makes the folder (0750) and the file (0600, since it holds addresses and hashes). SQLite reports
/// what cannot be made.
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

/// Waits for another's lock in short steps, up to `longest` milliseconds. (SQLite's own handler
/// waits longer and longer, so that one of many writers can lose again and again.)
int wait_for_lock(void* longest, int tries) {
  thread_local SteadyClock::time_point start;
  if (tries == 0) start = SteadyClock::now();
  const std::chrono::milliseconds bound{reinterpret_cast<std::intptr_t>(longest)};
  if (SteadyClock::now() - start >= bound) return 0;
  std::this_thread::sleep_for(kStep);
  return 1;
}

/// Sets options that SOCI does not offer: how to wait, and extended result codes, which tell a
/// duplicate from another violated constraint. (SOCI's class has no type information outside of its
/// library, which the sanitizer would look for.)
__attribute__((no_sanitize("vptr"))) void set_up(soci::session& session,
                                                 std::chrono::milliseconds longest) {
  auto* connection = static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_;
  sqlite_api::sqlite3_extended_result_codes(connection, 1);
  sqlite_api::sqlite3_busy_handler(connection, wait_for_lock,
                                   reinterpret_cast<void*>(std::intptr_t{longest.count()}));
}

}  // namespace

void connect_sqlite(soci::session& session, const Url& url, const TimeOuts& timeouts) {
  make_file(url.path);
  session.open(soci::sqlite3, "dbname=\"" + url.path + "\"");
  set_up(session, timeouts.statement);
  session << "pragma journal_mode = wal";
  session << "pragma synchronous = full";  // what was acknowledged survives a power cut
  session << "pragma foreign_keys = on";
  session << "pragma temp_store = memory";  // a sandbox has no directory for temporary files
}

}  // namespace store
