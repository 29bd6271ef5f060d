#include "courier/file_transport.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string_view>
#include <system_error>

#include "base/log.h"

namespace courier {
namespace {

constexpr std::size_t kAtOnce = 16;

[[noreturn]] void fail() { throw std::system_error(errno, std::generic_category()); }

class File {
 public:
  explicit File(const std::string& path)
      : descriptor_(
            open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0640)) {
    if (descriptor_ < 0) fail();
  }
  ~File() { close(descriptor_); }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  void write_all(std::string_view text) const {
    while (!text.empty()) {
      const auto written = ::write(descriptor_, text.data(), text.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) fail();
      text.remove_prefix(static_cast<std::size_t>(written));
    }
    if (fsync(descriptor_) != 0) fail();
  }

 private:
  int descriptor_;
};

void write_whole(const std::string& directory, const std::string& name, std::string_view text) {
  if (mkdir(directory.c_str(), 0750) != 0 && errno != EEXIST) fail();
  const auto path = directory + "/" + name;
  const auto draft = path + "." + std::to_string(getpid()) + "~";
  try {
    File(draft).write_all(text);
    if (rename(draft.c_str(), path.c_str()) != 0) fail();
  } catch (...) {
    unlink(draft.c_str());
    throw;
  }
}

}  // namespace

std::size_t FileTransport::room() const { return kAtOnce - std::min(kAtOnce, done_.size()); }

void FileTransport::begin(Envelope mail) {
  const auto name = mail.id.text() + ".eml";
  try {
    write_whole(directory_, name, mail.content);
    base::log::info("mail.written", {{"file", directory_ + "/" + name}});
    done_.push_back({mail.id, {}});
  } catch (const std::system_error& error) {
    done_.push_back({mail.id, {Outcome::Kind::retry, directory_ + ": " + error.what()}});
  }
}

void FileTransport::work(std::chrono::milliseconds, const Report& report) {
  for (const auto& [id, outcome] : std::exchange(done_, {})) report(id, outcome);
}

}  // namespace courier
