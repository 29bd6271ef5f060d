#include "confined/sandbox.h"

#include <sys/prctl.h>
#include <sys/resource.h>

#include <filesystem>

#include "confined/call_filter.h"
#include "confined/landlock.h"

namespace confined {
namespace {

void dump_nothing() {
  const rlimit none{0, 0};
  setrlimit(RLIMIT_CORE, &none);
  prctl(PR_SET_DUMPABLE, 0);
}

/// Where this program stands, and in the portable folder its libraries.
std::string own_directory() {
  std::error_code error;
  return std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
}

}  // namespace

Sandbox::Paths system_files() {
  Sandbox::Paths paths{
      "/usr",
      "/lib",
      "/lib64",
      "/etc/ld.so.cache",
      "/etc/ld.so.preload",
      "/etc/ssl",
      "/etc/pki",
      "/etc/ca-certificates",
      "/etc/crypto-policies",
      "/etc/nsswitch.conf",
      "/etc/hosts",
      "/etc/host.conf",
      "/etc/resolv.conf",
      "/etc/gai.conf",
      "/etc/services",
      "/etc/localtime",
      "/etc/timezone",
      "/run/systemd/resolve",
      "/run/resolvconf",
      "/run/NetworkManager",
      "/proc",
      "/sys/devices/system/cpu",
      "/dev/null",
      "/dev/zero",
      "/dev/random",
      "/dev/urandom",
  };
  if (auto own = own_directory(); !own.empty()) paths.push_back(std::move(own));
  return paths;
}

std::vector<std::string_view> missing() {
  std::vector<std::string_view> found;
  if (!has_call_filter()) found.emplace_back("system calls");
  if (!landlock::has_files()) found.emplace_back("files");
  if (!landlock::has_ports()) found.emplace_back("ports");
  return found;
}

void enter(const Sandbox& sandbox) {
  dump_nothing();
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  landlock::restrict_to(sandbox);  // before the filter, which forbids its calls
  filter_calls(sandbox.calls);
}

}  // namespace confined
