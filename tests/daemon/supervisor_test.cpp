#include "daemon/supervisor.h"

#include <boost/test/unit_test.hpp>

#include "daemon/master.h"

using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

BOOST_FIXTURE_TEST_SUITE(supervision, Daemon)

BOOST_AUTO_TEST_CASE(a_child_that_is_killed_is_replaced) {
  Master master = start(plan("first", 2));
  BOOST_REQUIRE(eventually([&] { return journal.count("ready", "first") == 2; }));
  kill(journal.pids("ready", "first").front(), SIGKILL);
  BOOST_TEST(eventually([&] { return journal.count("ready", "first") == 3; }));
  BOOST_TEST(eventually([&] { return logged("\"event\":\"child.killed\""); }));
  BOOST_TEST(logged("\"signal\":9"));
}

BOOST_AUTO_TEST_CASE(a_child_that_dies_at_once_is_started_ever_more_seldom) {
  const auto begin = steady_clock::now();
  Master master = start(plan([](const Journal& its_journal, const auto& /*ready*/) {
    its_journal.note("start", "first");
    return 3;
  }));
  BOOST_REQUIRE(eventually([&] { return journal.count("start", "first") == 4; }));
  const auto lasted = steady_clock::now() - begin;
  BOOST_TEST((lasted >= milliseconds(100 + 200 + 400)));
  BOOST_TEST(logged("\"exit_code\":3"));
  BOOST_TEST(!logged("daemon.ready"));
}

BOOST_AUTO_TEST_CASE(a_child_that_ends_on_purpose_is_replaced_without_a_delay) {
  const auto begin = steady_clock::now();
  Master master = start(plan([](const Journal& its_journal, const auto& ready) {
    ready();
    its_journal.note("start", "first");
    return 0;
  }));
  BOOST_TEST(eventually([&] { return journal.count("start", "first") > 6; }));
  // With delays it would have taken over six seconds.
  BOOST_TEST((steady_clock::now() - begin < seconds(4)));
}

BOOST_AUTO_TEST_CASE(what_a_child_throws_is_logged_and_never_leaves_it) {
  Master master = start(plan([](const Journal&, const auto&) -> int {
    throw base::Error(base::ErrorCode::internal, {}, {"no such secret"});
  }));
  BOOST_TEST(eventually([&] { return logged("no such secret") && logged("\"exit_code\":70"); }));
}

BOOST_AUTO_TEST_CASE(term_lets_all_children_finish_and_the_exit_code_is_zero) {
  Master master = start(plan("first", 3));
  BOOST_REQUIRE(eventually([&] { return journal.count("ready", "first") == 3; }));
  kill(master.pid(), SIGTERM);
  BOOST_TEST(master.wait() == 0);
  BOOST_TEST(journal.count("end", "first") == 3U);
}

BOOST_AUTO_TEST_CASE(who_outlives_the_others_is_told_to_end_when_they_have_ended) {
  auto both = plan("worker", 2);
  both.roles.push_back(plan("servant", 1).roles.front());
  both.roles.back().outlives_others = true;
  for (const int signal : {SIGTERM, SIGHUP}) {
    const auto workers = journal.count("end", "worker");
    Master master = start(both, [&] { return both; });
    BOOST_REQUIRE(eventually([&] { return logged("daemon.ready"); }));
    kill(master.pid(), signal);
    BOOST_REQUIRE(eventually([&] { return journal.count("end", "servant") > 0; }));
    BOOST_TEST(journal.count("end", "worker") == workers + 2);
    kill(master.pid(), SIGTERM);
    BOOST_TEST(master.wait() == 0);
    const auto lines = journal.lines();
    BOOST_TEST(lines.back().generation == "servant");
    std::filesystem::remove(directory.file("journal"));
    std::filesystem::remove(log_file);
  }
}

BOOST_AUTO_TEST_CASE(a_servant_that_is_slow_to_end_is_killed_like_any_other) {
  grace = seconds(1);
  auto slow = plan([](const Journal& its_journal, const auto& ready) {
    its_journal.note("ready", "deaf");
    ready();
    for (;;) pause();
    return 0;
  });
  slow.roles.front().outlives_others = true;
  Master master = start(slow);
  BOOST_REQUIRE(eventually([&] { return journal.count("ready", "deaf") == 1; }));
  kill(master.pid(), SIGTERM);
  BOOST_TEST(master.wait() == 0);
  BOOST_TEST(logged("child.late"));
}

BOOST_AUTO_TEST_CASE(int_does_the_same) {
  Master master = start(plan("first", 1));
  BOOST_REQUIRE(eventually([&] { return journal.count("ready", "first") == 1; }));
  kill(master.pid(), SIGINT);
  BOOST_TEST(master.wait() == 0);
  BOOST_TEST(journal.count("end", "first") == 1U);
}

BOOST_AUTO_TEST_CASE(a_child_that_does_not_end_is_killed_after_the_grace) {
  grace = seconds(1);
  Master master = start(plan([](const Journal& its_journal, const auto& ready) {
    its_journal.note("ready", "deaf");
    ready();
    for (;;) pause();
    return 0;
  }));
  BOOST_REQUIRE(eventually([&] { return journal.count("ready", "deaf") == 1; }));
  const auto begin = steady_clock::now();
  kill(master.pid(), SIGTERM);
  BOOST_TEST(master.wait() == 0);
  BOOST_TEST((steady_clock::now() - begin >= seconds(1)));
  BOOST_TEST(logged("child.late"));
}

BOOST_AUTO_TEST_CASE(hup_makes_the_new_ready_before_the_old_are_told_to_end) {
  Master master = start(plan("first", 3), [&] { return plan("second", 4); });
  BOOST_REQUIRE(eventually([&] { return journal.count("ready", "first") == 3; }));
  kill(master.pid(), SIGHUP);
  BOOST_REQUIRE(eventually([&] { return journal.count("end", "first") == 3; }));
  std::size_t ready = 0;
  for (const auto& line : journal.lines()) {
    ready += line.what == "ready" && line.generation == "second" ? 1 : 0;
    if (line.what == "end") BOOST_TEST(ready == 4U);
  }
  BOOST_TEST(journal.count("end", "second") == 0U);
}

BOOST_AUTO_TEST_CASE(when_the_new_plan_is_refused_the_old_children_stay) {
  Master master = start(plan("first", 2), [&]() -> daemonize::Plan {
    throw base::Error(base::ErrorCode::invalid_argument, {"The configuration has faults."});
  });
  BOOST_REQUIRE(eventually([&] { return journal.count("ready", "first") == 2; }));
  kill(master.pid(), SIGHUP);
  BOOST_TEST(eventually([&] { return logged("daemon.reload_failed"); }));
  kill(journal.pids("ready", "first").front(), SIGKILL);  // and they are still looked after
  BOOST_TEST(eventually([&] { return journal.count("ready", "first") == 3; }));
  BOOST_TEST(journal.count("end", "first") == 0U);
}

BOOST_AUTO_TEST_CASE(while_the_new_never_become_ready_the_old_stay_until_a_better_plan_comes) {
  const auto next = [&] {
    const bool better = std::ifstream(directory.file("better")).good();
    if (better) return plan("third", 1);
    return plan([](const Journal& its_journal, const auto&) {
      its_journal.note("start", "broken");
      return 1;
    });
  };
  Master master = start(plan("first", 1), next);
  BOOST_REQUIRE(eventually([&] { return journal.count("ready", "first") == 1; }));
  kill(master.pid(), SIGHUP);
  BOOST_REQUIRE(eventually([&] { return journal.count("start", "broken") >= 2; }));
  BOOST_TEST(journal.count("end", "first") == 0U);
  directory.write("better", "");
  kill(master.pid(), SIGHUP);
  BOOST_TEST(eventually([&] { return journal.count("end", "first") == 1; }));
  const auto broken = journal.count("start", "broken");
  kill(journal.pids("ready", "third").front(), SIGKILL);
  BOOST_TEST(eventually([&] { return journal.count("ready", "third") == 2; }));
  BOOST_TEST(journal.count("start", "broken") == broken);
}

BOOST_AUTO_TEST_CASE(children_end_when_the_master_is_killed) {
  Master master = start(plan("first", 3));
  BOOST_REQUIRE(eventually([&] { return journal.count("ready", "first") == 3; }));
  master.kill();
  BOOST_TEST(eventually([&] { return journal.count("end", "first") == 3; }, seconds(1)));
}

BOOST_AUTO_TEST_CASE(usr1_reopens_the_log_here_and_in_the_children) {
  Master master = start(plan("first", 2));
  BOOST_REQUIRE(eventually([&] { return journal.count("ready", "first") == 2; }));
  std::filesystem::rename(log_file, directory.file("log.1"));
  kill(master.pid(), SIGUSR1);
  BOOST_TEST(eventually([&] { return journal.count("reopen", "first") == 2; }));
  BOOST_TEST(std::filesystem::exists(log_file));
  kill(master.pid(), SIGTERM);
  BOOST_TEST(master.wait() == 0);
  BOOST_TEST(logged("daemon.stopped"));
}

BOOST_AUTO_TEST_CASE(a_hundred_hups_leave_one_generation) {
  Master master = start(plan("first", 2), [&] { return plan("later", 2); });
  BOOST_REQUIRE(eventually([&] { return journal.count("ready", "first") == 2; }));
  for (int i = 0; i < 100; ++i) {
    kill(master.pid(), SIGHUP);
    std::this_thread::yield();
  }
  const auto settled = [&] {
    return journal.count("end", "first") == 2 && journal.count("ready", "later") >= 2 &&
           journal.count("ready", "later") == journal.count("end", "later") + 2;
  };
  BOOST_TEST(eventually(settled));
  kill(master.pid(), SIGTERM);
  BOOST_TEST(master.wait() == 0);
  BOOST_TEST(journal.count("ready", "later") == journal.count("end", "later"));
}

BOOST_AUTO_TEST_SUITE_END()
