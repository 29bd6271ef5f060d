#include "store/profiles.h"

#include "store/account_columns.h"
#include "store/session.h"

namespace store {

namespace {

constexpr auto kColumns =
    columns(field("url", &model::Profile::url), field("location", &model::Profile::location),
            field("bio", &model::Profile::bio));

constexpr auto kFind = sql("select ", kColumns.names(), " from accounts where id = :id");

constexpr auto kFindPerson =
    sql("select ", kAccountColumns.names(), ", ", kColumns.names(), R"( from accounts
where id = :id and (state <> 'pending' or expires_at is null or expires_at > :now))");

constexpr auto kSet = sql("update accounts set ", kColumns.assignments(), " where id = :id");

}  // namespace

model::Profile Profiles::of(const base::Id& account) {
  return session_.statement(kFind)
      .with("id", account)
      .first<model::Profile>(kColumns)
      .value_or(model::Profile{});
}

std::optional<model::Person> Profiles::person(const base::Id& account, base::Time now) {
  return session_.statement(kFindPerson)
      .with("id", account)
      .with("now", now)
      .first<model::Person>(within(&model::Person::account, kAccountColumns) +
                            within(&model::Person::profile, kColumns));
}

bool Profiles::set(const base::Id& account, const model::Profile& profile) {
  return session_.statement(kSet).changing("id", account).with(kColumns, profile).run() == 1;
}

}  // namespace store
