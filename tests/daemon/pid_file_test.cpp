#include "daemon/pid_file.h"

#include <unistd.h>

#include <boost/test/unit_test.hpp>

#include "support/forked.h"
#include "support/poll.h"
#include "support/refusals.h"
#include "support/temp_directory.h"

using base::ErrorCode;
using daemonize::PidFile;

BOOST_FIXTURE_TEST_SUITE(pid_files, TempDirectory)

BOOST_AUTO_TEST_CASE(it_holds_the_number_of_the_process_and_is_gone_afterwards) {
  {
    const PidFile pid_file(file("pid"));
    BOOST_TEST(read(file("pid")) == std::to_string(getpid()) + "\n");
  }
  BOOST_TEST(!std::filesystem::exists(file("pid")));
}

BOOST_AUTO_TEST_CASE(a_second_process_is_refused_and_the_file_stays_as_it_is) {
  Forked first([&] {
    const PidFile pid_file(file("pid"));
    return pause();
  });
  BOOST_REQUIRE(eventually([&] { return !read(file("pid")).empty(); }));
  const auto before = read(file("pid"));
  BOOST_TEST(refuses(ErrorCode::conflict, [&] { const PidFile second(file("pid")); }));
  BOOST_TEST(read(file("pid")) == before);
}

BOOST_AUTO_TEST_CASE(a_file_that_was_left_behind_is_taken_over_whoever_has_its_number_now) {
  write("pid", "1\n");
  const PidFile pid_file(file("pid"));
  BOOST_TEST(read(file("pid")) == std::to_string(getpid()) + "\n");
}

BOOST_AUTO_TEST_CASE(a_second_name_of_a_file_and_what_is_no_file_are_refused_and_stay) {
  write("precious", "text");
  std::filesystem::create_hard_link(file("precious"), file("pid"));
  BOOST_TEST(refuses(ErrorCode::internal, [&] { const PidFile pid_file(file("pid")); }));
  BOOST_TEST(read(file("precious")) == "text");
  std::filesystem::create_symlink(file("precious"), file("link"));
  BOOST_TEST(refuses(ErrorCode::internal, [&] { const PidFile pid_file(file("link")); }));
  BOOST_TEST(refuses(ErrorCode::internal, [&] { const PidFile pid_file("/dev/null"); }));
  BOOST_TEST(std::filesystem::exists("/dev/null"));
}

BOOST_AUTO_TEST_CASE(children_do_not_hold_it_when_the_process_is_killed) {
  Forked first([&] {
    const PidFile pid_file(file("pid"));
    const Forked child([] { return pause(); });
    write("child", std::to_string(child.pid()) + "\n");
    return pause();
  });
  BOOST_REQUIRE(eventually([&] { return read(file("child")).ends_with('\n'); }));
  const pid_t child = std::stoi(read(file("child")));
  first.kill();
  {
    const PidFile second(file("pid"));
    BOOST_TEST(read(file("pid")) == std::to_string(getpid()) + "\n");
  }
  kill(child, SIGKILL);
}

BOOST_AUTO_TEST_CASE(who_asks_for_the_holder_reads_its_number_and_its_note) {
  Forked first([&] {
    const PidFile pid_file(file("pid"), "unix:/run/dw.sock");
    return pause();
  });
  BOOST_REQUIRE(eventually([&] { return read(file("pid")).ends_with(".sock\n"); }));
  const auto holder = PidFile::holder(file("pid"));
  BOOST_REQUIRE(holder.has_value());
  BOOST_TEST(holder->process == first.pid());
  BOOST_TEST(holder->note == "unix:/run/dw.sock");
  BOOST_TEST(refuses(ErrorCode::conflict, [&] { PidFile::examine(file("pid")); }));
  first.kill();
  BOOST_TEST(eventually([&] { return !PidFile::holder(file("pid")); }));
  PidFile::examine(file("pid"));
}

BOOST_AUTO_TEST_CASE(an_examination_refuses_what_the_constructor_would_and_makes_nothing) {
  PidFile::examine("");
  PidFile::examine(file("pid"));
  BOOST_TEST(!std::filesystem::exists(file("pid")));
  BOOST_TEST(!PidFile::holder(file("pid")));
  for (const auto& path : {file("nowhere/pid"), file("")}) {
    BOOST_TEST(refuses(ErrorCode::internal, [&] { PidFile::examine(path); }), path);
    BOOST_TEST(refuses(ErrorCode::internal, [&] { const PidFile made(path); }), path);
  }
}

BOOST_AUTO_TEST_CASE(an_empty_path_does_nothing) { const PidFile pid_file(""); }

BOOST_AUTO_TEST_CASE(a_link_is_not_followed_and_a_place_that_cannot_be_written_is_refused) {
  write("target", "precious");
  std::filesystem::create_symlink(file("target"), file("pid"));
  BOOST_TEST(refuses(ErrorCode::internal, [&] { const PidFile pid_file(file("pid")); }));
  BOOST_TEST(read(file("target")) == "precious");
  BOOST_TEST(refuses(ErrorCode::internal, [&] { const PidFile pid_file(file("no/pid")); }));
}

BOOST_AUTO_TEST_SUITE_END()
