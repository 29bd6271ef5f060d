#include <iostream>

#include "accounts/origin.h"
#include "base/calendar.h"
#include "base/error.h"
#include "base/text.h"
#include "commands/actions.h"
#include "commands/commands.h"
#include "commands/exit_codes.h"
#include "commands/prepare.h"
#include "commands/printable.h"
#include "commands/table.h"
#include "config/config.h"
#include "grants/clients.h"
#include "grants/redirect_uri.h"
#include "wiring/aliases.h"
#include "wiring/process.h"

namespace {

constexpr auto kHelp =
    R"(usage: doorward client add --name NAME [--redirect-uri URI]... [--public] [--trusted]
                           [--require-verified] [--grant TYPE]... [--scope SCOPES]...
       doorward client list
       doorward client show ID
       doorward client reset-secret ID
       doorward client remove ID

The programs that may ask for access by OAuth2 or OpenID Connect.

  add             register one; prints its id and its secret
  list            every client, oldest first: id, when it was made (UTC), kind, name
  show            all of one but its secret
  reset-secret    give it a new secret; the old one ends at once
  remove          remove it, and end every token that it has

  --name NAME         what people read when they are asked for their consent
  --redirect-uri URI  where their browser goes back to; several are possible. Compared byte for
                      byte, but for the port of http://127.0.0.1, http://[::1] and
                      http://localhost. http otherwise for hosts of a local network alone
                      urn:ietf:wg:oauth:2.0:oob shows the code to be copied (meta API)
  --public            it cannot keep a secret: a page, a program on people's machines. It must use
                      PKCE
  --trusted           one of your own: nobody is asked for consent, and it may lend out scopes
  --require-verified  only people with a verified e-mail address sign in there; others are led to a
                      page where they give one and confirm it, and then on to the client
  --grant TYPE        authorization_code, refresh_token, client_credentials, password, signature or
                      exchange; authorization_code and refresh_token when none is given. With
                      client_credentials it may also ask about the tokens of others (introspection)
  --scope SCOPES      the only ones that it may ask for: "openid profile keys:read". When none is
                      given, those that any client may ask for
  --config FILE       the configuration (see `doorward help serve`)

A secret is shown once, when it is made: doorward keeps a hash of it alone.

Exit codes: 0 done, 1 failed, or there is no such client, 2 wrong usage, or a client that cannot be,
78 faulty configuration.

Examples:
  doorward client add --name "Our wiki" --redirect-uri https://wiki.example.org/callback
  doorward client add --name "Resource server" --grant client_credentials
)";

constexpr int kPage = 500;

/// An operator, at the machine itself.
const accounts::Origin kHere{"", "en"};
const base::Id kOperator;

struct Desk {
  grants::Clients clients;
  grants::Aliases aliases;
};

std::string scopes_in(const grants::Aliases& aliases, const Words& given) {
  const auto text = base::joined(given, " ");
  const auto scopes = aliases.parse(text);
  return scopes ? scopes->text() : text;  // what is no scope is refused with the client
}

const std::string& id_in(const Arguments& arguments) {
  return arguments.operand(1, "the id of a client");
}

model::Client client_in(Desk& desk, const Arguments& arguments) {
  auto found = desk.clients.find(id_in(arguments));
  if (found) return *std::move(found);
  throw base::Error(base::ErrorCode::not_found, {"There is no such client."});
}

std::string kind_of(const model::Client& client) {
  const std::string kind = client.is_public() ? "public" : "confidential";
  return kind + (client.trusted ? " trusted" : "") + (client.require_verified ? " verified" : "");
}

void print_secret(const std::string& secret) {
  std::cout << "secret  " << secret << "\n";
  std::cerr << "Keep the secret now: it is not stored, and cannot be shown again.\n";
}

void warn_about(const std::vector<std::string>& uris) {
  for (const auto& uri : uris) {
    const auto words = grants::words_of(grants::caution_about(uri));
    if (!words.empty()) std::cerr << "warning: " << uri << ": " << words << "\n";
  }
}

// A client that cannot be is a command line that cannot be.
int add(Desk& desk, const Arguments& arguments) try {
  const auto& name = arguments.value("--name");
  if (name.empty()) throw UsageError("--name NAME is missing");
  const auto made =
      desk.clients.add({.name = name,
                        .is_public = arguments.has("--public"),
                        .trusted = arguments.has("--trusted"),
                        .redirect_uris = arguments.values("--redirect-uri"),
                        .grants = arguments.values("--grant"),
                        .scopes = scopes_in(desk.aliases, arguments.values("--scope")),
                        .owner = kOperator,
                        .require_verified = arguments.has("--require-verified")},
                       kHere);
  std::cout << "id      " << made.client.id << "\n";
  if (!made.client.is_public()) print_secret(made.secret);
  warn_about(made.client.redirect_uris);
  return kDone;
} catch (const base::Error& error) {
  if (error.code() != base::ErrorCode::invalid_argument) throw;
  throw UsageError(error.public_text());
}

void print(const std::vector<model::Client>& page) {
  Table table;
  for (const auto& client : page) {
    table.add(
        {client.id, base::rfc3339(client.created_at), kind_of(client), printable(client.name)});
  }
  table.print(std::cout);
}

int list(Desk& desk, const Arguments& /*arguments*/) {
  for (auto page = desk.clients.list("", kPage); !page.empty();
       page = desk.clients.list(page.back().id, kPage)) {
    print(page);
  }
  return kDone;
}

int show(Desk& desk, const Arguments& arguments) {
  const auto client = client_in(desk, arguments);
  const auto scopes = client.scopes.text();
  std::cout << "id            " << client.id << "\n"
            << "name          " << printable(client.name) << "\n"
            << "kind          " << kind_of(client) << "\n"
            << "admits        "
            << (client.require_verified ? "people with a verified address" : "anyone") << "\n"
            << "grants        " << base::joined(client.grants, " ") << "\n"
            << "scopes        " << (scopes.empty() ? "those of any client" : scopes) << "\n"
            << "owner         " << (client.owner.is_nil() ? "-" : client.owner.text()) << "\n"
            << "made          " << base::rfc3339(client.created_at) << "\n";
  for (const auto& uri : client.redirect_uris) std::cout << "redirect URI  " << uri << "\n";
  return kDone;
}

int reset_secret(Desk& desk, const Arguments& arguments) {
  print_secret(desk.clients.reset_secret(id_in(arguments), kOperator, kHere));
  return kDone;
}

int remove(Desk& desk, const Arguments& arguments) {
  const auto client = client_in(desk, arguments);
  desk.clients.remove(client.id, kOperator, kHere);
  std::cout << "removed: " << client.id << "  " << printable(client.name) << "\n";
  return kDone;
}

struct Action {
  std::string_view name;
  int (*run)(Desk&, const Arguments&);
};

constexpr Action kActions[] = {{"add", add},
                               {"list", list},
                               {"show", show},
                               {"reset-secret", reset_secret},
                               {"remove", remove}};

int run(const Action& action, const Arguments& arguments) {
  wiring::Process process(prepare(arguments));
  Desk desk{grants::Clients(process.context()), wiring::aliases_of(process.config)};
  return action.run(desk, arguments);
}

}  // namespace

int client_command(const Words& words) {
  const Arguments arguments(words, {"--public", "--trusted", "--require-verified"}, 2,
                            {"--name", "--redirect-uri", "--grant", "--scope"});
  if (arguments.help()) {
    std::cout << kHelp;
    return kDone;
  }
  return run(chosen(kActions, arguments), arguments);
}
