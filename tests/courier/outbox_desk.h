#pragma once

#include <optional>
#include <string>

#include "courier/writing_desk.h"
#include "store/database.h"
#include "store/migrations.h"
#include "store/outbox.h"
#include "support/temp_directory.h"

/// A writing desk with an outbox of its own, on SQLite.
struct OutboxDesk : WritingDesk {
  OutboxDesk() { store::migrate(database); }

  store::Settings settings() const {
    return {.url = "sqlite:" + directory.file("doorward.db"), .timeout = std::chrono::seconds(1)};
  }

  /// Queues a verification mail for this address, due at the desk's clock.
  base::Id queue(const std::string& recipient) { return queue_at(recipient, clock.now()); }
  base::Id queue_at(const std::string& recipient, base::Time now) {
    auto mail = verify_mail();
    mail.recipient = recipient;
    auto message = message_of(mail);
    message.created_at = message.due_at = now;
    insert(message);
    return message.id;
  }
  void insert(const model::Message& message) {
    database.transaction([&](auto& session) { store::Outbox(session).insert(message); });
  }

  std::optional<model::Message> find(const base::Id& id) {
    return database.read([&](auto& session) { return store::Outbox(session).find(id); });
  }
  bool requeue(const base::Id& id, base::Time now) {
    return database.transaction(
        [&](auto& session) { return store::Outbox(session).requeue(id, now); });
  }
  /// How many messages the outbox holds, queued and dead.
  std::size_t size() {
    const auto count = [&](bool dead) {
      return database.read([&](auto& session) { return store::Outbox(session).list(dead, 1000); })
          .size();
    };
    return count(false) + count(true);
  }

  TempDirectory directory;
  cache::Generations generations;
  store::Database database{settings(), entropy, generations};
};
