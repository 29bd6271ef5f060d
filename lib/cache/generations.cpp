#include "cache/generations.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/error.h"
#include "base/file.h"
#include "base/fnv.h"

namespace cache {
namespace {

[[noreturn]] void fail(const std::string& path, int error) {
  throw base::Error(base::ErrorCode::internal, {},
                    {"cannot map the file of changes " + path + ": " + strerror(error)});
}

/// The hash is never 0, which stands for "nothing".
Subject hash_of(std::string_view text) {
  const Subject hash = base::fnv1a(text);
  return hash == 0 ? 1 : hash;
}

}  // namespace

Subject subject_of(std::string_view text) { return hash_of(text); }

Subject subject_of(const base::Id& id) {
  if (id.is_nil()) return 0;
  const auto& bytes = id.bytes();
  return hash_of({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

Generations::Generations(const std::string& path) {
  const base::Descriptor file(
      open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR));
  if (file.get() < 0) fail(path, errno);
  // Allocates now: a full disk would otherwise mean SIGBUS at a later write.
  const int error = posix_fallocate(file.get(), 0, kSize);
  if (error != 0) fail(path, error);
  map(file.get(), MAP_SHARED, path);
}

Generations::Generations() { map(-1, MAP_SHARED | MAP_ANONYMOUS, "in memory"); }

void Generations::raise(Counter& counter, Moment moment) {
  for (auto seen = counter.load(std::memory_order_relaxed); seen < moment;) {
    if (counter.compare_exchange_weak(seen, moment, std::memory_order_release)) return;
  }
}

Generations::~Generations() { munmap(counters_, kSize); }

void Generations::map(int file, int flags, const std::string& path) {
  void* const memory = mmap(nullptr, kSize, PROT_READ | PROT_WRITE, flags, file, 0);
  if (memory == MAP_FAILED) fail(path, errno);
  counters_ = static_cast<Counter*>(memory);
  catch_up();
}

/// After a power cut the page with the sequence may be older than the other pages.
void Generations::catch_up() {
  const auto newest = std::max_element(counters_ + 1, counters_ + kCounters)->load();
  raise(counters_[0], newest);
}

Generations::Moment Generations::now() const {
  return counters_[0].load(std::memory_order_acquire);
}

Generations::Moment Generations::written() const {
  return counters_[kWritten].load(std::memory_order_acquire);
}

void Generations::note_written(Moment number) { raise(counters_[kWritten], number); }

void Generations::rewind_written(Moment seen, Moment number) {
  counters_[kWritten].compare_exchange_strong(seen, number, std::memory_order_acq_rel);
}

void Generations::note_change(Subject subject) {
  if (subject == 0) return;
  raise(bucket_of(subject), counters_[0].fetch_add(1, std::memory_order_acq_rel) + 1);
}

}  // namespace cache
