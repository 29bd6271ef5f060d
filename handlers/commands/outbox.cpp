#include "store/outbox.h"

#include <iostream>

#include "base/calendar.h"
#include "base/error.h"
#include "commands/actions.h"
#include "commands/commands.h"
#include "commands/exit_codes.h"
#include "commands/prepare.h"
#include "commands/printable.h"
#include "commands/table.h"
#include "config/config.h"
#include "store/database.h"
#include "store/deliveries.h"

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

constexpr int kMost = 1000;

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

int list(store::Database& database, const Arguments& arguments) {
  const auto messages = database.read([&](store::Session& session) {
    store::Outbox outbox(session);
    auto found = outbox.list(true, kMost);
    if (arguments.has("--dead")) return found;
    const auto queued = outbox.list(false, kMost);
    found.insert(found.end(), queued.begin(), queued.end());
    return found;
  });
  Table table;
  for (const auto& message : messages) {
    table.add({message.id.text(), state_of(message), std::to_string(message.attempts),
               base::rfc3339(message.due_at), message.channel, message.receiver,
               printable(message.last_error)});
  }
  table.print(std::cout);
  return kDone;
}

/// A webhook's is kept with its delivery.
std::string payload_of(store::Database& database, const model::Message& message) {
  if (message.channel != model::kWebhookChannel) return message.payload;
  const auto outgoing = database.read([&](store::Session& session) {
    return store::Deliveries(session).outgoing(message.id, base::SystemClock{}.now());
  });
  return outgoing ? outgoing->event + " " + outgoing->payload : "(nobody wants it any more)";
}

int show(store::Database& database, const Arguments& arguments) {
  const auto id = id_in(arguments);
  const auto message =
      database.read([&](store::Session& session) { return store::Outbox(session).find(id); });
  if (!message) return told("shown", false, id);
  std::cout << "id          " << message->id.text() << "\n"
            << "state       " << state_of(*message) << "\n"
            << "channel     " << message->channel << "\n"
            << "receiver    " << (message->receiver.empty() ? "-" : message->receiver) << "\n"
            << "created     " << base::rfc3339(message->created_at) << "\n"
            << "due         " << base::rfc3339(message->due_at) << "\n"
            << "attempts    " << message->attempts << "\n"
            << "last error  " << printable(message->last_error) << "\n"
            << "payload     " << payload_of(database, *message) << "\n";
  return kDone;
}

int requeue_all_dead(store::Database& database) {
  const auto now = base::SystemClock{}.now();
  const auto count = database.transaction([&](store::Session& session) {
    store::Outbox outbox(session);
    const auto dead = outbox.list(true, kMost);
    for (const auto& message : dead) outbox.requeue(message.id, now);
    return dead.size();
  });
  std::cout << "requeued: " << count << "\n";
  if (count == kMost) return requeue_all_dead(database);
  return kDone;
}

int requeue(store::Database& database, const Arguments& arguments) {
  if (arguments.has("--all-dead")) return requeue_all_dead(database);
  const auto id = id_in(arguments);
  const auto now = base::SystemClock{}.now();
  const bool found = database.transaction(
      [&](store::Session& session) { return store::Outbox(session).requeue(id, now); });
  return told("requeued", found, id);
}

int drop(store::Database& database, const Arguments& arguments) {
  const auto id = id_in(arguments);
  const bool found = database.transaction(
      [&](store::Session& session) { return store::Outbox(session).drop(id); });
  return told("dropped", found, id);
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
    int (*run)(store::Database&, const Arguments&);
  } actions[] = {{"list", list}, {"show", show}, {"requeue", requeue}, {"drop", drop}};
  const auto& action = chosen(actions, arguments);
  const auto config = prepare_as_owner(arguments);
  base::SystemEntropy entropy;
  cache::Generations generations;
  store::Database database({config::database_url(config), config.database.timeout}, entropy,
                           generations);
  return action.run(database, arguments);
}
