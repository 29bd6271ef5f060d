#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace gateway {

/// The most bytes that go with a connection.
inline constexpr std::size_t kMostHandedOver = 64 * 1024;

/// Sends a connection, with what has been read from it of a request, to another process over a
/// SOCK_SEQPACKET socket (SCM_RIGHTS, unix(7)); the caller keeps its own copy. False when nobody
/// took it within the time.
bool hand_over(int socket, int connection, std::string_view read,
               std::chrono::milliseconds patience);

/// A connection that another process sent.
struct TakenOver {
  int connection = -1;
  std::string read;  ///< from it already
};

/// Takes over a connection, without waiting for one.
std::optional<TakenOver> take_over(int socket);

}  // namespace gateway
