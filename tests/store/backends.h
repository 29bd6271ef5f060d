#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "base/id.h"
#include "model/account.h"
#include "store/accounts.h"
#include "store/database.h"
#include "store/migrations.h"
#include "support/fakes.h"
#include "support/forked.h"
#include "support/mariadb.h"
#include "support/poll.h"
#include "support/scratch.h"

/// The same tests run on each of these: BOOST_AUTO_TEST_CASE_TEMPLATE(name, On, Backends).
struct Sqlite {
  Scratch directory;
  std::string url = "sqlite:" + directory.at("doorward.db");

  static Sqlite migrated() { return {}; }
};

struct Mariadb {
  std::string url = shared_mariadb().new_database();
  std::shared_ptr<const void> lease = {};

  /// One that a test before has migrated, emptied, if there is one: to make all tables takes this
  /// server longer than most tests. A test that changes the schema begins with an EmptyStore.
  static Mariadb migrated();
};

using Backends = std::tuple<Sqlite, Mariadb>;

/// Ends a connection to MariaDB from outside, as an operator or a fail-over would.
void kill_connection(store::Session& session);

using namespace std::chrono_literals;

inline constexpr base::Time kNow{1'700'000'000'123ms};

/// A new empty database.
template <typename On>
struct EmptyStore {
  On backend;
  FakeEntropy entropy;
  cache::Generations generations;
  std::unique_ptr<store::Database> connection;

  EmptyStore() = default;
  explicit EmptyStore(On (*make)()) : backend(make()) {}

  store::Settings settings() const { return {backend.url, std::chrono::seconds{20}}; }

  store::Database& database() {
    if (!connection) {
      connection = std::make_unique<store::Database>(settings(), entropy, generations);
    }
    return *connection;
  }

  /// Runs `task` with a repository, in a transaction of its own.
  template <typename Repository, typename Task>
  auto in(Task task) {
    return database().transaction([&](store::Session& session) {
      Repository repository(session);
      return task(repository);
    });
  }

  base::Id id() { return base::Id::make(kNow, entropy); }

  /// Runs `work` in processes at the same time, each with a connection of its own; returns the sum
  /// of what they return, each at most 100. -1 when one of them has thrown.
  template <typename Work>
  int in_processes(int count, Work work) {
    connection.reset();  // none may be open over a fork
    std::vector<Forked> processes;
    for (int number = 0; number < count; ++number) {
      processes.emplace_back([&, number] {
        FakeEntropy own(static_cast<std::uint64_t>(number + 100));
        store::Database database(settings(), own, generations);
        return work(database, number);
      });
    }
    int sum = 0;
    bool thrown = false;
    for (auto& process : processes) {
      const int code = process.wait();
      thrown = thrown || code > 100;
      sum += code;
    }
    return thrown ? -1 : sum;
  }
};

/// The same, with the tables in it.
template <typename On>
struct Store : EmptyStore<On> {
  Store() : EmptyStore<On>(&On::migrated) { store::migrate(this->database()); }

  /// An account that is not stored.
  model::Account account(const std::string& name, model::AccountState state) {
    const auto address = name + "@example.test";
    model::Account account{this->id(), name, name, address, address, "hash", state, kNow, {}};
    if (state == model::AccountState::pending) account.expires_at = kNow + 10min;
    return account;
  }

  model::Account pending(const std::string& name) {
    return insert(account(name, model::AccountState::pending));
  }
  model::Account active(const std::string& name) {
    return insert(account(name, model::AccountState::active));
  }
  model::Account insert(const model::Account& account) {
    this->template in<store::Accounts>([&](auto& accounts) { accounts.insert(account); });
    return account;
  }
};
