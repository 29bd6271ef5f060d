#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace base {

/// Sends a message with a descriptor over a SOCK_SEQPACKET socket (SCM_RIGHTS, unix(7)), without
/// waiting; the caller keeps its own copy of the descriptor. False with errno set: EAGAIN when
/// there is no room, or too much is under way.
bool send_parcel(int socket, std::string_view bytes, int descriptor);

/// What has come.
struct Parcel {
  std::size_t size = 0;  ///< of the message; 0: the other end is closed
  int descriptor = -1;   ///< the receiver's, close-on-exec; -1: none came along
};

/// Receives one message into `room`, without waiting. Nothing with errno set: EAGAIN when there is
/// none. What does not fit into `room` is lost.
std::optional<Parcel> receive_parcel(int socket, std::span<char> room);

}  // namespace base
