#include "accounts/issuers/key_ring.h"

#include <boost/test/unit_test.hpp>

#include "signing_desk.h"
#include "support/refusals.h"

using accounts::KeyRing;
using accounts::SigningKeys;
using base::ErrorCode;
using crypto::Algorithm;
using namespace std::chrono_literals;

namespace {

// ES256 stands for the algorithm of ID tokens: RSA takes a second to make.
struct RingDesk : SigningDesk {
  KeyRing ring(SigningKeys::Settings settings = {}, Algorithm id_algorithm = Algorithm::es256) {
    return KeyRing(context, seal, {std::move(settings), id_algorithm});
  }

  std::size_t stored() {
    return database.read([](store::Session& session) { return store::SigningKeys(session).all(); })
        .size();
  }
};

long count_of(const std::vector<SigningKeys::Listed>& keys, Algorithm algorithm,
              const std::string& state) {
  return std::count_if(keys.begin(), keys.end(), [&](const SigningKeys::Listed& key) {
    return key.algorithm == algorithm && key.state == state;
  });
}

std::string sign(SigningKeys& keys) { return crypto::sign_jws(keys.current(), "{}"); }

bool verifies_with(const std::string& jwks, const std::string& token) {
  return bool(crypto::verify_jws(token, crypto::KeySet::from_jwks(jwks),
                                 {Algorithm::eddsa, Algorithm::es256}));
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(key_ring, RingDesk)

BOOST_AUTO_TEST_CASE(each_kind_of_token_is_signed_by_its_algorithm_and_one_set_checks_both) {
  auto own = ring();
  BOOST_TEST((own.tokens().current().algorithm() == Algorithm::eddsa));
  BOOST_TEST((own.id_tokens().current().algorithm() == Algorithm::es256));
  const auto jwks = own.jwks();
  BOOST_TEST(crypto::KeySet::from_jwks(jwks).keys.size() == 4U);
  BOOST_TEST(verifies_with(jwks, sign(own.tokens())));
  BOOST_TEST(verifies_with(jwks, sign(own.id_tokens())));
}

BOOST_AUTO_TEST_CASE(keys_are_made_when_they_are_needed) {
  auto own = ring();
  own.tokens().current();
  BOOST_TEST(stored() == 2U);
  own.ensure();
  BOOST_TEST(stored() == 4U);
}

BOOST_AUTO_TEST_CASE(a_rotation_moves_both_and_loses_no_token) {
  auto own = ring({.longest_token = 1h});
  const auto token = sign(own.tokens());
  const auto id_token = sign(own.id_tokens());
  own.rotate();
  const auto listed = own.list();
  BOOST_TEST(listed.size() == 6U);
  for (const auto algorithm : {Algorithm::eddsa, Algorithm::es256}) {
    for (const auto* state : {"current", "next", "retired"}) {
      BOOST_TEST(count_of(listed, algorithm, state) == 1, state);
    }
  }
  clock.advance(1h);
  BOOST_TEST(verifies_with(own.jwks(), token));
  BOOST_TEST(verifies_with(own.jwks(), id_token));
}

BOOST_AUTO_TEST_CASE(rotating_one_kind_leaves_the_other_alone) {
  auto own = ring();
  own.ensure();
  own.tokens().rotate();
  BOOST_TEST(count_of(own.list(), Algorithm::es256, "current") == 1);
  BOOST_TEST(count_of(own.list(), Algorithm::es256, "retired") == 0);
  own.id_tokens().rotate();
  BOOST_TEST(count_of(own.list(), Algorithm::eddsa, "retired") == 1);
}

BOOST_AUTO_TEST_CASE(keys_of_an_algorithm_that_nobody_wants_any_more_retire) {
  ring({.algorithm = Algorithm::es384}).ensure();
  auto own = ring();
  own.rotate();
  BOOST_TEST(count_of(own.list(), Algorithm::es384, "retired") == 2);
  BOOST_TEST(count_of(own.list(), Algorithm::es256, "current") == 1);
}

BOOST_AUTO_TEST_CASE(one_algorithm_for_both_is_one_set_of_keys) {
  auto own = ring({}, Algorithm::eddsa);
  own.ensure();
  BOOST_TEST(own.tokens().current().kid() == own.id_tokens().current().kid());
  BOOST_TEST(stored() == 2U);
  own.rotate();
  BOOST_TEST(stored() == 3U);
  BOOST_TEST(crypto::KeySet::from_jwks(own.jwks()).keys.size() == 3U);
}

BOOST_AUTO_TEST_CASE(a_given_key_stands_beside_those_of_the_database) {
  const auto given = crypto::SigningKey::generate(Algorithm::eddsa, entropy);
  auto own = ring({.private_key = given.private_text()});
  BOOST_TEST(verifies_with(own.jwks(), sign(own.tokens())));
  BOOST_TEST(verifies_with(own.jwks(), sign(own.id_tokens())));
  BOOST_TEST(own.list().size() == 3U);
  own.rotate();
  BOOST_TEST(own.list().size() == 4U);
  BOOST_TEST(own.tokens().current().kid() == given.kid());
  BOOST_TEST(own.export_private(given.kid()) == given.private_text());
  BOOST_TEST(own.export_private(own.id_tokens().current().kid()).starts_with("-----BEGIN"));
  BOOST_TEST(refuses(ErrorCode::not_found, [&] { own.export_private("x"); }));
  auto alone = ring({.private_key = given.private_text()}, Algorithm::eddsa);
  BOOST_TEST(refuses(ErrorCode::conflict, [&] { alone.rotate(); }));
}

BOOST_AUTO_TEST_CASE(a_shared_secret_is_never_published) {
  auto own = ring({.algorithm = Algorithm::hs256});
  own.ensure();
  BOOST_TEST(crypto::KeySet::from_jwks(own.jwks()).keys.size() == 2U);
  BOOST_TEST(!verifies_with(own.jwks(), sign(own.tokens())));
}

BOOST_AUTO_TEST_SUITE_END()
