#include "crypto/hash_slots.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <thread>
#include <utility>

#include "base/error.h"

namespace crypto {
namespace {

constexpr std::chrono::milliseconds kPause{3};

[[noreturn]] void refuse(const char* detail) {
  throw base::Error(base::ErrorCode::unavailable, {"The service is busy; try again in a moment."},
                    {detail})
      .retry_in(std::chrono::seconds{1});
}

int open_file(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file < 0 && (errno == EMFILE || errno == ENFILE)) refuse("no descriptor for a hash slot");
  if (file < 0) {
    throw base::Error(base::ErrorCode::internal, {},
                      {"cannot open the file of hash slots: " + path});
  }
  return file;
}

// A lock of an open file description (fcntl(2)). Unlike a classic one it is not lost when this
// process opens and closes the file elsewhere.
bool lock_byte(int file, int index) {
  struct flock range {};
  range.l_type = F_WRLCK;
  range.l_whence = SEEK_SET;
  range.l_start = index;
  range.l_len = 1;
  return fcntl(file, F_OFD_SETLK, &range) == 0;
}

bool lock_any(int file, int count) {
  for (int index = 0; index < count; ++index) {
    if (lock_byte(file, index)) return true;
  }
  return false;
}

}  // namespace

HashSlots::HashSlots(std::string path, int count, std::chrono::milliseconds wait)
    : path_(std::move(path)), count_(count), wait_(wait) {
  close(open_file(path_));
}

HashSlots::Slot HashSlots::take() {
  const auto deadline = std::chrono::steady_clock::now() + wait_;
  const int file = open_file(path_);
  while (!lock_any(file, count_)) {
    if (std::chrono::steady_clock::now() >= deadline) {
      close(file);
      refuse("no free hash slot");
    }
    std::this_thread::sleep_for(kPause);
  }
  return Slot(file);
}

HashSlots::Slot::~Slot() { close(file_); }

}  // namespace crypto
