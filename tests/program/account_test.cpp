#include <boost/test/unit_test.hpp>

#include "program/program.h"

namespace {

struct Accounts : Program {
  Accounts() { run_program({"migrate"}); }

  Ran add(const std::string& words, const std::string& password = "pass word") {
    return run_shell("printf '" + password + "\\n' | \"$0\" account add " + words);
  }
  Ran account(std::vector<std::string> words) {
    words.insert(words.begin(), "account");
    return run_program(words);
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(account_commands, Accounts)

BOOST_AUTO_TEST_CASE(add_makes_an_active_account_and_prints_its_id_alone) {
  const auto added = add("--email ada@example.org ada");
  BOOST_TEST(added.code == 0);
  BOOST_TEST(added.output.size() == 37U);
  const auto id = added.output.substr(0, 36);
  const auto shown = account({"show", id});
  for (const auto* part : {"username  ada", "e-mail    ada@example.org", "password  set",
                           "state     active", "tier      1 free", "expires   -", "verified  2"}) {
    BOOST_TEST(says(shown, part), part);
  }
  BOOST_TEST(says(account({"list"}), id + "  active"));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_an_account_is_wrong_usage_and_a_taken_name_a_failure) {
  BOOST_TEST(add("ada").code == 0);
  BOOST_TEST(add("ADA").code == 1);
  BOOST_TEST(add("'a b'").code == 2);
  BOOST_TEST(add("--email nowhere bob").code == 2);
  BOOST_TEST(add("").code == 2);
  BOOST_TEST(add("bob", "").code == 2);
  const auto shorter = add("bob", "seven 7");
  BOOST_TEST(shorter.code == 2);
  BOOST_TEST(says(shorter, "8 characters or more"));
  BOOST_TEST(run_shell("\"$0\" account add bob < /dev/null").code == 2);
}

BOOST_AUTO_TEST_CASE(without_an_address_none_is_verified) {
  add("ada");
  BOOST_TEST(says(account({"show", "ada"}), "verified  -"));
}

BOOST_AUTO_TEST_CASE(block_unblock_and_delete_say_what_they_did) {
  add("ada");
  BOOST_TEST(account({"unblock", "ada"}).code == 1);
  const auto blocked = account({"block", "ada"});
  BOOST_TEST(blocked.code == 0);
  BOOST_TEST(says(blocked, "blocked: "));
  BOOST_TEST(says(account({"show", "ada"}), "state     blocked"));
  BOOST_TEST(account({"block", "ada"}).code == 1);
  BOOST_TEST(account({"unblock", "ada"}).code == 0);
  BOOST_TEST(says(account({"show", "ada"}), "state     active"));

  const auto asked = account({"delete", "ada"});
  BOOST_TEST(asked.code == 2);
  BOOST_TEST(says(asked, "--yes"));
  BOOST_TEST(account({"delete", "ada", "--yes"}).code == 0);
  BOOST_TEST(account({"show", "ada"}).code == 1);
  BOOST_TEST(account({"delete", "ada", "--yes"}).code == 1);
  for (const auto* action : {"block", "unblock"}) {
    BOOST_TEST(account({action, "nobody"}).code == 1);
    BOOST_TEST(account({action}).code == 2);
  }
}

BOOST_AUTO_TEST_CASE(on_a_new_database_too_nothing_but_the_id_is_printed) {
  std::filesystem::remove_all(scratch.at("doorward"));
  const auto added = add("ada");
  BOOST_TEST(added.code == 0);
  BOOST_TEST(added.output.size() == 37U, added.output);
}

BOOST_AUTO_TEST_SUITE_END()
