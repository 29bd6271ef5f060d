#include "openpgp/openpgp.h"

#include <boost/test/unit_test.hpp>
#include <random>

#include "base/calendar.h"
#include "gpg.h"
#include "made_key.h"
#include "support/refusals.h"

using openpgp::Certificate;

namespace {

openpgp::PublicKey read_key(const std::string& armored) { return Certificate(armored).read(); }

std::string encrypt(const std::string& armored, const std::string& text) {
  const auto result = Certificate(armored).encrypt(text).result();
  return result.fields.empty() ? std::string() : result.fields.front();
}

std::string refusal(const std::string& text) {
  const auto error = refusal_of([&] { read_key(text); });
  if (!error) return "";
  BOOST_TEST((error->code() == base::ErrorCode::invalid_argument));
  return error->rule();
}

bool refused_as(const std::string& text, const std::string& rule) {
  const auto told = refusal(text);
  if (told != rule) BOOST_TEST_MESSAGE("refused under: " << told);
  return told == rule;
}

bool is_no_key(const std::string& text) {
  const auto told = refusal(text);
  return told == "pgp_key.malformed" || told == "pgp_key.no_single_block";
}

/// The day that the refusal of a key names.
std::string day_of(const std::string& text) {
  const auto error = refusal_of([&] { read_key(text); });
  return error ? error->value() : "";
}

std::string today() { return base::date_of(base::Time(std::chrono::seconds(time(nullptr)))); }

/// Keys are dear to make: one gpg for all cases of this file.
const Gpg& gpg() {
  static const Gpg made;
  return made;
}

const std::string& ada() {
  static const std::string key = [] {
    gpg().make("Ada <ada@example.org>", "ed25519", "cert,sign");
    gpg().add("ada@example.org", "cv25519", "encr");
    return gpg().public_key("ada@example.org");
  }();
  return key;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(openpgp_keys)

BOOST_AUTO_TEST_CASE(
    keys_of_every_kind_have_the_fingerprint_that_gpg_prints_and_gpg_reads_what_is_encrypted_to_them) {
  struct Kind {
    const char* name;
    const char* primary;
    const char* usage;
    const char* subkey;
  };
  for (const auto& kind : {Kind{"Rsa <rsa@example.org>", "rsa2048", "cert,sign", "rsa2048"},
                           Kind{"Nist <nist@example.org>", "nistp256", "cert,sign", "nistp256"},
                           Kind{"One <one@example.org>", "rsa2048", "cert,sign,encr", ""},
                           Kind{"Curve <curve@example.org>", "ed25519", "cert,sign", "cv25519"}}) {
    gpg().make(kind.name, kind.primary, kind.usage);
    if (*kind.subkey != '\0') gpg().add(kind.name, kind.subkey, "encr");
    const auto armored = gpg().public_key(kind.name);
    const auto key = read_key(armored);
    BOOST_TEST(key.fingerprint == gpg().fingerprint(kind.name));
    BOOST_TEST(key.user_ids == std::vector<std::string>{kind.name},
               boost::test_tools::per_element());
    BOOST_TEST(("<" + key.email + ">") == std::string(kind.name).substr(key.user_ids[0].find('<')));
    BOOST_TEST(!key.expires_at);
    BOOST_TEST(gpg().decrypt(encrypt(armored, "Grüße\n")) == "Grüße\n");
  }
}

BOOST_AUTO_TEST_CASE(carriage_returns_change_nothing) {
  std::string crlf;
  for (const char c : ada()) crlf += c == '\n' ? "\r\n" : std::string(1, c);
  BOOST_TEST(read_key(crlf).fingerprint == read_key(ada()).fingerprint);
}

BOOST_AUTO_TEST_CASE(an_expiry_is_told_and_an_expired_key_refused) {
  gpg().make("Brief <brief@example.org>", "rsa2048", "cert,sign,encr", "1d");
  const auto key = read_key(gpg().public_key("brief@example.org"));
  BOOST_REQUIRE(key.expires_at);
  const auto left = *key.expires_at - std::chrono::system_clock::now();
  BOOST_TEST(std::chrono::duration_cast<std::chrono::hours>(left).count() >= 23);
  gpg().run({"--faked-system-time", "20200101T000000", "--quick-generate-key",
             "Past <past@example.org>", "rsa2048", "cert,sign,encr", "1d"});
  BOOST_TEST(refused_as(gpg().public_key("past@example.org"), "pgp_key.expired"));
  BOOST_TEST(day_of(gpg().public_key("past@example.org")) == "2020-01-02");
}

BOOST_AUTO_TEST_CASE(the_primary_user_id_comes_first_and_gives_the_address) {
  gpg().make("No address", "rsa2048", "cert,sign,encr");
  BOOST_TEST(read_key(gpg().public_key("No address")).email == "");
  gpg().run({"--quick-add-uid", gpg().fingerprint("No address"), "Work <work@example.org>"});
  gpg().run({"--quick-add-uid", gpg().fingerprint("No address"), "Home <home@example.org>"});
  gpg().run(
      {"--quick-set-primary-uid", gpg().fingerprint("No address"), "Home <home@example.org>"});
  const auto key = read_key(gpg().public_key("No address"));
  BOOST_TEST(key.user_ids.size() == 3);
  BOOST_TEST(key.email == "home@example.org");
}

BOOST_AUTO_TEST_CASE(a_secret_key_is_refused_as_what_it_is) {
  BOOST_TEST(refused_as((ada(), gpg().secret_key("ada@example.org")), "pgp_key.secret"));
  BOOST_TEST(refused_as(ada() + gpg().secret_key("ada@example.org"), "pgp_key.secret"));
}

BOOST_AUTO_TEST_CASE(a_key_for_signatures_only_and_a_revoked_one_are_refused_as_that) {
  gpg().make("Signer <signer@example.org>", "ed25519", "cert,sign");
  BOOST_TEST(refused_as(gpg().public_key("signer@example.org"), "pgp_key.for_signatures"));
  gpg().make("Revoked <revoked@example.org>", "rsa2048", "cert,sign,encr");
  gpg().revoke("revoked@example.org");
  BOOST_TEST(refused_as(gpg().public_key("revoked@example.org"), "pgp_key.revoked"));
  BOOST_TEST(day_of(gpg().public_key("revoked@example.org")) == today());
}

BOOST_AUTO_TEST_CASE(a_key_whose_part_that_encrypts_has_expired_is_refused_with_the_day_of_that) {
  gpg().make("Part <part@example.org>", "ed25519", "cert,sign");
  const auto fingerprint = gpg().fingerprint("part@example.org");
  gpg().run({"--quick-add-key", fingerprint, "cv25519", "encr", "1d"});
  const auto key = read_key(gpg().public_key("part@example.org"));
  BOOST_REQUIRE(key.expires_at);
  BOOST_TEST((*key.expires_at < std::chrono::system_clock::now() + std::chrono::hours(25)));
  gpg().run({"--faked-system-time", "20210101T000000", "--quick-generate-key",
             "Gone <gone@example.org>", "ed25519", "cert,sign", "never"});
  gpg().run({"--faked-system-time", "20210101T000000", "--quick-add-key",
             gpg().fingerprint("gone@example.org"), "cv25519", "encr", "2d"});
  BOOST_TEST(refused_as(gpg().public_key("gone@example.org"), "pgp_key.expired"));
  BOOST_TEST(day_of(gpg().public_key("gone@example.org")) == "2021-01-03");
}

BOOST_AUTO_TEST_CASE(a_key_that_only_sha1_holds_together_is_refused_as_that) {
  gpg().run({"--cert-digest-algo", "SHA1", "--quick-generate-key", "Sha <sha@example.org>",
             "rsa2048", "cert,sign,encr", "never"});
  BOOST_TEST(refused_as(gpg().public_key("sha@example.org"), "pgp_key.weak_signatures"));
  BOOST_TEST(day_of(gpg().public_key("sha@example.org")) == today());
}

BOOST_AUTO_TEST_CASE(the_address_of_a_user_id_is_the_first_in_whatever_form_it_has) {
  const std::pair<const char*, const char*> ids[] = {
      {"ada@example.org", "ada@example.org"},
      {" ada@example.org ", "ada@example.org"},
      {"ada@example.org (work)", "ada@example.org"},
      {"Ada <one@example.org> <two@example.org>", "one@example.org"},
      {"Ada <ada> <two@example.org>", "two@example.org"},
      {"one@example.org, two@example.org", "one@example.org"},
      {"J\\xf6rg <joerg@example.org>", "joerg@example.org"},
      {"J\\xc3\\xb6rg <joerg@example.org>", "joerg@example.org"},
      {"Nobody", ""},
  };
  for (const auto& [id, address] : ids) {
    const auto key = read_key(made_key({"--user-id", id}));
    BOOST_TEST(key.email == address, id);
  }
  BOOST_TEST(read_key(made_key({"--user-id", "J\\xf6rg <j@example.org>"})).user_ids.front() ==
             "J\xc3\xb6rg <j@example.org>");
}

BOOST_AUTO_TEST_CASE(what_is_no_key_is_refused) {
  const std::string head = "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n";
  const std::string tail = "\n-----END PGP PUBLIC KEY BLOCK-----\n";
  for (const auto& text :
       {std::string(), std::string(" "), std::string("key"), head + tail, head + "////" + tail,
        head + "mDMEZ" + tail, ada().substr(0, ada().size() / 2), std::string(1000, '-'),
        std::string("\0\xff\x98", 3)}) {
    BOOST_TEST(is_no_key(text), text);
  }
  gpg().make("Second <second@example.org>", "rsa2048", "cert,sign,encr");
  BOOST_TEST(refused_as(gpg().run({"--armor", "--export", "ada@example.org", "second@example.org"}),
                        "pgp_key.several"));
}

BOOST_AUTO_TEST_CASE(nothing_travels_along_with_a_key) {
  gpg().make("Third <third@example.org>", "rsa2048", "cert,sign,encr");
  const auto other = gpg().public_key("third@example.org");
  auto relabelled = gpg().secret_key((ada(), "ada@example.org"));
  for (auto at = relabelled.find("PRIVATE"); at != relabelled.npos;
       at = relabelled.find("PRIVATE")) {
    relabelled.replace(at, 7, "PUBLIC");
  }
  for (const auto& text : {ada() + other, ada() + relabelled, "junk" + ada(),
                           ada().substr(0, ada().size() - 1) + "junk",
                           "-----BEGIN PGP PUBLIC KEY BLOCK-----\nComment: \x1b[2J" +
                               ada().substr(ada().find('\n'))}) {
    BOOST_TEST(is_no_key(text));
  }
  BOOST_TEST(refusal("\n " + ada() + " \r\n\n") == "");
  BOOST_TEST(Certificate("My key:\n" + ada() + "Bye").armored() == ada());
  BOOST_TEST(refused_as(relabelled, "pgp_key.secret"));
}

BOOST_AUTO_TEST_CASE(packets_that_a_public_key_does_not_have_are_refused_unopened) {
  const TempDirectory directory;
  const auto signed_text = gpg().run(
      {"--armor", "--sign", "--local-user", (ada(), "ada@example.org"), directory.write("x", "x")});
  int code = 0;
  gpg().run({"--output", directory.file("y"), "--armor", "--store", directory.write("z", ada())},
            &code);
  for (auto text : {signed_text, TempDirectory::read(directory.file("y"))}) {
    BOOST_TEST(is_no_key(text));
  }
}

BOOST_AUTO_TEST_CASE(a_key_of_32768_bytes_is_too_long) {
  BOOST_TEST(refused_as(std::string(openpgp::kLongestKey, 'x'), "pgp_key.too_long"));
  const std::string comment = "\nComment: " + std::string(openpgp::kLongestKey, 'x');
  const auto long_key = std::string(ada()).insert(ada().find('\n'), comment);
  const auto error = refusal_of([&] { read_key(long_key); });
  BOOST_REQUIRE(error);
  BOOST_TEST(error->rule() == "pgp_key.too_long");
  BOOST_TEST(error->subject() == gpg().fingerprint("ada@example.org"));
  BOOST_TEST(refusal(std::string(openpgp::kLongestKey, 'x') + "\n" + ada()) == "");
}

BOOST_AUTO_TEST_CASE(no_mutation_of_a_key_does_harm) {
  std::mt19937 random(7);
  const auto pick = [&](std::size_t below) { return random() % below; };
  int refused = 0;
  for (int round = 0; round < 200; ++round) {
    auto text = ada();
    for (std::size_t i = 0; i <= pick(4); ++i) {
      text[pick(text.size())] = "ABCxyz019+/=\n-"[pick(14)];
    }
    refused += refusal_of([&] { read_key(text); }) ? 1 : 0;
  }
  BOOST_TEST(refused > 100);
}

BOOST_AUTO_TEST_SUITE_END()
