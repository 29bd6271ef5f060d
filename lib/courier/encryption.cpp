#include "courier/encryption.h"

#include <poll.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/error.h"
#include "base/log.h"
#include "openpgp/openpgp.h"

namespace courier {
namespace {

constexpr int kMostAttempts = 3;  // then it is sent in plain

std::string reason_of(const base::Error& error) {
  const auto& detail = error.private_detail();
  return detail.empty() ? error.public_text() : detail;
}

const char* reason_of(confined::End end) {
  switch (end) {
    case confined::End::over_cpu:
      return "it takes too long to encrypt to the PGP key";
    case confined::End::over_wall:
      return "the machine was too busy to encrypt in time";
    default:
      return "the encryption broke off";
  }
}

}  // namespace

void Encryption::begin(Draft draft, int attempts) {
  waiting_.push_back({std::move(draft), attempts});
  fill();
}

void Encryption::fill() {
  while (working_.size() < kAtOnce && !waiting_.empty()) {
    auto order = std::move(waiting_.front());
    waiting_.pop_front();
    start(std::move(order));
  }
}

// A refusal that names a time to come back may be temporary, so it is tried again.
void Encryption::start(Order order) try {
  auto task = openpgp::Certificate(*order.draft.key).encrypt(body_of(order.draft.mail));
  working_.push_back({std::move(order), std::move(task)});
} catch (const base::Error& error) {
  error.retry_after() ? try_again(order, reason_of(error)) : send_in_plain(order, reason_of(error));
}

void Encryption::work(std::chrono::milliseconds at_most) {
  if (ended_.empty()) wait(at_most);
  reap();
  fill();
}

void Encryption::wait(std::chrono::milliseconds at_most) const {
  std::vector<pollfd> watched;
  for (const auto& working : working_) watched.push_back({working.task.descriptor(), POLLIN, 0});
  poll(watched.data(), watched.size(), static_cast<int>(at_most.count()));
}

void Encryption::reap() {
  std::vector<Working> still;
  for (auto& working : std::exchange(working_, {})) {
    working.task.over() ? finish(std::move(working)) : still.push_back(std::move(working));
  }
  working_ = std::move(still);
}

void Encryption::finish(Working working) try {
  const auto& order = working.order;
  const auto result = working.task.result();
  if (result.end == confined::End::done && result.fields.size() == 1) {
    const auto& mail = order.draft.mail;
    auto content = to_encrypted_mime(mail, result.fields.front());
    ended_.push_back({mail.id, Envelope{mail.id, mail.sender, mail.recipient, std::move(content)}});
  } else if (result.end == confined::End::over_cpu) {
    send_in_plain(order, reason_of(result.end));
  } else {
    try_again(order, reason_of(result.end));
  }
} catch (const base::Error& error) {
  send_in_plain(working.order, reason_of(error));
}

void Encryption::try_again(const Order& order, const std::string& reason) {
  if (order.attempts >= kMostAttempts) return send_in_plain(order, reason);
  ended_.push_back({order.draft.mail.id, Outcome{Outcome::Kind::retry, reason}});
}

void Encryption::send_in_plain(const Order& order, const std::string& reason) {
  const auto& mail = order.draft.plain;
  base::log::warning("mail.not_encrypted", {{"id", mail.id.text()}, {"reason", reason}});
  ended_.push_back({mail.id, mail});
}

std::vector<Encryption::Ended> Encryption::take() { return std::exchange(ended_, {}); }

}  // namespace courier
