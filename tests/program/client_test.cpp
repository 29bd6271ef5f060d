#include <boost/test/unit_test.hpp>
#include <string>

#include "program/program.h"

namespace {

struct Clients : Program {
  Ran add(std::vector<std::string> more = {}) {
    std::vector<std::string> words{
        "client", "add", "--name", "Our wiki", "--redirect-uri", "https://wiki.example/cb"};
    words.insert(words.end(), more.begin(), more.end());
    return run_program(words);
  }

  /// What stands behind a word at the beginning of a line.
  static std::string value(const Ran& ran, const std::string& word) {
    const auto line = ("\n" + ran.output).find("\n" + word + " ");
    if (line == std::string::npos) return {};
    const auto begin = ran.output.find_first_not_of(' ', line + word.size());
    return ran.output.substr(begin, ran.output.find('\n', begin) - begin);
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(client_commands, Clients)

BOOST_AUTO_TEST_CASE(add_prints_an_id_and_the_secret_this_once) {
  const auto added = add();
  BOOST_TEST(added.code == 0);
  const auto id = value(added, "id");
  const auto secret = value(added, "secret");
  BOOST_TEST(id.size() == 16U);
  BOOST_TEST(!secret.empty());
  BOOST_TEST(says(added, "cannot be shown again"));
  const auto shown = run_program({"client", "show", id});
  BOOST_TEST(shown.code == 0);
  for (const auto* part : {"Our wiki", "confidential", "https://wiki.example/cb",
                           "authorization_code refresh_token", "those of any client"}) {
    BOOST_TEST(says(shown, part), part);
  }
  BOOST_TEST(!says(shown, secret));
}

BOOST_AUTO_TEST_CASE(what_add_is_told_is_what_show_shows) {
  const auto id = value(add({"--trusted", "--redirect-uri=https://wiki.example/other", "--grant",
                             "authorization_code", "--grant", "client_credentials", "--scope",
                             "openid profile", "--scope=keys:write"}),
                        "id");
  const auto shown = run_program({"client", "show", id});
  for (const auto* part :
       {"confidential trusted", "https://wiki.example/cb", "https://wiki.example/other",
        "authorization_code client_credentials", "openid profile keys:write"}) {
    BOOST_TEST(says(shown, part), part);
  }
}

BOOST_AUTO_TEST_CASE(one_for_people_with_a_verified_address_alone_says_so) {
  const auto id = value(add({"--require-verified"}), "id");
  BOOST_TEST(value(run_program({"client", "show", id}), "admits") ==
             "people with a verified address");
  BOOST_TEST(says(run_program({"client", "list"}), "confidential verified"));
  const auto other = value(add(), "id");
  BOOST_TEST(value(run_program({"client", "show", other}), "admits") == "anyone");
}

BOOST_AUTO_TEST_CASE(a_public_client_has_no_secret) {
  const auto added = add({"--public"});
  BOOST_TEST(added.code == 0);
  BOOST_TEST(value(added, "secret").empty());
  const auto id = value(added, "id");
  BOOST_TEST(says(run_program({"client", "show", id}), "public"));
  BOOST_TEST(run_program({"client", "reset-secret", id}).code == 1);
}

BOOST_AUTO_TEST_CASE(a_redirect_uri_that_others_can_read_or_take_is_warned_of) {
  const auto local = add({"--public", "--redirect-uri", "http://localhost:3000/cb"});
  BOOST_TEST(local.code == 0);
  BOOST_TEST(says(local, "warning: http://localhost:3000/cb: "));
  BOOST_TEST(says(add({"--redirect-uri", "http://nas.local/cb"}), "without https"));
  BOOST_TEST(says(add({"--public", "--redirect-uri", "myapp:/cb"}), "PKCE"));
  BOOST_TEST(!says(add(), "warning"));
}

BOOST_AUTO_TEST_CASE(a_new_secret_is_another_one) {
  const auto added = add();
  const auto reset = run_program({"client", "reset-secret", value(added, "id")});
  BOOST_TEST(reset.code == 0);
  BOOST_TEST(!value(reset, "secret").empty());
  BOOST_TEST(value(reset, "secret") != value(added, "secret"));
}

BOOST_AUTO_TEST_CASE(a_removed_client_is_listed_no_more) {
  const auto kept = value(add(), "id");
  const auto gone = value(add(), "id");
  BOOST_TEST(run_program({"client", "remove", gone}).code == 0);
  const auto listed = run_program({"client", "list"});
  BOOST_TEST(listed.code == 0);
  BOOST_TEST(says(listed, kept));
  BOOST_TEST(!says(listed, gone));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_is_refused_in_words) {
  const auto http = add({"--redirect-uri", "http://wiki.example/cb"});
  BOOST_TEST(http.code == 2);
  BOOST_TEST(says(http, "redirect URI"));
  BOOST_TEST(add({"--scope", "*"}).code == 2);
  BOOST_TEST(add({"--grant", "implicit"}).code == 2);
  BOOST_TEST(run_program({"client", "add"}).code == 2);
  BOOST_TEST(run_program({"client", "lst"}).code == 2);
  for (const auto* action : {"show", "remove", "reset-secret"}) {
    BOOST_TEST(run_program({"client", action}).code == 2);
    const auto unknown = run_program({"client", action, "0000000000000000"});
    BOOST_TEST(unknown.code == 1);
    BOOST_TEST(says(unknown, "no such client"));
  }
}

BOOST_AUTO_TEST_CASE(tokens_of_nobody_are_a_failure) {
  BOOST_TEST(run_program({"client", "list"}).code == 0);
  BOOST_TEST(says(run_program({"token", "list", "ada"}), "no such account"));
  BOOST_TEST(run_program({"token", "revoke", "ada", "--all"}).code == 1);
  BOOST_TEST(run_program({"token", "revoke", "ada", "nonsense"}).code == 2);
  BOOST_TEST(run_program({"token", "revoke", "ada"}).code == 2);
}

BOOST_AUTO_TEST_SUITE_END()
