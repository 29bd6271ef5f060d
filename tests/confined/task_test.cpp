#include "confined/task.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include "support/forked.h"
#include "support/poll.h"
#include "support/refusals.h"
#include "support/shared_memory.h"

using confined::End;
using confined::Fields;
using confined::Limits;
using confined::run;
using confined::Task;
using namespace std::chrono_literals;

namespace {

/// Which never get in the way of what is not about them.
constexpr Limits kWide{.cpu = 60s, .wall = 120s};

Fields compute_for_ever() {
  for (std::atomic<unsigned long> turn = 0;; ++turn) {
  }
}

Fields sleep_for_ever() {
  for (;;) pause();
}

struct Pid {
  std::atomic<pid_t> pid{0};
};

/// Gone, or a zombie that nobody has asked after.
bool is_dead(pid_t pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
  std::string text;
  std::getline(file, text);
  return text.empty() || text.find(") Z") != text.npos;
}

bool has_children() { return waitpid(-1, nullptr, WNOHANG) >= 0 || errno != ECHILD; }

}  // namespace

BOOST_AUTO_TEST_SUITE(confined_tasks)

BOOST_AUTO_TEST_CASE(what_the_work_returns_comes_back_whole) {
  const auto result = run([] { return Fields{std::string(900'000, 'x'), "", "end"}; }, kWide);
  BOOST_TEST((result.end == End::done));
  BOOST_REQUIRE(result.fields.size() == 3U);
  BOOST_TEST(result.fields[0].size() == 900'000U);
  BOOST_TEST(result.fields[2] == "end");
  BOOST_TEST(!has_children());
}

BOOST_AUTO_TEST_CASE(what_the_work_throws_is_thrown_here) {
  const auto work = []() -> Fields {
    throw base::Error(base::ErrorCode::conflict, {"public"}).about("key");
  };
  const auto error = refusal_of([&] { run(work, kWide); });
  BOOST_REQUIRE(error);
  BOOST_TEST((error->code() == base::ErrorCode::conflict));
  BOOST_TEST(error->subject() == "key");
}

BOOST_AUTO_TEST_CASE(work_that_computes_without_end_is_killed_at_its_processor_time) {
  const auto result = run(compute_for_ever, {.cpu = 60ms, .wall = 120s});
  BOOST_TEST((result.end == End::over_cpu));
  BOOST_TEST((result.cpu >= 50ms));
  BOOST_TEST((result.cpu < 1s));
  BOOST_TEST(!has_children());
}

BOOST_AUTO_TEST_CASE(work_that_waits_without_end_is_killed_when_its_time_is_over) {
  const auto result = run(sleep_for_ever, {.cpu = 60s, .wall = 50ms});
  BOOST_TEST((result.end == End::over_wall));
  BOOST_TEST(!has_children());
}

BOOST_AUTO_TEST_CASE(a_crash_a_throw_of_something_else_and_an_exit_are_the_childs_own) {
  const auto overflow = [] {
    std::function<std::size_t(std::size_t)> deeper = [&](std::size_t depth) {
      return deeper(depth + 1) + 1;
    };
    return Fields{std::to_string(deeper(0))};
  };
  const auto throws = []() -> Fields { throw std::runtime_error("x"); };
  const auto exits = []() -> Fields { _exit(0); };
  const std::function<Fields()> works[] = {[]() -> Fields { std::abort(); }, overflow, throws,
                                           exits};
  for (const auto& work : works) BOOST_TEST((run(work, kWide).end == End::broken));
}

#if !defined(__SANITIZE_ADDRESS__)
BOOST_AUTO_TEST_CASE(memory_beyond_its_limit_is_refused_to_the_work) {
  const auto greedy = [] {
    Fields fields;
    for (int i = 0; i < 64; ++i) fields.emplace_back(std::size_t{1} << 20, 'x');
    return Fields{std::to_string(fields.size())};
  };
  BOOST_TEST((run(greedy, {.cpu = 60s, .wall = 120s, .memory = 32U << 20}).end == End::broken));
  BOOST_TEST((run(greedy, {.cpu = 60s, .wall = 120s, .memory = 128U << 20}).end == End::done));
}
#endif

BOOST_AUTO_TEST_CASE(a_result_that_is_too_long_is_none) {
  const auto talks = [] { return Fields{std::string(100'000, 'x')}; };
  BOOST_TEST((run(talks, {.cpu = 60s, .wall = 120s, .longest_result = 99'999}).end == End::broken));
}

BOOST_AUTO_TEST_CASE(the_work_has_no_descriptor_of_its_parent_and_writes_to_none_of_its_streams) {
  const int kept =
      open("/dev/zero", O_RDONLY);  // without close-on-exec, as a careless library does
  const auto look = [&] {
    Fields fields;
    for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
      std::error_code gone;
      fields.push_back(std::filesystem::read_symlink(entry.path(), gone));
    }
    std::ranges::sort(fields);
    return fields;
  };
  const auto fields = run(look, kWide).fields;
  close(kept);
  BOOST_REQUIRE(fields.size() >= 4U);  // and the directory itself
  BOOST_TEST(std::ranges::count(fields, "/dev/null") == 3);
  BOOST_TEST(std::ranges::count(fields, "/dev/zero") == 0);
  const auto pipes = std::ranges::count_if(fields, [](const auto& name) {
    return name.starts_with("pipe:") || name.starts_with("socket:");
  });
  BOOST_TEST(pipes == 1);
}

BOOST_AUTO_TEST_CASE(nothing_that_is_to_be_done_at_the_parents_end_is_done_by_the_work) {
  struct Count {
    std::atomic<int> ends{0};
  };
  static Shared<Count>* count = nullptr;
  const Shared<Count> shared;
  count = const_cast<Shared<Count>*>(&shared);
  Forked parent([] {
    std::atexit([] { ++(*count)->ends; });
    struct Guard {
      ~Guard() { ++(*count)->ends; }
    };
    static const Guard guard;
    return run([] { return Fields{}; }, kWide).end == End::done ? 0 : 1;
  });
  BOOST_TEST(parent.wait() == 0);
  BOOST_TEST(shared->ends == 0);
}

BOOST_AUTO_TEST_CASE(a_signal_that_its_parent_blocks_or_handles_ends_the_work) {
  Forked parent([] {
    sigset_t term;
    sigemptyset(&term);
    sigaddset(&term, SIGTERM);
    sigprocmask(SIG_BLOCK, &term, nullptr);
    const auto work = [] {
      std::raise(SIGTERM);
      return Fields{};
    };
    return run(work, kWide).end == End::broken ? 0 : 1;
  });
  BOOST_TEST(parent.wait() == 0);
}

BOOST_AUTO_TEST_CASE(where_the_dead_are_not_waited_for_it_works_too) {
  Forked parent([] {
    std::signal(SIGCHLD, SIG_IGN);
    return run([] { return Fields{"x"}; }, kWide).fields == Fields{"x"} ? 0 : 1;
  });
  BOOST_TEST(parent.wait() == 0);
}

BOOST_AUTO_TEST_CASE(the_work_ends_with_its_parent) {
  const Shared<Pid> worker;
  Forked parent([&] {
    const auto work = [&]() -> Fields {
      worker->pid = getpid();
      return sleep_for_ever();
    };
    const Task task(work, kWide);
    pause();
    return 0;
  });
  BOOST_REQUIRE(eventually([&] { return worker->pid != 0; }));
  parent.kill();  // which has no time to kill anybody
  BOOST_TEST(eventually([&] { return is_dead(worker->pid); }));
}

BOOST_AUTO_TEST_CASE(several_work_beside_each_other_and_a_loop_polls_them) {
  std::vector<Task> tasks;
  for (int i = 0; i < 3; ++i) {
    tasks.emplace_back([i] { return Fields{std::to_string(i)}; }, kWide);
  }
  tasks.emplace_back(sleep_for_ever, kWide);
  std::set<std::string> seen;
  while (seen.size() < 3) {
    std::vector<pollfd> watched;
    for (const auto& task : tasks) watched.push_back({task.descriptor(), POLLIN, 0});
    BOOST_REQUIRE(poll(watched.data(), watched.size(), 20'000) > 0);
    for (std::size_t i = 0; i < 3; ++i) {
      if (tasks[i].descriptor() >= 0 && tasks[i].over()) seen.insert(tasks[i].result().fields[0]);
    }
  }
  BOOST_TEST(!tasks[3].over());
  tasks.clear();
  BOOST_TEST(!has_children());
}

BOOST_AUTO_TEST_CASE(who_can_have_no_descriptor_is_told_to_come_back) {
  Forked parent([] {
    const rlimit none{0, 0};
    setrlimit(RLIMIT_NOFILE, &none);
    const auto error = refusal_of([] { run([] { return Fields{}; }, kWide); });
    return error && error->code() == base::ErrorCode::unavailable && error->retry_after() ? 0 : 1;
  });
  BOOST_TEST(parent.wait() == 0);
}

BOOST_AUTO_TEST_SUITE_END()
