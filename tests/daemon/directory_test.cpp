#include "daemon/directory.h"

#include <fcntl.h>
#include <pwd.h>
#include <sys/stat.h>

#include <boost/test/unit_test.hpp>

#include "daemon/listener.h"
#include "support/forked.h"
#include "support/refusals.h"
#include "support/temp_directory.h"

using base::ErrorCode;
using daemonize::Identity;
using daemonize::make_directory;

namespace {

namespace fs = std::filesystem;

const boost::unit_test::precondition for_root([](auto) {
  return boost::test_tools::assertion_result(geteuid() == 0);
});

struct stat facts_of(const std::string& path) {
  struct stat found {};
  BOOST_REQUIRE(lstat(path.c_str(), &found) == 0);
  return found;
}

unsigned mode_of(const std::string& path) { return facts_of(path).st_mode & 0777U; }

/// A directory of nobody's, in which nobody puts a link to something of root's wherever root makes
/// something.
struct Trap : TempDirectory {
  Trap() {
    fs::permissions(path(), fs::perms(0755));
    fs::create_directory(file("root"));
    fs::permissions(file("root"), fs::perms(0711));
    write("plain", "root's");
    fs::permissions(file("plain"), fs::perms(0600));
    fs::create_directory(file("trap"));
    BOOST_REQUIRE(chown(file("trap").c_str(), nobody.user, nobody.group) == 0);
  }

  /// Swaps what is made for a link as soon as it is there, until it is killed.
  Forked set(const std::string& target) {
    return Forked([this, target] {
      daemonize::drop_privileges(nobody);
      for (;;) {
        if (rename(file("trap/made").c_str(), file("trap/moved").c_str()) != 0) continue;
        [[maybe_unused]] const int put = symlink(file(target).c_str(), file("trap/made").c_str());
      }
      return 0;
    });
  }

  void clear() {
    for (const auto* left : {"trap/made", "trap/moved"}) {
      std::error_code ignored;
      fs::remove_all(file(left), ignored);
    }
  }

  template <typename Make>
  void spring(const Make& make) {
    constexpr int times = 500;
    for (int i = 0; i < times; ++i) {
      refusal_of(make);
      clear();
    }
  }

  const Identity nobody = daemonize::identity_of("nobody", "");
};

}  // namespace

BOOST_AUTO_TEST_SUITE(directories)

BOOST_FIXTURE_TEST_CASE(one_is_made_of_its_mode_with_those_above_it, TempDirectory) {
  const auto before = umask(077);
  make_directory(file("a/b/c/"), 0750, {});
  umask(before);
  BOOST_TEST(mode_of(file("a/b/c")) == 0750U);
  BOOST_TEST(mode_of(file("a/b")) == 0700U);
}

BOOST_FIXTURE_TEST_CASE(one_that_is_there_stays_as_it_is, TempDirectory) {
  fs::create_directory(file("a"));
  fs::permissions(file("a"), fs::perms(0711));
  make_directory(file("a"), 0750, {});
  BOOST_TEST(mode_of(file("a")) == 0711U);
}

BOOST_FIXTURE_TEST_CASE(what_is_in_the_way_is_told, TempDirectory) {
  write("file", "x");
  fs::create_symlink(file("nowhere"), file("link"));
  for (const auto* way : {"file/a", "link"}) {
    BOOST_TEST(refuses(ErrorCode::internal, [&] { make_directory(file(way), 0750, {}); }), way);
  }
}

BOOST_FIXTURE_TEST_CASE(root_makes_one_for_somebody_else, TempDirectory, *for_root) {
  const auto nobody = daemonize::identity_of("nobody", "");
  make_directory(file("a/b"), 0750, nobody);
  BOOST_TEST(facts_of(file("a/b")).st_uid == nobody.user);
  BOOST_TEST(facts_of(file("a/b")).st_gid == nobody.group);
  BOOST_TEST(mode_of(file("a/b")) == 0750U);
  BOOST_TEST(facts_of(file("a")).st_uid == 0U);
}

BOOST_FIXTURE_TEST_CASE(root_gives_away_no_directory_that_somebody_puts_in_its_place, Trap,
                        *for_root) {
  const auto swapping = set("root");
  spring([&] { make_directory(file("trap/made"), 0777, nobody); });
  BOOST_TEST(facts_of(file("root")).st_uid == 0U);
  BOOST_TEST(mode_of(file("root")) == 0711U);
}

BOOST_FIXTURE_TEST_CASE(root_gives_away_no_file_that_somebody_puts_in_place_of_a_socket, Trap,
                        *for_root) {
  const auto swapping = set("plain");
  spring([&] { close(daemonize::listen_on("unix:" + file("trap/made"), 0666, nobody)); });
  BOOST_TEST(facts_of(file("plain")).st_uid == 0U);
  BOOST_TEST(mode_of(file("plain")) == 0600U);
}

BOOST_AUTO_TEST_SUITE_END()
