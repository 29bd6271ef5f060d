#pragma once

#include <chrono>
#include <optional>

namespace gateway {

/// Sends a connection to another process over a SOCK_SEQPACKET socket (SCM_RIGHTS, unix(7)); the
/// caller keeps its own copy. False when nobody took it within the time.
bool hand_over(int socket, int connection, std::chrono::milliseconds patience);

/// Takes a connection that another process sent, without waiting for one.
std::optional<int> take_over(int socket);

}  // namespace gateway
