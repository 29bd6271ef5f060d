#include "store/ssh_keys.h"

#include "store/page.h"
#include "store/session.h"

namespace store {

namespace {

using model::SshKey;

constexpr auto kGiven =
    columns(field("account", &SshKey::account), field("key_text", &SshKey::key),
            field("digest", &SshKey::digest), field("fingerprint", &SshKey::fingerprint),
            field("comment", &SshKey::comment), field("authorized_at", &SshKey::authorized_at),
            field("last_used", &SshKey::last_used), field("stopped_at", &SshKey::stopped_at));
constexpr auto kColumns = columns(field("id", &SshKey::id)) + kGiven;

constexpr auto kInsert = kGiven.insert_into("ssh_keys");

constexpr auto kSelect = sql("select ", kColumns.names(), " from ssh_keys where ");

constexpr auto kFind = sql(kSelect, "id = :id and account = :account");

constexpr auto kByFingerprint =
    sql(kSelect, "account = :account and fingerprint = :fingerprint order by id limit 1");

constexpr auto kByDigest = sql(kSelect, "digest = :digest");

constexpr auto kOfAccount =
    sql(kSelect, "account = :account and id <= :start order by id desc limit :limit");

constexpr auto kCount = "select count(*) from ssh_keys where account = :account";

constexpr auto kTouch = R"(
update ssh_keys set last_used = :now where id = :id and account = :account)";

constexpr auto kTouchIfBefore = R"(
update ssh_keys set last_used = :now where id = :id and (last_used is null or last_used < :before))";

constexpr auto kStop = R"(
update ssh_keys set stopped_at = :now where account = :account and stopped_at is null)";

constexpr auto kVouch = R"(
update ssh_keys set stopped_at = null where id = :id and account = :account)";

constexpr auto kRemove = "delete from ssh_keys where id = :id and account = :account";

}  // namespace

long long SshKeys::insert(const SshKey& key) {
  return session_.statement(kInsert).with(kGiven, key).insert();
}

std::optional<SshKey> SshKeys::find(long long id, const base::Id& account) {
  return session_.statement(kFind).with("id", id).with("account", account).first<SshKey>(kColumns);
}

std::optional<SshKey> SshKeys::by_fingerprint(const base::Id& account,
                                              const std::string& fingerprint) {
  return session_.statement(kByFingerprint)
      .with("account", account)
      .with("fingerprint", fingerprint)
      .first<SshKey>(kColumns);
}

std::optional<SshKey> SshKeys::by_digest(const std::string& digest) {
  return session_.statement(kByDigest).with("digest", digest).first<SshKey>(kColumns);
}

std::vector<SshKey> SshKeys::of_account(const base::Id& account, long long start, int limit) {
  return session_.statement(kOfAccount)
      .with("account", account)
      .with("start", first_of_page(start))
      .with("limit", limit)
      .all<SshKey>(kColumns);
}

long long SshKeys::count(const base::Id& account) {
  return session_.statement(kCount).with("account", account).value<long long>().value_or(0);
}

bool SshKeys::touch(long long id, const base::Id& account, base::Time now) {
  return session_.statement(kTouch)
             .with("id", id)
             .with("account", account)
             .with("now", now)
             .run() == 1;
}

void SshKeys::touch_if_before(const model::SshKey& key, base::Time before, base::Time now) {
  session_.statement(kTouchIfBefore)
      .with("id", key.id)
      .with("before", before)
      .with("now", now)
      .run();
}

void SshKeys::stop_all(const base::Id& account, base::Time now) {
  session_.statement(kStop).with("account", account).with("now", now).run();
}

void SshKeys::vouch(long long id, const base::Id& account) {
  session_.statement(kVouch).with("id", id).with("account", account).run();
}

bool SshKeys::remove(long long id, const base::Id& account) {
  return session_.statement(kRemove).with("id", id).with("account", account).run() == 1;
}

}  // namespace store
