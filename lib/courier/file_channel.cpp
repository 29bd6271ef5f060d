#include "courier/file_channel.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string_view>
#include <system_error>

#include "base/file.h"
#include "base/log.h"

namespace courier {
namespace {

constexpr std::size_t kAtOnce = 16;

[[noreturn]] void fail() { throw std::system_error(errno, std::generic_category()); }

void write_draft(const std::string& path, std::string_view text) {
  const base::Descriptor file(
      open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0640));
  if (file.get() < 0 || !base::write_all(file.get(), text) || fsync(file.get()) != 0) fail();
}

void write_whole(const std::string& directory, const std::string& name, std::string_view text) {
  if (mkdir(directory.c_str(), 0750) != 0 && errno != EEXIST) fail();
  const auto path = directory + "/" + name;
  const auto draft = path + "." + std::to_string(getpid()) + "~";
  try {
    write_draft(draft, text);
    if (rename(draft.c_str(), path.c_str()) != 0) fail();
  } catch (...) {
    unlink(draft.c_str());
    throw;
  }
}

}  // namespace

std::size_t FileChannel::room() const { return kAtOnce - std::min(kAtOnce, done_.size()); }

std::optional<std::string> FileChannel::begin(Envelope mail) {
  const auto name = mail.id.text() + ".eml";
  try {
    write_whole(directory_, name, mail.content);
    base::log::info("mail.written", {{"file", directory_ + "/" + name}});
    done_.push_back({mail.id, {}});
  } catch (const std::system_error& error) {
    done_.push_back({mail.id, {Outcome::Kind::retry, directory_ + ": " + error.what()}});
  }
  return mail.domain();
}

void FileChannel::work(std::chrono::milliseconds, const Report& report) {
  for (const auto& [id, outcome] : std::exchange(done_, {})) report(id, outcome);
}

}  // namespace courier
