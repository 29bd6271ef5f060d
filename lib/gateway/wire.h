#pragma once

#include <string>
#include <string_view>

namespace gateway {

/// What libfcgi reads and writes in place of a descriptor: bytes in memory, so that it never waits.
///
/// libfcgi reaches the operating system through one layer, which it declares in fcgios.h and has in
/// two versions (os_unix.c, os_win32.c). wire.cpp is a third: it defines all of the layer that
/// libfcgi calls. From the archive, the linker then never takes os_unix.o, and would fail if it had
/// to, since names were defined twice; the shared library finds ours, since the linker exports what
/// a shared library asks for. check() makes sure of it when a program starts.
///
/// One object at a time is connected; which descriptor libfcgi names does not matter.
class Wire {
 public:
  /// Connects itself. libfcgi reads `input` and appends to `output`; both are borrowed.
  Wire(std::string_view input, std::string& output);
  ~Wire();
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;

  /// To be asked after FCGX_Init(). Throws base::Error (internal) when libfcgi uses another layer.
  static void check();
};

}  // namespace gateway
