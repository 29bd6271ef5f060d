#pragma once

#include <sys/epoll.h>

namespace gateway {

/// An epoll set of ours (epoll(7)).
class Epoll {
 public:
  /// Throws base::Error (internal), as add() does.
  Epoll();
  ~Epoll();
  Epoll(const Epoll&) = delete;
  Epoll& operator=(const Epoll&) = delete;

  int get() const { return epoll_; }
  void add(int descriptor, unsigned events) const;
  bool try_add(int descriptor, unsigned events) const;
  /// Watches for other events; those that are there already are told again.
  void change(int descriptor, unsigned events) const;
  void remove(int descriptor) const;

 private:
  int epoll_;
};

}  // namespace gateway
