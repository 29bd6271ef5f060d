#include "accounts/keys/key_expiry.h"

#include <boost/test/unit_test.hpp>

#include "accounts/keys/mail_keys.h"
#include "accounts/keys/pgp_keys.h"
#include "crypto/hash_slots.h"
#include "store/accounts.h"
#include "store/pgp_keys.h"
#include "support/refusals.h"
#include "support/test_world.h"

using namespace std::chrono_literals;
using std::chrono::days;

namespace {

struct Expiring : AdasWorld {
  long long add(const base::Id& owner, char digit, std::optional<base::Time> expires_at) {
    return database.transaction([&](store::Session& session) {
      return store::PgpKeys(session).insert({.account = owner,
                                             .key = "text",
                                             .fingerprint = std::string(40, digit),
                                             .email = "",
                                             .authorized_at = clock.now(),
                                             .expires_at = expires_at});
    });
  }

  /// What the mails about expiry name, oldest first.
  std::vector<std::string> told() {
    while (expiry.tell()) {
    }
    std::vector<std::string> details;
    for (const auto& mail : mails()) {
      if (mail.template_name == "pgp-key-expiring") details.push_back(mail.detail);
    }
    return details;
  }

  std::string named(char digit, const char* day) {
    return std::string(40, digit) + " (" + day + ")";
  }

  accounts::KeyExpiry expiry{context};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(key_expiry, Expiring)

BOOST_AUTO_TEST_CASE(owners_are_told_two_weeks_before_once_for_each_key) {
  add(ada, 'A', clock.now() + days(20));
  add(ada, 'B', std::nullopt);
  BOOST_TEST(told().empty());
  clock.advance(days(7));
  BOOST_TEST(told() == std::vector{named('A', "2023-12-04")}, boost::test_tools::per_element());
  BOOST_TEST(mails().back().recipient == "ada@example.org");
  clock.advance(days(1));
  BOOST_TEST(told().size() == 1U);
}

BOOST_AUTO_TEST_CASE(of_several_keys_that_are_found_together_one_mail_tells) {
  add(ada, 'A', clock.now() + days(2));
  add(ada, 'B', clock.now() + days(3));
  BOOST_TEST(told() == std::vector{named('A', "2023-11-16") + ", " + named('B', "2023-11-17")},
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(whoever_has_proved_no_address_is_told_nothing_and_keeps_nobody_waiting) {
  register_account("pending");
  add(id_of("pending"), 'C', clock.now() + days(1));
  add(ada, 'A', clock.now() + days(2));
  add(ada, 'D', clock.now() - days(300));
  BOOST_TEST(told().size() == 1U);
}

BOOST_AUTO_TEST_CASE(an_expired_key_cannot_be_preferred_and_mails_come_in_plain) {
  crypto::HashSlots key_slots{directory + "/key-slots", 1, 1ms};
  accounts::PgpKeys keys{context, {}, key_slots};
  accounts::MailKeys mail_keys{database, clock};
  const auto id = add(ada, 'A', clock.now() + days(1));
  keys.prefer(proof_of(context, ada), id, from("192.0.2.1"));
  clock.advance(1min);
  BOOST_TEST(mail_keys.find("ada@example.org", clock.now()).value() == "text");
  clock.advance(days(1));
  BOOST_TEST(!mail_keys.find("ada@example.org", clock.now()));
  const auto error =
      refusal_of([&] { keys.prefer(proof_of(context, ada), id, from("192.0.2.1")); });
  BOOST_REQUIRE(error);
  BOOST_TEST(error->rule() == "pgp_key.expired");
  BOOST_TEST(error->value() == "2023-11-15");
}

BOOST_AUTO_TEST_SUITE_END()
