#pragma once

#include "courier/channel.h"
#include "courier/composer.h"

namespace courier {

/// The channel "mail": what the composer writes goes through the transport.
class MailChannel final : public Channel {
 public:
  /// Both outlive the channel.
  MailChannel(const Composer& composer, Transport& transport)
      : composer_(composer), transport_(transport) {}

  std::vector<std::string> names() const override { return {"mail"}; }
  std::size_t room() const override { return transport_.room(); }
  std::size_t under_way() const override { return transport_.under_way(); }
  int per_receiver() const override { return 0; }
  std::optional<std::string> begin(const model::Message& message) override;
  void work(std::chrono::milliseconds at_most, const Report& report) override;

 private:
  const Composer& composer_;
  Transport& transport_;
};

}  // namespace courier
