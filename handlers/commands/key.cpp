#include <iostream>

#include "accounts/secret_mark.h"
#include "base/calendar.h"
#include "commands/actions.h"
#include "commands/commands.h"
#include "commands/exit_codes.h"
#include "commands/prepare.h"
#include "commands/table.h"
#include "config/config.h"
#include "wiring/process.h"
#include "wiring/signing.h"

namespace {

constexpr auto kHelp = R"(usage: doorward key list
       doorward key rotate [--lost-secret]
       doorward key export KID

The keys that JWTs of the token API (token.algorithm) and ID tokens (oauth.id_token_algorithm) are
signed with. doorward makes them at their first use and keeps them, sealed by the secret, in the
database: of each algorithm one is current and signs, one is next and published already. A key that
token.private_key_file gives is the only one of the token API, and not ours to rotate.

  list            kid, algorithm, state, when it was made and when it retired (UTC)
  rotate          of each algorithm the next key becomes current, a fresh one next; the one that
                  retires verifies what it has signed until all of that has expired, so that no
                  token is lost
  --lost-secret   the secret that the database belongs to is lost: from now on it belongs to the one
                  that is configured, and tokens and sessions from before end
  export          print a private key (PEM, or the secret of an HS* algorithm): keep it to yourself
  --config FILE   the configuration (see `doorward help serve`)

Running processes follow within a minute and a half. Whoever caches /.well-known/jwks.json has had
the next key since the rotation before.

Exit codes: 0 done, 1 failed, or there is no such key, 2 wrong usage, 78 faulty configuration.

Example, a line of a crontab:
  0 4 1 * * doorward key rotate --config /etc/doorward/doorward.toml
)";

int list(accounts::KeyRing& keys, const Arguments& /*arguments*/) {
  Table table;
  for (const auto& key : keys.list()) {
    table.add({key.kid, std::string(crypto::name_of(key.algorithm)), std::string(key.state),
               base::rfc3339(key.created_at),
               key.retired_at ? base::rfc3339(*key.retired_at) : "-"});
  }
  table.print(std::cout);
  return kDone;
}

int rotate(accounts::KeyRing& keys, const Arguments& arguments) {
  keys.ensure();
  keys.rotate();
  return list(keys, arguments);
}

int export_key(accounts::KeyRing& keys, const Arguments& arguments) {
  auto text = keys.export_private(arguments.operand(1, "the kid of a key"));
  if (!text.ends_with('\n')) text += '\n';
  std::cout << text;
  return kDone;
}

struct Action {
  std::string_view name;
  int (*run)(accounts::KeyRing&, const Arguments&);
};

constexpr Action kActions[] = {{"list", list}, {"rotate", rotate}, {"export", export_key}};

void give_database(const Arguments& arguments) {
  wiring::Process process(prepare_as_owner(arguments));
  accounts::give_database(process.database, process.secret);
  for (int number = 0; process.usage.are_apart() && number < process.usage.count(); ++number) {
    accounts::give_database(process.usage.unprepared(number), process.secret);
  }
}

int run(const Action& action, const Arguments& arguments) {
  if (arguments.has("--lost-secret")) give_database(arguments);
  wiring::Process process(prepare(arguments));
  const crypto::Seal seal(process.secret, wiring::kSigningKeySeal, process.entropy);
  accounts::KeyRing keys(process.context(), seal, wiring::signing_settings(process.config));
  return action.run(keys, arguments);
}

}  // namespace

int key_command(const Words& words) {
  const Arguments arguments(words, {"--lost-secret"}, 2);
  if (arguments.help()) {
    std::cout << kHelp;
    return kDone;
  }
  return run(chosen(kActions, arguments), arguments);
}
