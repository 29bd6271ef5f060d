#include <boost/test/unit_test.hpp>

#include "crypto/jose.h"

using crypto::Algorithm;
using crypto::SigningKey;

namespace {

std::string from_hex(std::string_view digits) {
  std::string bytes;
  for (std::size_t i = 0; i < digits.size(); i += 2) {
    bytes += static_cast<char>(std::stoi(std::string(digits.substr(i, 2)), nullptr, 16));
  }
  return bytes;
}

struct Row {
  Algorithm algorithm;
  std::size_t size;   // of r and of s
  std::string order;  // of the curve
};

const Row kRows[] = {
    {Algorithm::es256, 32,
     from_hex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551")},
    {Algorithm::es384, 48,
     from_hex("ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec"
              "196accc52973")},
    {Algorithm::es512, 66,
     from_hex("01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b"
              "7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409")},
};

// The same signature as OpenSSL and X.509 write it.
std::string der_of(std::string_view raw) {
  const auto integer = [](std::string_view bytes) {
    while (bytes.size() > 1 && bytes.front() == '\0') bytes.remove_prefix(1);
    std::string body(bytes);
    if ((body.front() & 0x80) != 0) body.insert(body.begin(), '\0');
    return std::string{'\x02', static_cast<char>(body.size())} + body;
  };
  const auto body = integer(raw.substr(0, raw.size() / 2)) + integer(raw.substr(raw.size() / 2));
  return std::string{'\x30', static_cast<char>(body.size())} + body;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(ecdsa_signatures)

BOOST_AUTO_TEST_CASE(r_and_s_lie_between_zero_and_the_order) {
  for (const auto& row : kRows) {
    const auto key = make_key(row.algorithm).verification_key();
    const std::string zero(row.size, '\0');
    const auto one = std::string(row.size - 1, '\0') + '\x01';
    const std::string most(row.size, '\xff');
    auto above = row.order;
    ++above.back();
    for (const auto& r : {zero, one, row.order, above, most}) {
      for (const auto& s : {zero, one, row.order, above, most}) {
        BOOST_TEST(!key.verify(row.algorithm, "text", r + s));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(a_signature_has_exactly_twice_the_length_of_the_order) {
  for (const auto& row : kRows) {
    const auto key = make_key(row.algorithm);
    const auto checking = key.verification_key();
    const auto raw = key.sign("text");
    BOOST_TEST(raw.size() == 2 * row.size);
    BOOST_TEST(checking.verify(row.algorithm, "text", raw));
    const auto half = row.size;
    for (const auto& other :
         {der_of(raw), '\0' + raw, raw + '\0', raw.substr(0, half), raw + raw,
          '\0' + raw.substr(0, half) + '\0' + raw.substr(half), std::string()}) {
      BOOST_TEST(!checking.verify(row.algorithm, "text", other));
    }
  }
}

BOOST_AUTO_TEST_CASE(signatures_whose_numbers_begin_with_zeros_keep_their_length) {
  const auto key = make_key(Algorithm::es256);
  const auto checking = key.verification_key();
  for (int i = 0; i < 10'000; ++i) {
    const auto text = std::to_string(i);
    const auto raw = key.sign(text);
    BOOST_REQUIRE(raw.size() == 64U);
    if (raw[0] != '\0' && raw[32] != '\0') continue;
    BOOST_TEST(checking.verify(Algorithm::es256, text, raw));
    return;
  }
  BOOST_FAIL("no number of 20000 begins with a zero");
}

BOOST_AUTO_TEST_CASE(a_key_of_one_curve_checks_nothing_for_another) {
  const auto p384 = make_key(Algorithm::es384);
  const auto keys = set_of({crypto::VerificationKey::from_text(p384.verification_key().pem())});
  BOOST_TEST(verdict_of(signed_with(p384, R"({"alg":"ES384"})"), keys) == "valid");
  BOOST_TEST(verdict_of(signed_with(p384, R"({"alg":"ES256"})"), keys) == "algorithm");
  BOOST_TEST(verdict_of(signed_with(p384, R"({"alg":"ES512"})"), keys) == "algorithm");
}

BOOST_AUTO_TEST_SUITE_END()
