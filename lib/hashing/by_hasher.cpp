#include "hashing/by_hasher.h"

#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "base/error.h"
#include "base/file.h"
#include "base/parcel.h"

namespace hashing {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kPause{5};             // before it is tried anew to hand in a job
constexpr milliseconds kLongestHash{60'000};  // 256 MiB and 16 passes take many seconds

bool is(const std::string& message, Reply reply) {
  return !message.empty() && message.front() == static_cast<char>(reply);
}

/// A message of the hasher; empty: there is no hasher at the other end any more.
std::string receive(int own) {
  std::array<char, kLongestReply> room{};
  const auto size = recv(own, room.data(), room.size(), MSG_DONTWAIT);
  return {room.data(), static_cast<std::size_t>(std::max<ssize_t>(size, 0))};
}

}  // namespace

ByHasher::ByHasher(int asking, milliseconds wait, base::Waiting& waiting)
    : asking_(asking), wait_(wait), waiting_(waiting) {}

std::string ByHasher::hash(std::string_view password, const crypto::PasswordCost& cost,
                           const crypto::Asker& asker) {
  return ask({password, {}, cost, asker.network, asker.account}).substr(1);
}

bool ByHasher::verify(std::string_view password, const std::string& stored,
                      const crypto::Asker& asker) {
  return is(ask({password, stored, {}, asker.network, asker.account}), Reply::right);
}

/// A hasher that ends amid a job has said nothing about it, so another one is asked.
std::string ByHasher::ask(const Job& job) {
  const Message message(job);
  const auto deadline = Clock::now() + wait_;
  for (int tries = 2; tries > 0; --tries) {
    int pair[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0) {
      throw base::busy("no descriptors for a job of the hasher");
    }
    const base::Descriptor own(pair[0]);
    send(message.bytes(), own.get(), pair[1], deadline);
    auto answer = result(own.get(), deadline);
    if (is(answer, Reply::busy)) throw base::busy("the hasher has no room");
    if (!answer.empty()) return answer;
  }
  throw base::busy("the hasher has ended amid a job, and another one, too");
}

/// The message after `begun`; empty when the hasher has ended.
std::string ByHasher::result(int own, Clock::time_point deadline) {
  const auto left = std::chrono::ceil<milliseconds>(deadline - Clock::now());
  if (!waiting_.until_readable(own, std::max(left, milliseconds{0}))) {
    throw base::busy("no turn to hash came in time");
  }
  auto message = receive(own);
  if (!is(message, Reply::begun)) return message;
  if (!waiting_.until_readable(own, kLongestHash)) throw base::busy("a hash takes too long");
  return receive(own);
}

/// Hands the job in, with the end by which it is answered. There is no room only while no hasher
/// takes jobs in.
void ByHasher::send(std::string_view message, int own, int theirs, Clock::time_point deadline) {
  const base::Descriptor given(theirs);
  while (!base::send_parcel(asking_, message, given.get())) {
    if (errno != EAGAIN && errno != EINTR) throw base::busy("the hasher cannot be asked");
    if (Clock::now() >= deadline) throw base::busy("the hasher takes no jobs");
    waiting_.until_readable(own, kPause);
  }
}

}  // namespace hashing
