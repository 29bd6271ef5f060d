#include "grants/access.h"

#include "grants/exchange_desk.h"
#include "model/grant_names.h"

namespace {

struct AccessDesk : ExchangeDesk {
  AccessDesk()
      : resource(add({.name = "Resource", .grants = {std::string(model::kClientGrant)}})) {}

  bool is_alive(const std::string& token) { return access.validate(token).has_value(); }

  bool refreshes(const std::string& token) {
    return !refusal_of([&] { server.ask_by_refresh_token(app, token, origin); });
  }

  model::Client resource;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(access_tokens, AccessDesk)

BOOST_AUTO_TEST_CASE(a_token_tells_whose_it_is_and_what_it_opens) {
  const auto holder = access.validate(tokens_of(app).access_token);
  BOOST_REQUIRE(holder.has_value());
  BOOST_TEST((holder->token.account == ada));
  BOOST_TEST(holder->username == "ada");
  BOOST_TEST(holder->email.value() == "ada@example.org");
  BOOST_TEST(holder->token.client == app.id);
  BOOST_TEST(holder->token.scopes.text() == "openid keys:read");
}

BOOST_AUTO_TEST_CASE(forged_expired_and_foreign_texts_open_nothing) {
  const auto issued = tokens_of(app, "keys offline_access");
  auto forged = issued.access_token;
  forged.back() = forged.back() == 'A' ? 'B' : 'A';
  for (const auto& text :
       {forged, std::string(), issued.refresh_token, std::string("dwo_"), std::string(4096, 'x')}) {
    BOOST_TEST(!is_alive(text));
  }
  clock.advance(std::chrono::hours(1));
  BOOST_TEST(!is_alive(issued.access_token));
}

BOOST_AUTO_TEST_CASE(introspection_tells_the_token_s_client_and_resource_servers_and_nobody_else) {
  const auto issued = tokens_of(app, "keys offline_access");
  BOOST_TEST(access.introspect(app, issued.access_token)->holder.username == "ada");
  BOOST_TEST(!access.introspect(app, issued.access_token)->is_refresh);
  BOOST_TEST(access.introspect(resource, issued.access_token).has_value());
  BOOST_TEST(access.introspect(app, issued.refresh_token)->is_refresh);
  BOOST_TEST(!access.introspect(resource, issued.refresh_token));
  for (const auto& text : {issued.access_token, issued.refresh_token, std::string("x")}) {
    BOOST_TEST(!access.introspect(own, text));
  }
  BOOST_TEST(
      refuses(base::ErrorCode::unauthorized, [&] { access.introspect(spa, issued.access_token); }));
}

BOOST_AUTO_TEST_CASE(a_blocked_account_s_refresh_token_is_inactive) {
  const auto issued = tokens_of(app, "keys offline_access");
  block(ada);
  BOOST_TEST(!access.introspect(app, issued.refresh_token));
  BOOST_TEST(!access.introspect(app, issued.access_token));
}

BOOST_AUTO_TEST_CASE(an_access_token_ends_alone_and_whoever_wants_to_know_is_told) {
  const auto issued = tokens_of(app, "keys profile offline_access");
  delegation.verify(credentials(site), issued.access_token, "https://site.example/over");
  access.revoke(app, issued.access_token, origin);
  BOOST_TEST(!is_alive(issued.access_token));
  BOOST_TEST(refreshes(issued.refresh_token));
  const auto calls = revocation_calls();
  BOOST_REQUIRE_EQUAL(calls.size(), 1U);
  BOOST_TEST(calls.front().find("https://site.example/over") != std::string::npos);
  BOOST_TEST(calls.front().find(issued.access_token) == std::string::npos);
  BOOST_TEST(audited("oauth:token-revoked") == 1);
}

BOOST_AUTO_TEST_CASE(a_refresh_token_ends_all_that_came_from_its_grant) {
  const auto issued = tokens_of(app, "keys offline_access");
  access.revoke(app, issued.refresh_token, origin);
  BOOST_TEST(!is_alive(issued.access_token));
  BOOST_TEST(!refreshes(issued.refresh_token));
  BOOST_TEST(audited("oauth:grant-ended") == 1);
}

BOOST_AUTO_TEST_CASE(
    what_is_unknown_or_another_client_s_is_revoked_without_effect_and_without_error) {
  const auto issued = tokens_of(app, "keys offline_access");
  for (const auto& text : {issued.access_token, issued.refresh_token, std::string("nonsense"),
                           opaque.mint(crypto::TokenKind::access, ada)}) {
    access.revoke(own, text, origin);
  }
  BOOST_TEST(is_alive(issued.access_token));
  BOOST_TEST(refreshes(issued.refresh_token));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(personal_tokens, AccessDesk)

BOOST_AUTO_TEST_CASE(a_token_made_by_hand_may_hold_everything_and_ends_at_its_time) {
  const auto text = grants.make_personal_token(proof_of(context, ada), "*", "laptop",
                                               std::chrono::hours(24), origin);
  const auto holder = access.validate(text);
  BOOST_REQUIRE(holder.has_value());
  BOOST_TEST(holder->token.scopes.fulfil("keys:write"));
  BOOST_TEST(holder->token.client.empty());
  const auto listed = grants.list(ada);
  BOOST_REQUIRE_EQUAL(listed.size(), 1U);
  BOOST_TEST(listed.front().grant.comment == "laptop");
  BOOST_TEST(listed.front().client_name.empty());
  BOOST_TEST(audited("oauth:personal-token-issued") == 1);
  clock.advance(std::chrono::hours(24));
  BOOST_TEST(!is_alive(text));
}

BOOST_AUTO_TEST_CASE(faults_are_told_about_their_field) {
  const auto field = [&](const std::string& scopes, const std::string& comment,
                         std::chrono::hours lifetime) {
    const auto error = refusal_of([&] {
      grants.make_personal_token(proof_of(context, ada), scopes, comment, lifetime, origin);
    });
    return error ? error->subject() : "";
  };
  const std::chrono::hours day(24);
  BOOST_TEST(field("", "", day) == "scopes");
  BOOST_TEST(field("a b c/d/e", "", day) == "scopes");
  BOOST_TEST(field("nonsense", "", day) == "scopes");
  BOOST_TEST(field("keys", std::string(129, 'x'), day) == "comment");
  BOOST_TEST(field("keys", "", day * 3651) == "lifetime");
  BOOST_TEST(field("keys", "", day * 0) == "lifetime");
  BOOST_TEST(field("keys", std::string(128, 'x'), day * 3650) == "");
}

BOOST_AUTO_TEST_CASE(their_owner_lists_and_ends_grants_and_nobody_else_does) {
  const auto issued = tokens_of(app, "keys offline_access");
  const auto personal =
      grants.make_personal_token(proof_of(context, ada), "keys", "", std::chrono::hours(1), origin);
  make_active("bob");
  const auto bob = id_of("bob");
  BOOST_TEST(grants.list(bob).empty());
  const auto listed = grants.list(ada);
  BOOST_REQUIRE_EQUAL(listed.size(), 2U);
  for (const auto& each : listed) {
    BOOST_TEST(
        refuses(base::ErrorCode::not_found, [&] { grants.revoke(each.grant.id, bob, origin); }));
  }
  BOOST_TEST(is_alive(issued.access_token));
  for (const auto& each : listed) grants.revoke(each.grant.id, ada, origin);
  BOOST_TEST(!is_alive(issued.access_token));
  BOOST_TEST(!is_alive(personal));
  BOOST_TEST(refuses(base::ErrorCode::not_found,
                     [&] { grants.revoke(listed.front().grant.id, ada, origin); }));
}

BOOST_AUTO_TEST_SUITE_END()
