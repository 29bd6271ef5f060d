#include "store/key_sets.h"

#include "store/duplicate.h"
#include "store/session.h"

namespace store {

namespace {

constexpr auto kState = "select fetched_at, attempted_at from key_sets where url = :url";

constexpr auto kJwks = "select jwks from key_sets where url = :url";

constexpr auto kFirstClaim = R"(
insert into key_sets (url, jwks, fetched_at, attempted_at) values (:url, '', null, :now))";

constexpr auto kClaim = R"(
update key_sets set attempted_at = :now where url = :url and attempted_at = :seen)";

constexpr auto kStore = R"(
update key_sets set jwks = :jwks, fetched_at = :fetched_at where url = :url)";

}  // namespace

std::optional<KeySets::State> KeySets::state(const std::string& url) {
  return session_.statement(kState)
      .with("url", url)
      .first<State, std::optional<base::Time>, base::Time>();
}

std::string KeySets::jwks(const std::string& url) {
  return session_.statement(kJwks).with("url", url).value<std::string>().value_or("");
}

bool KeySets::claim(const std::string& url, const std::optional<State>& seen, base::Time now) {
  if (seen) {
    return session_.statement(kClaim)
               .with("url", url)
               .with("seen", seen->attempted_at)
               .with("now", now)
               .run() == 1;
  }
  try {
    session_.statement(kFirstClaim).with("url", url).with("now", now).run();
    return true;
  } catch (const Duplicate&) {  // another process has begun meanwhile
    return false;
  }
}

void KeySets::store(const std::string& url, const std::string& jwks, base::Time fetched_at) {
  session_.statement(kStore)
      .with("url", url)
      .with("jwks", jwks)
      .with("fetched_at", fetched_at)
      .run();
}

}  // namespace store
