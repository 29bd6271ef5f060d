#include "crypto/fingerprint.h"

#include <boost/test/unit_test.hpp>

#include "support/fakes.h"

namespace {

using crypto::Fingerprints;

/// 00 01 02 and so on: the key of the published vectors.
struct Counting final : base::Entropy {
  void fill(std::span<std::byte> bytes) override {
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::byte>(i);
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(fingerprint)

BOOST_AUTO_TEST_CASE(it_is_the_published_siphash_of_128_bits) {
  Counting key;
  const crypto::Fingerprint of_nothing{0xa3, 0x81, 0x7f, 0x04, 0xba, 0x25, 0xa8, 0xe6,
                                       0x6d, 0xf6, 0x72, 0x14, 0xc7, 0x55, 0x02, 0x93};
  BOOST_TEST(Fingerprints(key).of("") == of_nothing);
}

BOOST_AUTO_TEST_CASE(a_text_has_one_and_another_text_has_another) {
  FakeEntropy entropy;
  const Fingerprints fingerprints(entropy);
  BOOST_TEST(fingerprints.of("dwo_a") == fingerprints.of("dwo_a"));
  BOOST_TEST(fingerprints.of("dwo_a") != fingerprints.of("dwo_b"));
}

BOOST_AUTO_TEST_CASE(another_process_has_others) {
  FakeEntropy entropy;
  const Fingerprints ours(entropy);
  const Fingerprints theirs(entropy);
  BOOST_TEST(ours.of("dwo_a") != theirs.of("dwo_a"));
}

BOOST_AUTO_TEST_SUITE_END()
