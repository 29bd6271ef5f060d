#pragma once

#include <vector>

#include "courier/channel.h"
#include "courier/composer.h"
#include "courier/encryption.h"

namespace courier {

/// The channel "mail": composes each mail, encrypts it if its recipient wants that, and passes it
/// to the next channel.
class MailChannel final : public MessageChannel {
 public:
  /// Both must outlive the channel.
  MailChannel(const Composer& composer, Channel<Envelope>& way_out)
      : composer_(composer), way_out_(way_out) {}

  std::vector<std::string> names() const override { return {"mail"}; }
  std::size_t room() const override;
  std::size_t under_way() const override;
  int per_receiver() const override { return 0; }
  std::optional<std::string> begin(model::Message message) override;
  void work(std::chrono::milliseconds at_most, const Report& report) override;

 private:
  void take_encrypted(const Report& report);

  const Composer& composer_;
  Channel<Envelope>& way_out_;
  Encryption encryption_;
  std::vector<Envelope> ready_;    // encrypted; waiting for room in the next channel
  std::vector<base::Id> put_off_;  // to be retried: there was no room to encrypt them
};

}  // namespace courier
