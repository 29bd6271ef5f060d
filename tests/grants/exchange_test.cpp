#include "grants/exchange_desk.h"

#include "store/sessions.h"

BOOST_FIXTURE_TEST_SUITE(exchange, ExchangeDesk)

BOOST_AUTO_TEST_CASE(an_exchange_token_gives_a_token_for_a_year_that_also_reads_the_profile) {
  const auto token = redeem(exchange_token("keys:write"));
  BOOST_TEST(scopes_of(token.text) == "keys:write,profile:read");
  BOOST_TEST((token.expires_at == clock.now() + std::chrono::hours(24 * 365)));
  BOOST_TEST(audited("oauth:token-issued") == 1);
}

BOOST_AUTO_TEST_CASE(the_answer_brings_state_and_scopes_back_behind_the_query_that_is_there) {
  const auto asking = make("Query", {"https://query.example/back?a=1"});
  const auto planned = exchange.plan({.client_id = asking.client.id,
                                      .redirect_uri = "https://query.example/back?a=1",
                                      .scopes = "audit,keys",
                                      .state = "x y"});
  const auto approved = exchange.approve(planned, session, planned.scopes, origin);
  BOOST_TEST(approved.location.starts_with("https://query.example/back?a=1&exchange=dwx_"));
  BOOST_TEST(parameter(approved.location, "scopes") == "audit:read,keys:read,profile:read");
  BOOST_TEST(parameter(approved.location, "state") == "x y");
  const auto refused = exchange.refusal(planned, "");
  BOOST_TEST(parameter(refused, "a") == "1");
  BOOST_TEST(parameter(refused, "error") == "user_declined");
  BOOST_TEST(parameter(refused, "state") == "x y");
}

BOOST_AUTO_TEST_CASE(what_the_owner_unticks_is_not_granted_and_what_was_not_asked_for_neither) {
  const auto planned = plan("keys:write,audit");
  const auto allowed = model::Scopes::parse("audit:read,profile:write").value();
  const auto text = exchange.approve(planned, session, allowed, origin).exchange;
  BOOST_TEST(scopes_of(redeem(text).text) == "audit:read,profile:read");
}

BOOST_AUTO_TEST_CASE(an_exchange_token_is_good_once_for_fifteen_minutes_and_for_its_client_alone) {
  const auto other = make("Other", {"https://other.example/"});
  const auto text = exchange_token();
  BOOST_TEST(rule_of_refusal([&] { exchange.redeem(credentials(other), text, origin); }) ==
             "exchange.expired");
  BOOST_TEST(redeem(text).text.starts_with("dwo_"));
  BOOST_TEST(rule_of_refusal([&] { redeem(text); }) == "exchange.expired");
  const auto late = exchange_token();
  clock.advance(std::chrono::minutes(15));
  BOOST_TEST(rule_of_refusal([&] { redeem(late); }) == "exchange.expired");
  BOOST_TEST(rule_of_refusal([&] { redeem("dwx_nonsense"); }) == "exchange.expired");
}

BOOST_AUTO_TEST_CASE(a_client_must_know_its_secret) {
  const auto text = exchange_token();
  for (const std::optional<std::string>& secret :
       {std::optional<std::string>(), std::optional<std::string>(""),
        std::optional<std::string>("wrong")}) {
    BOOST_TEST(rule_of_refusal([&] {
                 exchange.redeem({site.client.id, secret}, text, origin);
               }) == "client.wrong_secret");
  }
  BOOST_TEST(rule_of_refusal([&] {
               exchange.redeem({"0000000000000000", "x"}, text, origin);
             }) == "client.unknown");
  BOOST_TEST(rule_of_refusal([&] {
               exchange.redeem({spa.id, std::nullopt}, text, origin);
             }) == "client.wrong_secret");
  BOOST_TEST(redeem(text).text.starts_with("dwo_"));
}

BOOST_AUTO_TEST_CASE(the_next_exchange_ends_the_old_token_and_stays_in_its_grant) {
  const auto first = token_of("keys:write");
  const auto grant = access.validate(first)->token.grant;
  delegation.verify(credentials(site), first, "https://site.example/over");
  const auto second = exchange_token("audit:read");
  BOOST_TEST(scopes_of(first) == "keys:write,profile:read", "nothing ends before the exchange");
  const auto token = redeem(second).text;
  BOOST_TEST(scopes_of(first) == "none");
  BOOST_TEST(scopes_of(token) == "audit:read,profile:read");
  BOOST_TEST((access.validate(token)->token.grant == grant));
  BOOST_TEST(grants.list(ada).size() == 1U);
  BOOST_TEST(revocation_calls().size() == 1U);
  BOOST_TEST(rule_of_refusal([&] { redeem(second); }) == "exchange.expired");
}

BOOST_AUTO_TEST_CASE(a_client_has_one_token_of_each_account) {
  make_active("bob");
  const auto ada_s = token_of();
  session = signed_in(context, id_of("bob"));
  const auto bob_s = token_of();
  BOOST_TEST(scopes_of(ada_s) != "none");
  BOOST_TEST(scopes_of(bob_s) != "none");
}

BOOST_AUTO_TEST_CASE(nobody_is_asked_for_what_they_have_allowed_or_by_a_trusted_client) {
  BOOST_TEST(!exchange.is_approved(plan("keys:write"), ada));
  const auto token = token_of("keys:write");
  BOOST_TEST(exchange.is_approved(plan("profile,keys:write"), ada));
  BOOST_TEST(!exchange.is_approved(plan("keys:read"), ada));
  BOOST_TEST(!exchange.is_approved(plan("keys:write"), base::Id()));
  const auto trusted = make("Ours", {"https://ours.example/", std::string(Exchange::kOutOfBand)},
                            /*trusted=*/true);
  const auto ask = [&](std::string uri) {
    return exchange.is_approved(exchange.plan({.client_id = trusted.client.id,
                                               .redirect_uri = std::move(uri),
                                               .scopes = "keys",
                                               .state = {}}),
                                ada);
  };
  BOOST_TEST(ask("https://ours.example/"));
  BOOST_TEST(!ask(std::string(Exchange::kOutOfBand)));
}

BOOST_AUTO_TEST_CASE(out_of_band_there_is_nowhere_to_go) {
  const auto tool = make("Tool", {std::string(Exchange::kOutOfBand)});
  const auto planned = exchange.plan(
      {.client_id = tool.client.id, .redirect_uri = {}, .scopes = "keys", .state = {}});
  const auto approved = exchange.approve(planned, session, planned.scopes, origin);
  BOOST_TEST(approved.location.empty());
  const auto token = exchange.redeem(credentials(tool), approved.exchange, origin);
  BOOST_TEST(scopes_of(token.text) == "keys:read,profile:read");
}

BOOST_AUTO_TEST_CASE(scopes_that_nobody_may_ask_for_are_refused) {
  const auto lender = make("Lender", {"https://git.example/"}).client.id;
  database.transaction([&](store::Session& open) {
    const auto now = clock.now();
    store::DelegatedScopes(open).insert({0, lender, "repo", "Read", false, now, now});
  });
  struct Row {
    std::string scopes;
    std::string fault;
  };
  for (const auto& row : {Row{"", "scope.missing"},
                          {"*", "scope.unknown *"},
                          {"keys:read,*", "scope.unknown *"},
                          {"a/b/c", "scope.malformed"},
                          {"keys:delete", "scope.malformed"},
                          {"audit:write", "scope.read_only audit"},
                          {"nonsense", "scope.unknown nonsense"},
                          {"0000000000000000/repo", "scope.unknown_client 0000000000000000"},
                          {lender + "/other", "scope.unknown other"},
                          {lender + "/repo:write", "scope.read_only repo"}}) {
    const auto planned = plan(row.scopes, "s");
    const auto fault = rule_of_refusal([&] { throw base::Error(planned.fault.value()); });
    BOOST_TEST(fault == row.fault, row.scopes);
    const auto back = exchange.refusal(planned, "because of \"this\"");
    BOOST_TEST(parameter(back, "error") == "invalid_scope");
    BOOST_TEST(parameter(back, "details") == "because of \"this\"");
    BOOST_TEST(parameter(back, "state") == "s");
  }
  BOOST_TEST(!plan(lender + "/repo,profile:update,audit-log:read").fault);
}

BOOST_AUTO_TEST_CASE(an_alias_stands_for_the_id_of_its_client) {
  const auto lender = make("Lender", {"https://git.example/"}).client.id;
  delegation.add(server.clients.find(lender).value(), "repo", "Read and write", true);
  grants::Exchange aliased(
      context, server.clients,
      {.aliases = grants::Aliases({"here.example=", "git.example=" + lender})});
  const auto planned = aliased.plan({.client_id = site.client.id,
                                     .redirect_uri = {},
                                     .scopes = "git.example/repo:write,here.example/keys",
                                     .state = {}});
  BOOST_TEST(!planned.fault);
  BOOST_TEST(planned.scopes.canonical_text() == lender + "/repo:write,keys:read,profile:read");
}

BOOST_AUTO_TEST_CASE(an_alias_means_the_same_where_a_code_is_asked_for) {
  const auto lender = make("Lender", {"https://git.example/"}).client.id;
  delegation.add(server.clients.find(lender).value(), "repo", "Read and write", true);
  grants::Authorization aliased(
      context, server.clients, server.id_tokens,
      {.issuer = kIssuer, .aliases = grants::Aliases({"git.example=" + lender})});
  const auto planned = aliased.plan(request_of(app, "openid git.example/repo:write"));
  BOOST_TEST(planned.error == "");
  BOOST_TEST(planned.scopes.text() == "openid " + lender + "/repo:write");
}

BOOST_AUTO_TEST_CASE(who_has_signed_out_meanwhile_allows_nothing) {
  const auto planned = plan("keys");
  database.transaction(
      [&](store::Session& open) { store::Sessions(open).remove(session.id, ada); });
  BOOST_TEST(refuses(base::ErrorCode::unauthorized,
                     [&] { exchange.approve(planned, session, planned.scopes, origin); }));
}

BOOST_AUTO_TEST_CASE(nobody_is_sent_to_a_place_that_the_client_does_not_have) {
  const auto ask = [&](const std::string& client, std::optional<std::string> uri) {
    const auto error = refusal_of([&] {
      exchange.plan({.client_id = client, .redirect_uri = std::move(uri), .scopes = "keys"});
    });
    return error ? error->subject() : "";
  };
  for (const auto* uri : {"https://site.example/", "https://site.example/backwards",
                          "https://site.example/back/../evil", "https://evil.example/back",
                          "https://site.example@evil.example/back", "//evil.example",
                          "https://site.example/back\\x", "urn:ietf:wg:oauth:2.0:oob"}) {
    BOOST_TEST(ask(site.client.id, uri) == "redirect_uri_mismatch", uri);
  }
  BOOST_TEST(ask(site.client.id, "https://site.example/back/deeper") == "");
  BOOST_TEST(ask("0000000000000000", std::nullopt) == "invalid_client");
  BOOST_TEST(ask(spa.id, std::nullopt) == "invalid_client");
  const auto two = make("Two", {"https://a.example/", "https://b.example/"}).client.id;
  BOOST_TEST(ask(two, std::nullopt) == "redirect_uri_mismatch");
}

BOOST_AUTO_TEST_CASE(a_blocked_account_gives_nothing) {
  const auto text = exchange_token();
  const auto token = token_of();
  block(ada);
  BOOST_TEST(scopes_of(token) == "none");
  BOOST_TEST(rule_of_refusal([&] { redeem(text); }) == "exchange.expired");
}

BOOST_AUTO_TEST_SUITE_END()
