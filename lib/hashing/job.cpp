#include "hashing/job.h"

#include <array>
#include <cstdint>
#include <cstring>

namespace hashing {
namespace {

/// In front of the texts. Both ends are forked from one program, so its layout is the same.
struct Head {
  std::uint64_t memory_kib;
  std::uint64_t passes;
  std::array<std::uint64_t, 4> sizes;
};

}  // namespace

Message::Message(const Job& job) {
  const std::array<std::string_view, 4> texts{job.password, job.stored,
                                              job.network.substr(0, kLongestName),
                                              job.account.substr(0, kLongestName)};
  Head head{job.cost.memory_kib, job.cost.passes, {}};
  std::size_t all = sizeof head;
  for (std::size_t i = 0; i < texts.size(); ++i) all += head.sizes[i] = texts[i].size();
  bytes_.reserve(all);  // so that no copy is left behind
  bytes_.append(reinterpret_cast<const char*>(&head), sizeof head);
  for (const auto text : texts) bytes_.append(text);
}

Message::~Message() { explicit_bzero(bytes_.data(), bytes_.size()); }

std::optional<Job> Message::job() const {
  Head head{};
  auto rest = bytes();
  if (rest.size() < sizeof head) return std::nullopt;
  std::memcpy(&head, rest.data(), sizeof head);
  rest.remove_prefix(sizeof head);
  std::array<std::string_view, 4> texts{};
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (head.sizes[i] > rest.size()) return std::nullopt;
    texts[i] = rest.substr(0, head.sizes[i]);
    rest.remove_prefix(head.sizes[i]);
  }
  if (!rest.empty()) return std::nullopt;
  return Job{texts[0], texts[1], {head.memory_kib, head.passes}, texts[2], texts[3]};
}

}  // namespace hashing
