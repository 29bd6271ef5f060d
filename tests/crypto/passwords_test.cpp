#include "crypto/passwords.h"

#include <boost/test/unit_test.hpp>

#include "support/refusals.h"
#include "support/temp_directory.h"

using base::ErrorCode;
using std::chrono::milliseconds;

namespace {

constexpr crypto::PasswordCost kCheap{8, 1};

struct Cheap {
  TempDirectory directory;
  crypto::HashSlots slots{directory.file("slots"), 1, milliseconds(0)};
  crypto::HashingInPlace hashing{slots};
  crypto::Passwords passwords{kCheap, hashing};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(passwords, Cheap)

BOOST_AUTO_TEST_CASE(a_password_matches_its_own_hash_and_no_other_does) {
  const auto hash = passwords.hash("correct horse");
  BOOST_TEST(passwords.matches("correct horse", hash));
  for (const auto* wrong :
       {"", "correct hors", "correct horse ", "Correct horse", "orrect horse"}) {
    BOOST_TEST(!passwords.matches(wrong, hash), wrong);
  }
}

BOOST_AUTO_TEST_CASE(a_hash_says_how_it_was_made_and_differs_each_time) {
  const auto hash = passwords.hash("x");
  BOOST_TEST(hash.starts_with("$argon2id$v=19$m=8,t=1,p=1$"));
  BOOST_TEST(hash.size() <= 128U);
  BOOST_TEST(passwords.hash("x") != hash);
}

BOOST_AUTO_TEST_CASE(all_bytes_of_a_long_password_count) {
  for (const std::size_t length : {64U, 72U, 128U, 1023U}) {
    const std::string front(length, 'p');
    const auto hash = passwords.hash(front + "a");
    BOOST_TEST(passwords.matches(front + "a", hash));
    BOOST_TEST(!passwords.matches(front + "b", hash));
    BOOST_TEST(!passwords.matches(front, hash));
  }
}

BOOST_AUTO_TEST_CASE(what_stands_behind_a_nul_counts) {
  const auto hash = passwords.hash(std::string("a\0b", 3));
  BOOST_TEST(passwords.matches(std::string("a\0b", 3), hash));
  BOOST_TEST(!passwords.matches(std::string("a\0c", 3), hash));
  BOOST_TEST(!passwords.matches("a", hash));
}

BOOST_AUTO_TEST_CASE(a_password_is_the_same_from_every_keyboard) {
  const std::string composed = "gr\u00fcne \u00c5pfel";
  const std::string apart = "gru\u0308ne A\u030apfel";
  for (const auto& set : {composed, apart}) {
    const auto hash = passwords.hash(set);
    BOOST_TEST(passwords.matches(composed, hash));
    BOOST_TEST(passwords.matches(apart, hash));
    BOOST_TEST(!passwords.matches("grune Apfel", hash));
  }
}

BOOST_AUTO_TEST_CASE(a_password_that_another_program_hashed_as_it_was_typed_matches) {
  const std::string apart = "u\u0308";
  const auto hash = hashing.hash(apart, kCheap, {});
  BOOST_TEST(passwords.matches(apart, hash));
  BOOST_TEST(!passwords.matches("u", hash));
  const std::string bytes = "\xff\xfe";
  BOOST_TEST(passwords.matches(bytes, passwords.hash(bytes)));
}

BOOST_AUTO_TEST_CASE(hashes_of_the_reference_implementation_match) {
  BOOST_TEST(passwords.matches("password",
                               "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$"
                               "nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"));
  BOOST_TEST(passwords.matches("password",
                               "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$"
                               "bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc"));
}

BOOST_AUTO_TEST_CASE(a_stored_hash_that_costs_too_much_never_matches) {
  // All four are right hashes of "password".
  BOOST_TEST(passwords.matches("password",
                               "$argon2id$v=19$m=8,t=16,p=1$+yQm7Ww9UQ0IiEbyPLydng$"
                               "WZfYvkRX5R0ToLI12jdD+Vr1iVCGSWPZzXlnwNvDR1o"));
  BOOST_TEST(!passwords.matches("password",
                                "$argon2id$v=19$m=8,t=17,p=1$JTJv0GYn6k2zIwRwQ9mMDQ$"
                                "eVxPmVxWGiuQQyilK6cwGBwQRuALTaDryp5WGv9O7nA"));
  BOOST_TEST(passwords.matches("password",
                               "$argon2id$v=19$m=262144,t=1,p=1$tg+xesdPytWUx5Hg4EXjnQ$"
                               "h/re1eFHx1e/ek7B3oZWyU07SO3IYHB5sPTR6E6b0hg"));
  BOOST_TEST(!passwords.matches("password",
                                "$argon2id$v=19$m=262145,t=1,p=1$oSYiEhMc+/k/cExSZsECuQ$"
                                "4HQiBy1DvmR9WeSIeRhAi0KUQFsX0I/U1TjBL1jKS5Y"));
}

BOOST_AUTO_TEST_CASE(a_stored_form_that_is_unknown_or_broken_never_matches) {
  const auto hash = passwords.hash("password");
  for (const std::string& stored :
       {std::string(), std::string("password"), std::string("$argon2id$"), std::string("!"),
        std::string("$argon2id$v=19$m=,t=1,p=1$AAAAAAAAAAA$AAAA"),
        std::string("$argon2id$v=19$m=99999999999999999999,t=1,p=1$AAAAAAAAAAA$AAAA"),
        std::string("$argon2i$v=19$m=8,t=3,p=1$c57goRbQdq6SxDh2VY7L+g$"
                    "Mcbzn2+aiV77vAOdWdXpmfJ/OEV+wsg/SbL4hc9b3Cc"),
        hash.substr(0, hash.size() - 1), hash + "A", hash + std::string("\0", 1), " " + hash,
        hash + std::string(100, 'A')}) {
    BOOST_TEST(!passwords.matches("password", stored), stored);
  }
}

BOOST_AUTO_TEST_CASE(nothing_is_hashed_without_a_slot) {
  const auto hash = passwords.hash("x");
  const auto held = slots.take();
  BOOST_TEST(refuses(ErrorCode::unavailable, [&] { passwords.hash("x"); }));
  BOOST_TEST(refuses(ErrorCode::unavailable, [&] { passwords.matches("x", hash); }));
  BOOST_TEST(refuses(ErrorCode::unavailable, [&] { passwords.matches("x", "no hash"); }));
  BOOST_TEST(refuses(ErrorCode::unavailable, [&] { passwords.match_nothing("x"); }));
}

BOOST_AUTO_TEST_CASE(a_cost_that_could_not_be_checked_again_is_refused) {
  for (const crypto::PasswordCost cost :
       {crypto::PasswordCost{7, 1}, {262145, 1}, {8, 0}, {8, 17}}) {
    BOOST_TEST(refuses(ErrorCode::invalid_argument, [&] { crypto::Passwords(cost, hashing); }));
  }
}

BOOST_AUTO_TEST_SUITE_END()
