#include "crypto/mac.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes bytes(std::string_view text) { return {text.begin(), text.end()}; }

Bytes counting(std::uint8_t first, std::uint8_t last) {
  Bytes out;
  for (unsigned byte = first; byte <= last; ++byte) out.push_back(static_cast<std::uint8_t>(byte));
  return out;
}

std::string hex(std::span<const std::uint8_t> data) {
  std::string out;
  for (const auto byte : data) {
    out += "0123456789abcdef"[byte >> 4];
    out += "0123456789abcdef"[byte & 15];
  }
  return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(mac)

BOOST_AUTO_TEST_CASE(hmac_gives_the_vectors_of_rfc_4231) {
  struct Vector {
    Bytes key;
    Bytes message;
    const char* digest;
  };
  const Vector vectors[] = {
      {Bytes(20, 0x0b), bytes("Hi There"),
       "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"},
      {bytes("Jefe"), bytes("what do ya want for nothing?"),
       "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
      {Bytes(20, 0xaa), Bytes(50, 0xdd),
       "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"},
      {counting(0x01, 0x19), Bytes(50, 0xcd),
       "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"},
      {Bytes(131, 0xaa), bytes("Test Using Larger Than Block-Size Key - Hash Key First"),
       "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"},
  };
  for (const auto& vector : vectors) {
    BOOST_TEST(hex(crypto::hmac_sha256(vector.key, vector.message)) == vector.digest);
  }
}

BOOST_AUTO_TEST_CASE(one_key_computes_any_number_of_messages) {
  const auto key = Bytes(20, 0x0b);
  const crypto::HmacSha256 hmac(key);
  const auto copy = hmac;
  for (const auto* text : {"Hi There", "", "Hi There", "another"}) {
    const auto message = bytes(text);
    const auto digest = hex(crypto::hmac_sha256(key, message));
    BOOST_TEST(hex(hmac.of(message)) == digest);
    BOOST_TEST(hex(copy.of(message)) == digest);
  }
}

BOOST_AUTO_TEST_CASE(hkdf_gives_the_vectors_of_rfc_5869) {
  BOOST_TEST(
      hex(crypto::hkdf_sha256(Bytes(22, 0x0b), counting(0x00, 0x0c), counting(0xf0, 0xf9))) ==
      "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf");
  BOOST_TEST(
      hex(crypto::hkdf_sha256(counting(0x00, 0x4f), counting(0x60, 0xaf), counting(0xb0, 0xff))) ==
      "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c");
  BOOST_TEST(hex(crypto::hkdf_sha256(Bytes(22, 0x0b), {}, {})) ==
             "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d");
}

BOOST_AUTO_TEST_SUITE_END()
