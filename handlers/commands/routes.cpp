#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "base/error.h"
#include "commands/commands.h"
#include "commands/exit_codes.h"
#include "commands/table.h"
#include "config/config.h"
#include "configuration.h"
#include "router/router.h"
#include "wiring/apis.h"
#include "wiring/process.h"

namespace {

constexpr auto kHelp = R"(usage: doorward routes [--config FILE]

Prints every route: its API, the places where that is mounted, verb, path below the place, and who
may call it. Where two APIs have the same route at one place, the credentials of a request decide;
without any, the first in this table answers.

  --config FILE   the configuration (see `doorward help serve`)

Who may call: "anyone"; "gated", anyone who is not over the budgets against abuse;
"proving", the same, or who proves to be somebody all the same; "form", "gated_form" and
"proving_form", the same by a form of a page of ours; "account_token", whoever has a bearer token of the account API; "user_token", whoever has an access token of the
token API; "password_token", whoever has one that a password was given for; "upstream_token",
whoever has a JWT of the identity provider; "portal_account", the same with an account, which is
made at first sight; "session", a browser that is signed in; "session_form", the same by a form of
our own page; "request_or_form", the same, or anyone with a request that changes nothing yet;
"scoped_token", whoever has an OAuth2 token of an account, and "keys:read" and its
like, one with this scope.

Exit codes: 0 printed, 2 wrong usage, 78 faulty configuration.
)";

std::string text_of(const std::vector<base::Place>& places) {
  std::string out;
  for (const auto& place : places) out += (out.empty() ? "" : ",") + place.host + place.prefix;
  return out.empty() ? "-" : out;
}

void add(const router::Api& api, Table& table) {
  const auto places = text_of(api.places());
  for (const auto& route : api.routes()) {
    table.add({std::string(api.name()), places, std::string(gateway::name_of(route.method)),
               std::string(route.path), std::string(route.access)});
  }
}

/// Gone with the object.
class ScratchDirectory {
 public:
  ScratchDirectory() {
    if (mkdtemp(path_.data()) == nullptr) {
      throw base::Error(base::ErrorCode::internal, {"No temporary directory can be made."});
    }
  }
  ~ScratchDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  ScratchDirectory(const ScratchDirectory&) = delete;
  ScratchDirectory& operator=(const ScratchDirectory&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_ = std::filesystem::temp_directory_path() / "doorward-routes-XXXXXX";
};

/// The table needs no secret and no file, so that whoever may read the configuration may print it.
config::Config without_effects(config::Config config, const std::string& directory) {
  config.directory = directory;
  config.secrets = {std::string(64, '0')};
  config.token.private_key_file.clear();
  config.token.public_key_file.clear();
  return config;
}

}  // namespace

int routes_command(const Words& words) {
  const Arguments arguments(words, {});
  if (arguments.help()) {
    std::cout << kHelp;
    return kDone;
  }
  const ScratchDirectory scratch;
  wiring::Process process(
      without_effects(require_configuration(arguments.config()), scratch.path()));
  const wiring::Apis apis(process);
  Table table;
  for (const auto& api : apis.router().apis()) add(*api, table);
  table.print(std::cout);
  return kDone;
}
