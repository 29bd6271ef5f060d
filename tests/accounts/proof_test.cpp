#include "accounts/proof/proof.h"

#include <boost/test/unit_test.hpp>

#include "accounts/keys/ssh_keys.h"
#include "accounts/proof/opening.h"
#include "accounts/proof/owner_check.h"
#include "crypto/jose.h"
#include "crypto/ssh_lines.h"
#include "model/grant_names.h"
#include "support/records.h"
#include "support/refusals.h"
#include "support/test_world.h"

using accounts::Lapse;
using accounts::Opening;
using accounts::Proof;
using base::ErrorCode;

namespace {

/// "ada", who has a key, and a session that it has opened.
struct KeyHolder : AdasWorld {
  /// A personal grant by a proof; its id.
  base::Id open_grant(const Proof& proof, const base::Id& account) {
    const auto now = clock.now();
    const model::Grant grant{.id = base::Id::make(now, entropy),
                             .type = std::string(model::kPersonalGrant),
                             .client = {},
                             .account = account,
                             .scopes = {},
                             .comment = {},
                             .created_at = now,
                             .signed_in_at = now,
                             .expires_at = now + std::chrono::hours(1)};
    const accounts::Door entry{"test", "", [&](Lapse lapse) {
                                 lapsed = lapse;
                                 return base::Error(ErrorCode::unauthorized, {"It has lapsed."});
                               }};
    database.transaction([&](store::Session& session) {
      accounts::open(session, context, proof, entry, from("192.0.2.1"),
                     [&](Opening& opening) { opening.put(grant); });
    });
    return grant.id;
  }

  std::optional<Lapse> lapse_of(const Proof& proof) {
    lapsed.reset();
    refusal_of([&] { open_grant(proof, ada); });
    return lapsed;
  }

  accounts::SshKeys keys{context};
  model::SshKey key =
      keys.add(ada, ssh_line(make_key(crypto::Algorithm::es256)), from("192.0.2.1"));
  model::Session by_key = signed_in(context, ada, key.id);
  model::Session by_password = signed_in(context, ada);
  std::optional<Lapse> lapsed;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(proof, KeyHolder)

BOOST_AUTO_TEST_CASE(a_key_that_goes_takes_all_that_it_has_opened_and_nothing_else) {
  const auto of_key = open_grant(proof_of(context, by_key), ada);
  const auto of_password = open_grant(proof_of(context, by_password), ada);
  keys.remove(ada, key.id, from("192.0.2.1"));
  BOOST_TEST(!is_allowed(of_key));
  BOOST_TEST(is_allowed(of_password));
  BOOST_TEST(!lives(cookie_of(context, by_key)));
  BOOST_TEST(lives(cookie_of(context, by_password)));
  BOOST_TEST(audited("oauth:grant-ended") == 1);
}

BOOST_AUTO_TEST_CASE(a_session_that_a_key_has_opened_is_no_proof_without_the_password) {
  BOOST_TEST(owner_check.asks_password(by_key));
  BOOST_TEST(!owner_check.asks_password(by_password));
  for (const auto* word : {"", "wrong"}) {
    BOOST_TEST(refuses(ErrorCode::unauthorized,
                       [&] { owner_check.by_session(by_key, word, from("192.0.2.1")); }));
  }
  const auto typed = owner_check.by_session(by_key, "secret", from("192.0.2.1"));
  BOOST_TEST((typed.means() == Proof::Means::password && !typed.ssh_key()));
  const auto was_enough = owner_check.by_session(by_password, "", from("192.0.2.1"));
  BOOST_TEST((was_enough.means() == Proof::Means::session));
}

BOOST_AUTO_TEST_CASE(a_proof_is_used_for_nobody_else) {
  make_active("bert");
  const auto proof = proof_of(context, by_password);
  BOOST_TEST(refuses(ErrorCode::internal, [&] { open_grant(proof, id_of("bert")); }));
}

BOOST_AUTO_TEST_CASE(a_proof_lapses_with_what_it_is_made_of) {
  const auto session = proof_of(context, by_password);
  const auto password = owner_check.by_password(by_password, "secret", from("192.0.2.1"));
  const auto of_key = proof_of(context, by_key);
  BOOST_TEST(!lapse_of(session));
  keys.remove(ada, key.id, from("192.0.2.1"));
  BOOST_TEST((lapse_of(of_key) == Lapse::changed));
  set_password(ada, "another");
  BOOST_TEST((lapse_of(password) == Lapse::changed));
  BOOST_TEST(!lapse_of(session));
  block(ada);
  BOOST_TEST(lapse_of(session).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
