#include "config/config.h"
#include "crypto/jwt.h"
#include "token_service.h"

using Method = gateway::Method;

namespace {

constexpr auto kSecret = "a secret of sixty-four bytes, which is what the longest hash wants..";

/// By `ssh-keygen -t ecdsa -m PKCS8`.
const std::string kPrivateKey =
    "-----BEGIN PRIVATE KEY-----\n"
    "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgY+LgM1ZDqAGSR1gz\n"
    "KXDE7oziCvRJuMwV4pHXhCWvHFmhRANCAASGSadETYt8lclZcpO87S1zIaRBdd86\n"
    "2RtWNd98f0HG35lXZcosaqkrTIqXIre9Wm/VhbSgzlNrEyKDUOlOJB8a\n"
    "-----END PRIVATE KEY-----\n";
const std::string kPublicLine =
    "ecdsa-sha2-nistp256 "
    "AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBIZJp0RNi3yVyVlyk7ztLXMhpEF1"
    "3zrZG1Y133x/QcbfmVdlyixqqStMipcit71ab9WFtKDOU2sTIoNQ6U4kHxo=";

/// As a terminal or a mail breaks it.
std::string wrapped(const std::string& line, const std::string& line_end) {
  std::string text;
  for (std::size_t at = 0; at < line.size(); at += 50) {
    text += (text.empty() ? "" : line_end) + line.substr(at, 50);
  }
  return text + " a comment\n";
}

struct Keyed {
  explicit Keyed(const std::string& algorithm, const std::string& key = {},
                 const std::string& public_key = {})
      : service([&](config::Config& config) {
          config.token.algorithm = algorithm;
          config.oauth.id_token_algorithm = "EdDSA";
          if (!key.empty()) config.token.private_key_file = directory.write("key", key);
          if (!public_key.empty())
            config.token.public_key_file = directory.write("pub", public_key);
        }) {}

  TempDirectory directory;
  TokenService service;
};

// Of ID tokens, which are published too.
constexpr std::size_t kIdTokenKeys = 2;

std::string own_key() {
  base::SystemEntropy entropy;
  return crypto::SigningKey::generate(crypto::Algorithm::es256, entropy).private_text();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(token_keys)

BOOST_AUTO_TEST_CASE(tokens_of_every_algorithm_are_checked_by_what_is_published) {
  for (const auto algorithm : crypto::kAllAlgorithms) {
    Keyed keyed{std::string(crypto::name_of(algorithm))};
    const auto token = keyed.service.token_of_new("alice");
    BOOST_TEST(keyed.service.check(token).status == 200);
    const auto jwks = keyed.service.get("/.well-known/jwks.json");
    BOOST_TEST(jwks.status == 200);
    BOOST_TEST(jwks.header("Content-Type") == "application/json");
    const auto keys = crypto::KeySet::from_jwks(jwks.body);
    const auto pubkey = keyed.service.get("/pubkey");
    if (crypto::is_symmetric(algorithm)) {
      BOOST_TEST(keys.keys.size() == kIdTokenKeys);
      BOOST_TEST(!crypto::verify_jws(token, keys, {algorithm}));
      BOOST_TEST(pubkey.status == 404);
      BOOST_TEST(pubkey.body.starts_with("{\"message\":"));
      continue;
    }
    const bool same = algorithm == crypto::Algorithm::eddsa;
    BOOST_TEST(keys.keys.size() == (same ? kIdTokenKeys : kIdTokenKeys + 2));
    BOOST_TEST(bool(crypto::verify_jws(token, keys, {algorithm})));
    BOOST_TEST(pubkey.body.starts_with("-----BEGIN PUBLIC KEY-----"));
    crypto::KeySet published;  // the text names no kid
    for (const auto& key : keys.keys) {
      published.keys.push_back(crypto::VerificationKey::from_text(pubkey.body));
      published.keys.back().set_kid(key.kid());
    }
    BOOST_TEST(bool(crypto::verify_jws(token, published, {algorithm})));
  }
}

BOOST_AUTO_TEST_CASE(a_given_key_signs_and_its_public_half_is_shown_as_it_stands) {
  const auto key = crypto::SigningKey::from_text(crypto::Algorithm::es256, own_key());
  const auto text = "\n" + key.verification_key().pem() + "\n";
  Keyed keyed("ES256", key.private_text(), text);
  const auto token = keyed.service.token_of_new("alice");
  crypto::KeySet keys;
  keys.keys.push_back(key.verification_key());
  BOOST_TEST(bool(crypto::verify_jws(token, keys, {crypto::Algorithm::es256})));
  BOOST_TEST(keyed.service.get("/pubkey").body == text);
  BOOST_TEST(
      crypto::KeySet::from_jwks(keyed.service.get("/.well-known/jwks.json").body).keys.size() ==
      kIdTokenKeys + 1);
}

BOOST_AUTO_TEST_CASE(a_given_secret_is_the_file_without_its_last_newline) {
  Keyed keyed("HS512", std::string(kSecret) + "\n");
  const auto token = keyed.service.token_of_new("alice");
  crypto::KeySet keys;
  keys.keys.push_back(
      crypto::SigningKey::from_text(crypto::Algorithm::hs512, kSecret).verification_key());
  BOOST_TEST(bool(crypto::verify_jws(token, keys, {crypto::Algorithm::hs512})));
}

BOOST_AUTO_TEST_CASE(a_short_secret_of_an_installation_that_exists_signs_unless_hardened) {
  Keyed keyed("HS256", "changeme\n");
  const auto token = keyed.service.token_of_new("alice");
  BOOST_TEST(keyed.service.check(token).status == 200);
  BOOST_TEST(keyed.service.check(token + "x").status == 400);
  TempDirectory directory;
  BOOST_CHECK_THROW(TokenService([&](config::Config& config) {
                      config.token.algorithm = "HS256";
                      config.token.mode = config::Mode::hardened;
                      config.token.private_key_file = directory.write("key", "changeme");
                    }),
                    base::Error);
}

BOOST_AUTO_TEST_CASE(a_public_key_that_is_wrapped_over_lines_is_read_and_shown_as_it_stands) {
  for (const auto* line_end : {"\n", "\r\n", "\n  "}) {
    const auto text = wrapped(kPublicLine, line_end);
    Keyed keyed("ES256", kPrivateKey, text);
    BOOST_TEST(keyed.service.get("/pubkey").body == text);
    BOOST_TEST(keyed.service.check(keyed.service.token_of_new("alice")).status == 200);
  }
  BOOST_CHECK_THROW(Keyed("ES256", kPrivateKey, wrapped(kPublicLine, "\n#")), base::Error);
}

BOOST_AUTO_TEST_CASE(keys_that_do_not_fit_are_refused_at_the_start) {
  const auto other = crypto::SigningKey::from_text(crypto::Algorithm::es256, own_key());
  BOOST_CHECK_THROW(Keyed("RS256", own_key()), base::Error);
  BOOST_CHECK_THROW(Keyed("HS256", "\n"), base::Error);
  BOOST_CHECK_THROW(Keyed("ES256", "nonsense"), base::Error);
  BOOST_CHECK_THROW(Keyed("ES256", own_key(), other.verification_key().pem()), base::Error);
}

BOOST_AUTO_TEST_CASE(the_version_is_that_of_the_document) {
  TokenService service;
  BOOST_TEST(service.get("/version").body == "{\"version\":\"0.5.1\"}\n");
  const auto wrong_verb = service.ask(Method::post, "/version");
  BOOST_TEST(wrong_verb.status == 405);
  BOOST_TEST(wrong_verb.header("Allow") == "GET, HEAD, OPTIONS");
  BOOST_TEST(wrong_verb.body.starts_with("{\"message\":"));
  BOOST_TEST(service.get("/version/").status == 404);
}

BOOST_AUTO_TEST_SUITE_END()
