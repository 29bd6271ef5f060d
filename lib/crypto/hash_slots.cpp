#include "crypto/hash_slots.h"

#include <fcntl.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "base/error.h"
#include "base/file.h"

namespace crypto {
namespace {

constexpr std::chrono::milliseconds kPause{3};  // between two looks for a free one

int open_file(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file < 0 && (errno == EMFILE || errno == ENFILE))
    throw base::busy("no descriptor for a slot");
  if (file < 0) {
    throw base::Error(base::ErrorCode::internal, {}, {"cannot open the file of slots: " + path});
  }
  return file;
}

// Locks a byte for an open file description (fcntl(2)). Unlike a classic lock it is not lost when
// this process opens and closes the file elsewhere.
bool lock(int file, off_t index) {
  struct flock range {};
  range.l_type = F_WRLCK;
  range.l_whence = SEEK_SET;
  range.l_start = index;
  range.l_len = 1;
  return fcntl(file, F_OFD_SETLK, &range) == 0;
}

}  // namespace

HashSlots::HashSlots(std::string path, int count, std::chrono::milliseconds wait)
    : path_(std::move(path)), count_(count), wait_(wait) {
  close(open_file(path_));
}

HashSlots::Slot HashSlots::take(base::Waiting& waiting) {
  const auto deadline = std::chrono::steady_clock::now() + wait_;
  Slot slot(open_file(path_));
  if (lock_any(slot.file())) return slot;
  const base::Descriptor silent(eventfd(0, EFD_CLOEXEC));  // nobody ever writes to it
  if (silent.get() < 0) throw base::busy("no descriptor to wait for a slot");
  while (!lock_any(slot.file())) {
    if (std::chrono::steady_clock::now() >= deadline) throw base::busy("no free slot");
    waiting.until_readable(silent.get(), kPause);
  }
  return slot;
}

bool HashSlots::lock_any(int file) const {
  for (int index = 0; index < count_; ++index) {
    if (lock(file, index)) return true;
  }
  return false;
}

HashSlots::Slot::~Slot() {
  if (file_ >= 0) close(file_);
}

}  // namespace crypto
