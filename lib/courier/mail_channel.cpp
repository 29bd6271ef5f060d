#include "courier/mail_channel.h"

#include <algorithm>

namespace courier {
namespace {

// While mails are both being encrypted and being sent, the two take short turns.
constexpr std::chrono::milliseconds kTurn{20};

}  // namespace

// Encrypted mails are sent before new ones are accepted.
std::size_t MailChannel::room() const {
  return way_out_.room() - std::min(way_out_.room(), ready_.size());
}

std::size_t MailChannel::under_way() const {
  return way_out_.under_way() + encryption_.under_way() + ready_.size() + put_off_.size();
}

std::optional<std::string> MailChannel::begin(model::Message message) {
  auto draft = composer_.compose(message);
  auto domain = draft.plain.domain();
  if (!draft.key) return way_out_.begin(std::move(draft.plain));
  if (encryption_.has_room()) {
    encryption_.begin(std::move(draft), message.attempts);
  } else {
    put_off_.push_back(message.id);
  }
  return domain;
}

void MailChannel::work(std::chrono::milliseconds at_most, const Report& report) {
  for (const auto& id : std::exchange(put_off_, {})) {
    report(id, {Outcome::Kind::retry, "too many mails wait to be encrypted"});
  }
  const bool encrypts = encryption_.under_way() > 0;
  const bool sends = way_out_.under_way() > 0;
  const auto turn = encrypts && sends ? std::min(at_most, kTurn) : at_most;
  if (encrypts) encryption_.work(turn);
  take_encrypted(report);
  if (sends) way_out_.work(turn, report);
}

void MailChannel::take_encrypted(const Report& report) {
  for (auto& [id, result] : encryption_.take()) {
    if (auto* mail = std::get_if<Envelope>(&result)) {
      ready_.push_back(std::move(*mail));
    } else {
      report(id, std::get<Outcome>(result));
    }
  }
  const auto count = std::min(way_out_.room(), ready_.size());
  const auto end = ready_.begin() + static_cast<std::ptrdiff_t>(count);
  std::for_each(ready_.begin(), end, [&](Envelope& mail) { way_out_.begin(std::move(mail)); });
  ready_.erase(ready_.begin(), end);
}

}  // namespace courier
