#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace confined {

/// What a process may still do once it has entered: nothing else, and never again, nor may what it
/// forks. Descriptors that are open stay as they are.
struct Sandbox {
  /// Whether it may talk to others and fork; without it, it computes.
  enum class Calls { serving, computing };

  using Paths = std::vector<std::string>;
  using Ports = std::vector<std::uint16_t>;

  Calls calls = Calls::computing;
  /// Files, and directories with all below them, besides system_files(). What is not there is
  /// passed over.
  Paths readable = {};
  Paths writable = {};    ///< likewise; files may be made and removed there, too
  Paths appendable = {};  ///< directories in which a file may be made and written
  /// TCP ports that it may connect to, on whatever host; nothing: all of them.
  std::optional<Ports> ports = Ports{};
};

/// What parts of a sandbox this system cannot do, in words: "system calls", "files", "ports".
/// Empty: it can do all.
std::vector<std::string_view> missing();

/// Enters, as far as the system can. To be called while the process has one thread. No program can
/// be executed afterwards, no core is dumped, and no process of the same user can look into this
/// one.
void enter(const Sandbox& sandbox);

/// What libraries read: themselves, certificates, who is called what, the time zone.
Sandbox::Paths system_files();

}  // namespace confined
