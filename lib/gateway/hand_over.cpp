#include "gateway/hand_over.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace gateway {
namespace {

/// A message of one byte with room for one descriptor. It points into itself, so it must not be
/// copied.
struct Parcel {
  Parcel() {
    content.iov_base = &byte;
    content.iov_len = sizeof byte;
    message.msg_iov = &content;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
  }
  Parcel(const Parcel&) = delete;
  Parcel& operator=(const Parcel&) = delete;

  char byte = 0;
  iovec content{};
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control{};
  msghdr message{};
};

}  // namespace

bool hand_over(int socket, int connection, std::chrono::milliseconds patience) {
  Parcel parcel;
  auto* header = CMSG_FIRSTHDR(&parcel.message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(sizeof connection);
  std::memcpy(CMSG_DATA(header), &connection, sizeof connection);
  const auto send = [&] {
    return sendmsg(socket, &parcel.message, MSG_DONTWAIT | MSG_NOSIGNAL) > 0;
  };
  if (send()) return true;
  if (errno != EAGAIN) return false;
  pollfd room{socket, POLLOUT, 0};
  return poll(&room, 1, static_cast<int>(patience.count())) == 1 && send();
}

std::optional<int> take_over(int socket) {
  Parcel parcel;
  if (recvmsg(socket, &parcel.message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC) <= 0) return std::nullopt;
  const auto* header = CMSG_FIRSTHDR(&parcel.message);
  if (header == nullptr || header->cmsg_type != SCM_RIGHTS) return std::nullopt;
  int connection = -1;
  std::memcpy(&connection, CMSG_DATA(header), sizeof connection);
  return connection;
}

}  // namespace gateway
