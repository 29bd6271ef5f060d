#include "accounts/identities.h"

#include <boost/test/unit_test.hpp>

#include "service.h"
#include "store/accounts.h"
#include "store/session.h"
#include "support/forked.h"
#include "support/refusals.h"

using base::ErrorCode;

namespace {

const accounts::UpstreamClaims kSomebody{"https://issuer.example/", "c0ffee", {}};

struct Portal : ServiceFixture {
  base::Id account_of(const accounts::UpstreamClaims& claims) {
    return identities.account_of(claims, from("192.0.2.1"));
  }
  model::Account account(const base::Id& id) {
    return service.database
        .read([&](store::Session& session) {
          return store::Accounts(session).by_id(id, service.clock.now());
        })
        .value();
  }
  accounts::Identities identities{service.context};
};

/// How many accounts there are.
int count_accounts(Service& service) {
  return service.database.read([](store::Session& session) {
    return static_cast<int>(store::Accounts(session).list(base::Id(), 100).size());
  });
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(identities, Portal)

BOOST_AUTO_TEST_CASE(at_first_sight_somebody_gets_an_active_account_in_the_free_tier) {
  const auto made = account(account_of(kSomebody));
  BOOST_TEST((made.state == model::AccountState::active));
  BOOST_TEST(made.tier == 1);
  BOOST_TEST(!made.email);
  BOOST_TEST(!made.password);
  BOOST_TEST(made.username.size() == 33U);
  BOOST_TEST((model::username_key(made.username) == made.username_key));
  BOOST_TEST(service.audited("account:registered-upstream") == 1);
}

BOOST_AUTO_TEST_CASE(from_then_on_it_is_theirs) {
  const auto id = account_of(kSomebody);
  BOOST_TEST((account_of(kSomebody) == id));
  BOOST_TEST(service.audited("account:registered-upstream") == 1);
}

BOOST_AUTO_TEST_CASE(the_same_subject_of_another_issuer_is_somebody_else) {
  BOOST_TEST((account_of(kSomebody) != account_of({"https://other.example/", "c0ffee", {}})));
  BOOST_TEST((account_of(kSomebody) != account_of({"", "c0ffee", {}})));
}

BOOST_AUTO_TEST_CASE(nobody_gets_into_an_account_by_its_name) {
  service.make_active("ada");
  for (const auto* subject : {"ada", "ada@example.org"}) {
    BOOST_TEST((account_of({"https://issuer.example/", subject, {}}) != service.id_of("ada")));
  }
}

BOOST_AUTO_TEST_CASE(a_blocked_account_is_forbidden) {
  service.block(account_of(kSomebody));
  BOOST_TEST(refuses(ErrorCode::forbidden, [&] { account_of(kSomebody); }));
  BOOST_TEST(count_accounts(service) == 1);
}

BOOST_AUTO_TEST_CASE(after_its_account_was_closed_somebody_gets_a_new_one) {
  const auto first = account_of(kSomebody);
  service.closure.close(first, from("192.0.2.1"));
  BOOST_TEST((account_of(kSomebody) != first));
}

BOOST_AUTO_TEST_CASE(when_no_account_can_be_made_something_else_must_happen_first) {
  service.database.transaction([](store::Session& session) {
    session
        .statement(
            "create trigger full before insert on identities "
            "begin select raise(abort, 'full'); end")
        .run();
  });
  BOOST_TEST(refuses(ErrorCode::failed_dependency, [&] { account_of(kSomebody); }));
  BOOST_TEST(count_accounts(service) == 0);
  BOOST_TEST(service.audited("account:registered-upstream") == 0);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(identities_together)

BOOST_AUTO_TEST_CASE(twenty_first_requests_at_once_make_one_account) {
  const TempDirectory directory;
  { const Service migrated(directory.path()); }
  std::vector<Forked> processes;
  for (int number = 0; number < 20; ++number) {
    processes.emplace_back([&directory] {
      Service service(directory.path());
      accounts::Identities identities(service.context);
      const auto first = identities.account_of(kSomebody, from("192.0.2.1"));
      return first == identities.account_of(kSomebody, from("192.0.2.1")) ? 0 : 1;
    });
  }
  for (auto& process : processes) BOOST_TEST(process.wait() == 0);
  Service service(directory.path());
  BOOST_TEST(count_accounts(service) == 1);
  BOOST_TEST(service.audited("account:registered-upstream") == 1);
}

BOOST_AUTO_TEST_SUITE_END()
