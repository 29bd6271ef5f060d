#include "store/delegations.h"
#include "store/duplicate.h"
#include "store/session.h"

namespace store {

namespace {

constexpr auto kReplace = R"(
update revocation_urls set url = :url where token = :token and client = :client)";

constexpr auto kInsert = R"(
insert into revocation_urls (token, client, url) values (:token, :client, :url))";

constexpr auto kOfToken = "select url from revocation_urls where token = :token order by client";

}  // namespace

void RevocationUrls::put(const base::Id& token, const std::string& client, const std::string& url) {
  const auto write = [&](const char* sql) {
    return session_.statement(sql)
        .with("token", token)
        .with("client", client)
        .with("url", url)
        .run();
  };
  if (write(kReplace) == 1) return;
  try {
    write(kInsert);
  } catch (const Duplicate&) {  // another process has told one meanwhile
    write(kReplace);
  }
}

std::vector<std::string> RevocationUrls::of_token(const base::Id& token) {
  return session_.statement(kOfToken).with("token", token).all<std::string, std::string>();
}

}  // namespace store
