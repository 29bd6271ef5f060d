#include "store/signing_keys.h"

#include "store/session.h"

namespace store {

namespace {

constexpr auto kInsert = R"(
insert into signing_keys (kid, algorithm, role, sealed, created_at, retired_at)
values (:kid, :algorithm, :role, :sealed, :created_at, :retired_at))";

constexpr auto kAll = R"(
select kid, algorithm, role, sealed, created_at, retired_at from signing_keys
order by created_at, kid)";

constexpr auto kRetire = R"(
update signing_keys set role = null, retired_at = :now where kid = :kid and role is not null)";

constexpr auto kPromote = R"(
update signing_keys set role = 'current' where kid = :kid and role = 'next')";

constexpr auto kRemove = "delete from signing_keys where kid = :kid";

}  // namespace

void SigningKeys::insert(const SigningKeyRow& key) {
  session_.changed(subject());
  session_.statement(kInsert)
      .with("kid", key.kid)
      .with("algorithm", key.algorithm)
      .with("role", key.role)
      .with("sealed", key.sealed)
      .with("created_at", key.created_at)
      .with("retired_at", key.retired_at)
      .run();
}

std::vector<SigningKeyRow> SigningKeys::all() {
  using Text = std::string;
  return session_.statement(kAll)
      .all<SigningKeyRow, Text, Text, std::optional<Text>, Text, base::Time,
           std::optional<base::Time>>();
}

bool SigningKeys::retire(const std::string& kid, base::Time now) {
  session_.changed(subject());
  return session_.statement(kRetire).with("kid", kid).with("now", now).run() == 1;
}

bool SigningKeys::promote(const std::string& kid) {
  session_.changed(subject());
  return session_.statement(kPromote).with("kid", kid).run() == 1;
}

void SigningKeys::remove(const std::string& kid) {
  session_.changed(subject());
  session_.statement(kRemove).with("kid", kid).run();
}

}  // namespace store
