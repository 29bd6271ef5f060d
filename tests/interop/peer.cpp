#include "interop/peer.h"

#include <chrono>

#include "base/encoding.h"
#include "base/text.h"
#include "crypto/jwt.h"
#include "support/fakes.h"
#include "support/places.h"

namespace {

using crypto::Algorithm;

// The same token with another payload.
std::string changed(const std::string& token) {
  const auto first = token.find('.');
  const auto last = token.rfind('.');
  auto payload = base::from_base64url(token.substr(first + 1, last - first - 1)).value();
  payload.replace(payload.find("\"sub\":\"") + 7, 1, "x");
  return token.substr(0, first + 1) + base::to_base64url(payload) + token.substr(last);
}

std::string seconds_from_now(int seconds) {
  return std::to_string(base::to_seconds(base::SystemClock{}.now()) + seconds);
}

std::string jwk_of(const crypto::SigningKey& key) {
  if (!is_symmetric(key.algorithm())) return key.verification_key().jwk();
  return R"({"kty":"oct","k":")" + base::to_base64url(key.private_text()) + R"("})";
}

std::string a_case(const crypto::SigningKey& key, const std::string& token,
                   const std::string& claims, bool valid) {
  return R"({"algorithm":")" + std::string(name_of(key.algorithm())) + R"(","key":)" + jwk_of(key) +
         R"(,"token":")" + token + R"(","claims":)" + claims + R"(,"valid":)" +
         (valid ? "true" : "false") + "}";
}

// A token of ours for each algorithm, and each of them changed.
std::string our_cases() {
  base::SystemEntropy entropy;
  const auto claims = R"({"sub":"us \u00fc \"","exp":)" + seconds_from_now(600) + "}";
  std::string cases;
  for (const auto algorithm : crypto::kAllAlgorithms) {
    const auto key = crypto::SigningKey::generate(algorithm, entropy);
    const auto token = sign_jws(key, claims);
    cases += (cases.empty() ? "[" : ",\n") + a_case(key, token, claims, true) + ",\n" +
             a_case(key, changed(token), claims, false);
  }
  return cases + "]";
}

std::vector<std::string> command(const Peer& peer, const char* verb, const std::string& path) {
  auto words = peer.program;
  words.insert(words.end(), {verb, path});
  return words;
}

}  // namespace

Answer answer_of(const TempDirectory& directory, std::vector<std::string> arguments) {
  const auto log = directory.write("answer", "");
  const int code = run({.arguments = std::move(arguments), .log = log, .as_nobody = false});
  return {code, TempDirectory::read(log)};
}

Answer verify_by_doorward(const TempDirectory& directory, std::vector<std::string> words,
                          const std::string& input) {
  std::vector<std::string> arguments{"sh", "-c", R"(exec "$@" <"$0")",
                                     directory.write("input", input), program_path()};
  arguments.insert(arguments.end(), {"token", "verify"});
  arguments.insert(arguments.end(), words.begin(), words.end());
  return answer_of(directory, std::move(arguments));
}

void peer_verifies_ours(const Peer& peer) {
  const TempDirectory directory;
  const auto answer =
      answer_of(directory, command(peer, "check", directory.write("cases.json", our_cases())));
  BOOST_TEST(answer.text == "26 cases\n");
  BOOST_TEST(answer.code == 0);
}

void we_verify_those_of(const Peer& peer) {
  const TempDirectory directory;
  const auto made = answer_of(directory, command(peer, "make", directory.path()));
  BOOST_REQUIRE_MESSAGE(made.code == 0, made.text);
  const auto tokens = TempDirectory::read(directory.file("tokens.txt"));
  const auto keys = directory.file("keys.json");

  const auto good = verify_by_doorward(directory, {"--jwks", keys, "-"}, tokens);
  const auto lines = base::split(good.text, '\n');
  BOOST_TEST(good.code == 0);
  BOOST_REQUIRE(lines.size() == crypto::kAllAlgorithms.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto name = std::string(name_of(crypto::kAllAlgorithms[i]));
    BOOST_TEST(lines[i].starts_with("valid\t{\"sub\":\"" + name + "\""), lines[i]);
  }
  for (const auto token : base::split(tokens, '\n')) {
    const auto bad = verify_by_doorward(directory, {"--jwks", keys, changed(std::string(token))});
    BOOST_TEST(bad.text == "invalid\tsignature\n");
    BOOST_TEST(bad.code == 1);
  }
}
