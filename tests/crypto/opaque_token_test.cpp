#include "crypto/opaque_token.h"

#include <boost/test/unit_test.hpp>
#include <set>
#include <string>

#include "crypto/base62.h"
#include "support/fakes.h"

using crypto::TokenKind;

namespace {

const std::string kSecret = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
const std::string kOther(64, '7');
const auto kId = *base::Id::parse("01234567-89ab-7cde-8f01-23456789abcd");

crypto::OpaqueTokens tokens_of(const std::vector<std::string>& secrets) {
  return crypto::OpaqueTokens(crypto::Secret(secrets));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(opaque_token)

BOOST_AUTO_TEST_CASE(the_text_of_a_token_never_changes_between_versions) {
  // Computed by another program.
  const auto tokens = tokens_of({kSecret});
  BOOST_TEST(tokens.mint(TokenKind::account, kId) ==
             "dwa_0296tiiBZ8pULp88AtoLBl6JfuVJB9OcjjILxmzhzsuP");
  BOOST_TEST(tokens.mint(TokenKind::challenge, kId) ==
             "dwv_0296tiiBZ8pULp88AtoLBl2A6sGNafTWXRyIsNSfpi15");
}

BOOST_AUTO_TEST_CASE(what_was_minted_is_the_id_again) {
  FakeEntropy entropy;
  const auto tokens = tokens_of({kSecret});
  for (int i = 0; i < 200; ++i) {
    const auto id = base::Id::make(base::from_millis(i), entropy);
    BOOST_TEST((tokens.check(TokenKind::account, tokens.mint(TokenKind::account, id)) == id));
  }
}

BOOST_AUTO_TEST_CASE(a_token_of_one_kind_never_passes_for_another) {
  const auto tokens = tokens_of({kSecret});
  auto text = tokens.mint(TokenKind::challenge, kId);
  BOOST_TEST(!tokens.check(TokenKind::account, text));
  text[2] = 'a';
  BOOST_TEST(!tokens.check(TokenKind::account, text));
}

BOOST_AUTO_TEST_CASE(changing_any_character_makes_it_a_forgery) {
  const auto tokens = tokens_of({kSecret});
  const auto good = tokens.mint(TokenKind::account, kId);
  for (std::size_t i = 0; i < good.size(); ++i) {
    for (const char c : std::string("0Zz_%-\0 ", 8)) {
      auto text = good;
      text[i] = c;
      if (text != good) BOOST_TEST(!tokens.check(TokenKind::account, text), "position " << i);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_text_of_another_length_or_alphabet_is_no_token) {
  const auto tokens = tokens_of({kSecret});
  const auto good = tokens.mint(TokenKind::account, kId);
  for (const std::string& text :
       {std::string(), std::string("dwa_"), good.substr(0, 47), good.substr(1), good + "0",
        " " + good, good + " ", good + "\n", good + std::string(1, '\0'), std::string(48, '%'),
        "dwa_" + std::string(44, '_'), "dwa_" + std::string(44, '*'), "DWA_" + good.substr(4),
        std::string(100'000, 'a')}) {
    BOOST_TEST(!tokens.check(TokenKind::account, text));
  }
}

BOOST_AUTO_TEST_CASE(the_token_of_another_service_is_refused) {
  const auto foreign = tokens_of({kOther}).mint(TokenKind::account, kId);
  BOOST_TEST(!tokens_of({kSecret}).check(TokenKind::account, foreign));
}

BOOST_AUTO_TEST_CASE(after_a_change_of_secrets_the_old_one_still_verifies_and_the_new_one_mints) {
  const auto before = tokens_of({kSecret});
  const auto between = tokens_of({kOther, kSecret});
  const auto after = tokens_of({kOther});
  const auto old_text = before.mint(TokenKind::account, kId);
  const auto new_text = between.mint(TokenKind::account, kId);
  BOOST_TEST(new_text != old_text);
  BOOST_TEST((between.check(TokenKind::account, old_text) == kId));
  BOOST_TEST((after.check(TokenKind::account, new_text) == kId));
  BOOST_TEST(!after.check(TokenKind::account, old_text));
}

BOOST_AUTO_TEST_CASE(a_block_has_22_digits_whatever_it_holds) {
  crypto::Block all;
  all.fill(0xff);
  BOOST_TEST(crypto::to_base62({}) == std::string(22, '0'));
  BOOST_TEST(crypto::to_base62(all) == "7n42DGM5Tflk9n8mt7Fhc7");
  BOOST_TEST((crypto::from_base62("7n42DGM5Tflk9n8mt7Fhc7") == all));
  BOOST_TEST((crypto::from_base62(std::string(22, '0')) == crypto::Block{}));
}

BOOST_AUTO_TEST_CASE(digits_of_a_number_beyond_128_bits_are_refused) {
  for (const auto* text :
       {"7n42DGM5Tflk9n8mt7Fhc8", "7n42DGM5Tflk9n8mt7Fhd0", "80000000000000000000000000",
        "8000000000000000000000", "zzzzzzzzzzzzzzzzzzzzzz"}) {
    BOOST_TEST(!crypto::from_base62(text), text);
  }
}

BOOST_AUTO_TEST_CASE(of_a_token_in_a_text_only_its_kind_is_left_whole_or_cut) {
  const std::string secret(44, 's');
  BOOST_TEST(crypto::without_tokens("/y/dwo_" + secret + "/z/dwx_" + secret + "/") ==
             "/y/dwo_.../z/dwx_.../");
  BOOST_TEST(crypto::without_tokens("dwr_" + secret.substr(0, 20)) == "dwr_...");
  for (const auto* text :
       {"", "dw", "dwo_", "/x/dwo_short", "dwdwdw", "/dwarfs_and_giants_of_old"}) {
    BOOST_TEST(crypto::without_tokens(text) == text);
  }
}

BOOST_AUTO_TEST_CASE(a_code_is_six_digits_of_the_id_by_any_of_our_secrets) {
  const auto before = tokens_of({kSecret});
  const auto between = tokens_of({kOther, kSecret});
  const auto after = tokens_of({kOther});
  std::set<std::string> codes;
  FakeEntropy entropy;
  for (int i = 0; i < 1000; ++i) {
    const auto id = base::Id::make(FakeClock().now(), entropy);
    const auto code = before.code(id);
    BOOST_REQUIRE(code.size() == 6U);
    BOOST_REQUIRE(code.find_first_not_of("0123456789") == std::string::npos);
    BOOST_REQUIRE(between.is_code(id, code));
    BOOST_REQUIRE(between.is_code(id, after.code(id)));
    BOOST_REQUIRE(code == after.code(id) || !after.is_code(id, code));
    BOOST_REQUIRE(!before.is_code(id, code + "0"));
    BOOST_REQUIRE(!before.is_code(id, ""));
    codes.insert(code);
  }
  BOOST_TEST(codes.size() > 980U);
}

BOOST_AUTO_TEST_SUITE_END()
