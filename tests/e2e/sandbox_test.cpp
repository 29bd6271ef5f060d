// What the processes of a service may still do, by what the kernel tells of them.
#include <boost/test/unit_test.hpp>
#include <regex>

#include "confined/sandbox.h"
#include "support/poll.h"
#include "support/site.h"

namespace {

/// A line of /proc/PID/status: "Seccomp: 2" is "2".
std::string told_of(pid_t process, const std::string& name) {
  const auto status = read_file("/proc/" + std::to_string(process) + "/status");
  std::smatch found;
  return std::regex_search(status, found, std::regex("\n" + name + ":\\s*(\\S+)")) ? found[1].str()
                                                                                   : "";
}

/// Whether this system can confine all that we ask for; else there is nothing to see.
const boost::unit_test::precondition where_it_can([](auto) {
  return boost::test_tools::assertion_result(confined::missing().empty());
});

constexpr auto kFiltered = "2";

}  // namespace

BOOST_AUTO_TEST_SUITE(sandboxes)

BOOST_AUTO_TEST_CASE(workers_courier_and_hasher_are_confined, *where_it_can) {
  Site site(kNginx);
  const auto children = site.daemon().children();
  BOOST_TEST(children.size() == 5U);  // three workers
  for (const auto child : children) {
    BOOST_TEST(eventually([&] { return told_of(child, "Seccomp") == kFiltered; }));
    BOOST_TEST(told_of(child, "NoNewPrivs") == "1");
  }
  BOOST_TEST(told_of(site.daemon().pid(), "Seccomp") == "0");  // it makes the others
  BOOST_TEST(site.log().find("sandbox.partial") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_courier_that_runs_a_program_is_not, *where_it_can) {
  Site site(kNginx, {{"mail.command", R"(["/bin/true"])"}});
  const auto is_filtered = [](pid_t child) { return told_of(child, "Seccomp") == kFiltered; };
  const auto children = site.daemon().children();
  BOOST_TEST(eventually(
      [&] { return std::count_if(children.begin(), children.end(), is_filtered) == 4; }));
}

BOOST_AUTO_TEST_CASE(nobody_is_where_that_is_off) {
  Site site(kNginx, {{"server.sandbox", "false"}});
  for (const auto child : site.daemon().children()) BOOST_TEST(told_of(child, "Seccomp") == "0");
  BOOST_TEST(site.command({"check"}) == 1);
  const auto told = read_file(site.scratch().at("output.log"));
  BOOST_TEST(told.find("OK     sandbox       off\n") != told.npos, told);
}

BOOST_AUTO_TEST_SUITE_END()
