// Webhooks of ours, checked by a library that receivers use.
#include <boost/test/unit_test.hpp>

#include "courier/http_calls.h"
#include "crypto/webhook_signature.h"
#include "support/fakes.h"
#include "support/poll.h"
#include "support/process.h"
#include "support/temp_directory.h"

namespace {

using namespace std::chrono_literals;

/// The foreign receiver, and one of our signers.
struct Receiver {
  Receiver()
      : process({.arguments = {"node", DOORWARD_JOSE_DIR "/standard_webhooks_peer.mjs",
                               signer.shared_secret("1 somebody")},
                 .log = directory.file("log"),
                 .as_nobody = false}) {
    const auto log = [&] { return TempDirectory::read(directory.file("log")); };
    BOOST_REQUIRE(eventually([&] { return log().ends_with('\n') || !process.running(); }));
    BOOST_REQUIRE_MESSAGE(log().starts_with("port "), log());
    port = log().substr(5, log().size() - 6);
  }

  /// The status of its answer to a delivery.
  int send(const crypto::WebhookSigner& by, const std::string& body, const std::string& signed_body,
           std::chrono::seconds age = 0s) {
    const auto at = base::to_seconds(base::SystemClock{}.now() - age);
    courier::HttpCalls calls({.allow_private = true});
    calls.begin(
        {base::Id(),
         "http://127.0.0.1:" + port + "/",
         {"Content-Type: application/json", "webhook-id: 01890000",
          "webhook-timestamp: " + std::to_string(at),
          "webhook-signature: " + by.standard_signature("01890000", at, signed_body, "1 somebody")},
         body});
    int status = 0;
    while (calls.under_way() > 0) {
      calls.work(100ms, [&](const auto&, const auto& answer) { status = answer.status; });
    }
    return status;
  }

  static crypto::WebhookSigner signer_of(const std::vector<std::string>& secrets) {
    return crypto::WebhookSigner(crypto::Secret(secrets));
  }

  crypto::WebhookSigner signer = signer_of({std::string(64, '7')});
  TempDirectory directory;
  Process process;
  std::string port;
};

const std::string kBody = R"({"id":1,"comment":"T\u00fcr"})";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(standard_webhooks, Receiver)

BOOST_AUTO_TEST_CASE(the_library_takes_ours_and_none_that_was_changed_is_old_or_anothers) {
  BOOST_TEST(send(signer, kBody, kBody) == 204);
  BOOST_TEST(send(signer, kBody + " ", kBody) == 400);
  BOOST_TEST(send(signer, kBody, kBody, 10min) == 400);
  BOOST_TEST(send(signer_of({std::string(64, '8')}), kBody, kBody) == 400);
}

BOOST_AUTO_TEST_CASE(the_library_takes_ours_while_our_secret_is_being_replaced) {
  BOOST_TEST(send(signer_of({std::string(64, '8'), std::string(64, '7')}), kBody, kBody) == 204);
}

BOOST_AUTO_TEST_SUITE_END()
