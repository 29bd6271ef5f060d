#include <boost/test/unit_test.hpp>

#include "crypto/jwt.h"
#include "interop/peer.h"
#include "support/fakes.h"

using crypto::Algorithm;
using crypto::SigningKey;

namespace {

struct Desk {
  std::string token(std::string_view payload) const { return crypto::sign_jws(key, payload); }

  Answer ask(std::vector<std::string> words, const std::string& input = {}) const {
    words.insert(words.begin(), {"--jwks", jwks});
    return verify_by_doorward(directory, std::move(words), input);
  }

  TempDirectory directory;
  base::SystemEntropy entropy;
  SigningKey key = SigningKey::generate(Algorithm::eddsa, entropy);
  std::string jwks =
      directory.write("keys.json", R"({"keys":[)" + key.verification_key().jwk() + "]}");
  std::string good = token(R"({"exp":4000000000})");
};

void is(const Answer& answer, int code, const std::string& text) {
  BOOST_TEST(answer.text == text);
  BOOST_TEST(answer.code == code);
}

void says(const Answer& answer, int code, const std::string& part) {
  BOOST_TEST(answer.text.find(part) != std::string::npos, answer.text);
  BOOST_TEST(answer.code == code);
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(token_verify, Desk)

BOOST_AUTO_TEST_CASE(a_token_is_a_word_or_a_line) {
  const std::string valid = "valid\t{\"exp\":4000000000}\n";
  is(ask({good}), 0, valid);
  is(ask({}, good + "\n" + good), 0, valid + valid);
  is(ask({"-"}, good + "\n"), 0, valid);
}

BOOST_AUTO_TEST_CASE(every_line_gets_its_answer_and_one_bad_one_fails_all) {
  is(ask({"-"}, good + "\n\n" + token("{}") + "\nx\n" + good + "\n"), 1,
     "valid\t{\"exp\":4000000000}\ninvalid\tmalformed\ninvalid\tno expiry\n"
     "invalid\tmalformed\nvalid\t{\"exp\":4000000000}\n");
}

BOOST_AUTO_TEST_CASE(no_token_at_all_is_a_failure) {
  is(ask({"-"}), 1, "doorward: there was no token on the standard input\n");
}

BOOST_AUTO_TEST_CASE(claims_count_unless_only_the_signature_is_asked_for) {
  is(ask({token(R"({"exp":1})")}), 1, "invalid\texpired\n");
  is(ask({"--signature-only", token(R"({"exp":1})")}), 0, "valid\t{\"exp\":1}\n");
  is(ask({token("text")}), 1, "invalid\tclaims\n");
  is(ask({"--signature-only", token("text")}), 0, "valid\ttext\n");
}

BOOST_AUTO_TEST_CASE(a_payload_cannot_break_its_line_or_command_a_terminal) {
  is(ask({"--signature-only", token("a\nvalid\tb")}), 0, "valid\ta\\x0avalid\\x09b\n");
  is(ask({"--signature-only", token("\x1b[31m\x7f\xc2\x9b"
                                    "0m")}),
     0, "valid\t\\x1b[31m\\x7f\\xc2\\x9b0m\n");
  is(ask({"--signature-only", token("\xc3\xbc\xc2\xa0")}), 0, "valid\t\xc3\xbc\xc2\xa0\n");
  is(ask({"--signature-only", token("\xc3\xff\x80")}), 0, "valid\t\\xc3\\xff\\x80\n");
}

BOOST_AUTO_TEST_CASE(only_the_algorithms_that_were_named_count) {
  is(ask({"--algorithms", "ES256,EdDSA", good}), 0, "valid\t{\"exp\":4000000000}\n");
  is(ask({"--algorithms=ES256", good}), 1, "invalid\talgorithm\n");
}

BOOST_AUTO_TEST_CASE(a_single_key_is_taken_like_a_set) {
  jwks = directory.write("key.json", key.verification_key().jwk());
  is(ask({good}), 0, "valid\t{\"exp\":4000000000}\n");
}

BOOST_AUTO_TEST_CASE(keys_that_are_left_out_are_named) {
  jwks = directory.write("weak.json", R"({"keys":[{"kty":"RSA","n":"AQAB","e":"AQAB"}]})");
  const auto answer = ask({good});
  says(answer, 1, "doorward: left out: key 1: The RSA key has less than 2048 bits.\n");
  says(answer, 1, "invalid\tunknown key\n");
}

BOOST_AUTO_TEST_CASE(a_file_that_holds_no_keys_is_a_failure_that_names_it) {
  for (const auto* text :
       {"", "{}", "no json", "[]", R"({"keys":1})", R"({"keys":[],"keys":[]})"}) {
    jwks = directory.write("bad.json", text);
    says(ask({good}), 1, "doorward: " + jwks + ": The ");
  }
  for (const auto& path : {directory.path(), directory.file("absent.json")}) {
    jwks = path;
    says(ask({good}), 1, "doorward: " + path + ": The file cannot be read");
  }
}

BOOST_AUTO_TEST_CASE(a_command_line_that_makes_no_sense_is_wrong_usage) {
  says(verify_by_doorward(directory, {good}), 2, "--jwks FILE is missing");
  says(verify_by_doorward(directory, {"--jwks"}), 2, "--jwks needs a value");
  says(ask({"--algorithms", "none", good}), 2, "there is no algorithm 'none'");
  says(ask({"--algorithms", "eddsa", good}), 2, "there is no algorithm 'eddsa'");
  says(ask({"--algorithms", ",", good}), 2, "--algorithms names none");
  says(ask({"--signature", good}), 2, "there is no option '--signature'");
  says(ask({good, good}), 2, "is one word too many");
}

BOOST_AUTO_TEST_SUITE_END()
