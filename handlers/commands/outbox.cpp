#include <iostream>

#include "base/calendar.h"
#include "commands/actions.h"
#include "commands/commands.h"
#include "commands/exit_codes.h"
#include "commands/prepare.h"
#include "commands/printable.h"
#include "commands/table.h"
#include "config/config.h"
#include "courier/backlog.h"
#include "store/database.h"

namespace {

constexpr auto kHelp = R"(usage: doorward outbox list [--dead]
       doorward outbox show ID
       doorward outbox requeue ID
       doorward outbox requeue --all-dead
       doorward outbox drop ID

Mails, webhooks and revocation calls wait in the outbox until they are delivered; then they are gone
from it. One that keeps failing for mail.give_up, or that the mail server refuses for good, is
dead: it stays until somebody requeues or drops it, a mail for mail.retention, a call for
meta.webhook_retention.

  list            the oldest 1000: id, state, attempts, when due (UTC), channel, receiver of a call,
                  last error
  show            all of one message
  requeue         make a message due now, with its attempts forgotten
  drop            remove a message for good, undelivered
  --dead          only those that are dead
  --all-dead      all that are dead
  --config FILE   the configuration (see `doorward help serve`)

Exit codes: 0 done, 1 failed, or there is no such message, 2 wrong usage, 78 faulty configuration.

Example, after the mail server was mended:
  doorward outbox list --dead
  doorward outbox requeue --all-dead
)";

const char* state_of(const model::Message& message) { return message.dead ? "dead" : "queued"; }

base::Id id_in(const Arguments& arguments) {
  const auto& text = arguments.operand(1, "the id of a message");
  const auto id = base::Id::parse(text);
  if (!id) throw UsageError("'" + text + "' is no id of a message");
  return *id;
}

int told(const char* what, bool found, const base::Id& id) {
  if (found) {
    std::cout << what << ": " << id.text() << "\n";
    return kDone;
  }
  std::cerr << "doorward: there is no such message; it may have been delivered\n";
  return kFailed;
}

int list(courier::Backlog& backlog, const Arguments& arguments) {
  Table table;
  for (const auto& message : arguments.has("--dead") ? backlog.dead() : backlog.all()) {
    table.add({message.id.text(), state_of(message), std::to_string(message.attempts),
               base::rfc3339(message.due_at), message.channel, message.receiver,
               printable(message.last_error)});
  }
  table.print(std::cout);
  return kDone;
}

int show(courier::Backlog& backlog, const Arguments& arguments) {
  const auto id = id_in(arguments);
  const auto message = backlog.find(id);
  if (!message) return told("shown", false, id);
  std::cout << "id          " << message->id.text() << "\n"
            << "state       " << state_of(*message) << "\n"
            << "channel     " << message->channel << "\n"
            << "receiver    " << (message->receiver.empty() ? "-" : message->receiver) << "\n"
            << "created     " << base::rfc3339(message->created_at) << "\n"
            << "due         " << base::rfc3339(message->due_at) << "\n"
            << "attempts    " << message->attempts << "\n"
            << "last error  " << printable(message->last_error) << "\n"
            << "payload     " << backlog.content_of(*message).value_or("(nobody wants it any more)")
            << "\n";
  return kDone;
}

int requeue(courier::Backlog& backlog, const Arguments& arguments) {
  if (arguments.has("--all-dead")) {
    std::cout << "requeued: " << backlog.requeue_dead() << "\n";
    return kDone;
  }
  const auto id = id_in(arguments);
  return told("requeued", backlog.requeue(id), id);
}

int drop(courier::Backlog& backlog, const Arguments& arguments) {
  const auto id = id_in(arguments);
  return told("dropped", backlog.drop(id), id);
}

}  // namespace

int outbox_command(const Words& words) {
  const Arguments arguments(words, {"--dead", "--all-dead"}, 2);
  if (arguments.help()) {
    std::cout << kHelp;
    return kDone;
  }
  static constexpr struct {
    std::string_view name;
    int (*run)(courier::Backlog&, const Arguments&);
  } actions[] = {{"list", list}, {"show", show}, {"requeue", requeue}, {"drop", drop}};
  const auto& action = chosen(actions, arguments);
  const auto config = prepare_as_owner(arguments);
  base::SystemEntropy entropy;
  cache::Generations generations;
  store::Database database({config::database_url(config), config.database.timeout}, entropy,
                           generations);
  const base::SystemClock clock;
  courier::Backlog backlog(database, clock);
  return action.run(backlog, arguments);
}
