#include "accounts/keys/ssh_keys.h"

#include <boost/test/unit_test.hpp>

#include "crypto/jose.h"
#include "crypto/ssh_lines.h"
#include "crypto/ssh_public_key.h"
#include "store/session.h"
#include "support/refusals.h"
#include "support/test_world.h"

using base::ErrorCode;
using crypto::Algorithm;
using namespace std::chrono_literals;

namespace {

struct KeyBunch : TestWorld {
  KeyBunch() {
    make_active("anna");
    make_active("bert");
    anna = id_of("anna");
    bert = id_of("bert");
  }

  model::SshKey add(const std::string& line) { return keys.add(anna, line, from("192.0.2.1")); }

  // The rule that refuses a line, and what it names; empty when none does.
  std::string refusal(const std::string& line) {
    const auto error = refusal_of([&] { add(line); });
    const bool fits = error && error->code() == ErrorCode::invalid_argument;
    return fits ? error->rule() + " " + error->value() : "";
  }

  std::string details_of(const std::string& event) {
    return database.read([&](store::Session& session) {
      return session.statement("select details from audit_entries where event = :event")
          .with("event", event)
          .value<std::string>()
          .value_or("none");
    });
  }

  accounts::SshKeys keys{context};
  base::Id anna, bert;
};

std::string fresh_line() { return ssh_line(make_key(Algorithm::eddsa)); }

}  // namespace

BOOST_FIXTURE_TEST_SUITE(ssh_keys, KeyBunch)

BOOST_AUTO_TEST_CASE(a_key_is_kept_as_it_was_given_and_its_owner_is_told) {
  const auto line = fresh_line() + " anna@home\n";
  const auto key = add(line);
  const auto found = keys.find(anna, key.id).value();
  BOOST_TEST(found.key == line);
  BOOST_TEST(found.comment.value() == "anna@home");
  BOOST_TEST(found.fingerprint == crypto::SshPublicKey::parse(line).md5_fingerprint());
  BOOST_TEST((found.authorized_at == clock.now()));
  BOOST_TEST(!found.last_used);
  BOOST_TEST(details_of("account:ssh-key-added") == "Added SSH key " + key.fingerprint);
  BOOST_TEST(mails().back().template_name == "ssh-key-added");
  BOOST_TEST(mails().back().detail == model::fingerprints(key));
  BOOST_TEST(mails().back().detail.starts_with("SHA256:"));
  BOOST_TEST(mails().back().detail.ends_with("(MD5:" + key.fingerprint + ")"));
}

BOOST_AUTO_TEST_CASE(a_removed_key_is_gone_and_its_owner_is_told) {
  const auto line = fresh_line();
  const auto key = add(line);
  clock.advance(1s);
  keys.remove(anna, key.id, from("192.0.2.1"));
  BOOST_TEST(!keys.find(anna, key.id));
  BOOST_TEST(keys.count(anna) == 0);
  BOOST_TEST(details_of("account:ssh-key-removed") == "Deleted SSH key " + key.fingerprint);
  BOOST_TEST(mails().back().template_name == "ssh-key-removed");
  BOOST_TEST(refuses(ErrorCode::not_found, [&] { keys.remove(anna, key.id, {}); }));
  BOOST_TEST(!refusal_of([&] { keys.add(bert, line, {}); }));
}

BOOST_AUTO_TEST_CASE(what_is_no_key_is_refused) {
  const auto line = fresh_line();
  BOOST_TEST(refusal("") == "ssh_key.missing ");
  BOOST_TEST(refusal("ssh-ed25519 AAAA") == "ssh_key.malformed ");
  BOOST_TEST(refusal("---- BEGIN SSH2 PUBLIC KEY ----") == "ssh_key.malformed ");
  BOOST_TEST(refusal("-----BEGIN PRIVATE KEY-----\n" + std::string(9000, 'A')) ==
             "ssh_key.private ");
  BOOST_TEST(refusal(line + "\n" + line) == "ssh_key.unfit it has several lines");
  BOOST_TEST(refusal("no-pty " + line) == "ssh_key.unfit options before the key are not taken");
  BOOST_TEST(refusal(line + " " + std::string(257, 'x')) == "ssh_key.comment_too_long 256");
  BOOST_TEST(refusal(line + std::string(4096, ' ')) == "ssh_key.too_long 4096");
  BOOST_TEST(keys.count(anna) == 0);
  std::string umlauts;
  for (int i = 0; i < 256; ++i) umlauts += "\xc3\xb6";
  BOOST_TEST(add(line + " " + umlauts).comment.value() == umlauts);
}

BOOST_AUTO_TEST_CASE(a_file_of_putty_is_kept_as_the_line_of_its_key) {
  const auto line = fresh_line();
  const auto key = add("---- BEGIN SSH2 PUBLIC KEY ----\r\nComment: \"my key\"\r\n" +
                       line.substr(12) + "\r\n---- END SSH2 PUBLIC KEY ----\r\n");
  BOOST_TEST(key.key == line + " my key");
  BOOST_TEST(key.comment.value() == "my key");
  BOOST_TEST(key.fingerprint == crypto::SshPublicKey::parse(line).md5_fingerprint());
}

BOOST_AUTO_TEST_CASE(a_key_belongs_to_one_account_once_whatever_its_comment) {
  const auto line = fresh_line();
  add(line);
  for (const auto& owner : {anna, bert}) {
    const auto error = refusal_of([&] { keys.add(owner, line + " another comment", {}); });
    BOOST_REQUIRE(error);
    BOOST_TEST(error->rule() == "ssh_key.known");
  }
  BOOST_TEST(audited("account:ssh-key-added") == 1);
}

BOOST_AUTO_TEST_CASE(somebody_elses_key_is_as_one_that_is_not_there) {
  const auto key = add(fresh_line());
  BOOST_TEST(!keys.find(bert, key.id));
  BOOST_TEST(keys.list(bert, -1, 10).empty());
  BOOST_TEST(refuses(ErrorCode::not_found, [&] { keys.touch(bert, key.id); }));
  BOOST_TEST(refuses(ErrorCode::not_found, [&] { keys.remove(bert, key.id, {}); }));
  BOOST_TEST(keys.count(anna) == 1);
}

BOOST_AUTO_TEST_CASE(an_account_has_at_most_a_hundred) {
  for (int i = 0; i < 100; ++i) add(fresh_line());
  BOOST_TEST(refusal(fresh_line()) == "ssh_key.too_many 100");
  BOOST_TEST(keys.count(anna) == 100);
  BOOST_TEST(!refusal_of([&] { keys.add(bert, fresh_line(), {}); }));
}

BOOST_AUTO_TEST_CASE(a_use_is_noted) {
  const auto key = add(fresh_line());
  clock.advance(5s);
  BOOST_TEST((keys.touch(anna, key.id).last_used == clock.now()));
}

BOOST_AUTO_TEST_CASE(a_closed_account_takes_its_keys_along_and_gets_no_new_ones) {
  const auto line = fresh_line();
  const auto id = add(line).id;
  closure.close(anna, from("192.0.2.1"));
  BOOST_TEST(!keys.find(anna, id));
  BOOST_TEST(refuses(ErrorCode::unauthorized, [&] { add(fresh_line()); }));
  BOOST_TEST(!refusal_of([&] { keys.add(bert, line, {}); }));
}

BOOST_AUTO_TEST_SUITE_END()
