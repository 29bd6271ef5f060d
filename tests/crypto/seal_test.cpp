#include "crypto/seal.h"
#include "base/encoding.h"

#include <boost/test/unit_test.hpp>
#include <set>

#include "support/fakes.h"

using crypto::Seal;
using crypto::Secret;

namespace {

struct Sealed {
  FakeEntropy entropy;
  Secret secret{{std::string(64, '1')}};
  Seal seal{secret, "cookies", entropy};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(seals, Sealed)

BOOST_AUTO_TEST_CASE(what_was_sealed_opens_again) {
  for (const auto& text :
       {std::string(), std::string("x"), std::string("a\0b\xff", 4), std::string(100'000, 'y')}) {
    BOOST_TEST(seal.open(seal.seal(text, "cookie"), "cookie").value_or("nothing") == text);
    BOOST_TEST(seal.open(seal.seal(text, ""), "").value_or("nothing") == text);
  }
}

BOOST_AUTO_TEST_CASE(it_is_38_characters_longer_than_four_thirds_of_the_text) {
  BOOST_TEST(seal.seal("", "").size() == 38U);
  BOOST_TEST(seal.seal(std::string(3000, 'x'), "context").size() == 4038U);
}

BOOST_AUTO_TEST_CASE(equal_texts_look_different_and_show_nothing) {
  std::set<std::string> seen;
  for (int i = 0; i < 100; ++i) seen.insert(seal.seal("the same text", ""));
  BOOST_TEST(seen.size() == 100U);
  for (const auto& sealed : seen) {
    BOOST_TEST(base::from_base64url(sealed)->find("same") == std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(a_change_of_any_bit_is_noticed) {
  const auto bytes = *base::from_base64url(seal.seal("text", "context"));
  for (std::size_t place = 0; place < bytes.size(); ++place) {
    for (int bit = 0; bit < 8; ++bit) {
      auto changed = bytes;
      changed[place] = static_cast<char>(changed[place] ^ 1 << bit);
      BOOST_TEST(!seal.open(base::to_base64url(changed), "context"));
    }
  }
}

BOOST_AUTO_TEST_CASE(what_is_cut_or_lengthened_is_noticed) {
  const auto bytes = *base::from_base64url(seal.seal("text", ""));
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    BOOST_TEST(!seal.open(base::to_base64url(bytes.substr(0, size)), ""));
  }
  BOOST_TEST(!seal.open(base::to_base64url(bytes + '\0'), ""));
  BOOST_TEST(!seal.open(base::to_base64url(bytes) + "=", ""));
}

BOOST_AUTO_TEST_CASE(another_context_or_purpose_or_secret_opens_nothing) {
  const auto sealed = seal.seal("text", "context");
  const Seal other_purpose(secret, "keys", entropy);
  const Seal other_secret(Secret({std::string(64, '2')}), "cookies", entropy);
  BOOST_TEST(!seal.open(sealed, ""));
  BOOST_TEST(!seal.open(sealed, "contexts"));
  BOOST_TEST(!other_purpose.open(sealed, "context"));
  BOOST_TEST(!other_secret.open(sealed, "context"));
}

BOOST_AUTO_TEST_CASE(a_new_secret_in_front_seals_and_the_old_one_still_opens) {
  const Seal rotated(Secret({std::string(64, '2'), std::string(64, '1')}), "cookies", entropy);
  BOOST_TEST(rotated.open(seal.seal("text", ""), "").value_or("nothing") == "text");
  BOOST_TEST(!seal.open(rotated.seal("text", ""), ""));
}

BOOST_AUTO_TEST_SUITE_END()
