// What is remembered of access tokens: a change on this host counts at once, one on another host
// within the time that the configuration names.
#include "grants/exchange_desk.h"
#include "store/access_tokens.h"
#include "store/accounts.h"

namespace {

/// Two processes of this host (the desk's own, and another), and one of another host.
struct RememberedDesk : ExchangeDesk {
  /// Both have validated it, and will go on without the database for a while.
  std::string known_token() {
    auto token = token_of("keys:read");
    BOOST_TEST_REQUIRE(access.validate(token).has_value());
    BOOST_TEST_REQUIRE(another.validate(token).has_value());
    return token;
  }
  bool is_alive(const std::string& token) {
    const bool here = access.validate(token).has_value();
    BOOST_TEST(another.validate(token).has_value() == here);
    return here;
  }

  template <typename Change>
  void elsewhere(Change change) {
    cache::Generations others;
    store::Database theirs({"sqlite:" + directory + "/doorward.db"}, entropy, others);
    theirs.transaction(change);
  }
  void remove_elsewhere(const std::string& token) {
    const auto id = opaque.check(crypto::TokenKind::access, token).value();
    elsewhere([&](store::Session& open) { store::AccessTokens(open).remove(id); });
  }

  grants::Access another{context};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(remembered_tokens, RememberedDesk)

BOOST_AUTO_TEST_CASE(a_change_on_another_host_is_seen_when_the_time_is_over_and_not_before) {
  const auto token = known_token();
  remove_elsewhere(token);
  clock.advance(std::chrono::milliseconds(4999));
  BOOST_TEST(is_alive(token));
  clock.advance(std::chrono::milliseconds(1));
  BOOST_TEST(!is_alive(token));
}

BOOST_AUTO_TEST_CASE(without_a_lifetime_the_database_is_asked_every_time) {
  TestWorld asking({.directory = directory, .remembered = std::chrono::seconds{0}});
  grants::Access forgetful(asking.context);
  const auto token = token_of();
  BOOST_TEST(forgetful.validate(token).has_value());
  remove_elsewhere(token);
  BOOST_TEST(!forgetful.validate(token));
}

BOOST_AUTO_TEST_CASE(a_token_is_not_remembered_past_its_expiry) {
  const auto token = known_token();
  const auto left = access.validate(token)->token.expires_at - clock.now();
  clock.advance(std::chrono::duration_cast<std::chrono::milliseconds>(left) -
                std::chrono::milliseconds(1));
  BOOST_TEST(is_alive(token));
  clock.advance(std::chrono::milliseconds(1));
  BOOST_TEST(!is_alive(token));
}

BOOST_AUTO_TEST_CASE(a_revoked_token_is_refused_at_once) {
  const auto token = known_token();
  access.revoke(site.client, token, origin);
  BOOST_TEST(!is_alive(token));
}

BOOST_AUTO_TEST_CASE(the_tokens_of_a_blocked_account_are_refused_at_once_and_come_back_with_it) {
  const auto token = known_token();
  block(ada);
  BOOST_TEST(!is_alive(token));
  database.transaction([&](store::Session& open) {
    store::Accounts(open).change_state(ada, model::AccountState::blocked,
                                       model::AccountState::active);
  });
  BOOST_TEST(is_alive(token));
}

BOOST_AUTO_TEST_CASE(a_token_whose_scope_was_replaced_is_refused_at_once) {
  const auto token = known_token();
  const auto narrower = token_of("profile:read");
  BOOST_TEST(!is_alive(token));
  BOOST_TEST(scopes_of(narrower) == "profile:read");
}

BOOST_AUTO_TEST_CASE(the_tokens_of_a_removed_client_are_refused_at_once) {
  const auto token = known_token();
  database.transaction([&](store::Session& open) { store::Clients(open).remove(site.client.id); });
  BOOST_TEST(!is_alive(token));
}

BOOST_AUTO_TEST_CASE(a_removed_client_is_none_of_our_own_at_once) {
  const auto ours = make("Ours", {kCallback}, /*trusted=*/true).client.id;
  BOOST_TEST(server.clients.is_trusted(ours));
  BOOST_TEST(!server.clients.is_trusted(site.client.id));
  grants::Clients(context).remove(ours, base::Id(), origin);
  BOOST_TEST(!server.clients.is_trusted(ours));
}

BOOST_AUTO_TEST_CASE(a_changed_address_is_told_at_once) {
  const auto token = known_token();
  database.transaction([&](store::Session& open) {
    store::Accounts(open).set_email(ada, "ada@example.com", "ada@example.com", clock.now());
  });
  BOOST_TEST(access.validate(token)->email.value() == "ada@example.com");
  BOOST_TEST(another.validate(token)->email.value() == "ada@example.com");
}

BOOST_AUTO_TEST_CASE(a_change_that_was_rolled_back_changes_nothing) {
  const auto token = known_token();
  const auto id = opaque.check(crypto::TokenKind::access, token).value();
  BOOST_CHECK_THROW(database.transaction([&](store::Session& open) {
    store::AccessTokens(open).remove(id);
    throw std::runtime_error("no");
  }),
                    std::runtime_error);
  BOOST_TEST(is_alive(token));
}

BOOST_AUTO_TEST_SUITE_END()
