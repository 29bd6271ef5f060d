#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <csignal>

#include "backends.h"
#include "base/error.h"
#include "store/audit.h"
#include "store/session.h"
#include "support/poll.h"
#include "support/ports.h"
#include "support/refusals.h"

using base::ErrorCode;
using store::Session;

namespace {

using SteadyClock = std::chrono::steady_clock;

void append(Session& session, const base::Id& id) {
  store::Audit(session).append({0, id, "test:event", "192.0.2.1", kNow});
}

int entries(store::Database& database) {
  return database.read([](Session& session) {
    return session.statement("select count(*) from audit_entries").value<int>().value();
  });
}

template <typename Work>
auto time_of(Work work) {
  const auto start = SteadyClock::now();
  work();
  return SteadyClock::now() - start;
}

void is_unavailable(store::Database& database) {
  const auto error = refusal_of([&] { database.transaction([](Session&) {}); });
  BOOST_REQUIRE(error);
  BOOST_TEST((error->code() == ErrorCode::unavailable));
  BOOST_TEST(error->retry_after().has_value());
}

std::string variable(Session& session, const std::string& name) {
  return session.statement("select cast(@@" + name + " as char)").value<std::string>().value();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(mariadb_connection)

BOOST_AUTO_TEST_CASE(a_connection_that_was_idle_for_too_long_is_opened_anew) {
  Store<Mariadb> store;
  store.database().read([](Session& session) {
    kill_connection(session);
    return 0;
  });
  int runs = 0;
  store.database().transaction([&](Session& session) {
    ++runs;
    append(session, store.id());
  });
  BOOST_TEST(runs == 1);
  BOOST_TEST(entries(store.database()) == 1);
}

BOOST_AUTO_TEST_CASE(work_whose_connection_dies_half_way_runs_again_whole) {
  Store<Mariadb> store;
  int runs = 0;
  store.database().transaction([&](Session& session) {
    append(session, store.id());
    if (++runs == 1) kill_connection(session);
    append(session, store.id());
  });
  BOOST_TEST(runs == 2);
  BOOST_TEST(entries(store.database()) == 2);
}

BOOST_AUTO_TEST_CASE(a_commit_of_unknown_outcome_is_told_and_not_repeated) {
  Store<Mariadb> store;
  int runs = 0;
  const auto error = refusal_of([&] {
    store.database().transaction([&](Session& session) {
      append(session, store.id());
      ++runs;
      kill_connection(session);
    });
  });
  BOOST_REQUIRE(error);
  BOOST_TEST((error->code() == ErrorCode::unavailable));
  BOOST_TEST(error->retry_after().has_value());
  BOOST_TEST(error->public_text().find("not known") != std::string::npos);
  BOOST_TEST(runs == 1);
  BOOST_TEST(entries(store.database()) == 0);
}

BOOST_AUTO_TEST_CASE(a_server_that_is_down_is_told_at_once_and_found_again) {
  MariaDb server;
  FakeEntropy entropy;
  cache::Generations generations;
  store::Database database({server.new_database(), std::chrono::seconds{3}}, entropy, generations);
  BOOST_TEST(!database.is_embedded());
  store::migrate(database);
  server.stop();
  BOOST_TEST((time_of([&] { is_unavailable(database); }) < 3s));
  BOOST_TEST(refusal_of([&] { database.ping(); })->private_detail().find("connect to") !=
             std::string::npos);
  BOOST_TEST(refuses(ErrorCode::unavailable, [&] { database.ping(); }));
  server.start();
  BOOST_CHECK_NO_THROW(database.ping());
  BOOST_TEST(entries(database) == 0);
}

BOOST_AUTO_TEST_CASE(a_server_that_hangs_costs_the_time_out) {
  MariaDb server;
  FakeEntropy entropy;
  cache::Generations generations;
  store::Database database({server.new_database(), std::chrono::seconds{1}}, entropy, generations);
  database.ping();
  server.suspend();
  BOOST_TEST((time_of([&] { is_unavailable(database); }) < 4s));
  server.send(SIGCONT);
  BOOST_TEST(eventually([&] { return !refusal_of([&] { database.ping(); }); }));
}

BOOST_AUTO_TEST_CASE(a_server_that_hangs_is_not_waited_for_by_one_after_the_other) {
  MariaDb server;
  FakeEntropy entropy;
  cache::Generations generations;
  store::Database database({server.new_database(), std::chrono::seconds{3}}, entropy, generations);
  database.ping();
  server.suspend();
  is_unavailable(database);
  const auto next = time_of([&] {
    for (int i = 0; i < 5; ++i) is_unavailable(database);
  });
  BOOST_TEST((next < 500ms));
  BOOST_TEST(eventually([&] {  // it asks again, and waits for less
    const auto time = time_of([&] { is_unavailable(database); });
    return time > 500ms && time < 2500ms;
  }));
  server.send(SIGCONT);
  BOOST_TEST(eventually([&] { return !refusal_of([&] { database.ping(); }); }, 2500ms));
}

BOOST_AUTO_TEST_CASE(a_lock_is_waited_for_no_longer_than_the_time_out) {
  Store<Mariadb> store;
  const auto account = store.active("alice");
  store::Database other({store.backend.url, std::chrono::seconds{2}}, store.entropy,
                        store.generations);
  const auto touch = [&](Session& session) { store::Accounts(session).remove(account.id, kNow); };
  store.database().transaction([&](Session& session) {
    touch(session);
    const auto error = refusal_of([&] { other.transaction(touch); });
    BOOST_REQUIRE(error);
    BOOST_TEST((error->code() == ErrorCode::unavailable));
  });
  BOOST_CHECK_NO_THROW(other.transaction(touch));
}

BOOST_AUTO_TEST_CASE(a_connection_depends_on_no_default_of_the_server) {
  Store<Mariadb> store;
  store.database().read([](Session& session) {
    BOOST_TEST(variable(session, "character_set_client") == "utf8mb4");
    BOOST_TEST(variable(session, "character_set_results") == "utf8mb4");
    BOOST_TEST(variable(session, "time_zone") == "+00:00");
    BOOST_TEST(variable(session, "tx_isolation") == "READ-COMMITTED");
    BOOST_TEST(variable(session, "sql_mode").find("STRICT_ALL_TABLES") != std::string::npos);
    return 0;
  });
}

BOOST_AUTO_TEST_CASE(a_text_that_is_too_long_is_refused_not_cut) {
  Store<Mariadb> store;
  auto account = store.account("alice", model::AccountState::active);
  account.username = std::string(65, 'x');
  BOOST_TEST(refuses(ErrorCode::internal, [&] { store.insert(account); }));
}

BOOST_AUTO_TEST_CASE(the_server_cannot_read_our_files) {
  EmptyStore<Mariadb> store;
  const auto file = shared_mariadb().directory().at("ours");
  shared_mariadb().directory().write("ours", "secret\n");
  BOOST_TEST(refuses(ErrorCode::internal, [&] {
    store.database().transaction([&](Session& session) {
      session.change_schema("create table read_files (line text)");
      session.change_schema("load data local infile '" + file + "' into table read_files");
    });
  }));
}

BOOST_AUTO_TEST_CASE(a_wrong_password_is_unavailable_and_never_told) {
  auto url = shared_mariadb().url("test1");
  url.replace(url.find("root@"), 5, "root:sesame@");
  FakeEntropy entropy;
  cache::Generations generations;
  store::Database database({url}, entropy, generations);
  const auto error = refusal_of([&] { database.ping(); });
  BOOST_REQUIRE(error);
  BOOST_TEST((error->code() == ErrorCode::unavailable));
  BOOST_TEST(error->public_text().find("root") == std::string::npos);
  BOOST_TEST(error->private_detail().find("sesame") == std::string::npos);
  BOOST_TEST(error->private_detail().find("1045") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

namespace {

/// A server with a certificate for "localhost", which signs itself.
struct TlsServer {
  TlsServer() {
    BOOST_REQUIRE(
        run({.arguments = {"openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj",
                           "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout",
                           keys.at("key.pem"), "-out", certificate, "-days", "2"},
             .log = keys.at("log")}) == 0);
    server = std::make_unique<MariaDb>(
        std::vector<std::string>{"--bind-address=127.0.0.1", "--port=" + std::to_string(port),
                                 "--ssl-cert=" + certificate, "--ssl-key=" + keys.at("key.pem")});
    server->execute("create database doorward");
    server->execute("create user door@'127.0.0.1' identified by 'w:rd'");
    server->execute("grant all on doorward.* to door@'127.0.0.1'");
  }

  std::string url(const std::string& host, const std::string& options) const {
    return "mysql://door:w%3Ard@" + host + ":" + std::to_string(port) + "/doorward" + options;
  }

  /// Empty when a connection over plain text was had.
  std::string cipher(const std::string& host, const std::string& options) const {
    FakeEntropy entropy;
    cache::Generations generations;
    store::Database database({url(host, options)}, entropy, generations);
    return database.read([](Session& session) {
      using Text = std::string;
      struct Status {
        Text name;
        Text value;
      };
      return session.statement("show status like 'Ssl_cipher'").first<Status, Text, Text>()->value;
    });
  }

  Scratch keys;
  std::string certificate = keys.at("cert.pem");
  int port = loopback_port();
  std::unique_ptr<MariaDb> server;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(mariadb_tls)

BOOST_AUTO_TEST_CASE(a_verified_connection_is_encrypted_and_to_the_named_host) {
  const TlsServer server;
  const auto verified = "?tls=verify&ca=" + server.certificate;
  BOOST_TEST(server.cipher("localhost", "") == "");
  BOOST_TEST(server.cipher("localhost", verified) != "");
  BOOST_TEST(refuses(ErrorCode::unavailable, [&] { server.cipher("127.0.0.1", verified); }));
  BOOST_TEST(refuses(ErrorCode::unavailable, [&] { server.cipher("localhost", "?tls=verify"); }));
}

BOOST_AUTO_TEST_CASE(a_server_without_tls_is_refused_when_it_must_be_verified) {
  FakeEntropy entropy;
  cache::Generations generations;
  store::Database database({shared_mariadb().new_database() + "&tls=verify"}, entropy, generations);
  BOOST_TEST(refuses(ErrorCode::unavailable, [&] { database.ping(); }));
}

BOOST_AUTO_TEST_SUITE_END()
