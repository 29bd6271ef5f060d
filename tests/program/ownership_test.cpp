#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <set>

#include "program/program.h"

namespace {

namespace fs = std::filesystem;

/// Root becomes others; for anybody else the case is skipped.
const boost::unit_test::precondition for_root([](auto) {
  return boost::test_tools::assertion_result(geteuid() == 0);
});

uid_t id_of(const char* user) { return getpwnam(user)->pw_uid; }

std::string owner_of(const fs::path& path) {
  struct stat found {};
  return lstat(path.c_str(), &found) == 0 ? getpwuid(found.st_uid)->pw_name : "";
}

/// A directory whose owner is nobody, as a service's is.
struct Owned : Program {
  Owned() {
    fs::copy_file(program_path(), scratch.at("program"));
    scratch.make_directory("data");
    fs::permissions(scratch.at("data"), fs::perms::owner_all);
    scratch.write("doorward.toml", "directory = \"data\"\n");
  }

  /// Whom all belongs to that is in the directory.
  std::set<std::string> owners() const {
    std::set<std::string> found;
    for (const auto& entry : fs::recursive_directory_iterator(scratch.at("data"))) {
      found.insert(owner_of(entry.path()));
    }
    return found;
  }

  Ran as_daemon(const std::string& words) const {
    return run_shell("setpriv --reuid=daemon --regid=daemon --clear-groups ./program " + words);
  }
};

const std::set<std::string> kNobody{"nobody"};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(ownership, Owned, *for_root)

BOOST_AUTO_TEST_CASE(whatever_root_types_belongs_to_the_owner_of_the_directory) {
  for (const auto* words :
       {"migrate", "account add ada", "account list", "client add --name Wiki --grant signature",
        "key rotate", "token list ada", "outbox list", "courier --once", "check"}) {
    const auto ran = run_shell("echo 'pass word' | \"$0\" " + std::string(words));
    BOOST_TEST(ran.code == 0, words << ": " << ran.output);
    BOOST_TEST(owners() == kNobody, words);
  }
}

BOOST_AUTO_TEST_CASE(files_elsewhere_belong_to_that_owner_as_well) {
  scratch.make_directory("db");
  scratch.make_directory("log");
  environment = {{"DOORWARD_DATABASE_URL", "sqlite:" + scratch.at("db/accounts.db")},
                 {"DOORWARD_LOG_TARGET", scratch.at("log/doorward.log")}};
  BOOST_TEST(run_program({"courier", "--once"}).code == 0);
  for (const auto* made : {"db/accounts.db", "log/doorward.log"}) {
    BOOST_TEST(owner_of(scratch.at(made)) == "nobody", made);
  }
}

BOOST_AUTO_TEST_CASE(server_user_gets_a_directory_that_only_root_could_make) {
  fs::create_directory(scratch.at("root"));
  environment = {{"DOORWARD_DIRECTORY", scratch.at("root/data")},
                 {"DOORWARD_SERVER_USER", "nobody"}};
  BOOST_TEST(run_program({"client", "list"}).code == 0);
  BOOST_TEST(owner_of(scratch.at("root/data")) == "nobody");
  BOOST_TEST(owner_of(scratch.at("root/data/secret")) == "nobody");
}

BOOST_AUTO_TEST_CASE(a_directory_of_roots_that_a_service_may_write_to_stays_the_services) {
  BOOST_REQUIRE(chown(scratch.at("data").c_str(), 0, getgrnam("nogroup")->gr_gid) == 0);
  fs::permissions(scratch.at("data"), fs::perms(0770));
  BOOST_TEST(
      run_shell("setpriv --reuid=nobody --regid=nogroup --clear-groups ./program migrate").code ==
      0);
  BOOST_TEST(
      run_shell("setpriv --reuid=nobody --regid=nogroup --clear-groups ./program client list")
          .code == 0);
  BOOST_TEST(run_program({"key", "rotate"}).code == 0);
  BOOST_TEST(owners() == kNobody);
}

BOOST_AUTO_TEST_CASE(root_serves_as_the_owner_of_the_directory) {
  Process daemon(command_of({"serve"}));
  BOOST_REQUIRE(eventually([&] { return logged("daemon.ready"); }));
  BOOST_TEST(owners() == kNobody);
  struct stat running {};
  stat(("/proc/" + std::to_string(daemon.pid())).c_str(), &running);
  BOOST_TEST(running.st_uid == id_of("nobody"));
  BOOST_TEST(daemon.stop().value_or(-1) == 0);
}

BOOST_AUTO_TEST_CASE(somebody_else_is_told_the_line_to_type) {
  fs::permissions(scratch.at("data"), fs::perms(0755));
  BOOST_TEST(run_program({"migrate"}).code == 0);
  for (const auto* words : {"account list", "migrate --dry-run", "outbox list", "key list",
                            "client add --name 'Our wiki'", "token list ada", "courier --once"}) {
    const auto ran = as_daemon(words);
    BOOST_TEST(ran.code == 1, words << ": " << ran.output);
    BOOST_TEST(says(ran, "\nType: sudo -u nobody ./program " + std::string(words) + "\n"),
               words << ": " << ran.output);
  }
  BOOST_TEST(owners() == kNobody);
}

BOOST_AUTO_TEST_CASE(that_line_keeps_the_environment_and_shows_none_of_it) {
  environment = {{"DOORWARD_CONFIG", scratch.at("doorward.toml")},
                 {"DOORWARD_PAGES_SITE_NAME", "hunter2"}};
  const auto ran = as_daemon("account show 'a b'");
  BOOST_TEST(says(ran,
                  "sudo -u nobody --preserve-env=DOORWARD_CONFIG,DOORWARD_PAGES_SITE_NAME "
                  "./program account show 'a b'\n"),
             ran.output);
  BOOST_TEST(!says(ran, "hunter2"));
}

BOOST_AUTO_TEST_CASE(a_configuration_that_may_not_be_read_is_for_root_to_read) {
  fs::permissions(scratch.at("doorward.toml"), fs::perms(0640));
  for (const auto* words : {"account list", "check", "migrate", "routes"}) {
    const auto ran = as_daemon(words);
    BOOST_TEST(ran.code == 1, words);
    BOOST_TEST(says(ran, "daemon may not read doorward.toml; "), ran.output);
    BOOST_TEST(says(ran, "\nType: sudo ./program " + std::string(words) + "\n"), ran.output);
  }
  const auto served = as_daemon("serve");
  BOOST_TEST(says(served, "daemon may not read doorward.toml; "), served.output);
  BOOST_TEST(!says(served, "Type: "), served.output);
  BOOST_TEST(!fs::exists(scratch.at("doorward")));
}

BOOST_AUTO_TEST_CASE(a_directory_that_may_not_be_entered_is_named) {
  const auto closed = fs::absolute(scratch.at("closed"));
  fs::create_directory(closed);
  fs::copy_file(scratch.at("doorward.toml"), closed / "doorward.toml");
  fs::permissions(closed, fs::perms(0700));
  const auto ran = as_daemon("check --config " + (closed / "doorward.toml").string());
  BOOST_TEST(ran.code == 1);
  BOOST_TEST(says(ran, "it may not enter the directory " + closed.string()), ran.output);
}

BOOST_AUTO_TEST_CASE(what_root_has_left_there_is_told_with_the_line_that_mends_it) {
  BOOST_TEST(run_program({"courier", "--once"}).code == 0);
  for (const auto* file : {"secret", "doorward.db", "generations", "hash-slots"}) {
    BOOST_REQUIRE(chown(scratch.at("data/" + std::string(file)).c_str(), 0, 0) == 0);
    const auto mend = "chown -R nobody: " + scratch.at("data");
    for (const auto& ran :
         {run_program({"check"}), run_program({"serve"}), run_program({"account", "list"})}) {
      BOOST_TEST(ran.code == 1, file);
      BOOST_TEST(says(ran, std::string(file) + " belongs to root"), file << ": " << ran.output);
      BOOST_TEST(says(ran, mend), file << ": " << ran.output);
    }
    BOOST_TEST(run_shell(mend).code == 0);
    BOOST_TEST(run_program({"account", "list"}).code == 0, file);
  }
}

BOOST_AUTO_TEST_SUITE_END()
