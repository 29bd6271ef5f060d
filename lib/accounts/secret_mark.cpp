#include "accounts/secret_mark.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "base/encoding.h"
#include "base/error.h"
#include "store/database.h"
#include "store/duplicate.h"
#include "store/secret_mark.h"

namespace accounts {

namespace {

constexpr std::chrono::seconds kWrittenAnew{5};

using Marks = std::vector<std::string>;

/// Of each secret, the minting one first.
Marks marks_of(const crypto::Secret& secret) {
  Marks marks;
  for (const auto& key : secret.derive("mark of the database")) {
    marks.push_back(base::to_base64url({reinterpret_cast<const char*>(key.data()), key.size()}));
  }
  return marks;
}

void require_one_of(const Marks& ours, const std::optional<std::string>& mark) {
  if (!mark || std::find(ours.begin(), ours.end(), *mark) != ours.end()) return;
  throw base::Error(base::ErrorCode::invalid_argument,
                    {"The database belongs to another secret: with this one "
                     "its signing keys cannot be opened, "
                     "and no token of its accounts is valid. Put that secret "
                     "back, in `secrets` of the "
                     "configuration or in the file \"secret\" of its "
                     "directory, alone or behind a new one. If it is "
                     "lost for good, `doorward key rotate --lost-secret` gives "
                     "the database to this one, and all "
                     "tokens end."});
}

std::optional<std::string> mark_of(store::Database& database) {
  return database.read([](store::Session& session) { return store::SecretMark(session).find(); });
}

void mark_anew(store::Session& session, const Marks& ours) {
  store::SecretMark table(session);
  const auto mark = table.find();
  require_one_of(ours, mark);
  if (!mark) return table.insert(ours.front());
  if (*mark != ours.front()) table.replace(*mark, ours.front());
}

}  // namespace

void check_secret(store::Database& database, const crypto::Secret& secret) {
  require_one_of(marks_of(secret), mark_of(database));
}

void claim_database(store::Database& database, const crypto::Secret& secret) {
  const auto ours = marks_of(secret);
  const auto mark = mark_of(database);
  require_one_of(ours, mark);
  if (mark && *mark == ours.front()) return;
  try {
    database.transaction([&](store::Session& session) { mark_anew(session, ours); });
  } catch (const store::Duplicate&) {  // another process was as fast
    check_secret(database, secret);
  }
}

void give_database(store::Database& database, const crypto::Secret& secret) {
  const auto ours = marks_of(secret);
  database.transaction([&](store::Session& session) {
    store::SecretMark table(session);
    const auto mark = table.find();
    if (!mark) return table.insert(ours.front());
    table.replace(*mark, ours.front());
  });
}

void try_changes(store::Database& database, base::Time now) try {
  database.transaction([&](store::Session& session) {
    store::SecretMark table(session);
    table.try_changes();
    table.write(now, now - kWrittenAnew);
  });
} catch (const base::Error& error) {
  if (error.code() == base::ErrorCode::unavailable) throw;
  throw base::Error(base::ErrorCode::unavailable, {}, {error.private_detail()});
}

}  // namespace accounts
