#include "base/parcel.h"

#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace base {
namespace {

/// A message with room for one descriptor. It points into itself, so it must not be copied.
struct Envelope {
  explicit Envelope(std::span<char> bytes) {
    content = {bytes.data(), bytes.size()};
    message.msg_iov = &content;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
  }
  Envelope(const Envelope&) = delete;
  Envelope& operator=(const Envelope&) = delete;

  iovec content{};
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control{};
  msghdr message{};
};

}  // namespace

bool send_parcel(int socket, std::string_view bytes, int descriptor) {
  Envelope envelope({const_cast<char*>(bytes.data()), bytes.size()});  // only read
  auto* const header = CMSG_FIRSTHDR(&envelope.message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(sizeof descriptor);
  std::memcpy(CMSG_DATA(header), &descriptor, sizeof descriptor);
  if (sendmsg(socket, &envelope.message, MSG_DONTWAIT | MSG_NOSIGNAL) > 0) return true;
  if (errno == ETOOMANYREFS || errno == ENOBUFS) errno = EAGAIN;
  return false;
}

std::optional<Parcel> receive_parcel(int socket, std::span<char> room) {
  Envelope envelope(room);
  const auto size = recvmsg(socket, &envelope.message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
  if (size < 0) return std::nullopt;
  Parcel parcel{static_cast<std::size_t>(size)};
  const auto* const header = CMSG_FIRSTHDR(&envelope.message);
  if (header != nullptr && header->cmsg_type == SCM_RIGHTS) {
    std::memcpy(&parcel.descriptor, CMSG_DATA(header), sizeof parcel.descriptor);
  }
  return parcel;
}

}  // namespace base
