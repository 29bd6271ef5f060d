#include "crypto/secret.h"

#include <sys/stat.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <set>

#include "crypto/opaque_token.h"
#include "support/fakes.h"
#include "support/forked.h"
#include "support/refusals.h"
#include "support/temp_directory.h"

using base::ErrorCode;
using crypto::Secret;

namespace {

const std::string kFirst(64, '1');
const std::string kSecond(64, 'F');

mode_t mode_of(const std::string& path) {
  struct stat facts {};
  BOOST_REQUIRE(stat(path.c_str(), &facts) == 0);
  return facts.st_mode & 07777;
}

// A file that nobody else may read, as a secret has to be.
std::string keep(const TempDirectory& directory, const std::string& text) {
  auto path = directory.write("secret", text);
  chmod(path.c_str(), 0600);
  return path;
}

std::size_t files_in(const TempDirectory& directory) {
  std::size_t count = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(directory.path())) {
    ++count;
  }
  return count;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(secret)

BOOST_AUTO_TEST_CASE(keys_for_two_purposes_have_nothing_in_common) {
  const Secret secret({kFirst, kSecond});
  const auto tokens = secret.derive("tokens");
  const auto seals = secret.derive("seals");
  BOOST_REQUIRE(tokens.size() == 2U);
  const std::set<crypto::Key> all{tokens[0], tokens[1], seals[0], seals[1]};
  BOOST_TEST(all.size() == 4U);
  BOOST_TEST((secret.derive("tokens") == tokens));
}

BOOST_AUTO_TEST_CASE(hex_digits_count_in_either_case) {
  BOOST_TEST((Secret({std::string(64, 'f')}).derive("x") == Secret({kSecond}).derive("x")));
}

BOOST_AUTO_TEST_CASE(anything_but_64_hex_digits_is_no_secret) {
  const std::vector<std::string> texts[] = {{},
                                            {""},
                                            {std::string(63, '1')},
                                            {std::string(65, '1')},
                                            {std::string(63, '1') + "g"},
                                            {"0x" + std::string(62, '1')},
                                            {kFirst, ""},
                                            {" " + std::string(63, '1')}};
  for (const auto& each : texts) {
    BOOST_TEST(refuses(ErrorCode::invalid_argument, [&] { Secret{each}; }));
  }
}

BOOST_AUTO_TEST_CASE(a_refusal_never_repeats_the_secret) {
  const auto error = refusal_of([] { Secret{{std::string(63, '1')}}; });
  BOOST_REQUIRE(error);
  BOOST_TEST(error->public_text().find("111") == std::string::npos);
  BOOST_TEST(error->private_detail().find("111") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_missing_file_is_made_for_its_owner_alone_and_read_back_the_same) {
  const TempDirectory directory;
  FakeEntropy entropy;
  const auto path = directory.file("secret");
  const auto made = Secret::from_file(path, entropy);
  BOOST_TEST(mode_of(path) == 0600U);
  BOOST_TEST((Secret::from_file(path, entropy).derive("x") == made.derive("x")));
  BOOST_TEST(files_in(directory) == 1U);
}

BOOST_AUTO_TEST_CASE(of_many_processes_that_make_the_file_at_once_all_have_the_same_secret) {
  const TempDirectory directory;
  const auto path = directory.file("secret");
  std::vector<Forked> makers;
  for (int i = 0; i < 20; ++i) {
    makers.emplace_back([&, i] {
      base::SystemEntropy entropy;
      const crypto::OpaqueTokens tokens(Secret::from_file(path, entropy));
      directory.write(std::to_string(i), tokens.mint(crypto::TokenKind::account, {}));
      return 0;
    });
  }
  std::set<std::string> seen;
  for (std::size_t i = 0; i < makers.size(); ++i) {
    BOOST_TEST(makers[i].wait() == 0);
    seen.insert(TempDirectory::read(directory.file(std::to_string(i))));
  }
  BOOST_TEST(seen.size() == 1U);
  BOOST_TEST(seen.begin()->size() == 48U);
}

BOOST_AUTO_TEST_CASE(a_file_may_hold_several_secrets_with_comments_and_blank_lines) {
  const TempDirectory directory;
  FakeEntropy entropy;
  const auto path =
      keep(directory, "# new\n\n" + kFirst + "  # since May\r\n  " + kSecond + "\r\n");
  BOOST_TEST(
      (Secret::from_file(path, entropy).derive("x") == Secret({kFirst, kSecond}).derive("x")));
}

BOOST_AUTO_TEST_CASE(a_file_that_others_may_touch_is_refused_with_what_to_do) {
  const TempDirectory directory;
  FakeEntropy entropy;
  const auto path = keep(directory, kFirst);
  for (const mode_t mode : {0640U, 0604U, 0660U, 0602U, 0610U, 0601U, 0777U}) {
    chmod(path.c_str(), mode);
    const auto error = refusal_of([&] { Secret::from_file(path, entropy); });
    BOOST_REQUIRE(error);
    BOOST_TEST((error->code() == ErrorCode::internal));
    BOOST_TEST(error->public_text().find("chmod 600") != std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(a_file_that_holds_no_secret_is_refused_and_left_as_it_is) {
  const TempDirectory directory;
  FakeEntropy entropy;
  for (const auto& text : {std::string(), std::string("# nothing\n"), std::string("changeme\n"),
                           kFirst + kFirst, kFirst + "\nx", std::string(70'000, '#')}) {
    const auto path = keep(directory, text);
    BOOST_TEST(refuses(ErrorCode::internal, [&] { Secret::from_file(path, entropy); }));
    BOOST_TEST(TempDirectory::read(path) == text);
  }
}

BOOST_AUTO_TEST_CASE(where_no_file_can_be_made_the_refusal_names_the_path) {
  const TempDirectory directory;
  FakeEntropy entropy;
  for (const auto& path : {directory.file("absent/secret"), directory.path()}) {
    const auto error = refusal_of([&] { Secret::from_file(path, entropy); });
    BOOST_REQUIRE(error);
    BOOST_TEST((error->code() == ErrorCode::internal));
    BOOST_TEST(error->public_text().find(path) != std::string::npos);
  }
}

BOOST_AUTO_TEST_SUITE_END()
