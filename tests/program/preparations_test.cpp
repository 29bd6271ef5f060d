#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <functional>

#include "program/program.h"
#include "support/mariadb.h"

namespace {

constexpr auto kSecret = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
constexpr auto kOther = "ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100";

/// The text behind "FAULT  <part>" in what `check` has printed; empty when
/// there is none.
std::string fault_of(const std::string& output, const std::string& part) {
  auto line = "\nFAULT  " + part;
  line.resize(std::max(line.size(), std::string("\nFAULT  ").size() + 14), ' ');
  const auto at = ("\n" + output).find(line);
  if (at == std::string::npos) return {};
  const auto begin = at + line.size() - 1;
  return output.substr(begin, output.find('\n', begin) - begin);
}

struct Preparing : Program {
  /// What `check` says of a part, once it was seen that `serve` says the same,
  /// ends with this code, and leaves nothing that was not there.
  std::string refused(const std::string& part, int code) const {
    const auto checked = run_program({"check"});
    BOOST_TEST(checked.code == 1, checked.output);
    const auto words = fault_of(checked.output, part);
    BOOST_TEST(!words.empty(), checked.output);
    const bool had_socket = std::filesystem::exists(scratch.at("doorward/doorward.sock"));
    const auto served = run_program({"serve"});
    BOOST_TEST(served.code == code, served.output);
    BOOST_TEST(says(served, part + ": " + words), served.output);
    BOOST_TEST(std::filesystem::exists(scratch.at("doorward/doorward.sock")) == had_socket);
    return words;
  }

  void refuses(const std::string& part, int code, const std::string& words) const {
    const auto said = refused(part, code);
    BOOST_TEST(said.find(words) != std::string::npos, said);
  }

  /// The first start of an installation, but for its workers.
  void begin() const { BOOST_TEST(run_program({"courier", "--once"}).code == 0); }

  bool is_ready() const {
    return eventually([this] { return logged("daemon.ready"); });
  }
};

/// A port of 127.0.0.1 that somebody else listens on.
struct TakenPort {
  TakenPort() : listening(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const plain = reinterpret_cast<sockaddr*>(&address);
    const bool taken = bind(listening, plain, size) == 0 && listen(listening, 1) == 0 &&
                       getsockname(listening, plain, &size) == 0;
    BOOST_REQUIRE(taken);
    text = "127.0.0.1:" + std::to_string(ntohs(address.sin_port));
  }
  ~TakenPort() { close(listening); }
  TakenPort(const TakenPort&) = delete;
  TakenPort& operator=(const TakenPort&) = delete;

  int listening;
  std::string text;
};

struct Row {
  const char* variable;
  const char* value;
  const char* part;
  int code;
  const char* words;
};

const Row kRows[] = {
    {"SERVER_USER", "nobody-of-this-name", "user", 78, "no user \"nobody-of-this-name\""},
    {"SERVER_GROUP", "nobody-of-this-name", "user", 78, "no group \"nobody-of-this-name\""},
    {"SERVER_LISTEN", "unix:nowhere/dw.sock", "socket", 1, "nowhere is not there"},
    {"SERVER_LISTEN", "unix:file", "socket", 1, "it exists and is not a socket"},
    {"SERVER_LISTEN", "192.0.2.1:9000", "socket", 1, "no such address"},
    {"SERVER_PID_FILE", "nowhere/dw.pid", "pid file", 1, "No such file or directory"},
    {"SERVER_PID_FILE", "folder", "pid file", 1, "Is a directory"},
    {"DIRECTORY", "file", "directory", 1, "file is not a directory"},
    {"DIRECTORY", "file/below", "directory", 1, "file is not a directory"},
    {"LOG_TARGET", "nowhere/dw.log", "log", 1, "nowhere is not there"},
    {"LOG_TARGET", "folder", "log", 1, "folder is a directory"},
    {"PAGES_LANGUAGE", "fr", "templates", 78, "no texts in the language \"fr\" (pages.language)"},
    {"MAIL_CA_FILE", "folder", "certificates", 1, "folder is a directory"},
    {"PORTAL_JWKS_CA_FILE", "folder", "certificates", 1, "folder is a directory"},
    {"DATABASE_URL", "sqlite:nowhere/dw.db", "database", 1, "nowhere is not there"},
    {"DATABASE_URL", "sqlite:folder", "database", 1, "cannot be used"},
    {"DATABASE_URL", "sqlite:file.txt", "database", 1, "not a database"},
    {"TOKEN_PRIVATE_KEY_FILE", "file.txt", "signing key", 78, ""},
};

/// Root alone can give files away; for anybody else the case is skipped.
const boost::unit_test::precondition for_root([](auto) {
  return boost::test_tools::assertion_result(geteuid() == 0);
});

}  // namespace

BOOST_FIXTURE_TEST_SUITE(preparing, Preparing)

BOOST_AUTO_TEST_CASE(what_keeps_serve_from_starting_is_what_check_says_in_the_same_words) {
  scratch.make_directory("folder");
  scratch.write("file", "");
  scratch.write("file.txt", std::string(2000, 'x'));
  std::filesystem::permissions(scratch.at("file.txt"), std::filesystem::perms(0600));
  for (const auto& row : kRows) {
    BOOST_TEST_CONTEXT(row.variable << " = " << row.value) {
      environment = {{"DOORWARD_" + std::string(row.variable), row.value}};
      refuses(row.part, row.code, row.words);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_port_that_somebody_else_listens_on_is_a_fault) {
  const TakenPort port;
  environment["DOORWARD_SERVER_LISTEN"] = port.text;
  refuses("socket", 1, port.text + ": another process listens on it");
}

BOOST_AUTO_TEST_CASE(a_template_that_is_never_shown_is_a_fault) {
  environment["DOORWARD_PAGES_TEMPLATES"] = "texts";
  scratch.make_directory("texts");
  scratch.make_directory("texts/en");
  scratch.write("texts/.gitignore", "");
  scratch.write("texts/notes", "");
  BOOST_TEST(run_program({"check"}).code == 0);
  scratch.write("texts/en/veryfy.txt", "Hello");
  refuses("templates", 78, "did you mean en/verify.txt?");
  std::filesystem::remove(scratch.at("texts/en/veryfy.txt"));
  scratch.write("texts/verify.txt", "Hello");
  refuses("templates", 78, "never shown");
}

BOOST_AUTO_TEST_CASE(all_faults_are_told_at_once_and_nothing_is_made) {
  environment = {{"DOORWARD_SERVER_LISTEN", "unix:nowhere/dw.sock"},
                 {"DOORWARD_LOG_TARGET", "nowhere/dw.log"},
                 {"DOORWARD_PAGES_LANGUAGE", "fr"}};
  const auto served = run_program({"serve"});
  BOOST_TEST(served.code == 78);
  for (const auto* part : {"socket: ", "log: ", "templates: "}) {
    BOOST_TEST(says(served, part), part);
  }
  BOOST_TEST(!std::filesystem::exists(scratch.at("doorward")));
}

BOOST_AUTO_TEST_CASE(a_database_of_another_secret_is_a_fault_and_stays_as_it_is) {
  environment["DOORWARD_SECRETS"] = kSecret;
  begin();
  environment["DOORWARD_SECRETS"] = kOther;
  refuses("database", 78, "belongs to another secret");
  const auto command = run_program({"courier", "--once"});
  BOOST_TEST(command.code == 78);
  BOOST_TEST(says(command, "belongs to another secret"));
  environment["DOORWARD_SECRETS"] = kSecret;
  BOOST_TEST(run_program({"check"}).code == 0);
}

BOOST_AUTO_TEST_CASE(the_database_of_a_secret_that_is_lost_for_good_is_given_to_a_new_one) {
  environment["DOORWARD_SECRETS"] = kSecret;
  begin();
  BOOST_TEST(run_program({"key", "rotate"}).code == 0);
  environment["DOORWARD_SECRETS"] = kOther;
  BOOST_TEST(run_program({"key", "rotate"}).code == 78);
  BOOST_TEST(run_program({"key", "rotate", "--lost-secret"}).code == 0);
  BOOST_TEST(run_program({"check"}).code == 0);
  BOOST_TEST(run_program({"key", "list"}).code == 0);
}

BOOST_AUTO_TEST_CASE(a_secret_that_was_lost_is_not_made_anew_for_its_database) {
  begin();
  std::filesystem::remove(scratch.at("doorward/secret"));
  refuses("database", 78, "belongs to another secret");
  BOOST_TEST(!std::filesystem::exists(scratch.at("doorward/secret")));
}

BOOST_AUTO_TEST_CASE(a_secret_is_replaced_by_one_before_it_and_then_taken_out) {
  environment["DOORWARD_SECRETS"] = kSecret;
  begin();
  environment["DOORWARD_SECRETS"] = std::string(kOther) + "," + kSecret;
  BOOST_TEST(run_program({"check"}).code == 0);
  begin();
  environment["DOORWARD_SECRETS"] = kOther;
  BOOST_TEST(run_program({"check"}).code == 0);
  environment["DOORWARD_SECRETS"] = kSecret;
  refuses("database", 78, "belongs to another secret");
}

BOOST_AUTO_TEST_CASE(as_cgi_a_database_of_another_secret_is_no_answer) {
  environment["DOORWARD_SECRETS"] = kSecret;
  begin();
  environment["DOORWARD_SECRETS"] = kOther;
  const auto ran = run_shell(
      "GATEWAY_INTERFACE=CGI/1.1 REQUEST_METHOD=GET "
      "REQUEST_URI=/health SCRIPT_NAME= "
      "SERVER_PROTOCOL=HTTP/1.1 \"$0\" </dev/null");
  BOOST_TEST(ran.code == 78);
  BOOST_TEST(says(ran, "belongs to another secret"));
}

BOOST_AUTO_TEST_CASE(check_beside_a_running_service_finds_no_fault) {
  for (const auto* listen : {"", "unix:own.sock", "127.0.0.1:0"}) {
    environment["DOORWARD_SERVER_LISTEN"] = listen;
    environment["DOORWARD_SERVER_PID_FILE"] = "dw.pid";
    if (std::string(listen) == "127.0.0.1:0") {
      environment["DOORWARD_SERVER_LISTEN"] = TakenPort().text;  // free by now
    }
    std::filesystem::remove(scratch.at("daemon.log"));
    Process daemon(command_of({"serve"}));
    BOOST_REQUIRE(is_ready());
    const auto ran = run_program({"check"});
    BOOST_TEST(ran.code == 0, ran.output);
    BOOST_TEST(says(ran, "in use by the service that runs"), ran.output);
    BOOST_TEST(says(ran, "runs as process"));
    const auto second = run_program({"serve"});
    BOOST_TEST(second.code == 1);
    BOOST_TEST(says(second, "runs on"), second.output);
    BOOST_TEST(says(second, "another process listens on it"), second.output);
    BOOST_TEST(daemon.stop().value_or(-1) == 0);
  }
}

BOOST_AUTO_TEST_CASE(another_programs_socket_is_a_fault_beside_a_running_service_too) {
  Process daemon(command_of({"serve"}));
  BOOST_REQUIRE(is_ready());
  const TakenPort port;
  environment["DOORWARD_SERVER_LISTEN"] = port.text;
  const auto ran = run_program({"check"});
  BOOST_TEST(ran.code == 1);
  BOOST_TEST(says(ran, "FAULT  socket"));
}

BOOST_AUTO_TEST_CASE(a_reload_goes_by_the_same_list_and_keeps_the_old_plan_on_a_fault) {
  Process daemon(command_of({"serve"}));
  BOOST_REQUIRE(is_ready());
  const auto before = daemon.children();
  scratch.write("doorward.toml", "pages.language = \"fr\"\nlog.target = \"nowhere/dw.log\"\n");
  daemon.send(SIGHUP);
  BOOST_TEST(eventually([&] { return logged("daemon.reload_failed"); }));
  BOOST_TEST(logged("no texts in the language"));
  BOOST_TEST(logged("nowhere is not there"));
  BOOST_TEST((daemon.children() == before));
  BOOST_TEST(get("/health").find("Status: 200") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_server_whose_binary_log_has_statements_is_refused_by_name) {
  MariaDb server({"--skip-networking", "--log-bin=bin", "--binlog-format=STATEMENT"});
  environment["DOORWARD_DATABASE_URL"] = server.new_database();
  refuses("database", 1, "binlog_format=MIXED or ROW");
  const auto migrated = run_program({"migrate"});
  BOOST_TEST(migrated.code == 1);
  BOOST_TEST(says(migrated, "binlog_format=MIXED or ROW"));
  server.execute("set global binlog_format = MIXED");
  BOOST_TEST(run_program({"migrate"}).code == 0);
  const auto ran = run_program({"check"});
  BOOST_TEST(ran.code == 0, ran.output);
}

BOOST_AUTO_TEST_CASE(a_server_that_takes_no_changes_is_a_fault_and_health_is_not_ok) {
  MariaDb server({"--skip-networking"});
  auto url = server.new_database();
  server.execute("create user writer@localhost; grant all on `test1`.* to writer@localhost");
  environment["DOORWARD_DATABASE_URL"] = url.replace(url.find("root@"), 5, "writer@");
  BOOST_TEST(run_program({"migrate"}).code == 0);
  begin();
  const auto health = [this] {
    return run_shell(
        "env GATEWAY_INTERFACE=CGI/1.1 REQUEST_METHOD=GET REQUEST_URI=/health "
        "SERVER_PROTOCOL=HTTP/1.1 REMOTE_ADDR=192.0.2.1 $0 </dev/null 2>log");
  };
  BOOST_TEST(says(health(), "Status: 200"));
  server.execute("set global read_only = 1");
  const auto checked = run_program({"check"});  // serve waits for it, as for one that is away
  BOOST_TEST(checked.code == 1);
  BOOST_TEST(fault_of(checked.output, "database").find("--read-only") != std::string::npos,
             checked.output);
  BOOST_TEST(says(health(), "Status: 503"));
  server.execute("set global read_only = 0");
  BOOST_TEST(says(health(), "Status: 200"));
}

BOOST_AUTO_TEST_CASE(a_user_who_may_only_read_the_database_is_a_fault) {
  auto& server = shared_mariadb();
  auto url = server.new_database();
  environment["DOORWARD_DATABASE_URL"] = url;
  BOOST_TEST(run_program({"migrate"}).code == 0);
  server.execute("create user reader@localhost; grant select on *.* to reader@localhost");
  environment["DOORWARD_DATABASE_URL"] = url.replace(url.find("root@"), 5, "reader@");
  refuses("database", 1, "grant it all rights");
}

BOOST_AUTO_TEST_CASE(a_server_that_does_not_answer_is_a_fault_to_check_and_a_warning_to_serve) {
  environment["DOORWARD_DATABASE_URL"] = "mysql://dw@127.0.0.1:1/dw";
  const auto ran = run_program({"check"});
  BOOST_TEST(ran.code == 1);
  BOOST_TEST(says(ran, "FAULT  database"));
  Process daemon(command_of({"serve"}));
  BOOST_REQUIRE(is_ready());
  BOOST_TEST(logged("database.unreachable"));
}

BOOST_AUTO_TEST_CASE(what_the_service_may_not_use_is_a_fault_whoever_examines_it, *for_root) {
  std::filesystem::create_directory(scratch.at("roots"));
  std::filesystem::permissions(scratch.at("roots"), std::filesystem::perms(0700));
  environment = {{"DOORWARD_SERVER_USER", "nobody"}, {"DOORWARD_LOG_TARGET", "roots/dw.log"}};
  BOOST_TEST(!refused("log", 1).empty());
}

BOOST_AUTO_TEST_CASE(what_root_has_left_in_the_directory_is_a_fault, *for_root) {
  begin();
  std::filesystem::remove_all(scratch.at("doorward/mail"));
  std::filesystem::create_directory(scratch.at("doorward/mail"));
  std::filesystem::permissions(scratch.at("doorward/mail"), std::filesystem::perms(0700));
  refuses("files", 1, "belongs to root");
}

BOOST_AUTO_TEST_CASE(a_database_that_is_newer_than_the_program_is_a_fault) {
  begin();
  const auto made = run_shell(
      "python3 -c 'import sqlite3; d = "
      "sqlite3.connect(\"doorward/doorward.db\"); "
      "d.execute(\"insert into doorward_schema "
      "values (9999, 1, 1, 1, 1)\"); d.commit()'");
  BOOST_TEST(made.code == 0, made.output);
  refuses("database", 1, "the schema number 9999");
}

BOOST_AUTO_TEST_CASE(only_root_can_become_somebody_else, *for_root) {
  environment["DOORWARD_SERVER_USER"] = "root";
  for (const auto* word : {"check", "serve"}) {
    auto command = command_of({word});
    command.as_nobody = true;
    command.log = scratch.at("nobody.log");
    BOOST_TEST(run(command) == 1);
    BOOST_TEST(read_file(command.log).find("Only root can become server.user") !=
               std::string::npos);
  }
}

BOOST_AUTO_TEST_SUITE_END()
