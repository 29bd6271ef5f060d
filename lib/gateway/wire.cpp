#include "gateway/wire.h"

#include <fcgios.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/error.h"

namespace gateway {
namespace {

std::string_view unread;
std::string* written = nullptr;
bool in_use = false;  // whether libfcgi has initialised this layer

}  // namespace

Wire::Wire(std::string_view input, std::string& output) {
  unread = input;
  written = &output;
}

Wire::~Wire() {
  unread = {};
  written = nullptr;
}

void Wire::check() {
  if (!in_use) {
    throw base::Error(base::ErrorCode::internal, {}, {"libfcgi was linked with an I/O of its own"});
  }
}

}  // namespace gateway

using gateway::in_use;
using gateway::unread;
using gateway::written;

extern "C" {

int OS_LibInit(int* /*stdio*/) {
  in_use = true;
  return 0;
}

int OS_Read(int /*descriptor*/, char* buffer, size_t size) {
  const auto got = unread.copy(buffer, size);
  unread.remove_prefix(got);
  return static_cast<int>(got);
}

int OS_Write(int /*descriptor*/, char* bytes, size_t size) {
  if (written == nullptr) {
    errno = EPIPE;
    return -1;
  }
  written->append(bytes, size);
  return static_cast<int>(size);
}

// Connections are the worker's: libfcgi neither makes nor closes any.

int OS_Accept(int /*listening*/, int /*fail_on_interrupt*/, const char* /*addresses*/) {
  errno = ENOTSUP;
  return -1;
}

int OS_CreateLocalIpcFd(const char* /*path*/, int /*backlog*/) {
  errno = ENOTSUP;
  return -1;
}

int OS_IpcClose(int /*connection*/, int /*shutdown*/) { return 0; }

int OS_IsFcgi(int /*descriptor*/) { return 1; }

void OS_ShutdownPending() {}
}
