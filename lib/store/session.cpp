#include "store/session.h"

#include "store/connect.h"

namespace store {

namespace {

/// Whatever keeps us from connecting (a wrong password, a bad certificate, a file that is not a
/// database) is for the operator to fix; clients should retry later.
[[noreturn]] void raise_unconnected(const soci::soci_error& error) {
  try {
    raise(error, "connect");
  } catch (const Failure& failure) {
    if (failure.cause() != Cause::other) throw;
    throw Failure(Cause::unreachable, failure.detail());
  }
}

}  // namespace

Session::Session(const Url& url, const TimeOuts& timeouts, Role role)
    : dialect_(url.dialect), role_(role), held_(soci_, dialect_) {
  try {
    if (dialect_ == Dialect::sqlite) {
      connect_sqlite(soci_, url, timeouts);
    } else {
      connect_mysql(soci_, url, timeouts, role);
    }
  } catch (const soci::soci_error& error) {
    raise_unconnected(error);
  }
}

std::string Session::committed_gtid() {
  return role_ == Role::primary ? store::committed_gtid(soci_) : std::string();
}

void Session::start(bool one_statement) {
  failure_.reset();
  left_.reset();
  if (one_statement) left_ = 1;
}

void Session::begin() {
  // SQLite: a transaction that takes its lock only at its first write fails at once when another
  // has written since it began to read; one that takes it at the start waits.
  const char* sql = dialect_ == Dialect::sqlite ? "begin immediate" : "begin";
  statement(sql).run();
}

void Session::change_schema(std::string_view sql) {
  try {
    guarded(sql, [&] { soci_ << std::string(sql); });
  } catch (const Failure& failure) {
    if (failure.cause() != Cause::present) throw;
    failure_.reset();
  }
}

void Session::commit() {
  try {
    statement("commit").run();
  } catch (const Failure& failure) {
    if (failure.cause() != Cause::lost) throw;
    failure_.emplace(Cause::unknown, failure.detail());
    throw Failure(*failure_);
  }
}

bool Session::recover(bool in_transaction) noexcept {
  if (failure_ && failure_->breaks_connection()) return false;
  try {
    if (in_transaction) soci_ << "rollback";
    return true;
  } catch (const std::exception&) {
    return false;  // the error that led to the rollback is the one to report
  }
}

void Session::note_changes(cache::Generations& generations) noexcept {
  for (const auto subject : changes_) generations.note_change(subject);
  changes_.clear();
}

void Session::count_statement() {
  if (!left_) return;
  if (*left_ == 0) {
    throw base::Error(base::ErrorCode::internal, {}, {"a second statement, where each commits"});
  }
  --*left_;
}

void Session::fail(const soci::soci_error& error, std::string_view sql) {
  try {
    raise(error, sql);
  } catch (const Failure& failure) {
    failure_.emplace(failure);
    throw;
  }
}

long long Statement::run() {
  return ask([&] {
    prepared_->execute();
    return prepared_->affected_rows();
  });
}

long long Statement::insert() {
  return ask([&] {
    prepared_->execute();
    long long id = 0;
    // Neither database wants to be told which table it was.
    if (!session_.soci().get_last_insert_id({}, id)) {
      throw Failure(Cause::other, "no id was made [" + std::string(sql_) + "]");
    }
    return id;
  });
}

}  // namespace store
