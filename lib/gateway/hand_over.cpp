#include "gateway/hand_over.h"

#include <poll.h>

#include <cerrno>

#include "base/parcel.h"

namespace gateway {
namespace {

// Comes first in each message, and says nothing: an empty message would mean that nobody is left.
constexpr char kFirst = 0;

}  // namespace

bool hand_over(int socket, int connection, std::string_view read,
               std::chrono::milliseconds patience) {
  const auto message = std::string(1, kFirst).append(read);
  const auto send = [&] { return base::send_parcel(socket, message, connection); };
  if (send()) return true;
  if (errno != EAGAIN) return false;
  pollfd room{socket, POLLOUT, 0};
  return poll(&room, 1, static_cast<int>(patience.count())) == 1 && send();
}

std::optional<TakenOver> take_over(int socket) {
  std::string message(1 + kMostHandedOver, kFirst);
  const auto parcel = base::receive_parcel(socket, message);
  if (!parcel || parcel->size == 0 || parcel->descriptor < 0) return std::nullopt;
  return TakenOver{parcel->descriptor, message.substr(1, parcel->size - 1)};
}

}  // namespace gateway
