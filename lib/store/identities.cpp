#include "store/identities.h"

#include "store/session.h"

namespace store {

namespace {

constexpr auto kFind = R"(
select accounts.id, accounts.state, accounts.email_key, identities.address, identities.said_at
from identities join accounts on accounts.id = identities.account
where identities.issuer = :issuer and identities.subject = :subject)";

constexpr auto kInsert = R"(
insert into identities (issuer, subject, account, created_at)
values (:issuer, :subject, :account, :now))";

constexpr auto kSetAddress = R"(
update identities set address = :address, said_at = :said_at
where issuer = :issuer and subject = :subject)";

constexpr auto kForgetAddresses = "update identities set address = null where account = :account";

}  // namespace

std::optional<Identities::Holder> Identities::find(const std::string& issuer,
                                                   const std::string& subject) {
  return session_.statement(kFind)
      .with("issuer", issuer)
      .with("subject", subject)
      .first<Holder, base::Id, model::AccountState, std::optional<std::string>,
             std::optional<std::string>, std::optional<base::Time>>();
}

void Identities::insert(const std::string& issuer, const std::string& subject,
                        const base::Id& account, base::Time now) {
  session_.statement(kInsert)
      .with("issuer", issuer)
      .with("subject", subject)
      .with("account", account)
      .with("now", now)
      .run();
}

void Identities::set_address(const std::string& issuer, const std::string& subject,
                             const std::optional<std::string>& address, base::Time said_at) {
  session_.statement(kSetAddress)
      .with("issuer", issuer)
      .with("subject", subject)
      .with("address", address)
      .with("said_at", said_at)
      .run();
}

void Identities::forget_addresses(const base::Id& account) {
  session_.statement(kForgetAddresses).with("account", account).run();
}

}  // namespace store
