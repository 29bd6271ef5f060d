#include "gateway/epoll.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "base/error.h"

namespace gateway {
namespace {

[[noreturn]] void fail(const char* what) {
  throw base::Error(base::ErrorCode::internal, {}, {std::string(what) + ": " + strerror(errno)});
}

}  // namespace

Epoll::Epoll() : epoll_(epoll_create1(EPOLL_CLOEXEC)) {
  if (epoll_ < 0) fail("epoll_create1");
}

Epoll::~Epoll() { close(epoll_); }

void Epoll::add(int descriptor, unsigned events) const {
  if (!try_add(descriptor, events)) fail("epoll_ctl");
}

bool Epoll::try_add(int descriptor, unsigned events) const {
  epoll_event event{events, {.fd = descriptor}};
  return epoll_ctl(epoll_, EPOLL_CTL_ADD, descriptor, &event) == 0;
}

void Epoll::change(int descriptor, unsigned events) const {
  epoll_event event{events, {.fd = descriptor}};
  epoll_ctl(epoll_, EPOLL_CTL_MOD, descriptor, &event);
}

void Epoll::remove(int descriptor) const { epoll_ctl(epoll_, EPOLL_CTL_DEL, descriptor, nullptr); }

}  // namespace gateway
