#include <iostream>

#include "base/clock.h"
#include "base/error.h"
#include "base/file.h"
#include "base/text.h"
#include "commands/actions.h"
#include "commands/commands.h"
#include "commands/exit_codes.h"
#include "commands/printable.h"
#include "commands/token_grants.h"
#include "crypto/jwt.h"
#include "json/json.h"

namespace {

constexpr auto kHelp =
    R"(usage: doorward token verify --jwks FILE [--algorithms A,B] [--signature-only]
                             [TOKEN | -]
       doorward token list ACCOUNT
       doorward token revoke ACCOUNT (ID | --all)

list shows what an account has allowed, newest first: the id, when it was made and when it ends
(UTC), its type, its scopes, and the client or the comment of a token made by hand. revoke ends one
of them with every token that came from it, or all, and tells whoever asked to be told. An ACCOUNT
is a username or an id. Both take --config FILE (see `doorward help serve`).

verify checks signed tokens (JWS and JWT, compact form) against the keys of a file, as the service checks
those that it is sent. Without a TOKEN, or with "-", it reads one a line from the standard input.
It needs no configuration and no database.

  --jwks FILE         the keys: a JWK set or a single JWK. Keys that are not to be used (weak,
                      malformed, not for verifying) are left out and named on descriptor 2
  --algorithms A,B    the only ones to accept: HS256 HS384 HS512 RS256 RS384 RS512 PS256 PS384
                      PS512 ES256 ES384 ES512 EdDSA Ed25519. All of them when not given; a key is never
                      used for an algorithm of another type
  --signature-only    check no claims: the payload may be anything. Otherwise it is a claims set
                      with an "exp" to come, and "nbf" and "iat" that have passed

Prints a line a token: "valid", a tab and the payload, or "invalid", a tab and the reason. In a
payload, control characters and bytes that are not UTF-8 are written as \xNN.

Exit codes of verify: 0 all tokens are valid, 1 one is not, or there is none, or the keys cannot be
read, 2 wrong usage. Of the others: 0 done, 1 failed, or there is no such account or id, 2 wrong
usage, 78 faulty configuration.

Examples:
  doorward token revoke ada --all
  curl -s https://example.org/.well-known/jwks.json >keys.json
  doorward token verify --jwks keys.json --algorithms EdDSA - <tokens.txt
)";

constexpr std::size_t kLongestFile = 1 << 20;

[[noreturn]] void refuse_file(const std::string& path, const std::string& why) {
  throw base::Error(base::ErrorCode::unprocessable, {path + ": " + why});
}

std::string read_file(const std::string& path) {
  auto text = base::read_file(path, kLongestFile);
  if (!text || text->empty()) refuse_file(path, "The file cannot be read, or is empty.");
  return std::move(*text);
}

bool is_single_key(const std::string& text) try {
  const auto found = json::parse_object(text);
  return found.contains("kty") && !found.contains("keys");
} catch (const base::Error&) {
  return false;
}

crypto::KeySet set_in(const std::string& text) {
  return crypto::KeySet::from_jwks(is_single_key(text) ? R"({"keys":[)" + text + "]}" : text);
}

crypto::KeySet keys_of(const std::string& path) try {
  auto keys = set_in(read_file(path));
  for (const auto& why : keys.refused) std::cerr << "doorward: left out: " << why << "\n";
  return keys;
} catch (const base::Error& error) {
  if (error.code() != base::ErrorCode::invalid_argument) throw;
  refuse_file(path, error.public_text());
}

crypto::Algorithm algorithm_of(std::string_view name) {
  if (const auto algorithm = crypto::algorithm_named(name)) return *algorithm;
  throw UsageError("there is no algorithm '" + std::string(name) + "'");
}

std::vector<crypto::Algorithm> algorithms_of(const Arguments& arguments) {
  const auto& names = arguments.value("--algorithms");
  if (names.empty()) return {crypto::kAllAlgorithms.begin(), crypto::kAllAlgorithms.end()};
  std::vector<crypto::Algorithm> algorithms;
  for (const auto name : base::split(names, ',')) algorithms.push_back(algorithm_of(name));
  if (algorithms.empty()) throw UsageError("--algorithms names none");
  return algorithms;
}

class Verifier {
 public:
  explicit Verifier(const Arguments& arguments)
      : algorithms_(algorithms_of(arguments)),
        keys_(keys_of(arguments.value("--jwks"))),
        signature_only_(arguments.has("--signature-only")) {}

  // Prints the line of a token; whether it is valid.
  bool tell(std::string_view token) const {
    const auto verdict = verify(token);
    if (verdict) {
      std::cout << "valid\t" << printable(verdict.text().payload) << "\n";
    } else {
      std::cout << "invalid\t" << verdict.refusal().reason << "\n";
    }
    return static_cast<bool>(verdict);
  }

 private:
  crypto::JwsVerdict verify(std::string_view token) const {
    if (signature_only_) return crypto::verify_jws(token, keys_, algorithms_);
    return crypto::verify_jwt(token, keys_, algorithms_, {}, base::SystemClock{}.now());
  }

  std::vector<crypto::Algorithm> algorithms_;
  crypto::KeySet keys_;
  bool signature_only_;
};

int tell_each_line(const Verifier& verifier) {
  bool any = false;
  bool all = true;
  for (std::string line; std::getline(std::cin, line);) {
    any = true;
    all = verifier.tell(line) && all;
  }
  if (!any) std::cerr << "doorward: there was no token on the standard input\n";
  return any && all ? kDone : kFailed;
}

int verify(const Arguments& arguments) {
  if (arguments.value("--jwks").empty()) throw UsageError("--jwks FILE is missing");
  const Verifier verifier(arguments);
  const auto& operands = arguments.operands();
  if (operands.size() > 2) throw UsageError("'" + operands[2] + "' is one word too many");
  if (operands.size() < 2 || operands[1] == "-") return tell_each_line(verifier);
  return verifier.tell(operands[1]) ? kDone : kFailed;
}

}  // namespace

int token_command(const Words& words) {
  const Arguments arguments(words, {"--signature-only", "--all"}, 3, {"--jwks", "--algorithms"});
  if (arguments.help()) {
    std::cout << kHelp;
    return kDone;
  }
  static constexpr struct {
    std::string_view name;
    int (*run)(const Arguments&);
  } actions[] = {{"verify", verify}, {"list", list_grants}, {"revoke", revoke_grants}};
  return chosen(actions, arguments).run(arguments);
}
