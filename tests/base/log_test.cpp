#include "base/log.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <filesystem>

#include "support/temp_directory.h"

using base::log::format;
using base::log::Level;

namespace {

/// The log of this process, in a file.
struct File {
  File() { base::log::open(path); }
  ~File() { base::log::open("stderr"); }
  std::size_t lines() const {
    const auto text = TempDirectory::read(path);
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  }
  TempDirectory directory;
  std::string path = directory.file("log");
};

}  // namespace

BOOST_AUTO_TEST_SUITE(log_lines)

BOOST_AUTO_TEST_CASE(a_line_is_one_json_object_with_its_fields_in_order) {
  const auto line =
      format(Level::warning, "mail.failed", {{"attempts", 3}, {"error", "451 later"}}, "T");
  BOOST_TEST(
      line ==
      R"({"time":"T","level":"warning","event":"mail.failed","attempts":3,"error":"451 later"})");
}

BOOST_AUTO_TEST_CASE(control_characters_and_quotes_cannot_forge_a_line) {
  const auto line = format(Level::info, "request", {{"agent", "a\"\r\n{\x1b[31m\\"}}, "T");
  BOOST_TEST(
      line ==
      R"({"time":"T","level":"info","event":"request","agent":"a\"\u000d\u000a{\u001b[31m\\"})");
}

BOOST_AUTO_TEST_CASE(a_long_value_is_cut_at_256_bytes) {
  const std::string longest(256, 'x');
  const auto line = format(Level::info, "e", {{"v", longest + "y"}}, "T");
  BOOST_TEST(line.find(longest + "...\"") != line.npos);
  BOOST_TEST(line.find('y') == line.npos);
}

BOOST_FIXTURE_TEST_CASE(lines_that_are_held_are_written_when_asked_for, File) {
  base::log::Holding holding;
  base::log::info("one");
  base::log::info("two");
  BOOST_TEST(lines() == 0U);
  BOOST_TEST(holding.has_lines());
  holding.flush();
  BOOST_TEST(lines() == 2U);
  BOOST_TEST(!holding.has_lines());
}

BOOST_FIXTURE_TEST_CASE(a_warning_is_written_at_once_behind_those_that_are_held, File) {
  base::log::Holding holding;
  base::log::info("one");
  base::log::warning("two");
  BOOST_TEST(lines() == 2U);
}

BOOST_FIXTURE_TEST_CASE(no_more_lines_are_held_than_a_pipe_takes_whole, File) {
  base::log::Holding holding;
  for (int i = 0; i < 100; ++i) base::log::info("request", {{"path", std::string(100, 'x')}});
  BOOST_TEST(lines() > 50U);
}

BOOST_FIXTURE_TEST_CASE(the_end_of_holding_writes_what_is_held_and_the_next_line_at_once, File) {
  {
    base::log::Holding holding;
    base::log::info("one");
  }
  BOOST_TEST(lines() == 1U);
  base::log::info("two");
  BOOST_TEST(lines() == 2U);
}

BOOST_FIXTURE_TEST_CASE(a_rotated_file_has_the_lines_that_were_held_before, File) {
  base::log::Holding holding;
  base::log::info("one");
  std::filesystem::rename(path, directory.file("log.1"));
  base::log::reopen();
  BOOST_TEST(TempDirectory::read(directory.file("log.1")).find("one") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
