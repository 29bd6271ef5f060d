#include "accounts/issuers/signing_keys.h"

#include <boost/test/unit_test.hpp>

#include "accounts/context.h"
#include "base/error.h"
#include "signing_desk.h"
#include "store/migrations.h"
#include "store/session.h"
#include "support/mariadb.h"
#include "support/refusals.h"

using accounts::SigningKeys;
using base::ErrorCode;
using crypto::Algorithm;
using namespace std::chrono_literals;

namespace {

std::vector<std::string> states_of(SigningKeys& keys) {
  std::vector<std::string> states;
  for (const auto& key : keys.list()) states.push_back(key.state);
  std::sort(states.begin(), states.end());
  return states;
}

std::string kid_in(SigningKeys& keys, const std::string& state) {
  for (const auto& key : keys.list()) {
    if (key.state == state) return key.kid;
  }
  return "none";
}

std::string sign(SigningKeys& keys) { return crypto::sign_jws(keys.current(), "{}"); }

using Texts = std::vector<std::string>;

}  // namespace

BOOST_FIXTURE_TEST_SUITE(signing_keys, SigningDesk)

BOOST_AUTO_TEST_CASE(the_first_use_makes_a_current_and_a_next_key_and_no_more) {
  auto first = keys();
  auto second = keys();
  first.ensure();
  second.ensure();
  BOOST_TEST(states_of(first) == (Texts{"current", "next"}), boost::test_tools::per_element());
  BOOST_TEST(verifies(second, sign(first)));
  BOOST_TEST(first.current().kid() == kid_in(second, "current"));
}

BOOST_AUTO_TEST_CASE(what_is_stored_is_sealed) {
  auto own = keys();
  const auto secret = own.export_private(kid_in(own, "current"));
  const auto rows =
      database.read([](store::Session& session) { return store::SigningKeys(session).all(); });
  BOOST_REQUIRE(rows.size() == 2U);
  for (const auto& row : rows) {
    BOOST_TEST(row.sealed.find("PRIVATE") == std::string::npos);
    BOOST_TEST(row.sealed.find(secret.substr(30, 40)) == std::string::npos);
    BOOST_TEST(!seal.open(row.sealed, "another kid"));
    BOOST_TEST(seal.open(row.sealed, row.kid).has_value());
  }
}

BOOST_AUTO_TEST_CASE(rotation_moves_each_key_one_step_on) {
  auto own = keys();
  const auto next = kid_in(own, "next");
  const auto current = kid_in(own, "current");
  own.rotate();
  BOOST_TEST(states_of(own) == (Texts{"current", "next", "retired"}),
             boost::test_tools::per_element());
  BOOST_TEST(kid_in(own, "current") == next);
  BOOST_TEST(kid_in(own, "retired") == current);
}

BOOST_AUTO_TEST_CASE(a_key_that_was_published_signs_at_once_and_a_fresh_one_half_a_minute_later) {
  auto own = keys();
  own.ensure();
  const auto first = own.current().kid();
  clock.advance(31s);
  own.rotate();  // the next key is 31 seconds old
  const auto second = own.current().kid();
  BOOST_TEST(second != first);
  own.rotate();  // that one is made in this moment
  BOOST_TEST(own.current().kid() == second);
  clock.advance(61s);
  BOOST_TEST(own.current().kid() == kid_in(own, "current"));
  BOOST_TEST(own.current().kid() != second);
}

BOOST_AUTO_TEST_CASE(while_no_key_is_old_enough_the_oldest_signs) {
  auto own = keys();
  auto other = keys();
  own.ensure();
  other.verification_keys();
  for (int i = 0; i < 3; ++i) {
    clock.advance(2s);
    own.rotate();
    const auto token = sign(own);
    BOOST_TEST(verifies(other, token));
  }
}

BOOST_AUTO_TEST_CASE(a_retired_key_verifies_as_long_as_what_it_has_signed_can_live) {
  auto own = keys({.longest_token = 1h});
  const auto token = sign(own);
  own.rotate();
  clock.advance(1h);
  BOOST_TEST(verifies(own, token));
  clock.advance(10min);
  BOOST_TEST(!verifies(own, token));
  BOOST_TEST(states_of(own).size() == 3U);
  own.rotate();
  BOOST_TEST(states_of(own).size() == 3U);  // one came, one went
}

BOOST_AUTO_TEST_CASE(another_process_follows_within_a_minute_and_at_once_for_a_kid_that_is_new) {
  auto own = keys();
  auto other = keys();
  own.ensure();
  clock.advance(31s);
  other.verification_keys();
  own.rotate();
  clock.advance(31s);
  own.rotate();  // signs with a key that the other one has never seen
  BOOST_TEST(other.verification_keys().keys.size() == 2U);
  BOOST_TEST(verifies(other, sign(own)));
  BOOST_TEST(other.verification_keys().keys.size() == 4U);
}

BOOST_AUTO_TEST_CASE(for_unknown_kids_the_database_is_asked_once_in_five_seconds) {
  auto own = keys();
  auto other = keys();
  other.verification_keys();
  own.rotate();
  const auto known = [&] { return other.refreshed_keys().keys.size(); };
  clock.advance(4s);
  BOOST_TEST(known() == 2U);
  clock.advance(1s);
  BOOST_TEST(known() == 3U);
}

BOOST_AUTO_TEST_CASE(each_algorithm_has_its_keys_and_those_of_the_last_one_still_verify) {
  auto before = keys({.algorithm = Algorithm::es256});
  const auto token = sign(before);
  auto now = keys({.algorithm = Algorithm::eddsa});
  BOOST_TEST((now.current().algorithm() == Algorithm::eddsa));
  BOOST_TEST((before.current().algorithm() == Algorithm::es256));
  BOOST_TEST(verifies(now, token));
  now.rotate();
  BOOST_TEST(verifies(now, token));
  BOOST_TEST(states_of(now) == (Texts{"current", "next", "retired", "retired", "retired"}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_published_set_has_every_public_key_and_no_secret) {
  auto own = keys();
  const auto jwks = crypto::KeySet::from_jwks(own.published().jwks());
  BOOST_TEST(jwks.keys.size() == 2U);
  BOOST_TEST(own.published().jwks().find("\"d\"") == std::string::npos);
  auto shared = keys({.algorithm = Algorithm::hs256});
  BOOST_TEST(verifies(shared, sign(shared)));
  BOOST_TEST(crypto::KeySet::from_jwks(shared.published().jwks()).keys.size() ==
             2U);  // those of EdDSA
  BOOST_TEST(!shared.public_text());
}

BOOST_AUTO_TEST_CASE(keys_that_another_secret_sealed_are_told_of_and_rotation_mends_it) {
  keys().ensure();
  const crypto::Seal other(crypto::Secret({std::string(64, '6')}), "signing keys", entropy);
  SigningKeys lost(context, other, {});
  const auto error = refusal_of([&] { lost.current(); });
  BOOST_REQUIRE(error);
  BOOST_TEST((error->code() == ErrorCode::internal));
  BOOST_TEST(error->private_detail().find("doorward key rotate") != std::string::npos);
  lost.rotate();
  BOOST_TEST(verifies(lost, sign(lost)));
}

BOOST_AUTO_TEST_CASE(a_given_key_is_the_only_one_and_is_never_asked_for) {
  const auto given = crypto::SigningKey::generate(Algorithm::rs256, entropy);
  auto own = keys({.algorithm = Algorithm::rs256, .private_key = given.private_text()});
  database.transaction(
      [](store::Session& session) { session.change_schema("drop table signing_keys"); });
  clock.advance(2min);
  BOOST_TEST(own.current().kid() == given.kid());
  BOOST_TEST(own.refreshed_keys().keys.size() == 1U);
  BOOST_TEST(own.list().size() == 1U);
  BOOST_TEST(own.export_private(given.kid()) == given.private_text());
  BOOST_TEST(own.public_text().value() == given.verification_key().pem());
  BOOST_TEST(refuses(ErrorCode::conflict, [&] { own.rotate(); }));
}

BOOST_AUTO_TEST_CASE(an_unknown_kid_cannot_be_exported) {
  auto own = keys();
  BOOST_TEST(own.export_private(kid_in(own, "next")).starts_with("-----BEGIN PRIVATE KEY"));
  BOOST_TEST(refuses(ErrorCode::not_found, [&] { own.export_private("x"); }));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(signing_keys_outage)

BOOST_AUTO_TEST_CASE(tokens_are_made_and_checked_while_the_database_is_away) {
  MariaDb server;
  SigningDesk desk;
  store::Database database({server.new_database(), 2s}, desk.entropy, desk.generations);
  store::migrate(database);
  accounts::Context context(database, desk.clock, desk.entropy, desk.passwords, desk.opaque,
                            desk.context.terms);
  SigningKeys keys(context, desk.seal, {});
  const auto token = sign(keys);
  server.stop();
  desk.clock.advance(1h);
  BOOST_TEST(verifies(keys, token));
  BOOST_TEST(verifies(keys, sign(keys)));
  server.start();
  desk.clock.advance(5s);
  BOOST_TEST(verifies(keys, token));
  keys.rotate();
  BOOST_TEST(verifies(keys, token));
}

BOOST_AUTO_TEST_SUITE_END()
