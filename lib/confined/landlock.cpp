#include "confined/landlock.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstddef>

#include "base/file.h"

namespace confined::landlock {
namespace {

using Rights = std::uint64_t;

// What the header of Debian 12 does not know yet, as the kernel documents it.
constexpr Rights kRefer = 1U << 13;        // version 2
constexpr Rights kTruncate = 1U << 14;     // version 3
constexpr Rights kIoctlDevice = 1U << 15;  // version 5
constexpr Rights kBindTcp = 1U << 0;       // version 4
constexpr Rights kConnectTcp = 1U << 1;
constexpr Rights kAbstractSockets = 1U << 0;  // version 6
constexpr Rights kSignals = 1U << 1;
constexpr int kRulePort = 2;

constexpr int kWithPorts = 4;
constexpr int kWithScopes = 6;

struct Ruleset {
  Rights files;
  Rights ports;
  Rights scopes;
};

struct PortRule {
  Rights allowed;
  std::uint64_t port;
};

constexpr Rights kRead = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
constexpr Rights kAppend = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG;
constexpr Rights kWrite = kRead | kAppend | kTruncate | kRefer | LANDLOCK_ACCESS_FS_REMOVE_FILE |
                          LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_MAKE_DIR;
constexpr Rights kFirst = (1U << 13) - 1;  // all of version 1
constexpr Rights kOfFiles = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE |
                            LANDLOCK_ACCESS_FS_EXECUTE | kTruncate | kIoctlDevice;

/// 0: there is none.
int version() {
  static const auto found =
      syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  return found < 0 ? 0 : static_cast<int>(found);
}

/// Rights on files that this kernel knows.
Rights known_rights() {
  auto rights = kFirst;
  if (version() >= 2) rights |= kRefer;
  if (version() >= 3) rights |= kTruncate;
  if (version() >= 5) rights |= kIoctlDevice;
  return rights;
}

class Rules {
 public:
  explicit Rules(const Ruleset& ruleset) : handled_(ruleset.files), rules_(made(ruleset)) {}

  void allow(const Sandbox::Paths& paths, Rights rights) const {
    for (const auto& path : paths) allow(path, rights);
  }

  void allow_port(std::uint16_t port) const {
    const PortRule rule{kConnectTcp, port};
    syscall(SYS_landlock_add_rule, rules_.get(), kRulePort, &rule, 0);
  }

  void enforce() const { syscall(SYS_landlock_restrict_self, rules_.get(), 0); }

 private:
  static int made(const Ruleset& ruleset) {
    const auto size = version() < kWithPorts    ? sizeof ruleset.files
                      : version() < kWithScopes ? offsetof(Ruleset, scopes)
                                                : sizeof ruleset;
    return static_cast<int>(syscall(SYS_landlock_create_ruleset, &ruleset, size, 0));
  }

  void allow(const std::string& path, Rights rights) const {
    const base::Descriptor file(open(path.c_str(), O_PATH | O_CLOEXEC));
    struct stat facts {};
    if (file.get() < 0 || fstat(file.get(), &facts) != 0) return;
    if (!S_ISDIR(facts.st_mode)) rights &= kOfFiles;
    const landlock_path_beneath_attr rule{rights & handled_, file.get()};
    syscall(SYS_landlock_add_rule, rules_.get(), LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
  }

  Rights handled_;
  base::Descriptor rules_;
};

}  // namespace

bool has_files() { return version() > 0; }

bool has_ports() { return version() >= kWithPorts; }

void restrict_to(const Sandbox& sandbox) {
  if (!has_files()) return;
  const Rules rules({.files = known_rights(),
                     .ports = sandbox.ports ? kBindTcp | kConnectTcp : kBindTcp,
                     .scopes = kAbstractSockets | kSignals});
  rules.allow(system_files(), kRead);
  rules.allow(Sandbox::Paths{"/dev/null"}, kRead | kAppend);
  rules.allow(sandbox.readable, kRead);
  rules.allow(sandbox.writable, kWrite);
  rules.allow(sandbox.appendable, kAppend);
  for (const auto port : sandbox.ports.value_or(Sandbox::Ports{})) rules.allow_port(port);
  rules.enforce();
}

}  // namespace confined::landlock
