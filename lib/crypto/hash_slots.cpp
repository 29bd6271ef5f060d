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

int open_file(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file < 0 && (errno == EMFILE || errno == ENFILE))
    throw base::busy("no descriptor for a slot");
  if (file < 0) {
    throw base::Error(base::ErrorCode::internal, {}, {"cannot open the file of slots: " + path});
  }
  return file;
}

// Sets or lifts a lock of an open file description (fcntl(2)). Unlike a classic one it is not lost
// when this process opens and closes the file elsewhere. A length of 0 means everything up to the
// end.
bool lock(int file, short type, off_t start, off_t length) {
  struct flock range {};
  range.l_type = type;
  range.l_whence = SEEK_SET;
  range.l_start = start;
  range.l_len = length;
  return fcntl(file, F_OFD_SETLK, &range) == 0;
}

bool lock_any(int file, off_t first, int count) {
  for (int index = 0; index < count; ++index) {
    if (lock(file, F_WRLCK, first + index, 1)) return true;
  }
  return false;
}

}  // namespace

HashSlots::HashSlots(std::string path, int count, std::chrono::milliseconds wait, int most_waiting)
    : path_(std::move(path)), count_(count), wait_(wait), most_waiting_(most_waiting) {
  close(open_file(path_));
}

// The file has one byte for each slot, followed by one for each process that may wait.
HashSlots::Slot HashSlots::take() {
  const auto deadline = std::chrono::steady_clock::now() + wait_;
  Slot slot(open_file(path_));
  const bool free = lock_any(slot.file(), 0, count_);
  if (!free && !lock_any(slot.file(), count_, most_waiting_)) {
    throw base::busy("too many wait for a slot");
  }
  before_work_();
  if (free) return slot;
  while (!lock_any(slot.file(), 0, count_)) {
    if (std::chrono::steady_clock::now() >= deadline) throw base::busy("no free slot");
    std::this_thread::sleep_for(kPause);
  }
  lock(slot.file(), F_UNLCK, count_, 0);
  return slot;
}

HashSlots::Slot::~Slot() {
  if (file_ >= 0) close(file_);
}

}  // namespace crypto
