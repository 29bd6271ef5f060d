#pragma once

#include <map>
#include <string>

#include "base/clock.h"
#include "base/entropy.h"
#include "base/id.h"
#include "courier/channel.h"
#include "courier/http_calls.h"
#include "crypto/webhook_signature.h"
#include "store/deliveries.h"
#include "store/forward.h"

namespace courier {

/// The channels "webhook" and "revocation": signed calls to those who asked for them. An answer of
/// 2xx means delivered, 410 ends a subscription; after anything else the call is tried again, under
/// the same id and with new signatures.
class Calls final : public MessageChannel {
 public:
  /// All of them must outlive the channel.
  Calls(store::Database& database, const base::Clock& clock, base::Entropy& entropy,
        const crypto::WebhookSigner& signer, HttpCalls::Settings settings);

  std::vector<std::string> names() const override;
  std::size_t room() const override { return http_.room(); }
  std::size_t under_way() const override { return http_.under_way(); }
  int per_receiver() const override;
  std::optional<std::string> begin(model::Message message) override;
  void work(std::chrono::milliseconds at_most, const Report& report) override;

 private:
  /// A call that was begun.
  struct Begun {
    long long webhook = 0;  ///< 0: a revocation call
    std::string headers;    ///< as they were sent
  };

  std::optional<HttpCall> call_of(const model::Message& message, Begun& begun);
  std::optional<HttpCall> webhook_call(const model::Message& message, Begun& begun);
  std::vector<std::string> signed_headers(const base::Id& id, const std::string& body,
                                          const std::string& subscriber);
  Outcome outcome_of(const base::Id& id, const HttpAnswer& answer);

  store::Database& database_;
  const base::Clock& clock_;
  base::Entropy& entropy_;
  const crypto::WebhookSigner& signer_;
  std::map<base::Id, Begun> begun_;
  HttpCalls http_;
};

}  // namespace courier
