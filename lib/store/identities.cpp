#include "store/identities.h"

#include "store/session.h"

namespace store {

namespace {

constexpr auto kFind = R"(
select accounts.id, accounts.state
from identities join accounts on accounts.id = identities.account
where identities.issuer = :issuer and identities.subject = :subject)";

constexpr auto kInsert = R"(
insert into identities (issuer, subject, account, created_at)
values (:issuer, :subject, :account, :now))";

}  // namespace

std::optional<Identities::Holder> Identities::find(const std::string& issuer,
                                                   const std::string& subject) {
  return session_.statement(kFind)
      .with("issuer", issuer)
      .with("subject", subject)
      .first<Holder, base::Id, model::AccountState>();
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

}  // namespace store
