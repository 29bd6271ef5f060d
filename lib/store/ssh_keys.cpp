#include "store/ssh_keys.h"

#include "store/page.h"
#include "store/session.h"

namespace store {

namespace {

constexpr auto kInsert = R"(
insert into ssh_keys (account, key_text, digest, fingerprint, comment, authorized_at, last_used)
values (:account, :key_text, :digest, :fingerprint, :comment, :authorized_at, :last_used))";

constexpr auto kFind = R"(
select id, account, key_text, digest, fingerprint, comment, authorized_at, last_used
from ssh_keys where id = :id and account = :account)";

constexpr auto kByFingerprint = R"(
select id, account, key_text, digest, fingerprint, comment, authorized_at, last_used
from ssh_keys where account = :account and fingerprint = :fingerprint order by id limit 1)";

constexpr auto kByDigest = R"(
select id, account, key_text, digest, fingerprint, comment, authorized_at, last_used
from ssh_keys where digest = :digest)";

constexpr auto kOfAccount = R"(
select id, account, key_text, digest, fingerprint, comment, authorized_at, last_used
from ssh_keys where account = :account and id <= :start order by id desc limit :limit)";

constexpr auto kCount = "select count(*) from ssh_keys where account = :account";

constexpr auto kTouch = R"(
update ssh_keys set last_used = :now where id = :id and account = :account)";

constexpr auto kRemove = "delete from ssh_keys where id = :id and account = :account";

using Text = std::string;

std::vector<model::SshKey> all(Statement& statement) {
  return statement.all<model::SshKey, long long, base::Id, Text, Text, Text, std::optional<Text>,
                       base::Time, std::optional<base::Time>>();
}

std::optional<model::SshKey> first(Statement& statement) {
  const auto keys = all(statement);
  if (keys.empty()) return std::nullopt;
  return keys.front();
}

}  // namespace

long long SshKeys::insert(const model::SshKey& key) {
  return session_.statement(kInsert)
      .with("account", key.account)
      .with("key_text", key.key)
      .with("digest", key.digest)
      .with("fingerprint", key.fingerprint)
      .with("comment", key.comment)
      .with("authorized_at", key.authorized_at)
      .with("last_used", key.last_used)
      .insert();
}

std::optional<model::SshKey> SshKeys::find(long long id, const base::Id& account) {
  return first(session_.statement(kFind).with("id", id).with("account", account));
}

std::optional<model::SshKey> SshKeys::by_fingerprint(const base::Id& account,
                                                     const std::string& fingerprint) {
  return first(
      session_.statement(kByFingerprint).with("account", account).with("fingerprint", fingerprint));
}

std::optional<model::SshKey> SshKeys::by_digest(const std::string& digest) {
  return first(session_.statement(kByDigest).with("digest", digest));
}

std::vector<model::SshKey> SshKeys::of_account(const base::Id& account, long long start,
                                               int limit) {
  return all(session_.statement(kOfAccount)
                 .with("account", account)
                 .with("start", first_of_page(start))
                 .with("limit", limit));
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

bool SshKeys::remove(long long id, const base::Id& account) {
  return session_.statement(kRemove).with("id", id).with("account", account).run() == 1;
}

}  // namespace store
