#include "store/pgp_keys.h"

#include "store/page.h"
#include "store/session.h"

namespace store {

namespace {

constexpr auto kInsert = R"(
insert into pgp_keys (account, key_text, fingerprint, email, authorized_at, expires_at)
values (:account, :key_text, :fingerprint, :email, :authorized_at, :expires_at))";

constexpr auto kFind = R"(
select id, account, key_text, fingerprint, email, authorized_at, expires_at
from pgp_keys where id = :id and account = :account)";

constexpr auto kByFingerprint = R"(
select id, account, key_text, fingerprint, email, authorized_at, expires_at
from pgp_keys where account = :account and fingerprint = :fingerprint)";

constexpr auto kOfAnybody = R"(
select id, account, key_text, fingerprint, email, authorized_at, expires_at
from pgp_keys where fingerprint = :fingerprint
and account in (select id from accounts where state = 'active') order by id limit 1)";

constexpr auto kOfAccount = R"(
select id, account, key_text, fingerprint, email, authorized_at, expires_at
from pgp_keys where account = :account and id <= :start order by id desc limit :limit)";

constexpr auto kCount = "select count(*) from pgp_keys where account = :account";

constexpr auto kRemove = R"(
delete from pgp_keys where id = :id and account = :account
and not exists (select 1 from accounts where accounts.id = :account and accounts.pgp_key = :id))";

using Text = std::string;

std::vector<model::PgpKey> all(Statement& statement) {
  return statement.all<model::PgpKey, long long, base::Id, Text, Text, Text, base::Time,
                       std::optional<base::Time>>();
}

std::optional<model::PgpKey> first(Statement& statement) {
  const auto keys = all(statement);
  if (keys.empty()) return std::nullopt;
  return keys.front();
}

}  // namespace

long long PgpKeys::insert(const model::PgpKey& key) {
  return session_.statement(kInsert)
      .with("account", key.account)
      .with("key_text", key.key)
      .with("fingerprint", key.fingerprint)
      .with("email", key.email)
      .with("authorized_at", key.authorized_at)
      .with("expires_at", key.expires_at)
      .insert();
}

std::optional<model::PgpKey> PgpKeys::find(long long id, const base::Id& account) {
  return first(session_.statement(kFind).with("id", id).with("account", account));
}

std::optional<model::PgpKey> PgpKeys::by_fingerprint(const base::Id& account,
                                                     const std::string& fingerprint) {
  return first(
      session_.statement(kByFingerprint).with("account", account).with("fingerprint", fingerprint));
}

std::optional<model::PgpKey> PgpKeys::of_anybody(const std::string& fingerprint) {
  return first(session_.statement(kOfAnybody).with("fingerprint", fingerprint));
}

std::vector<model::PgpKey> PgpKeys::of_account(const base::Id& account, long long start,
                                               int limit) {
  return all(session_.statement(kOfAccount)
                 .with("account", account)
                 .with("start", first_of_page(start))
                 .with("limit", limit));
}

long long PgpKeys::count(const base::Id& account) {
  return session_.statement(kCount).with("account", account).value<long long>().value_or(0);
}

bool PgpKeys::remove(long long id, const base::Id& account) {
  return session_.statement(kRemove).with("id", id).with("account", account).run() == 1;
}

}  // namespace store
