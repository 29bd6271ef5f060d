#pragma once

#include <chrono>
#include <concepts>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "base/entropy.h"
#include "cache/generations.h"

/// The store: SQL over SQLite and over MySQL/MariaDB. It is the only user of SOCI; each table has
/// one repository, a pair of files; every database error is translated in one function. It decides
/// nothing about accounts: the use cases open the transactions and say what belongs together.
namespace store {

/// The use of a connection within one transaction. Repositories take it; only this folder knows its
/// definition (session.h).
class Session;

class Failure;   // errors.h
class Replicas;  // replicas.h

/// Where the database is. "sqlite:PATH", or
/// "mysql://USER:PASSWORD@HOST:PORT/NAME" with "?socket=PATH" and "?tls=verify&ca=FILE"; the parts
/// are percent-encoded.
struct Settings {
  std::string url;
  std::chrono::seconds timeout{3};  ///< to connect, and for one statement
  /// For how long everything is refused at once after a server that hangs was waited for.
  std::chrono::seconds respite{1};
  std::vector<std::string> replicas = {};  ///< URLs of servers that follow this one by GTID
  bool read_only = false;                  ///< nothing can be changed: it is such a server

  /// Throws base::Error (invalid_argument) with what is wrong; never repeats the password.
  static void check(const std::string& url);
};

/// One connection of one process, opened at first use and reopened after it was lost. Not for
/// several threads. It must not be open while the process forks, because SQLite's locks would no
/// longer hold (https://sqlite.org/howtocorrupt.html section 2.6).
class Database {
 public:
  /// `entropy` (for the jitter of retries) and `generations`, which is told what transactions have
  /// changed, must outlive the database.
  Database(Settings settings, base::Entropy& entropy, cache::Generations& generations);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  /// Runs `work` in one transaction and commits it; returns what it returns. `work` may run several
  /// times: a transaction that lost a conflict (deadlock, lock wait, Galera certification,
  /// SQLITE_BUSY), or whose connection died before commit was sent, is run again as a whole, a
  /// bounded number of times. So `work` must have no other effects. An exception from it rolls back
  /// and is passed on. Transactions do not nest. When it returns or throws, every process of this
  /// host has been told what it may have changed, whatever its outcome.
  ///
  /// Throws Duplicate when a unique index refused a row, base::Error (unavailable, with a
  /// retry time) when the database cannot be reached, stays busy, or the outcome of the commit is
  /// unknown, base::Error (internal) for everything else. No text of the database is ever public.
  ///
  /// After waiting once for a server that hangs, everything is refused at once for a respite; then
  /// one call tries again with a short time-out. So queued requests never wait one after the other.
  template <std::invocable<Session&> Task>
  auto transaction(Task work) -> std::invoke_result_t<Task, Session&> {
    using Result = std::invoke_result_t<Task, Session&>;
    if constexpr (std::is_void_v<Result>) {
      run(Mode::write, [&](Session& session) { work(session); });
    } else {
      std::optional<Result> result;
      run(Mode::write, [&](Session& session) { result.emplace(work(session)); });
      return std::move(*result);
    }
  }

  /// The same for work that is one statement, which inserts a row under a key that was made for it
  /// (a new base::Id): that commits by itself, in one round trip instead of three. When the
  /// connection dies meanwhile, nobody knows whether the row is there; so it is inserted again, and
  /// a duplicate then says that it was. Throws base::Error (internal) when the work asks for more.
  template <std::invocable<Session&> Task>
  void insert(Task work) {
    run(Mode::insert, [&](Session& session) { work(session); });
  }

  /// The same for work that only reads: one statement needs no transaction, so none is opened.
  template <std::invocable<Session&> Task>
  auto read(Task work) -> std::invoke_result_t<Task, Session&> {
    using Result = std::invoke_result_t<Task, Session&>;
    std::optional<Result> result;
    run(Mode::read, [&](Session& session) { result.emplace(work(session)); });
    return std::move(*result);
  }

  /// The same for what may be a second old: lists, logs, what is shown; never what decides whether
  /// somebody may do something. Answered by a replica when there is one that has all that this host
  /// has written, else as read().
  template <std::invocable<Session&> Task>
  auto read_stale(Task work) -> std::invoke_result_t<Task, Session&> {
    using Result = std::invoke_result_t<Task, Session&>;
    std::optional<Result> result;
    if (on_replica([&](Session& session) { result.emplace(work(session)); })) {
      return std::move(*result);
    }
    return read(std::move(work));
  }

  /// Whether it is SQLite: the embedded default, which is migrated at first start.
  bool is_embedded() const;

  /// Whether it is the one of this URL, word by word.
  bool is_at(const std::string& url) const;

  /// False for a file that connecting would make.
  bool is_made() const;

  /// Connects when there is no connection, and checks that the server answers. Throws as
  /// transaction() does.
  void ping();

 private:
  enum class Mode { read, write, insert };
  using Work = std::function<void(Session&)>;
  void run(Mode mode, const Work& work);
  void run_once(Mode mode, const Work& work);
  bool on_replica(const Work& work);
  void note_written();
  std::chrono::seconds patience() const;
  void refuse_in_respite() const;
  void note_wait(const Failure& failure, std::chrono::steady_clock::time_point start);
  void pause(int attempt);

  Settings settings_;
  base::Entropy& entropy_;
  cache::Generations& generations_;
  std::unique_ptr<Session> session_;
  const std::unique_ptr<Replicas> replicas_;  ///< null: there are none
  bool running_ = false;
  bool hangs_ = false;  ///< whether the server hung at the last attempt
  std::chrono::steady_clock::time_point respite_until_{};
};

}  // namespace store
