#include "store/accounts.h"

#include "store/account_columns.h"
#include "store/purge.h"
#include "store/session.h"
#include "store/usage_removals.h"

namespace store {

namespace {

constexpr auto& kColumns = kAccountColumns;

constexpr auto kInsert = kColumns.insert_into("accounts");

constexpr auto kSelect = sql("select ", kColumns.names(), " from accounts where ");

// An expired pending account counts as absent.
constexpr auto kIsSomebody =
    sql(" and (state <> 'pending' or expires_at is null or expires_at > :now)");

constexpr auto kById = sql(kSelect, "id = :id", kIsSomebody);

constexpr auto kByUsername = sql(kSelect, "username_key = :username_key", kIsSomebody);

constexpr auto kByEmail = sql(kSelect, "email_key = :email_key", kIsSomebody);

constexpr auto kActivate = R"(
update accounts set state = 'active', expires_at = null, email_verified_at = :now
where id = :id and state = 'pending' and (expires_at is null or expires_at > :now))";

constexpr auto kProlong = R"(
update accounts set expires_at = :until
where id = :id and state = 'pending' and expires_at < :until)";

constexpr auto kChangeState = "update accounts set state = :to where id = :id and state = :from";

constexpr auto kSetPasswordHash = "update accounts set password_hash = :hash where id = :id";

constexpr auto kSetEmail = R"(
update accounts set email = :email, email_key = :email_key, email_verified_at = :verified_at
where id = :id)";

constexpr auto kClearEmail = R"(
update accounts set email = null, email_key = null, email_verified_at = null where id = :id)";

constexpr auto kPreferKey = R"(
update accounts set pgp_key = :key, pgp_key_at = :now, password_proved_at = null
where id = :id and exists (select 1 from pgp_keys where pgp_keys.id = :key and pgp_keys.account = :id))";

constexpr auto kPreferNoKey =
    "update accounts set pgp_key = null, password_proved_at = null where id = :id";

constexpr auto kPreferredBefore = R"(
select id from accounts where id = :id and pgp_key is not null
and coalesce(pgp_key_at, 0) < :then)";

constexpr auto kVouch = R"(
update accounts set password_proved_at = :now where id = :id and pgp_key = :key)";

constexpr auto kUnprovedKey = R"(
select id from accounts where id = :id and pgp_key is not null and password_proved_at is null)";

constexpr auto kSetLanguage = "update accounts set language = :language where id = :id";

constexpr auto kLanguage = "select language from accounts where id = :id and language is not null";

constexpr auto kSetTokensFrom = "update accounts set tokens_from = :from where id = :id";

constexpr auto kBeginAddition = "update accounts set additions = additions + 1 where id = :id";

constexpr auto kSetTier = "update accounts set tier = :tier where id = :id";

constexpr auto kList = sql(kSelect, "id > :after order by id limit :limit");

constexpr auto kClients = "select id from clients where owner = :owner";

constexpr auto kRemove = "delete from accounts where id = :id";

constexpr auto kHolders = R"(
select id from accounts where (username_key = :username_key or email_key = :email_key)
and state = 'pending' and expires_at <= :now)";

constexpr auto kExpired = R"(
select id from accounts where expires_at <= :now and state = 'pending'
order by expires_at, id limit :limit)";

constexpr auto kDropExpired = R"(
delete from accounts where id = :id and state = 'pending' and expires_at <= :now)";

}  // namespace

void Accounts::insert(const model::Account& account) {
  session_.statement(kInsert).with(kColumns, account).run();
}

std::optional<model::Account> Accounts::by_id(const base::Id& id, base::Time now) {
  return session_.statement(kById).with("id", id).with("now", now).first<model::Account>(kColumns);
}

std::optional<model::Account> Accounts::by_username(const std::string& username_key,
                                                    base::Time now) {
  return session_.statement(kByUsername)
      .with("username_key", username_key)
      .with("now", now)
      .first<model::Account>(kColumns);
}

std::optional<model::Account> Accounts::by_email(const std::string& email_key, base::Time now) {
  return session_.statement(kByEmail)
      .with("email_key", email_key)
      .with("now", now)
      .first<model::Account>(kColumns);
}

bool Accounts::activate(const base::Id& id, base::Time now) {
  return session_.statement(kActivate).changing("id", id).with("now", now).run() == 1;
}

void Accounts::prolong(const base::Id& id, base::Time until) {
  session_.statement(kProlong).changing("id", id).with("until", until).run();
}

bool Accounts::change_state(const base::Id& id, model::AccountState from, model::AccountState to) {
  return session_.statement(kChangeState)
             .changing("id", id)
             .with("from", from)
             .with("to", to)
             .run() == 1;
}

bool Accounts::set_password_hash(const base::Id& id, const std::optional<std::string>& hash) {
  return session_.statement(kSetPasswordHash).changing("id", id).with("hash", hash).run() == 1;
}

bool Accounts::set_email(const base::Id& id, const std::string& email, const std::string& email_key,
                         base::Time verified_at) {
  return session_.statement(kSetEmail)
             .changing("id", id)
             .with("email", email)
             .with("email_key", email_key)
             .with("verified_at", verified_at)
             .run() == 1;
}

bool Accounts::clear_email(const base::Id& id) {
  return session_.statement(kClearEmail).changing("id", id).run() == 1;
}

bool Accounts::set_preferred_pgp_key(const base::Id& id, std::optional<long long> key,
                                     base::Time now) {
  if (!key) return session_.statement(kPreferNoKey).changing("id", id).run() == 1;
  return session_.statement(kPreferKey)
             .changing("id", id)
             .with("key", *key)
             .with("now", now)
             .run() == 1;
}

bool Accounts::preferred_key_before(const base::Id& id, base::Time then) {
  return session_.statement(kPreferredBefore)
      .with("id", id)
      .with("then", then)
      .value<base::Id>()
      .has_value();
}

void Accounts::vouch_for_key(const base::Id& id, long long key, base::Time now) {
  session_.statement(kVouch).with("id", id).with("key", key).with("now", now).run();
}

bool Accounts::has_unproved_key(const base::Id& id) {
  return session_.statement(kUnprovedKey).with("id", id).value<base::Id>().has_value();
}

void Accounts::set_language(const base::Id& id, const std::string& language) {
  session_.statement(kSetLanguage).with("id", id).with("language", language).run();
}

std::optional<std::string> Accounts::language_of(const base::Id& id) {
  return session_.statement(kLanguage).with("id", id).value<std::string>();
}

bool Accounts::set_tokens_from(const base::Id& id, base::Time from) {
  return session_.statement(kSetTokensFrom).changing("id", id).with("from", from).run() == 1;
}

void Accounts::begin_addition(const base::Id& id) {
  session_.statement(kBeginAddition).with("id", id).run();
}

bool Accounts::set_tier(const base::Id& id, int tier) {
  return session_.statement(kSetTier).changing("id", id).with("tier", tier).run() == 1;
}

std::vector<model::Account> Accounts::list(const base::Id& after, int limit) {
  return session_.statement(kList)
      .with("after", after)
      .with("limit", limit)
      .all<model::Account>(kColumns);
}

bool Accounts::remove(const base::Id& id, base::Time now) {
  // The account's clients are removed with it, and so are the tokens that other accounts gave them.
  for (const auto& client :
       session_.statement(kClients).with("owner", id).all<std::string, std::string>()) {
    session_.changed(client);
  }
  UsageRemovals(session_).insert(id, now);
  return session_.statement(kRemove).changing("id", id).run() == 1;
}

void Accounts::drop_expired(const std::string& username_key, const std::string& email_key,
                            base::Time now) {
  const auto holders = session_.statement(kHolders)
                           .with("username_key", username_key)
                           .with("email_key", email_key)
                           .with("now", now)
                           .all<base::Id, base::Id>();
  for (const auto& id : holders) {
    session_.statement(kDropExpired).changing("id", id).with("now", now).run();
  }
}

int Accounts::purge_expired(base::Time now, int limit) {
  return store::purge_expired(session_, kExpired, kDropExpired, now, limit);
}

}  // namespace store
