#include <boost/test/unit_test.hpp>

#include "support/places.h"
#include "support/process.h"
#include "support/scratch.h"

BOOST_AUTO_TEST_SUITE(file_limits)

namespace {

/// The exit code of `doorward migrate` after a word to the shell.
int migrate(const Scratch& scratch, const std::string& before = {}) {
  return run({.arguments = {"sh", "-c", before + " exec \"$0\" migrate", program_path()},
              .directory = scratch.path().string(),
              .log = scratch.at("output"),
              .as_nobody = false});
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_file_that_must_not_grow_is_a_failure_and_kills_nobody) {
  const Scratch scratch;
  BOOST_TEST(migrate(scratch, "ulimit -f 40;") == 1);  // blocks of 512 bytes
  BOOST_TEST(read_file(scratch.at("output")).find("sqlite ") != std::string::npos);
  BOOST_TEST(migrate(scratch) == 0);
}

BOOST_AUTO_TEST_SUITE_END()
