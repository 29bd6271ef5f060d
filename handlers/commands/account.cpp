#include <iostream>

#include "base/calendar.h"
#include "base/error.h"
#include "commands/account_operand.h"
#include "commands/actions.h"
#include "commands/commands.h"
#include "commands/exit_codes.h"
#include "commands/prepare.h"
#include "commands/printable.h"
#include "commands/secret_line.h"
#include "commands/table.h"
#include "config/config.h"
#include "wiring/process.h"

namespace {

constexpr auto kHelp = R"(usage: doorward account list
       doorward account show ACCOUNT
       doorward account add [--email ADDRESS] USERNAME
       doorward account block ACCOUNT
       doorward account unblock ACCOUNT
       doorward account delete --yes ACCOUNT
       doorward account set-tier ACCOUNT TIER

An ACCOUNT is a username or an id. A TIER is a number from 1 to 4, or its name: free, plus, pro,
extreme. Nobody but an operator changes a tier; it holds from the next request on.

  list            every account, oldest first: id, state, tier, when it was made (UTC), username
  show            all of one account but its password
  add             make an account that is active from the start. Its password is the first line of
                  standard input, and has 8 characters or more; nobody is mailed
  block           let nobody in any more, and end at once what let somebody in: sessions, bearer
                  tokens, refresh tokens, grants, personal tokens. The account keeps all it has
  unblock         let its owner sign in again
  delete          remove an account with all that belongs to it. Its name stays taken, for programs may
                  know people by it: only who registers with the same address gets it again, or
                  whom you `add` with it
  set-tier        put an account into another tier
  --email ADDRESS the address of a new account, for which you answer: it counts as verified, and
                  nobody is asked to confirm it
  --yes           delete cannot be undone, so it wants to be told twice
  --config FILE   the configuration (see `doorward help serve`)

Access tokens of the token API open what checks them by their key alone until they expire, whatever
becomes of the account.

Exit codes: 0 done, 1 failed, there is no such account, or it is not in the state for this, 2 wrong
usage, or an account that cannot be, 78 faulty configuration.

Examples:
  doorward account set-tier ada pro
  doorward account add --email ada@example.org ada < password
)";

constexpr int kPage = 500;
constexpr std::size_t kFirstTier = 1;  // the one before it is for those without an account

std::string number_and_name(int tier) {
  const auto index = static_cast<std::size_t>(tier);
  const bool known = tier >= 0 && index < config::kTierNames.size();
  return std::to_string(tier) + (known ? " " + std::string(config::kTierNames[index]) : "");
}

int tier_in(const std::string& text) {
  for (auto tier = kFirstTier; tier < config::kTierNames.size(); ++tier) {
    if (text == std::to_string(tier) || text == config::kTierNames[tier]) {
      return static_cast<int>(tier);
    }
  }
  throw UsageError("there is no tier '" + text + "' for accounts");
}

void print(const std::vector<model::Account>& page) {
  Table table;
  for (const auto& account : page) {
    table.add({account.id.text(), std::string(name_of(account.state)), std::to_string(account.tier),
               base::rfc3339(account.created_at), printable(account.username)});
  }
  table.print(std::cout);
}

int list(accounts::Administration& administration, const Arguments& /*arguments*/) {
  for (auto page = administration.list({}, kPage); !page.empty();
       page = administration.list(page.back().id, kPage)) {
    print(page);
  }
  return kDone;
}

int show(accounts::Administration& administration, const Arguments& arguments) {
  const auto account = account_in(administration, arguments);
  std::cout << "id        " << account.id.text() << "\n"
            << "username  " << printable(account.username) << "\n"
            << "e-mail    " << printable(account.email.value_or("-")) << "\n"
            << "verified  "
            << (has_verified_address(account) ? base::rfc3339(*account.email_verified_at) : "-")
            << "\n"
            << "password  " << (account.password_hash ? "set" : "-") << "\n"
            << "state     " << name_of(account.state) << "\n"
            << "tier      " << number_and_name(account.tier) << "\n"
            << "made      " << base::rfc3339(account.created_at) << "\n"
            << "expires   " << (account.expires_at ? base::rfc3339(*account.expires_at) : "-")
            << "\n";
  for (const auto& key : administration.pgp_keys(account.id)) {
    std::cout << "pgp key   " << key.fingerprint << "  "
              << (key.expires_at ? "expires " + base::date_of(*key.expires_at) : "never expires")
              << (account.pgp_key == key.id ? "  mails are encrypted to it" : "") << "\n";
  }
  return kDone;
}

int set_tier(accounts::Administration& administration, const Arguments& arguments) {
  const int tier = tier_in(arguments.operand(2, "a tier"));
  const auto account = account_in(administration, arguments);
  administration.set_tier(account.id, tier, &number_and_name);
  std::cout << printable(account.username) << ": tier " << number_and_name(account.tier) << " -> "
            << number_and_name(tier) << "\n";
  return kDone;
}

// An account that cannot be is a command line that cannot be.
int add(accounts::Administration& administration, const Arguments& arguments) try {
  const auto& username = arguments.operand(1, "the username of the new account");
  const auto account = administration.add({.username = username,
                                           .email = arguments.value("--email"),
                                           .password = read_secret_line("Password: ")});
  std::cout << account.id.text() << "\n";
  return kDone;
} catch (const base::Error& error) {
  if (error.code() != base::ErrorCode::invalid_argument) throw;
  throw UsageError(error.public_text());
}

int told(const model::Account& account, const char* what) {
  std::cout << what << ": " << account.id.text() << "  " << printable(account.username) << "\n";
  return kDone;
}

int block(accounts::Administration& administration, const Arguments& arguments) {
  const auto account = account_in(administration, arguments);
  administration.block(account.id);
  return told(account, "blocked");
}

int unblock(accounts::Administration& administration, const Arguments& arguments) {
  const auto account = account_in(administration, arguments);
  administration.unblock(account.id);
  return told(account, "unblocked");
}

int remove(accounts::Administration& administration, const Arguments& arguments) {
  const auto account = account_in(administration, arguments);
  if (!arguments.has("--yes")) throw UsageError("delete cannot be undone; add --yes");
  administration.remove(account.id);
  return told(account, "deleted");
}

struct Action {
  std::string_view name;
  int (*run)(accounts::Administration&, const Arguments&);
};

constexpr Action kActions[] = {{"list", list},        {"show", show},       {"add", add},
                               {"block", block},      {"unblock", unblock}, {"delete", remove},
                               {"set-tier", set_tier}};

int run(const Action& action, const Arguments& arguments) {
  wiring::Process process(prepare(arguments));
  accounts::Administration administration(process.context());
  return action.run(administration, arguments);
}

}  // namespace

int account_command(const Words& words) {
  const Arguments arguments(words, {"--yes"}, 3, {"--email"});
  if (arguments.help()) {
    std::cout << kHelp;
    return kDone;
  }
  return run(chosen(kActions, arguments), arguments);
}
