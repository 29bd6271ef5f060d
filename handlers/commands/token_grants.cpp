#include "commands/token_grants.h"

#include <iostream>

#include "accounts/identity/administration.h"
#include "accounts/origin.h"
#include "base/calendar.h"
#include "base/error.h"
#include "commands/account_operand.h"
#include "commands/exit_codes.h"
#include "commands/prepare.h"
#include "commands/printable.h"
#include "commands/table.h"
#include "config/config.h"
#include "grants/grants.h"
#include "model/grant_names.h"
#include "wiring/process.h"

namespace {

/// An operator, at the machine itself.
const accounts::Origin kHere{"", "en"};

/// The account that the command line names, and what it has allowed.
class Desk {
 public:
  explicit Desk(const Arguments& arguments)
      : process_(prepare(arguments)),
        context_(process_.context()),
        grants_(context_),
        administration_(context_),
        account_(account_in(administration_, arguments)) {}

  std::vector<grants::Grants::Listed> list() { return grants_.list(account_.id); }
  void revoke(const base::Id& grant) { grants_.revoke(grant, account_.id, kHere); }

 private:
  wiring::Process process_;
  accounts::Context& context_;
  grants::Grants grants_;
  accounts::Administration administration_;
  model::Account account_;
};

void add(const grants::Grants::Listed& listed, Table& table) {
  const auto& grant = listed.grant;
  const bool by_hand = grant.type == model::kPersonalGrant;
  table.add({grant.id.text(), base::rfc3339(grant.created_at), base::rfc3339(grant.expires_at),
             grant.type, grant.scopes.canonical_text(),
             printable(by_hand ? grant.comment : listed.client_name)});
}

}  // namespace

int list_grants(const Arguments& arguments) {
  Desk desk(arguments);
  Table table;
  for (const auto& listed : desk.list()) add(listed, table);
  table.print(std::cout);
  return kDone;
}

int revoke_grants(const Arguments& arguments) {
  if (!arguments.has("--all")) {
    const auto id = base::Id::parse(arguments.operand(2, "the id of a grant, or --all"));
    if (!id) throw UsageError("'" + arguments.operands()[2] + "' is no id");
    Desk desk(arguments);
    desk.revoke(*id);
    std::cout << "revoked: 1\n";
    return kDone;
  }
  Desk desk(arguments);
  const auto listed = desk.list();
  for (const auto& each : listed) desk.revoke(each.grant.id);
  std::cout << "revoked: " << listed.size() << "\n";
  return kDone;
}
