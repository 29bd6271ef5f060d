#include "crypto/webhook_signature.h"

#include <boost/test/unit_test.hpp>

// Every expected value was made by Python's cryptography and hmac from the same secrets.
namespace {

const std::string kFirst(64, '7');
const std::string kSecond(64, '8');

crypto::WebhookSigner signer_of(const std::vector<std::string>& secrets) {
  return crypto::WebhookSigner(crypto::Secret(secrets));
}

constexpr auto kFirstKey = "I93cc5Aoi0GAWAa6XIRP8lUTT1ho+p1QxlZtHbLkcJY=";
constexpr auto kSecondKey = "vjAlgTTqSAcQ3Lcu69sSVHEDh9ihm+mx/1KlE7bhXiA=";
constexpr auto kFirstV1a =
    "v1a,AFQDOR/4MrWWH45ZjaY0wZYRxNvOHAB4azT6rBsYvSHso3pSpSohmc5DbsqNa/rhAycZv1oJcBeW8VMS7eJACA==";
constexpr auto kSecondV1a =
    "v1a,rCvXw+qikbUAJRK/xgzoVW9sGpieY9J42em575WVgRbTczwgmFP7k2B19u2fc3wxV9Iahxah56C+gvRIQBvBCw==";
constexpr auto kFirstV1 = "v1,JxQwwtbyn+7J+L53x8hJk4vaYQoy7/gG5OytEyoRIhM=";
constexpr auto kSecondV1 = "v1,i93pV9OdedWbYiaobVuE5LV8tB2AkAh3/ece4CAhs/Y=";

std::string standard(const crypto::WebhookSigner& signer, const std::string& subscriber) {
  return signer.standard_signature("msg_1", 1'700'000'000, R"({"a": 1})", subscriber);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(webhook_signatures)

BOOST_AUTO_TEST_CASE(a_text_is_signed_with_the_key_that_is_published) {
  const auto signer = signer_of({kFirst});
  BOOST_TEST(signer.public_keys() == std::vector<std::string>{kFirstKey},
             boost::test_tools::per_element());
  BOOST_TEST(signer.sign("body0123456789abcdef") ==
             "5OocQKs1+z+EPaqgFYyamh0N1k+44pq6BZLk8RmBDYSTJBFOewa6syI5xSmMzAnze3hNjwwGWtbEnlWExHw1"
             "AQ==");
}

BOOST_AUTO_TEST_CASE(each_subscriber_shares_another_secret_with_us) {
  const auto signer = signer_of({kFirst});
  BOOST_TEST(signer.shared_secret("1 abc") == "whsec_MAJYUkSZz7yBF0yXkJAraWk9Da7t7bWHw4C9TNIH0+Q=");
  BOOST_TEST(signer.shared_secret("2 abc") != signer.shared_secret("1 abc"));
}

BOOST_AUTO_TEST_CASE(standard_webhooks_are_signed_for_everybody_and_for_the_subscriber) {
  const auto signer = signer_of({kFirst});
  BOOST_TEST(standard(signer, "1 abc") == std::string(kFirstV1a) + " " + kFirstV1);
  BOOST_TEST(standard(signer, "") == kFirstV1a);
}

BOOST_AUTO_TEST_CASE(with_a_new_secret_the_old_one_goes_on_signing) {
  const auto signer = signer_of({kSecond, kFirst});
  BOOST_TEST(signer.public_keys() == (std::vector<std::string>{kSecondKey, kFirstKey}),
             boost::test_tools::per_element());
  BOOST_TEST(standard(signer, "1 abc") ==
             std::string(kSecondV1a) + " " + kFirstV1a + " " + kSecondV1 + " " + kFirstV1);
}

BOOST_AUTO_TEST_SUITE_END()
