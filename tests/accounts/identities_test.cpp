#include "accounts/issuers/identities.h"

#include <boost/test/unit_test.hpp>

#include "accounts/identity/address_change.h"
#include "proofs.h"
#include "service.h"
#include "store/accounts.h"
#include "store/session.h"
#include "support/forked.h"
#include "support/refusals.h"

using base::ErrorCode;
using namespace std::chrono_literals;

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
  /// What the issuer says of somebody's address at a moment, and the account that they then have.
  model::Account said(const std::string& email, std::chrono::seconds at,
                      const std::string& subject = "c0ffee") {
    auto claims = kSomebody;
    claims.subject = subject;
    claims.email = email;
    claims.said_at = base::Time(at);
    return account(account_of(claims));
  }

  /// The challenge of the mail that asks to confirm an address.
  base::Id link_to(const std::string& email) {
    for (const auto& mail : service.mails()) {
      if (mail.recipient == email && mail.template_name == "confirm-address") return mail.challenge;
    }
    return {};
  }

  accounts::Identities identities{service.context};
  std::chrono::seconds later{1};
};

std::string verified_address_of(const model::Account& account) {
  return model::has_verified_address(account) ? *account.email : "none";
}

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
  BOOST_TEST(!made.password_hash);
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

BOOST_AUTO_TEST_CASE(an_account_has_the_address_that_the_issuer_answers_for) {
  const auto ada = said("Ada@issuer.example", 1s);
  BOOST_TEST(verified_address_of(ada) == "Ada@issuer.example");
  BOOST_TEST(ada.email_key.value() == "ada@issuer.example");
  BOOST_TEST(service.audited("account:address-answered-for") == 1);
  BOOST_TEST(verified_address_of(account(account_of(kSomebody))) == "Ada@issuer.example");
  BOOST_TEST(verified_address_of(said("", 2s, "other")) == "none");
}

BOOST_AUTO_TEST_CASE(what_the_issuer_says_later_holds_and_an_older_token_changes_nothing) {
  said("ada@issuer.example", 1s);
  BOOST_TEST(verified_address_of(said("lady@issuer.example", 5s)) == "lady@issuer.example");
  BOOST_TEST(service.mails().back().template_name == "address-changed");
  BOOST_TEST(service.mails().back().recipient == "ada@issuer.example");
  BOOST_TEST(verified_address_of(said("ada@issuer.example", 4s)) == "lady@issuer.example");
  BOOST_TEST(verified_address_of(said("", 6s)) == "none");
  BOOST_TEST(service.audited("account:address-withdrawn") == 1);
  for (const auto older : {1s, 5s, 6s}) {
    BOOST_TEST(verified_address_of(said("lady@issuer.example", older)) == "none");
  }
  BOOST_TEST(verified_address_of(said("lady@issuer.example", 7s)) == "lady@issuer.example");
}

BOOST_AUTO_TEST_CASE(without_a_time_the_issuer_is_heard_once) {
  said("ada@issuer.example", 0s);
  BOOST_TEST(verified_address_of(said("", 0s)) == "ada@issuer.example");
  BOOST_TEST(verified_address_of(said("", 1s)) == "none");
  BOOST_TEST(verified_address_of(said("ada@issuer.example", 0s)) == "none");
}

BOOST_AUTO_TEST_CASE(an_address_that_somebody_has_stays_theirs) {
  service.make_active("ada");
  const auto other = said("ADA@example.org", 1s);
  BOOST_TEST((other.id != service.id_of("ada")));
  BOOST_TEST(verified_address_of(other) == "none");
  BOOST_TEST(verified_address_of(account(service.id_of("ada"))) == "ada@example.org");
  BOOST_TEST(verified_address_of(said("ada@issuer.example", 2s)) == "ada@issuer.example");
  BOOST_TEST(verified_address_of(said("ada@example.org", 3s)) == "none");
}

BOOST_AUTO_TEST_CASE(an_address_that_its_owner_has_proved_here_is_beyond_the_issuer) {
  accounts::AddressChange addresses(service.context, service.gate);
  const auto id = said("ada@issuer.example", 1s).id;
  addresses.ask(proof_of(service.context, id), "own@example.org", from("192.0.2.1"));
  addresses.confirm(service.opaque.mint(crypto::TokenKind::challenge, link_to("own@example.org")),
                    "", from("192.0.2.1"));
  for (const auto* email : {"ada@issuer.example", "", "lady@issuer.example"}) {
    later += 1s;
    BOOST_TEST(verified_address_of(said(email, later)) == "own@example.org");
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
