#include "gateway/hand_over.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace gateway {
namespace {

/// A message of one byte, which says nothing, and of others, with room for one descriptor. It
/// points into itself, so it must not be copied.
struct Parcel {
  Parcel(char* read, std::size_t size) : content{{{&byte, sizeof byte}, {read, size}}} {
    message.msg_iov = content.data();
    message.msg_iovlen = content.size();
    message.msg_control = control.data();
    message.msg_controllen = control.size();
  }
  Parcel(const Parcel&) = delete;
  Parcel& operator=(const Parcel&) = delete;

  char byte = 0;
  std::array<iovec, 2> content;
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control{};
  msghdr message{};
};

}  // namespace

bool hand_over(int socket, int connection, std::string_view read,
               std::chrono::milliseconds patience) {
  Parcel parcel(const_cast<char*>(read.data()), read.size());  // sendmsg() changes nothing
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

std::optional<TakenOver> take_over(int socket) {
  std::string read(kMostHandedOver, '\0');
  Parcel parcel(read.data(), read.size());
  const auto size = recvmsg(socket, &parcel.message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
  if (size <= 0) return std::nullopt;
  const auto* header = CMSG_FIRSTHDR(&parcel.message);
  if (header == nullptr || header->cmsg_type != SCM_RIGHTS) return std::nullopt;
  TakenOver taken;
  std::memcpy(&taken.connection, CMSG_DATA(header), sizeof taken.connection);
  read.resize(static_cast<std::size_t>(size) - sizeof parcel.byte);
  read.shrink_to_fit();
  taken.read = std::move(read);
  return taken;
}

}  // namespace gateway
