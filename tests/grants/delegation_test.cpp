#include "grants/delegation.h"

#include "grants/exchange_desk.h"

namespace {

struct DelegationDesk : ExchangeDesk {
  DelegationDesk() : git(make("Git", {"https://git.example/"}, /*trusted=*/true)) {}

  grants::Clients::Made git;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(delegated_scopes, DelegationDesk)

BOOST_AUTO_TEST_CASE(only_a_trusted_client_with_its_secret_lends_scopes_out) {
  const auto ask = [&](const std::string& id, const std::optional<std::string>& secret) {
    return rule_of_refusal([&] { delegation.service({id, secret}); });
  };
  BOOST_TEST(ask(git.client.id, git.secret) == "not refused");
  BOOST_TEST(ask(git.client.id, {}) == "lender.wrong_secret");
  BOOST_TEST(ask("0000000000000000", git.secret) == "lender.unknown");
  BOOST_TEST(ask(git.client.id, "wrong") == "lender.wrong_secret");
  BOOST_TEST(ask(git.client.id, "") == "lender.wrong_secret");
  BOOST_TEST(ask(site.client.id, site.secret) == "client.not_trusted");
}

BOOST_AUTO_TEST_CASE(a_client_keeps_its_own_scopes_by_name) {
  auto& scopes = delegation;
  const auto repo = scopes.add(git.client, "repo", "Repositories", true);
  const auto wiki = scopes.add(git.client, "wiki", "Wikis", false);
  BOOST_TEST(scopes.list(git.client, -1, 50).front().name == "wiki");
  BOOST_TEST(scopes.count(git.client) == 2);
  BOOST_TEST(scopes.find(git.client, repo.id).writable);
  const auto again = refusal_of([&] { scopes.add(git.client, "repo", "x", true); });
  BOOST_TEST(again->rule() == "lent_scope.known");
  BOOST_TEST(again->subject() == "name");
  for (const auto* name : {"", "Repo", "a-b", "a/b", "*"}) {
    BOOST_TEST(refusal_of([&] { scopes.add(git.client, name, "x", true); })->subject() == "name");
  }
  BOOST_TEST(refuses(base::ErrorCode::unauthorized, [&] { scopes.find(site.client, repo.id); }));
  BOOST_TEST(refuses(base::ErrorCode::unauthorized, [&] { scopes.remove(site.client, repo.id); }));
  scopes.remove(git.client, repo.id);
  BOOST_TEST(refuses(base::ErrorCode::not_found, [&] { scopes.find(git.client, repo.id); }));
  BOOST_TEST(scopes.find(git.client, wiki.id).name == "wiki");
}

BOOST_AUTO_TEST_CASE(a_service_learns_all_that_a_token_opens_and_is_told_of_its_end_once) {
  auto& scopes = delegation;
  const auto token = token_of("keys:write");
  for (const auto* url : {"", "https://git.example/first", "https://git.example/last"}) {
    const auto verified = scopes.verify(credentials(git), token, url);
    BOOST_TEST(verified.scopes.canonical_text() == "keys:write,profile:read");
  }
  grants.revoke(access.validate(token)->token.grant, ada, origin);
  const auto calls = revocation_calls();
  BOOST_REQUIRE_EQUAL(calls.size(), 1U);
  BOOST_TEST(calls.front().find("https://git.example/last") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_token_that_is_none_of_its_business_is_as_good_as_unknown) {
  auto& scopes = delegation;
  scopes.add(git.client, "repo", "Repositories", true);
  const auto hour = std::chrono::hours(1);
  const auto ask = [&](const std::string& token) {
    return rule_of_refusal([&] { scopes.verify(credentials(git), token, ""); });
  };
  const std::string refusal = "token.unknown";
  BOOST_TEST(ask(grants.make_personal_token(proof_of(context, ada), "keys:write", "", hour,
                                            origin)) == refusal);
  BOOST_TEST(ask("nonsense") == refusal);
  BOOST_TEST(ask(grants.make_personal_token(proof_of(context, ada), git.client.id + "/repo", "",
                                            hour, origin)) == "not refused");
  BOOST_TEST(ask(grants.make_personal_token(proof_of(context, ada), "*", "", hour, origin)) ==
             "not refused");
}

BOOST_AUTO_TEST_CASE(it_must_know_its_secret_and_name_a_place_that_can_be_called) {
  auto& scopes = delegation;
  const auto token = token_of();
  BOOST_TEST(refuses(base::ErrorCode::not_found, [&] {
    scopes.verify({"0000000000000000", "x"}, token, "");
  }));
  BOOST_TEST(rule_of_refusal([&] {
               scopes.verify({git.client.id, "x"}, token, "");
             }) == "client.wrong_secret");
  for (const auto& url :
       {std::string("ftp://git.example/"), std::string("https://"), std::string("https:///x"),
        std::string("https://git.example/a b"), std::string("javascript:alert(1)"),
        "https://git.example/" + std::string(2048, 'x')}) {
    const auto error = refusal_of([&] { scopes.verify(credentials(git), token, url); });
    BOOST_TEST(error->subject() == "revocation_url", url);
  }
}

BOOST_AUTO_TEST_SUITE_END()
