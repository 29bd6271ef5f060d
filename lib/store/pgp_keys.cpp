#include "store/pgp_keys.h"

#include "store/page.h"
#include "store/session.h"

namespace store {

namespace {

using model::PgpKey;

constexpr auto kGiven = columns(
    field("account", &PgpKey::account), field("key_text", &PgpKey::key),
    field("fingerprint", &PgpKey::fingerprint), field("email", &PgpKey::email),
    field("authorized_at", &PgpKey::authorized_at), field("expires_at", &PgpKey::expires_at));
constexpr auto kColumns = columns(field("id", &PgpKey::id)) + kGiven;

constexpr auto kInsert = kGiven.insert_into("pgp_keys");

constexpr auto kSelect = sql("select ", kColumns.names(), " from pgp_keys where ");

constexpr auto kFind = sql(kSelect, "id = :id and account = :account");

constexpr auto kByFingerprint = sql(kSelect, "account = :account and fingerprint = :fingerprint");

constexpr auto kOfAnybody = sql(kSelect, R"(fingerprint = :fingerprint
and account in (select id from accounts where state = 'active') order by id limit 1)");

constexpr auto kPreferred = sql(kSelect, R"(id = :id
and account in (select id from accounts where state = 'active' and accounts.pgp_key = :id))");

constexpr auto kExpiring = sql(kSelect, R"(expires_at > :after and expires_at < :before
and expiry_told_at is null order by expires_at, id limit :limit)");

constexpr auto kTellExpiry =
    "update pgp_keys set expiry_told_at = :now where id = :id and expiry_told_at is null";

constexpr auto kOfAccount =
    sql(kSelect, "account = :account and id <= :start order by id desc limit :limit");

constexpr auto kCount = "select count(*) from pgp_keys where account = :account";

constexpr auto kRemove = R"(
delete from pgp_keys where id = :id and account = :account
and not exists (select 1 from accounts where accounts.id = :account and accounts.pgp_key = :id))";

}  // namespace

long long PgpKeys::insert(const PgpKey& key) {
  return session_.statement(kInsert).with(kGiven, key).insert();
}

std::optional<PgpKey> PgpKeys::find(long long id, const base::Id& account) {
  return session_.statement(kFind).with("id", id).with("account", account).first<PgpKey>(kColumns);
}

std::optional<PgpKey> PgpKeys::by_fingerprint(const base::Id& account,
                                              const std::string& fingerprint) {
  return session_.statement(kByFingerprint)
      .with("account", account)
      .with("fingerprint", fingerprint)
      .first<PgpKey>(kColumns);
}

std::optional<PgpKey> PgpKeys::of_anybody(const std::string& fingerprint) {
  return session_.statement(kOfAnybody).with("fingerprint", fingerprint).first<PgpKey>(kColumns);
}

std::optional<PgpKey> PgpKeys::preferred(long long id) {
  return session_.statement(kPreferred).with("id", id).first<PgpKey>(kColumns);
}

std::vector<PgpKey> PgpKeys::expiring(base::Time after, base::Time before, int limit) {
  return session_.statement(kExpiring)
      .with("after", after)
      .with("before", before)
      .with("limit", limit)
      .all<PgpKey>(kColumns);
}

bool PgpKeys::tell_expiry(long long id, base::Time now) {
  return session_.statement(kTellExpiry).with("id", id).with("now", now).run() == 1;
}

std::vector<PgpKey> PgpKeys::of_account(const base::Id& account, long long start, int limit) {
  return session_.statement(kOfAccount)
      .with("account", account)
      .with("start", first_of_page(start))
      .with("limit", limit)
      .all<PgpKey>(kColumns);
}

long long PgpKeys::count(const base::Id& account) {
  return session_.statement(kCount).with("account", account).value<long long>().value_or(0);
}

bool PgpKeys::remove(long long id, const base::Id& account) {
  return session_.statement(kRemove).with("id", id).with("account", account).run() == 1;
}

}  // namespace store
