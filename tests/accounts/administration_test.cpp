#include "accounts/identity/administration.h"

#include <boost/test/unit_test.hpp>

#include "model/grant_names.h"
#include "store/session.h"
#include "support/refusals.h"
#include "support/test_world.h"

namespace {

struct Operator : TestWorld {
  Operator() {
    make_active("ada");
    make_active("bob");
  }
  std::string details_of(const std::string& event) {
    return database.read([&](store::Session& session) {
      return session.statement("select details from audit_entries where event = :event")
          .with("event", event)
          .value<std::string>()
          .value_or("none");
    });
  }
  accounts::Administration administration{context};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(administration, Operator)

BOOST_AUTO_TEST_CASE(an_account_is_found_by_its_id_and_by_its_name_in_any_case) {
  const auto id = id_of("ada");
  for (const auto& text : {id.text(), std::string("ada"), std::string("ADA")}) {
    const auto found = administration.find(text);
    BOOST_REQUIRE(found);
    BOOST_TEST((found->id == id));
  }
  for (const auto* text : {"", "eve", "ada@example.org", "00000000-0000-0000-0000-000000000000"}) {
    BOOST_TEST(!administration.find(text), text);
  }
}

BOOST_AUTO_TEST_CASE(the_list_goes_on_behind_the_last_one) {
  const auto first = administration.list({}, 1);
  BOOST_REQUIRE_EQUAL(first.size(), 1U);
  BOOST_TEST(first.front().username == "ada");
  const auto rest = administration.list(first.front().id, 10);
  BOOST_REQUIRE_EQUAL(rest.size(), 1U);
  BOOST_TEST(rest.front().username == "bob");
}

BOOST_AUTO_TEST_CASE(a_tier_is_changed_and_that_is_audited) {
  administration.set_tier(id_of("ada"), 3);
  BOOST_TEST(details_of("account:tier-changed") == "Tier 1 became 3");
  BOOST_TEST(administration.find("ada")->tier == 3);
  BOOST_TEST(administration.find("bob")->tier == 1);
  BOOST_TEST(audited("account:tier-changed") == 1);
}

BOOST_AUTO_TEST_CASE(an_account_that_is_gone_has_no_tier) {
  const auto id = id_of("ada");
  closure.close(id, from("192.0.2.1"));
  BOOST_TEST(refuses(base::ErrorCode::not_found, [&] { administration.set_tier(id, 2); }));
  BOOST_TEST(audited("account:tier-changed") == 0);
}

BOOST_AUTO_TEST_CASE(a_blocked_account_keeps_what_it_has_but_nobody_is_in_it_any_more) {
  const auto id = id_of("ada");
  const auto cookie = browser_of("ada");
  const auto bearer = token_of("ada");
  const auto grants = {allow("ada", model::kCodeGrant), allow("ada", model::kPersonalGrant)};
  const auto of_bob = token_of("bob");
  administration.block(id);
  BOOST_TEST(!lives(cookie));
  BOOST_TEST(refuses(base::ErrorCode::unauthorized, [&] { tokens.authenticate(bearer); }));
  for (const auto& grant : grants) BOOST_TEST(!is_allowed(grant));
  BOOST_TEST(administration.find("ada")->tokens_from.has_value());
  BOOST_TEST(refuses(base::ErrorCode::forbidden, [&] { token_of("ada"); }));
  BOOST_TEST(refuses(base::ErrorCode::forbidden, [&] { browser_of("ada"); }));
  BOOST_TEST(!refusal_of([&] { tokens.authenticate(of_bob); }));
  BOOST_TEST(refuses(base::ErrorCode::conflict, [&] { administration.block(id); }));

  administration.unblock(id);
  BOOST_TEST(!lives(cookie));
  BOOST_TEST(!refusal_of([&] { token_of("ada"); }));
  BOOST_TEST(refuses(base::ErrorCode::conflict, [&] { administration.unblock(id); }));
  BOOST_TEST(audited("account:blocked") == 1);
  BOOST_TEST(audited("account:unblocked") == 1);
}

BOOST_AUTO_TEST_CASE(an_account_that_waits_for_its_verification_is_not_blocked_and_not_activated) {
  register_account("eve");
  const auto id = id_of("eve");
  BOOST_TEST(refuses(base::ErrorCode::conflict, [&] { administration.block(id); }));
  BOOST_TEST(refuses(base::ErrorCode::conflict, [&] { administration.unblock(id); }));
  BOOST_TEST((administration.find("eve")->state == model::AccountState::pending));
}

BOOST_AUTO_TEST_CASE(an_added_account_may_sign_in_at_once) {
  const auto made = administration.add({"Eve", "Eve@example.org", "pass word"});
  BOOST_TEST((id_of("eve") == made.id));
  BOOST_TEST(administration.find("eve")->email_key.value() == "eve@example.org");
  BOOST_TEST(!refusal_of([&] { sign_in.with_password("eve", "pass word", from("192.0.2.1")); }));
  BOOST_TEST(model::has_verified_address(*administration.find("eve")));
  BOOST_TEST(!administration.add({"mallory", "", "pass word"}).email);
  BOOST_TEST(audited("account:created") == 2);
  for (const auto& taken :
       {accounts::Administration::Wish{"EVE", "", "pass word"},
        accounts::Administration::Wish{"other", "eve@example.org", "pass word"}}) {
    BOOST_TEST(refuses(base::ErrorCode::conflict, [&] { administration.add(taken); }));
  }
  for (const auto& bad : {accounts::Administration::Wish{"a b", "", "pass word"},
                          accounts::Administration::Wish{"other", "nowhere", "pass word"},
                          accounts::Administration::Wish{"other", "", "seven 7"},
                          accounts::Administration::Wish{"other", "", ""}}) {
    BOOST_TEST(refuses(base::ErrorCode::invalid_argument, [&] { administration.add(bad); }));
  }
}

BOOST_AUTO_TEST_CASE(a_removed_account_leaves_its_name_and_its_audit_entry) {
  const auto id = id_of("ada");
  administration.remove(id);
  BOOST_TEST(!administration.find("ada"));
  BOOST_TEST(audited("account:deleted") == 1);
  BOOST_TEST(refuses(base::ErrorCode::not_found, [&] { administration.remove(id); }));
  BOOST_TEST(refuses(base::ErrorCode::conflict, [&] {
    sign_up.register_account(
        {"ada", "secret", "eve@example.net", model::PasswordPolicy::account_api},
        from("203.0.113.9"));
  }));
  BOOST_TEST(!refusal_of([&] { administration.add({"ada", "ada@example.org", "pass word"}); }));
}

BOOST_AUTO_TEST_SUITE_END()
