#include "commands/account_operand.h"

#include "base/error.h"

model::Account account_in(accounts::Administration& administration, const Arguments& arguments) {
  auto found = administration.find(arguments.operand(1, "the username or id of an account"));
  if (found) return *std::move(found);
  throw base::Error(base::ErrorCode::not_found, {"There is no such account."});
}
