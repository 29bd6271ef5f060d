// A disk that is full, and has room again.
#include <fcntl.h>
#include <sys/mount.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>

#include "support/poll.h"
#include "support/site.h"

namespace {

/// A file system of four megabytes.
class SmallDisk {
 public:
  SmallDisk() : is_there_(mount("tmpfs", path().c_str(), "tmpfs", 0, "size=4m,mode=0777") == 0) {}
  ~SmallDisk() {
    if (is_there_) umount2(path().c_str(), MNT_DETACH);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  bool is_there() const { return is_there_; }
  std::string path() const { return scratch_.path(); }

  void fill() const {
    const int file = open(rest().c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    for (const std::string block(1024, 'x'); write(file, block.data(), block.size()) > 0;) {
    }
    close(file);
  }
  void make_room() const { std::filesystem::remove(rest()); }

 private:
  std::string rest() const { return scratch_.at("rest"); }

  Scratch scratch_;
  bool is_there_;
};

/// Who may mount nothing has no such disk, and the case is skipped.
const boost::unit_test::precondition where_one_can_be_had([](auto) {
  return boost::test_tools::assertion_result(SmallDisk().is_there());
});

}  // namespace

BOOST_AUTO_TEST_SUITE(full_disk, *where_one_can_be_had)

BOOST_AUTO_TEST_CASE(health_says_so_and_that_it_is_over) {
  const SmallDisk disk;
  const Site site(kNginx, {{"database.url", "\"sqlite:" + disk.path() + "/doorward.db\""}});
  auto client = site.client();
  const auto health_becomes = [&](int status) {
    return eventually([&] { return client.get("/health").status == status; });
  };
  BOOST_TEST(health_becomes(200));
  disk.fill();
  BOOST_TEST(health_becomes(503));
  disk.make_room();
  BOOST_TEST(health_becomes(200));
}

BOOST_AUTO_TEST_SUITE_END()
