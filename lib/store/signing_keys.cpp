#include "store/signing_keys.h"

#include "store/session.h"

namespace store {

namespace {

constexpr auto kColumns =
    columns(field("kid", &SigningKeyRow::kid), field("algorithm", &SigningKeyRow::algorithm),
            field("role", &SigningKeyRow::role), field("sealed", &SigningKeyRow::sealed),
            field("created_at", &SigningKeyRow::created_at),
            field("retired_at", &SigningKeyRow::retired_at));

constexpr auto kInsert = kColumns.insert_into("signing_keys");

constexpr auto kAll =
    sql("select ", kColumns.names(), " from signing_keys order by created_at, kid");

constexpr auto kRetire = R"(
update signing_keys set role = null, retired_at = :now where kid = :kid and role is not null)";

constexpr auto kPromote = R"(
update signing_keys set role = 'current' where kid = :kid and role = 'next')";

constexpr auto kRemove = "delete from signing_keys where kid = :kid";

}  // namespace

void SigningKeys::insert(const SigningKeyRow& key) {
  session_.changed(subject());
  session_.statement(kInsert).with(kColumns, key).run();
}

std::vector<SigningKeyRow> SigningKeys::all() {
  return session_.statement(kAll).all<SigningKeyRow>(kColumns);
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
