// A transaction that changes a row ends what lib/cache remembers of it.
#include <boost/test/unit_test.hpp>
#include <functional>

#include "base/error.h"
#include "oauth_rows.h"
#include "store/errors.h"
#include "store/profiles.h"
#include "store/revoked_tokens.h"
#include "store/session.h"
#include "store/sessions.h"
#include "store/signing_keys.h"
#include "store/throttle.h"
#include "store/tokens.h"
#include "support/refusals.h"

using cache::Subject;
using cache::subject_of;
using store::Session;

namespace {

template <typename Repository>
struct Change {
  const char* name;
  std::function<void(Repository&)> make;
};

/// Rows that belong to alice, and to a client that she has registered.
template <typename On>
struct Rows : Store<On> {
  /// Whether a transaction of this work tells of the subject, once it has ended.
  bool tells(Subject subject, const std::function<void(Session&)>& work) {
    const auto before = this->generations.now();
    this->database().transaction([&](Session& session) {
      work(session);
      BOOST_TEST(!this->generations.changed_since(before, subject));
    });
    return this->generations.changed_since(before, subject);
  }

  template <typename Repository>
  void expect(Subject subject, const std::vector<Change<Repository>>& changes) {
    for (const auto& change : changes) {
      BOOST_TEST(tells(subject,
                       [&](Session& session) {
                         Repository repository(session);
                         change.make(repository);
                       }),
                 change.name);
    }
  }

  base::Id alice = this->active("alice").id;
  model::Client client = insert_client(*this, "00000000000000c1", alice);
  model::Grant grant = insert_grant(*this, client.id, alice);
};

}  // namespace

BOOST_AUTO_TEST_SUITE(told_changes)

BOOST_AUTO_TEST_CASE_TEMPLATE(of_an_account, On, Backends) {
  using store::Accounts;
  Rows<On> rows;
  const auto id = rows.alice;
  rows.template expect<Accounts>(
      subject_of(id),
      {{"activate", [&](auto& accounts) { accounts.activate(id, kNow); }},
       {"change_state",
        [&](auto& accounts) {
          using model::AccountState;
          accounts.change_state(id, AccountState::active, AccountState::blocked);
        }},
       {"set_password_hash", [&](auto& accounts) { accounts.set_password_hash(id, "hash"); }},
       {"set_email", [&](auto& accounts) { accounts.set_email(id, "a@b.test", "a@b.test", kNow); }},
       {"clear_email", [&](auto& accounts) { accounts.clear_email(id); }},
       {"set_preferred_pgp_key",
        [&](auto& accounts) { accounts.set_preferred_pgp_key(id, 1, kNow); }},
       {"set no key", [&](auto& accounts) { accounts.set_preferred_pgp_key(id, {}, kNow); }},
       {"set_tokens_from", [&](auto& accounts) { accounts.set_tokens_from(id, kNow); }},
       {"set_tier", [&](auto& accounts) { accounts.set_tier(id, 2); }},
       {"remove", [&](auto& accounts) { accounts.remove(id, kNow); }}});
}

BOOST_AUTO_TEST_CASE_TEMPLATE(of_a_profile, On, Backends) {
  Rows<On> rows;
  rows.template expect<store::Profiles>(
      subject_of(rows.alice), {{"set", [&](auto& profiles) { profiles.set(rows.alice, {}); }}});
}

BOOST_AUTO_TEST_CASE_TEMPLATE(of_a_pending_account_that_others_replace_or_the_courier_purges, On,
                              Backends) {
  using store::Accounts;
  Rows<On> rows;
  const auto holder_of_name = rows.pending("bob").id;
  const auto holder_of_address = rows.pending("eve").id;
  const auto forgotten = rows.pending("zoe").id;
  const auto later = kNow + 10min;
  const auto drop = [&](auto& accounts) {
    accounts.drop_expired("bob", "eve@example.test", later);
  };
  rows.template expect<Accounts>(subject_of(holder_of_name), {{"drop_expired", drop}});
  BOOST_TEST(!rows.template in<Accounts>([&](auto& accounts) {
    return accounts.change_state(holder_of_address, model::AccountState::pending,
                                 model::AccountState::active);
  }));
  rows.template expect<Accounts>(
      subject_of(forgotten),
      {{"purge_expired", [&](auto& accounts) { accounts.purge_expired(later, 9); }}});
}

BOOST_AUTO_TEST_CASE_TEMPLATE(of_the_clients_that_go_with_an_account, On, Backends) {
  Rows<On> rows;
  rows.template expect<store::Accounts>(
      subject_of(rows.client.id),
      {{"remove", [&](auto& accounts) { accounts.remove(rows.alice, kNow); }}});
}

BOOST_AUTO_TEST_CASE_TEMPLATE(of_a_client, On, Backends) {
  Rows<On> rows;
  const auto& id = rows.client.id;
  rows.template expect<store::Clients>(
      subject_of(id), {{"set_secret", [&](auto& clients) { clients.set_secret(id, "hash"); }},
                       {"remove", [&](auto& clients) { clients.remove(id); }}});
}

BOOST_AUTO_TEST_CASE_TEMPLATE(of_a_grant, On, Backends) {
  using store::Grants;
  Rows<On> rows;
  const auto& id = rows.grant.id;
  rows.template expect<Grants>(
      subject_of(id),
      {{"extend", [&](auto& grants) { grants.extend(id, kNow + 2h); }},
       {"set_scopes", [&](auto& grants) { grants.set_scopes(id, scopes("openid")); }},
       {"purge_expired", [&](auto& grants) { grants.purge_expired(kNow + 2h, 9); }},
       {"remove", [&](auto& grants) { grants.remove(id); }}});
  rows.template expect<Grants>(
      subject_of(rows.alice),
      {{"remove_of_account", [&](auto& grants) { grants.remove_of_account(rows.alice); }}});
}

BOOST_AUTO_TEST_CASE_TEMPLATE(of_an_access_token, On, Backends) {
  using store::AccessTokens;
  Rows<On> rows;
  const auto id = insert_access(rows, rows.grant).id;
  rows.template expect<AccessTokens>(
      subject_of(id), {{"purge_expired", [&](auto& tokens) { tokens.purge_expired(kNow + 1h, 9); }},
                       {"remove", [&](auto& tokens) { tokens.remove(id); }}});
}

BOOST_AUTO_TEST_CASE_TEMPLATE(of_a_token_of_an_account, On, Backends) {
  using store::Tokens;
  Rows<On> rows;
  const model::Token token{rows.id(), rows.alice, kNow, kNow + 1h};
  rows.template in<Tokens>([&](auto& tokens) { tokens.insert(token); });
  rows.template expect<Tokens>(
      subject_of(token.id),
      {{"remove", [&](auto& tokens) { tokens.remove(token.id, rows.alice, kNow + 1h); }},
       {"purge_expired", [&](auto& tokens) { tokens.purge_expired(kNow + 1h, 9); }}});
  rows.template expect<Tokens>(
      subject_of(rows.alice),
      {{"remove_of_account", [&](auto& tokens) { tokens.remove_of_account(rows.alice); }}});
}

BOOST_AUTO_TEST_CASE_TEMPLATE(of_a_session, On, Backends) {
  using store::Sessions;
  Rows<On> rows;
  const auto id = rows.id();
  rows.template expect<Sessions>(
      subject_of(id), {{"remove", [&](auto& sessions) { sessions.remove(id, rows.alice); }}});
  rows.template expect<Sessions>(
      subject_of(rows.alice),
      {{"remove_others", [&](auto& sessions) { sessions.remove_others(rows.alice, id); }}});
}

BOOST_AUTO_TEST_CASE_TEMPLATE(of_a_jwt_that_is_taken_back, On, Backends) {
  Rows<On> rows;
  const auto jti = rows.id();
  rows.template expect<store::RevokedTokens>(
      subject_of(jti),
      {{"insert", [&](auto& revoked) { revoked.insert(jti, rows.alice, kNow + 1h); }}});
}

BOOST_AUTO_TEST_CASE_TEMPLATE(of_the_signing_keys, On, Backends) {
  using store::SigningKeys;
  Rows<On> rows;
  rows.template expect<SigningKeys>(SigningKeys::subject(),
                                    {{"insert",
                                      [](auto& keys) {
                                        keys.insert({"k", "EdDSA", "next", "sealed", kNow, {}});
                                      }},
                                     {"promote", [](auto& keys) { keys.promote("k"); }},
                                     {"retire", [](auto& keys) { keys.retire("k", kNow); }},
                                     {"remove", [](auto& keys) { keys.remove("k"); }}});
}

BOOST_AUTO_TEST_CASE_TEMPLATE(of_what_is_counted, On, Backends) {
  using store::Throttle;
  Rows<On> rows;
  const auto count = [](auto& throttle) { throttle.count("address", "192.0.2.1", 7); };
  rows.template expect<Throttle>(Throttle::subject_of("address", "192.0.2.1"),
                                 {{"the first", count}, {"the second", count}});
}

BOOST_AUTO_TEST_CASE_TEMPLATE(when_the_work_runs_again, On, Backends) {
  Rows<On> rows;
  int runs = 0;
  BOOST_TEST(rows.tells(subject_of("second"), [&](Session& session) {
    if (++runs == 1) throw store::Failure(store::Cause::conflict, "lost");
    session.changed("second");
  }));
  BOOST_TEST(runs == 2);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(when_the_work_throws_and_never_again, On, Backends) {
  Rows<On> rows;
  const auto before = rows.generations.now();
  BOOST_CHECK_THROW(rows.tells(subject_of("a"),
                               [&](Session& session) {
                                 session.changed("a");
                                 throw std::logic_error("no");
                               }),
                    std::logic_error);
  BOOST_TEST(rows.generations.changed_since(before, subject_of("a")));
  BOOST_TEST(!rows.tells(subject_of("a"), [](Session&) {}));
}

BOOST_AUTO_TEST_CASE(when_nobody_knows_the_outcome) {
  Rows<Mariadb> rows;
  const auto before = rows.generations.now();
  BOOST_TEST(refuses(base::ErrorCode::unavailable, [&] {
    rows.database().transaction([&](Session& session) {
      session.changed("a");
      kill_connection(session);
    });
  }));
  BOOST_TEST(rows.generations.changed_since(before, subject_of("a")));
}

BOOST_AUTO_TEST_SUITE_END()
