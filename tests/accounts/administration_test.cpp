#include "accounts/administration.h"

#include <boost/test/unit_test.hpp>

#include "service.h"
#include "support/refusals.h"

namespace {

struct Operator : ServiceFixture {
  Operator() {
    service.make_active("ada");
    service.make_active("bob");
  }
  accounts::Administration administration{service.context};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(administration, Operator)

BOOST_AUTO_TEST_CASE(an_account_is_found_by_its_id_and_by_its_name_in_any_case) {
  const auto id = service.id_of("ada");
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
  administration.set_tier(service.id_of("ada"), 3);
  BOOST_TEST(administration.find("ada")->tier == 3);
  BOOST_TEST(administration.find("bob")->tier == 1);
  BOOST_TEST(service.audited("account:tier-changed") == 1);
}

BOOST_AUTO_TEST_CASE(an_account_that_is_gone_has_no_tier) {
  const auto id = service.id_of("ada");
  service.closure.close(id, from("192.0.2.1"));
  BOOST_TEST(refuses(base::ErrorCode::not_found, [&] { administration.set_tier(id, 2); }));
  BOOST_TEST(service.audited("account:tier-changed") == 0);
}

BOOST_AUTO_TEST_SUITE_END()
