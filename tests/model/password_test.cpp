#include "model/password.h"

#include <boost/test/unit_test.hpp>
#include <string>

namespace {

using enum model::PasswordPolicy;

bool may_be_set(const std::string& password, model::PasswordPolicy policy) {
  return fault_of(password, policy).empty();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(password_policy)

BOOST_AUTO_TEST_CASE(ours_asks_for_8_characters_and_the_documents_for_what_they_say) {
  const struct {
    std::string password;
    bool ours, account_api, token_api;
  } rows[] = {{"", false, false, true},
              {"x", false, true, true},
              {"seven 7", false, true, true},
              {"8 is it!", true, true, true},
              {std::string(8, '\0'), true, true, true},
              {"\xff \r\n", false, true, true},
              {std::string(1024, 'p'), true, true, true},
              {std::string(1025, 'p'), false, false, false}};
  for (const auto& row : rows) {
    BOOST_TEST_CONTEXT("of " << row.password.size() << " bytes") {
      BOOST_TEST(may_be_set(row.password, standard) == row.ours);
      BOOST_TEST(may_be_set(row.password, account_api) == row.account_api);
      BOOST_TEST(may_be_set(row.password, token_api) == row.token_api);
    }
  }
}

BOOST_AUTO_TEST_CASE(characters_are_counted_and_not_their_bytes) {
  BOOST_TEST(!may_be_set("äöüß", standard));
  BOOST_TEST(may_be_set("äöüßäöüß", standard));
}

BOOST_AUTO_TEST_CASE(what_was_set_by_any_policy_can_be_a_password) {
  for (const auto length : {1U, 7U, 1024U}) {
    BOOST_TEST(model::can_be_password(std::string(length, 'p')));
  }
  for (const auto length : {0U, 1025U}) {
    BOOST_TEST(!model::can_be_password(std::string(length, 'p')));
  }
}

BOOST_AUTO_TEST_SUITE_END()
