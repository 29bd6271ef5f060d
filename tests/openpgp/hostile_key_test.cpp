// Keys that were made to cost their reader as much time or memory as possible.
#include <sys/resource.h>

#include <boost/test/unit_test.hpp>
#include <random>

#include "made_key.h"
#include "openpgp/armor.h"
#include "openpgp/openpgp.h"
#include "openpgp/packets.h"
#include "support/refusals.h"

using openpgp::Certificate;
using namespace std::chrono_literals;

namespace {

constexpr auto kInvalid = "pgp_key.malformed";

/// How it is refused before anything is computed with it; empty when it is not.
std::string refused_unread(const std::string& text) {
  const auto error = refusal_of([&] { Certificate{text}; });
  return error ? error->rule() : "";
}

bool is_refused_as(const std::string& text, const std::string& rule) {
  const auto told = refused_unread(text);
  if (told != rule) BOOST_TEST_MESSAGE("refused under: " << told);
  return told == rule;
}

std::string armored(const std::string& bytes) {
  static constexpr char digits[] =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out = "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n";
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    for (std::size_t j = i; j < i + 3; ++j) {
      group = group << 8 | (j < bytes.size() ? static_cast<std::uint8_t>(bytes[j]) : 0U);
    }
    for (std::size_t j = 0; j < 4; ++j) {
      out += i + j > bytes.size() ? '=' : digits[group >> (18 - 6 * j) & 63];
    }
  }
  return out + "\n-----END PGP PUBLIC KEY BLOCK-----\n";
}

std::string packet(int tag, const std::string& body) {
  std::string out{static_cast<char>(0xc0 | tag), static_cast<char>(0xff)};
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(body.size() >> shift);
  return out + body;
}

/// Made once: of 2048 bits, in bytes.
const std::string& plain_key() {
  static const std::string bytes = openpgp::dearmored(made_key({}));
  return bytes;
}

/// The packet of the primary key, of a user id, of its signature.
std::string part(std::size_t index) {
  const auto packets = openpgp::packets_in(plain_key()).value();
  return packet(packets.at(index).tag, std::string(packets.at(index).body));
}

std::string times(int count, const std::string& text) {
  std::string out;
  for (int i = 0; i < count; ++i) out += text;
  return out;
}

std::chrono::milliseconds cpu_of_children() {
  rusage usage{};
  getrusage(RUSAGE_CHILDREN, &usage);
  const auto span = [](const timeval& time) {
    return std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec);
  };
  return std::chrono::ceil<std::chrono::milliseconds>(span(usage.ru_utime) + span(usage.ru_stime));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(openpgp_hostile_keys)

BOOST_AUTO_TEST_CASE(rsa_is_taken_from_2048_to_8192_bits_with_exponents_of_at_most_64) {
  BOOST_TEST(is_refused_as(made_key({"--bits", "16384"}), "pgp_key.rsa_too_long"));
  BOOST_TEST(is_refused_as(made_key({"--bits", "1024"}), "pgp_key.rsa_too_short"));
  BOOST_TEST(is_refused_as(made_key({"--exponent-bits", "72"}), "pgp_key.exponent_too_long"));
  BOOST_TEST(Certificate(made_key({"--bits", "8192"})).read().email == "ada0@example.org");
  BOOST_TEST(Certificate(made_key({"--exponent-bits", "64"})).read().email == "ada0@example.org");
}

BOOST_AUTO_TEST_CASE(an_exponent_as_long_as_its_modulus_is_refused_before_anything_is_computed) {
  const auto wrong =
      made_key({"--bits", "16384", "--exponent-bits", "16384", "--wrong", "8", "--unsigned"});
  const auto right = made_key({"--bits", "16384", "--exponent-bits", "16384"});
  const auto shorter = made_key({"--bits", "4096", "--exponent-bits", "4096", "--wrong", "12"});
  const auto before = cpu_of_children();
  for (const auto& key : {wrong, right}) {
    BOOST_TEST(is_refused_as(key, "pgp_key.rsa_too_long"));
  }
  BOOST_TEST(is_refused_as(shorter, "pgp_key.exponent_too_long"));
  BOOST_TEST((cpu_of_children() == before));
}

BOOST_AUTO_TEST_CASE(user_ids_subkeys_and_signatures_are_counted_before_anything_is_computed) {
  const auto key = part(0);
  const auto user_id = part(1);
  const auto signature = packet(2, "\x04\x13\x16\x08" + std::string(7, '\0') + "\x01\x01");
  const auto subkey = "\xce" + key.substr(1);
  BOOST_TEST(is_refused_as(armored(key + times(33, user_id)), "pgp_key.too_many_user_ids"));
  BOOST_TEST(is_refused_as(armored(key + user_id + times(32, packet(17, "x"))),
                           "pgp_key.too_many_user_ids"));
  BOOST_TEST(is_refused_as(armored(key + user_id + times(17, subkey)), "pgp_key.too_many_subkeys"));
  BOOST_TEST(
      is_refused_as(armored(key + user_id + times(129, signature)), "pgp_key.too_many_signatures"));
  BOOST_TEST(is_refused_as(armored(key + user_id + times(600, packet(12, ""))), kInvalid));
  BOOST_TEST(
      is_refused_as(armored(key + packet(13, std::string(2049, 'x'))), "pgp_key.user_id_too_long"));
  BOOST_TEST(refused_unread(armored(key + times(32, user_id) + times(16, subkey) +
                                    times(100, signature))) == "");
}

BOOST_AUTO_TEST_CASE(
    other_versions_kinds_and_broken_numbers_are_refused_before_anything_is_computed) {
  const auto changed = [](std::size_t at, char to) {
    auto bytes = plain_key();
    bytes[at] = to;
    return armored(bytes);
  };
  constexpr std::size_t version = 6;  // behind a header with a length of four bytes
  constexpr std::size_t algorithm = version + 5;
  constexpr std::size_t bits = algorithm + 1;
  for (const int other : {0, 2, 3}) {
    BOOST_TEST(is_refused_as(changed(version, static_cast<char>(other)), "pgp_key.version"), other);
  }
  for (const int newer : {5, 6}) {  // LibrePGP, RFC 9580
    BOOST_TEST(is_refused_as(changed(version, static_cast<char>(newer)), "pgp_key.too_new"), newer);
  }
  for (const int newer : {25, 26, 27, 28, 35}) {  // X25519, X448, Ed25519, Ed448, ML-KEM
    BOOST_TEST(is_refused_as(changed(algorithm, static_cast<char>(newer)), "pgp_key.too_new"),
               newer);
  }
  for (const int other : {0, 4, 16, 17, 18, 19, 20, 21, 22, 25, 99, 100, 255}) {
    BOOST_TEST(refused_unread(changed(algorithm, static_cast<char>(other))) != "", other);
  }
  for (const int other : {0, 7, 16, 255}) {
    BOOST_TEST(refused_unread(changed(bits, static_cast<char>(other))) != "", other);
  }
  BOOST_TEST(refused_unread(changed(bits + 2, 0)) != "");  // the modulus begins with a zero
}

BOOST_AUTO_TEST_CASE(packets_of_partial_and_of_no_length_are_refused) {
  const auto rest = part(1) + part(2);
  const auto body = part(0).substr(6);
  BOOST_TEST(refused_unread(armored(part(0) + rest)) == "");
  BOOST_TEST(is_refused_as(
      armored("\xc6\xe8" + body.substr(0, 256) + '\x0f' + body.substr(256) + rest), kInvalid));
  BOOST_TEST(is_refused_as(armored(part(0) + part(1) + "\x8b" + part(2).substr(6)), kInvalid));
  BOOST_TEST(is_refused_as(armored(part(0) + rest + packet(8, "\x01" + rest)), kInvalid));
}

BOOST_AUTO_TEST_CASE(the_dearest_key_within_the_bounds_is_done_with_in_a_second) {
  for (const auto& key : {made_key({"--bits", "8192", "--exponent-bits", "64", "--wrong", "17"}),
                          made_key({"--bits", "4096", "--exponent-bits", "64", "--wrong", "32"}),
                          made_key({"--exponent-bits", "64", "--wrong", "60", "--unsigned"}),
                          made_key({"--bits", "4096", "--subkeys", "8", "--subkey-bits", "4096",
                                    "--user-ids", "8"})}) {
    BOOST_TEST(key.size() < openpgp::kLongestKey);
    const auto before = cpu_of_children();
    const auto told = refusal_of([&] { Certificate(key).read(); });
    const auto cost = cpu_of_children() - before;
    BOOST_TEST_MESSAGE("cost " << cost.count() << " ms, "
                               << (told ? told->rule() : std::string("taken")));
    BOOST_TEST((cost < 1s));
  }
}

BOOST_AUTO_TEST_CASE(an_address_of_a_user_id_is_one_that_our_rule_takes_or_none) {
  const struct {
    const char* user_id;
    const char* email;
  } rows[] = {{"Ada <ada@hand.example\\r\\nX: y>", ""},
              {"Ada <ada@hand.example\\nBcc: b@c.example>", ""},
              {"Ada <ada@hand.example\\t>", ""},
              {"Ada <ada@hand.example>\\r\\n<eve@hand.example>", "ada@hand.example"},
              {"Ada <ada b@hand.example>", ""},
              {"Ada <\"ada\"@hand.example>", ""},
              {"Ada <ada@hand>", ""},
              {"Ada <a@b@hand.example>", ""},
              {"Ada <ada@hand.example,eve@hand.example>", ""},
              {"Ada <@hand.example>", ""},
              {"Ada <\\xc3\\xa4da@hand.example>", ""},
              {"ada@hand.example", "ada@hand.example"},
              {"ada@hand.example\\r\\nX: y", ""},
              {"Ada (home) <Ada.L+x@Hand.example>", "Ada.L+x@Hand.example"}};
  for (const auto& row : rows) {
    BOOST_TEST(Certificate(made_key({"--user-id", row.user_id})).read().email == row.email,
               row.user_id);
  }
}

BOOST_AUTO_TEST_CASE(no_mutation_of_its_bytes_costs_more_than_the_limit_or_does_harm) {
  std::mt19937 random(11);
  const auto pick = [&](std::size_t below) { return random() % below; };
  const auto base = openpgp::dearmored(made_key({"--subkeys", "1", "--wrong", "1"}));
  const auto before = cpu_of_children();
  int refused = 0;
  for (int round = 0; round < 150; ++round) {
    auto bytes = base;
    for (std::size_t i = 0; i <= pick(3); ++i)
      bytes[pick(bytes.size())] = static_cast<char>(random());
    refused += refusal_of([&] { Certificate(armored(bytes)).read(); }) ? 1 : 0;
  }
  BOOST_TEST(refused > 50);
  BOOST_TEST((cpu_of_children() - before < 30s));
}

BOOST_AUTO_TEST_SUITE_END()
