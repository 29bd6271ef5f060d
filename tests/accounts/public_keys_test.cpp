#include "accounts/keys/public_keys.h"

#include <boost/test/unit_test.hpp>

#include "accounts/keys/ssh_keys.h"
#include "crypto/jose.h"
#include "crypto/ssh_lines.h"
#include "store/accounts.h"
#include "store/pgp_keys.h"
#include "support/test_world.h"

namespace {

struct Shown : TestWorld {
  Shown() {
    make_active("Anna");
    make_active("bert");
    anna = id_of("anna");
    bert = id_of("bert");
  }

  static std::string fresh_line() { return ssh_line(make_key(crypto::Algorithm::eddsa)); }

  void add(const base::Id& owner, const std::string& line) {
    ssh_keys.add(owner, line, from("192.0.2.1"));
  }

  // The text is stored as it is, whether or not it is an OpenPGP key.
  void add_pgp(const base::Id& owner, const std::string& text, char digit) {
    database.transaction([&](store::Session& session) {
      store::PgpKeys(session).insert({.account = owner,
                                      .key = text,
                                      .fingerprint = std::string(40, digit),
                                      .email = "",
                                      .authorized_at = clock.now()});
    });
  }

  using Texts = std::vector<std::string>;

  accounts::SshKeys ssh_keys{context};
  accounts::PublicKeys keys{context};
  base::Id anna, bert;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(public_keys, Shown)

BOOST_AUTO_TEST_CASE(an_ssh_key_is_found_by_its_very_blob_while_its_owner_is_active) {
  const auto line = fresh_line();
  const auto base64 = line.substr(12);
  add(anna, line + " anna@home");
  const auto found = keys.ssh_key(base64).value();
  BOOST_TEST(found.owner == "Anna");
  BOOST_TEST(found.key.comment.value() == "anna@home");
  for (const auto& other : {base64.substr(0, 40), std::string("%"), std::string(), base64 + "="}) {
    BOOST_TEST(!keys.ssh_key(other), other);
  }
  block(anna);
  BOOST_TEST(!keys.ssh_key(base64));
}

BOOST_AUTO_TEST_CASE(a_pgp_key_is_found_by_its_fingerprint_however_it_is_written) {
  add_pgp(anna, "first", 'A');
  add_pgp(bert, "second", 'A');
  BOOST_TEST(keys.pgp_key(std::string(40, 'A')).value().owner == "Anna");
  BOOST_TEST(keys.pgp_key("aaaa AAAA aaaa aaaa aaaa  aaaa aaaa aaaa aaaa aaaa").value().key.key ==
             "first");
  BOOST_TEST(!keys.pgp_key(std::string(39, 'A')));
  BOOST_TEST(!keys.pgp_key("%"));
  block(anna);
  BOOST_TEST(keys.pgp_key(std::string(40, 'A')).value().owner == "bert");
}

BOOST_AUTO_TEST_CASE(lists_hold_the_keys_and_nothing_else_newest_first) {
  const auto one = fresh_line();
  const auto two = fresh_line();
  add(anna, one + "   anna's own  key\n");
  add(anna, "  " + two);
  add(bert, fresh_line());
  add_pgp(anna, "key", 'A');
  BOOST_TEST((keys.ssh_keys_of("ANNA") == Texts{two, one}));
  BOOST_TEST((keys.pgp_keys_of("anna") == Texts{"key"}));
  BOOST_TEST((keys.pgp_keys_of("bert") == Texts{}));
}

BOOST_AUTO_TEST_CASE(who_is_nobody_has_no_list) {
  block(bert);
  for (const auto* name : {"carl", "bert", "", "anna ", "an%na"}) {
    BOOST_TEST(!keys.ssh_keys_of(name), name);
    BOOST_TEST(!keys.pgp_keys_of(name), name);
  }
}

BOOST_AUTO_TEST_CASE(sshd_is_told_of_the_very_key_and_its_use_is_noted_once_a_minute) {
  const auto line = fresh_line();
  const auto base64 = line.substr(12);
  const auto others = fresh_line();
  add(anna, line + " anna@home");
  add(bert, others);
  const auto last_used = [&] { return ssh_keys.list(anna, -1, 9).at(0).last_used; };
  const auto asked = [&](const std::string& key) { return keys.ssh_key_of("anna", key).value(); };
  BOOST_TEST(keys.ssh_keys_of("anna").value().size() == 1U);
  BOOST_TEST(asked(others.substr(12)).empty());
  BOOST_TEST(asked("%").empty());
  BOOST_TEST(!keys.ssh_key_of("nobody", base64));
  BOOST_TEST(!last_used());
  BOOST_TEST(asked(base64) == Texts{line}, boost::test_tools::per_element());
  const auto first = clock.now();
  BOOST_TEST((last_used() == first));
  clock.advance(std::chrono::seconds(59));
  asked(base64);
  BOOST_TEST((last_used() == first));
  clock.advance(std::chrono::seconds(2));
  asked(base64);
  BOOST_TEST((last_used() == clock.now()));
  block(anna);
  BOOST_TEST(!keys.ssh_key_of("anna", base64));
}

BOOST_AUTO_TEST_CASE(a_preferred_pgp_key_is_found_by_its_number) {
  add_pgp(anna, "one", 'A');
  add_pgp(anna, "two", 'B');
  const auto prefer = [&](std::optional<long long> id) {
    database.transaction([&](store::Session& session) {
      store::Accounts(session).set_preferred_pgp_key(anna, id, clock.now());
    });
  };
  prefer(2);
  BOOST_TEST(keys.preferred_pgp_key(2).value().key.key == "two");
  BOOST_TEST(keys.preferred_pgp_key(2).value().owner == "Anna");
  BOOST_TEST(!keys.preferred_pgp_key(1));
  BOOST_TEST(!keys.preferred_pgp_key(3));
  block(anna);
  BOOST_TEST(!keys.preferred_pgp_key(2));
}

BOOST_AUTO_TEST_SUITE_END()
