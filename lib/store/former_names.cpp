#include "store/former_names.h"

#include "store/session.h"

namespace store {

namespace {

constexpr auto kForget = "delete from former_names where username_key = :key";

constexpr auto kInsert = "insert into former_names (username_key, owner) values (:key, :owner)";

constexpr auto kOwner = "select owner from former_names where username_key = :key";

}  // namespace

void FormerNames::keep(const std::string& username_key, const std::string& owner) {
  session_.statement(kForget).with("key", username_key).run();
  session_.statement(kInsert).with("key", username_key).with("owner", owner).run();
}

std::optional<std::string> FormerNames::owner_of(const std::string& username_key) {
  return session_.statement(kOwner).with("key", username_key).value<std::string>();
}

}  // namespace store
