#include "store/name_looks.h"

#include "store/session.h"

namespace store {

namespace {

constexpr auto kInsert = "insert into name_looks (looks, username_key) values (:looks, :key)";

constexpr auto kKey = "select username_key from name_looks where looks = :looks";

}  // namespace

void NameLooks::insert(const std::string& looks, const std::string& username_key) {
  session_.statement(kInsert).with("looks", looks).with("key", username_key).run();
}

bool NameLooks::has(const std::string& looks) {
  return session_.statement(kKey).with("looks", looks).value<std::string>().has_value();
}

}  // namespace store
