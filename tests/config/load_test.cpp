#include <boost/test/unit_test.hpp>
#include <filesystem>

#include "config/keys.h"
#include "support/temp_directory.h"

namespace {

struct Files {
  TempDirectory directory;

  config::Loaded load(const std::string& toml, const config::Environment& environment = {}) const {
    return config::load(directory.write("doorward.toml", toml), environment);
  }
  std::string at(int line) const {
    return directory.file("doorward.toml") + ":" + std::to_string(line);
  }
};

bool has_fault(const config::Loaded& loaded, const std::string& where, const std::string& what) {
  for (const auto& fault : loaded.faults) {
    if (fault.where == where && fault.what.find(what) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(configuration_files, Files)

BOOST_AUTO_TEST_CASE(no_file_and_no_variable_is_a_working_configuration) {
  const auto loaded = config::load("", {{"PATH", "/bin"}});
  BOOST_TEST(loaded.faults.empty());
  BOOST_TEST(loaded.config.directory == "doorward");
}

BOOST_AUTO_TEST_CASE(an_unknown_key_is_a_fault_with_its_line_and_the_nearest_name) {
  const auto loaded = load("public_url = \"http://x\"\n[server]\nworkerz = 4\n");
  BOOST_TEST(loaded.faults.size() == 1U);
  BOOST_TEST(has_fault(loaded, at(3), "\"server.workerz\"; did you mean \"server.workers\"?"));
}

BOOST_AUTO_TEST_CASE(a_key_in_the_wrong_section_is_told_where_it_belongs) {
  const auto loaded = load("workers = 4\n[srver]\nlisten = \"x\"\n");
  BOOST_TEST(has_fault(loaded, at(1),
                       "did you mean \"server.workers\"? It belongs below the line [server]"));
  BOOST_TEST(has_fault(loaded, at(2), "there is no key \"srver\""));
}

BOOST_AUTO_TEST_CASE(a_value_of_the_wrong_type_is_a_fault_that_says_what_is_wanted) {
  const auto loaded = load(
      "trusted_proxies = \"10.0.0.1\"\nserver = 3\n[log]\nlevel = 1\n"
      "[mail]\nconcurrency = \"8\"\ntimeout = 1.5\nfrom_name = [\"a\"]\n[account]\nmount = [1]\n");
  BOOST_TEST(has_fault(loaded, at(1), "must be a list of texts"));
  BOOST_TEST(has_fault(loaded, at(2), "there is no key \"server\""));
  BOOST_TEST(has_fault(loaded, at(4), "must be text in quotes"));
  BOOST_TEST(has_fault(loaded, at(6), "must be a whole number"));
  BOOST_TEST(has_fault(loaded, at(7), "must be a time such as"));
  BOOST_TEST(has_fault(loaded, at(8), "must be text in quotes"));
  BOOST_TEST(has_fault(loaded, at(10), "must be a list of texts"));
  BOOST_TEST(loaded.faults.size() == 7U);
}

BOOST_AUTO_TEST_CASE(a_duplicate_key_and_a_text_that_is_no_toml_are_faults_with_their_line) {
  const auto twice = load("[server]\nworkers = 1\nworkers = 2\n");
  BOOST_TEST(twice.faults.size() == 1U);
  BOOST_TEST(twice.faults.front().where == at(3));
  const auto open = load("\n[log]\nlevel = \"info\n");
  BOOST_TEST(open.faults.size() == 1U);
  BOOST_TEST(open.faults.front().where == at(3));
}

BOOST_AUTO_TEST_CASE(a_key_that_stands_outside_of_its_section_is_told_below_which_line_it_belongs) {
  const auto above = load("server.listen = \"unix:x\"\nmail.tls = \"none\"\n[server]\n[mail]\n");
  BOOST_TEST(above.faults.size() == 2U);
  BOOST_TEST(has_fault(above, at(1),
                       "server.listen stands outside of its section; write \"listen = ...\" below "
                       "the line [server] (line 3)"));
  BOOST_TEST(has_fault(above, at(2), "mail.tls stands outside"));
  const auto below = load("[server]\n[log]\nserver.listen = \"x\"\nserver.workers = 2\n");
  BOOST_TEST(below.faults.size() == 2U);
  BOOST_TEST(
      has_fault(below, at(3),
                "server.listen stands in the section [log]; write \"listen = ...\" below the "
                "line [server] (line 1)"));
  BOOST_TEST(has_fault(below, at(4), "server.workers stands in the section [log]"));
  const auto none = load("[log]\nserver.listen = \"x\"\n");
  BOOST_TEST(has_fault(none, at(2), "below the line [server], at the end"));
  const auto twice_named = load("[server]\nserver.listen = \"x\"\n");
  BOOST_TEST(has_fault(twice_named, at(2), "write \"listen = ...\" below the line [server]"));
  const auto deep = load("tiers.free.storage = 1\n[tiers]\n");
  BOOST_TEST(
      has_fault(deep, at(1), "write \"free.storage = ...\" below the line [tiers] (line 2)"));
  const auto top = load("[log]\npublic_url = \"http://x\"\n");
  BOOST_TEST(has_fault(top, at(2),
                       "public_url stands in the section [log]; write it above the first section"));
}

BOOST_AUTO_TEST_CASE(what_is_there_twice_is_told_where_it_is) {
  const auto section = load("[server]\nworkers = 2\n[log]\n[server]\nlisten = \"x\"\n");
  BOOST_TEST(section.faults.size() == 1U);
  BOOST_TEST(has_fault(section, at(4),
                       "the section [server] is there already (line 1); write what "
                       "stands here below that line"));
  const auto part = load("[tiers]\nfree.storage = 1\n[tiers.free]\nmax_uploads = 2\n");
  BOOST_TEST(has_fault(part, at(3), "the section [tiers.free] is there already (line 2)"));
  const auto table = load("server = { listen = \"x\" }\n[server]\n");
  BOOST_TEST(has_fault(table, at(1), "write what is in it below the line [server] (line 2)"));
  const auto key = load("[server]\nworkers = 1\nworkers = 2\n");
  BOOST_TEST(has_fault(key, at(3), "server.workers is set already"));
}

BOOST_AUTO_TEST_CASE(what_only_looks_misplaced_is_no_fault) {
  BOOST_TEST(load("server.listen = \"unix:x\"\nserver.workers = 2\n").faults.empty());
  BOOST_TEST(load("[mail]\nusername = \"ada\"\npassword = \"\"\"\n[pages]\nserver.listen = "
                  "1\n\"\"\"\n[tiers.free]\n"
                  "storage = 1\n")
                 .faults.empty());
}

BOOST_AUTO_TEST_CASE(a_file_that_cannot_be_read_is_a_fault) {
  const auto missing = config::load(directory.file("none.toml"), {});
  BOOST_TEST(has_fault(missing, directory.file("none.toml"), "cannot be read"));
  const auto folder = config::load(directory.path(), {});
  BOOST_TEST(has_fault(folder, directory.path(), "cannot be read"));
}

BOOST_AUTO_TEST_CASE(all_faults_of_file_environment_and_rules_are_told_at_once) {
  const auto loaded = load(
      "surprise = 1\n[server]\nworkers = 0\n[log]\nlevel = \"loud\"\n",
      {{"DOORWARD_MAIL_TLS", "maybe"}, {"DOORWARD_DATABASE_TIMEOUT", "3 s"}, {"DOORWARD_X", ""}});
  BOOST_TEST(has_fault(loaded, at(1), "surprise"));
  BOOST_TEST(has_fault(loaded, at(3) + ": server.workers", "from 1 to 512"));
  BOOST_TEST(has_fault(loaded, at(5) + ": log.level", "one of"));
  BOOST_TEST(has_fault(loaded, "DOORWARD_MAIL_TLS: mail.tls", "one of"));
  BOOST_TEST(has_fault(loaded, "DOORWARD_DATABASE_TIMEOUT", "must be a time such as \"90s\""));
  BOOST_TEST(has_fault(loaded, "DOORWARD_X", "no key"));
  BOOST_TEST(loaded.faults.size() == 6U);
}

BOOST_AUTO_TEST_CASE(an_unknown_variable_of_ours_is_a_fault_with_the_nearest_name) {
  const auto loaded = config::load("", {{"DOORWARD_DATABSE_URL", "sqlite:x"}});
  BOOST_TEST(has_fault(loaded, "DOORWARD_DATABSE_URL", "did you mean DOORWARD_DATABASE_URL?"));
  BOOST_TEST(config::load("", {{"DOORWARD_CONFIG", "x"}, {"DOOR", ""}}).faults.empty());
}

BOOST_AUTO_TEST_CASE(no_fault_shows_a_secret) {
  const std::string secret = "hunter2";
  const config::Environment by_environment{{"DOORWARD_SECRETS", secret},
                                           {"DOORWARD_DATABASE_URL", "pg://u:" + secret + "@h/n"},
                                           {"DOORWARD_MAIL_PASSWORD", secret}};
  const auto wrong = config::load("", by_environment);
  BOOST_TEST(wrong.faults.size() >= 3U);
  std::vector<config::Loaded> all{wrong};
  for (const auto* line :
       {"mail.password = hunter2", "mail.password = \"hunter2", "mail.password = 'hunter2' x",
        "secrets = \"hunter2\"", "secrets = [\"hunter2\"]", "secrets = [hunter2]",
        "database.url = \"hunter2\"", "mail.password = \"hunter2\\q\""}) {
    all.push_back(load(line));
    BOOST_TEST(!all.back().faults.empty(), line);
  }
  for (const auto& loaded : all) {
    for (const auto& fault : loaded.faults) {
      BOOST_TEST(fault.what.find("hunter") == std::string::npos, fault.what);
    }
  }
}

BOOST_AUTO_TEST_CASE(relative_paths_start_at_the_directory_of_the_file) {
  const auto loaded = load(
      "directory = \"data\"\n[log]\ntarget = \"dw.log\"\n[server]\npid_file = \"/run/dw.pid\"\n"
      "listen = \"unix:dw.sock\"\n[database]\nurl = \"sqlite:data/dw.db\"\n");
  const auto& config = loaded.config;
  BOOST_TEST(config.directory == directory.file("data"));
  BOOST_TEST(config.log.target == directory.file("dw.log"));
  BOOST_TEST(config.server.pid_file == "/run/dw.pid");
  BOOST_TEST(config.server.listen == "unix:" + directory.file("dw.sock"));
  BOOST_TEST(config.database.url == "sqlite:" + directory.file("data/dw.db"));
}

BOOST_AUTO_TEST_CASE(what_is_no_path_is_left_as_it_is) {
  const auto config = load(
                          "[log]\ntarget = \"syslog\"\n[server]\nlisten = \"127.0.0.1:9\"\n"
                          "[database]\nurl = \"mysql://u:p@h/n\"\n")
                          .config;
  BOOST_TEST(config.log.target == "syslog");
  BOOST_TEST(config.server.listen == "127.0.0.1:9");
  BOOST_TEST(config.database.url == "mysql://u:p@h/n");
  BOOST_TEST(config.pages.templates.empty());
}

BOOST_AUTO_TEST_CASE(the_file_is_found_in_the_environment_before_the_working_directory) {
  const auto before = std::filesystem::current_path();
  directory.write("doorward.toml", "");
  std::filesystem::current_path(directory.path());
  BOOST_TEST(config::find_file({}) == "doorward.toml");
  BOOST_TEST(config::find_file({{"DOORWARD_CONFIG", "/some/file"}}) == "/some/file");
  std::filesystem::current_path(before);
}

BOOST_AUTO_TEST_SUITE_END()
