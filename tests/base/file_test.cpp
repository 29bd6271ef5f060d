#include "base/file.h"

#include <fcntl.h>

#include <boost/test/unit_test.hpp>
#include <cerrno>
#include <thread>

namespace {

struct Pipe {
  Pipe() { BOOST_REQUIRE(pipe(ends) == 0); }
  ~Pipe() {
    close(ends[0]);
    close(ends[1]);
  }
  int ends[2];
};

bool is_open(int file) { return fcntl(file, F_GETFD) >= 0; }

}  // namespace

BOOST_AUTO_TEST_SUITE(files)

BOOST_AUTO_TEST_CASE(more_than_a_pipe_holds_is_written_and_read_whole) {
  const Pipe pipe;
  const std::string text(300'000, 'x');
  std::thread writer([&] { BOOST_TEST(base::write_all(pipe.ends[1], text)); });
  const auto read = base::read_all(pipe.ends[0], text.size());
  writer.join();
  BOOST_TEST((read == text));
}

BOOST_AUTO_TEST_CASE(no_more_is_read_than_was_asked_for) {
  const Pipe pipe;
  BOOST_TEST(base::write_all(pipe.ends[1], "four"));
  BOOST_TEST(base::read_all(pipe.ends[0], 3).value() == "fou");
  BOOST_TEST(base::read_all(pipe.ends[0], 1).value() == "r");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_written_or_read_says_why_in_errno) {
  BOOST_TEST(!base::write_all(-1, "text"));
  BOOST_TEST(errno == EBADF);
  BOOST_TEST(!base::read_file("/", 10));
  BOOST_TEST(errno == EISDIR);
  BOOST_TEST(!base::read_file("/there/is/no/such/file", 10));
  BOOST_TEST(errno == ENOENT);
}

BOOST_AUTO_TEST_CASE(a_descriptor_is_closed_at_the_end_unless_it_is_released) {
  int closed = -1;
  int released = -1;
  {
    const base::Descriptor file(open("/dev/null", O_RDONLY | O_CLOEXEC));
    closed = file.get();
    base::Descriptor other(open("/dev/null", O_RDONLY | O_CLOEXEC));
    released = other.release();
    BOOST_TEST(other.get() == -1);
  }
  BOOST_TEST(!is_open(closed));
  BOOST_TEST(is_open(released));
  close(released);
}

BOOST_AUTO_TEST_SUITE_END()
