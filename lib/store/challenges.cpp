#include "store/challenges.h"

#include "store/purge.h"
#include "store/session.h"

namespace store {

namespace {

using model::Challenge;

constexpr auto kColumns =
    columns(field("id", &Challenge::id), field("account", &Challenge::account),
            field("purpose", &Challenge::purpose), field("address", &Challenge::address),
            field("expires_at", &Challenge::expires_at),
            field<NullIfNothing<std::string>>("target", &Challenge::target));

constexpr auto kInsert = kColumns.insert_into("challenges");

constexpr auto kFind = sql("select ", kColumns.names(), R"( from challenges
where id = :id and expires_at > :now)");

constexpr auto kRedeem = "delete from challenges where id = :id and expires_at > :now";

constexpr auto kRemove = R"(
delete from challenges where account = :account and purpose = :purpose)";

constexpr auto kOther = R"(
select id from challenges where account = :account and purpose = :purpose
and address <> :address and expires_at > :now limit 1)";

constexpr auto kOfAddress = R"(
select id from challenges where account = :account and purpose = :purpose
and address = :address and expires_at > :now limit 1)";

constexpr auto kProlong =
    "update challenges set expires_at = :until where id = :id and expires_at < :until";

constexpr auto kExpired = R"(
select id from challenges where expires_at <= :now order by expires_at, id limit :limit)";

constexpr auto kDropExpired = "delete from challenges where id = :id and expires_at <= :now";

}  // namespace

void Challenges::insert(const Challenge& challenge) {
  session_.statement(kInsert).with(kColumns, challenge).run();
}

std::optional<Challenge> Challenges::find(const base::Id& id, base::Time now) {
  return session_.statement(kFind).with("id", id).with("now", now).first<Challenge>(kColumns);
}

std::optional<Challenge> Challenges::redeem(const base::Id& id, base::Time now) {
  auto challenge = find(id, now);
  if (!challenge) return std::nullopt;
  // Others may have read it, too: whoever deletes the row gets it.
  if (session_.statement(kRedeem).with("id", id).with("now", now).run() != 1) return std::nullopt;
  return challenge;
}

bool Challenges::has(const base::Id& account, const std::string& purpose,
                     const std::string& address, base::Time now) {
  return is_any(kOfAddress, account, purpose, address, now);
}

bool Challenges::has_other(const base::Id& account, const std::string& purpose,
                           const std::string& address, base::Time now) {
  return is_any(kOther, account, purpose, address, now);
}

bool Challenges::is_any(const char* which, const base::Id& account, const std::string& purpose,
                        const std::string& address, base::Time now) {
  return session_.statement(which)
      .with("account", account)
      .with("purpose", purpose)
      .with("address", address)
      .with("now", now)
      .value<base::Id>()
      .has_value();
}

void Challenges::prolong(const base::Id& id, base::Time until) {
  session_.statement(kProlong).with("id", id).with("until", until).run();
}

int Challenges::remove_of_account(const base::Id& account, const std::string& purpose) {
  return static_cast<int>(
      session_.statement(kRemove).with("account", account).with("purpose", purpose).run());
}

int Challenges::purge_expired(base::Time now, int limit) {
  return store::purge_expired(session_, kExpired, kDropExpired, now, limit);
}

}  // namespace store
