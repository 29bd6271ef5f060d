// mint DIRECTORY PEOPLE ROUNDS TOKENS ISSUER: makes the secret, the keys and all tokens of a
// benchmark, in files of this directory.
//   secret, signing.pem   for doorward's configuration
//   public.pem            of signing.pem
//   jwks.json             the keys of the portal's identity provider
//   people.txt            a line for each person: ids of account, grant, access token, account
//   token,
//                         session, a client's grant and access token; then the texts of access
//                         token, account token, session, the client's access token, JWT, portal JWT
//   unseen-0.txt, ...     so many JWTs that nobody has seen, for each round
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <stdexcept>

#include "base/clock.h"
#include "base/entropy.h"
#include "base/id.h"
#include "crypto/jwt.h"
#include "crypto/opaque_token.h"
#include "json/json.h"

namespace {

using crypto::Algorithm;
using crypto::SigningKey;
using crypto::TokenKind;

constexpr std::chrono::hours kLifetime{10};

struct Mint {
  Mint(std::string where, std::string who) : directory(std::move(where)), issuer(std::move(who)) {}

  std::string directory;
  std::string issuer;
  base::SystemEntropy entropy;
  std::string secret = crypto::Secret::make(entropy);
  crypto::OpaqueTokens opaque{crypto::Secret({secret})};
  SigningKey ours = SigningKey::generate(Algorithm::eddsa, entropy);
  SigningKey theirs = SigningKey::generate(Algorithm::eddsa, entropy);
  base::Time now = base::SystemClock().now();

  base::Id id() { return base::Id::make(now, entropy); }

  std::ofstream file(const std::string& name) const {
    std::ofstream made(directory + "/" + name);
    if (!made) throw std::runtime_error("cannot write " + name);
    return made;
  }

  json::Value claims(const std::string& iss, const std::string& subject) const {
    return {{"iss", iss},
            {"sub", subject},
            {"iat", base::to_seconds(now)},
            {"nbf", base::to_seconds(now)},
            {"exp", base::to_seconds(now + kLifetime)}};
  }

  // As accounts::JwtTokens makes them.
  std::string jwt(const base::Id& account, const std::string& user) {
    auto all = claims(issuer, account.text());
    all["user"] = user;
    all["authentication_method"] = "password";
    all["token_type"] = "access_token";
    all["jti"] = id().text();
    return crypto::sign_jws(ours, json::dump(all));
  }

  std::string portal_jwt(const base::Id& account) {
    return crypto::sign_jws(theirs, json::dump(claims("https://issuer.example/", account.text())));
  }

  void write_keys() {
    file("secret") << secret << "\n";
    file("signing.pem") << ours.private_text();
    file("public.pem") << ours.verification_key().pem();
    file("jwks.json") << crypto::KeySet{{theirs.verification_key()}, {}}.jwks();
  }

  void write_people(int count) {
    auto people = file("people.txt");
    for (int i = 0; i < count; ++i) {
      const auto account = id(), grant = id(), access = id(), bearer = id();
      const auto session = id(), consent = id(), lent = id();
      for (const auto& each : {account, grant, access, bearer, session, consent, lent}) {
        people << each.text() << "\t";
      }
      people << opaque.mint(TokenKind::access, access) << "\t"
             << opaque.mint(TokenKind::account, bearer) << "\t"
             << opaque.mint(TokenKind::session, session) << "\t"
             << opaque.mint(TokenKind::access, lent) << "\t"
             << jwt(account, "person" + std::to_string(i)) << "\t" << portal_jwt(account) << "\n";
    }
  }

  void write_unseen(const std::string& name, int count) {
    auto tokens = file(name);
    const auto account = id();
    for (int i = 0; i < count; ++i) tokens << jwt(account, "stranger") << "\n";
  }
};

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 6) return 2;
  Mint mint(argv[1], argv[5]);
  mint.write_keys();
  mint.write_people(std::atoi(argv[2]));
  for (int round = 0; round < std::atoi(argv[3]); ++round) {
    mint.write_unseen("unseen-" + std::to_string(round) + ".txt", std::atoi(argv[4]));
  }
} catch (const std::exception& error) {
  std::cerr << error.what() << "\n";
  return 1;
}
