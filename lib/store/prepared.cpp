#include "store/prepared.h"

#include <algorithm>
#include <charconv>
#include <new>

#include <soci/sqlite3/soci-sqlite3.h>

namespace store {

namespace {

using Kind = Variable::Kind;

constexpr std::size_t kLarge = 1024;    // bytes
constexpr std::size_t kMostHeld = 512;  // there are fewer constants
constexpr int kOften = 8;               // runs

/// Resets the statement: one that was not read to its end would keep its read transaction open.
/// (SOCI's class has no type information outside of its library, which the sanitizer would look
/// for.)
__attribute__((no_sanitize("vptr"))) void end_reading(soci::statement& statement) {
  auto* backend = static_cast<soci::sqlite3_statement_backend*>(statement.get_backend());
  sqlite_api::sqlite3_reset(backend->stmt_);
}

}  // namespace

Prepared::Prepared(soci::session& session, Dialect dialect, ServerStatements& server,
                   std::string_view sql)
    : session_(session), dialect_(dialect), server_(server), sql_(sql), text_(sql) {}

Variable& Prepared::value(const char* name, Kind kind) {
  const auto number = next_++;
  if (number < values_.size()) {
    auto& known = values_[number];
    if (known.kind == kind && known.name == name) return known;
    statement_.reset();
    values_.resize(number);
  }
  return values_.emplace_back(kind, name);
}

void Prepared::set_columns(std::span<const Kind> kinds) {
  if (std::ranges::equal(columns_, kinds, {}, &Variable::kind)) return;
  statement_.reset();
  columns_.clear();
  for (const auto kind : kinds) columns_.emplace_back(kind);
}

bool Prepared::execute() {
  if (next_ < values_.size()) {
    statement_.reset();
    values_.resize(next_);
  }
  count_run();
  if (!statement_) compile();
  return with_numbers(statement_->execute(true));
}

bool Prepared::fetch() { return with_numbers(statement_->fetch()); }

void Prepared::finish() {
  if (dialect_ == Dialect::sqlite) {
    end_reading(*statement_);
  } else {
    statement_->get_backend()->clean_up();
  }
  for (auto* variables : {&values_, &columns_}) {
    for (auto& variable : *variables) variable.let_go(kLarge);
  }
  next_ = 0;
}

/// MySQL sends numbers as text, and SOCI would convert each with a stream, which takes longer than
/// everything else that is done for a row.
bool Prepared::is_number_as_text(const Variable& column) const {
  return dialect_ == Dialect::mysql && column.kind == Kind::number;
}

void Prepared::count_run() {
  if (++runs_ != kOften) return;
  text_ = server_.compiled(sql_);
  if (text_ != sql_) statement_.reset();
}

void Prepared::compile() {
  auto& statement = statement_.emplace(session_);
  for (auto& value : values_) {
    if (value.kind == Kind::text) {
      statement.exchange(soci::use(value.text, value.indicator, value.name));
    } else {
      statement.exchange(soci::use(value.number, value.indicator, value.name));
    }
  }
  for (auto& column : columns_) {
    if (column.kind == Kind::text || is_number_as_text(column)) {
      statement.exchange(soci::into(column.text, column.indicator));
    } else {
      statement.exchange(soci::into(column.number, column.indicator));
    }
  }
  statement.alloc();
  statement.prepare(text_);
  statement.define_and_bind();
}

bool Prepared::with_numbers(bool got_row) {
  if (!got_row) return false;
  for (auto& column : columns_) {
    if (!is_number_as_text(column) || column.is_null()) continue;
    const auto* const end = column.text.data() + column.text.size();
    const auto [rest, error] = std::from_chars(column.text.data(), end, column.number);
    if (error != std::errc{} || rest != end) throw soci::soci_error("a column has no number");
  }
  return true;
}

std::unique_ptr<Prepared> Held::take(std::string_view sql) {
  const auto found = statements_.find(sql.data());
  // A text made for a single use may have the address of an earlier one.
  const bool is_there = found != statements_.end() && found->second && found->second->sql() == sql;
  if (is_there) return std::move(found->second);
  return std::make_unique<Prepared>(session_, dialect_, server_, sql);
}

void Held::put_back(std::string_view sql, std::unique_ptr<Prepared> prepared) noexcept {
  try {
    if (statements_.size() >= kMostHeld) statements_.clear();
    statements_[sql.data()] = std::move(prepared);
  } catch (const std::bad_alloc&) {  // then it is compiled again
  }
}

}  // namespace store
